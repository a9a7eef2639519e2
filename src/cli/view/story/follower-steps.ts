/** When followers, which replay the log of the leader beside them, have a write: one step for those that get it at once. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { showText } from '../drawing/text-width.js';
import type { RunIndex } from './run-index.js';
import { listWords, spanWords } from './story-words.js';
import type { StoryStep } from './write-story.js';

/** Its steps at the followers that nothing else is told of. */
export function listFollowerSteps(index: RunIndex, write: number): readonly StoryStep[] {
  const key = index.writes.get(write)?.event.key ?? '';
  const groups = new Map<string, [Arrival, ...Arrival[]]>();
  const seen = new Set<string>();
  for (const place of index.placesOf(write)) {
    const event = index.told.trace[place];
    if (event.kind !== 'receive' || seen.has(event.to) || index.isTold(event.to, key)) continue;
    seen.add(event.to);
    const name = `${event.from} ${event.atUs}`;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [{ event, place }]);
    else known.push({ event, place });
  }
  return [...groups.values()].map((arrivals) => stepOf(index, write, arrivals));
}

interface Arrival {
  readonly event: TraceEvent & { readonly kind: 'receive' };
  readonly place: number;
}

function stepOf(index: RunIndex, write: number, [first, ...others]: readonly [Arrival, ...Arrival[]]): StoryStep {
  const { from, atUs } = first.event;
  const names = [first, ...others].map(({ event }) => event.to);
  const appliedAtUs = Math.max(atUs, ...names.map((name) => appliedAt(index, write, name) ?? Infinity));
  const waited = appliedAtUs - atUs;
  const [receive, take, have] = others.length === 0 ? ['receives', 'takes', 'has'] : ['receive', 'take', 'have'];
  const after = waited === 0 ? ` and ${take} it in` : waited === Infinity ? '' : `, and ${have} taken it in ${spanWords(waited)} later`;
  const words = `${listWords(names.map(showText))} ${receive} it${after}`;
  return { atUs, replica: from, kind: 'follow', words, event: first.place };
}

function appliedAt(index: RunIndex, write: number, replica: string): number | null {
  for (const place of index.placesOf(write)) {
    const event = index.told.trace[place];
    if (event.kind === 'apply' && event.write === write && event.replica === replica) return event.atUs;
  }
  return null;
}

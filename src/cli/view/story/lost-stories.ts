/** All lost writes of a run, those together that one event explains. */
import type { LossCause } from '../../../sim/report.js';
import { formatCountOf } from '../words/quantity.js';
import { showText } from '../drawing/text-width.js';
import { ruleName } from './choice-words.js';
import { findLoss, type Loss } from './decisive-step.js';
import { outagesOf } from './fault-steps.js';
import { dropReasons } from './loss-step-words.js';
import type { Outage } from './outages.js';
import { indexRun, type RunIndex, type ToldRun } from './run-index.js';
import { listWords, momentWords } from './story-words.js';
import { listSteps } from './write-steps.js';

/** Lost writes that have one explanation. */
export interface LossGroup {
  readonly cause: LossCause;
  /** In order of their ids. */
  readonly writes: readonly number[];
  /** When the first of them was lost; where nobody did it at any moment, when it was accepted. */
  readonly lostAtUs: number;
  /** As in "17 writes of eu-west, accepted 9.200 s to 14.800 s, cut off from us-east, discarded by lww". */
  readonly words: string;
}

/** The groups, the greatest first. */
export function groupLosses(told: ToldRun): readonly LossGroup[] {
  const grouping = new LossGrouping(told);
  while (grouping.take());
  return grouping.groups;
}

/** Puts the losses of a run into groups, one after the other. */
export class LossGrouping {
  private readonly index: RunIndex;
  private readonly found = new Map<string, OpenGroup>();
  private next = 0;

  constructor(told: ToldRun) {
    this.index = indexRun(told);
  }

  /** Takes the next lost write; false where there is none left. */
  take(): boolean {
    const { lostWrites } = this.index.told.run;
    if (this.next >= lostWrites.length) return false;
    const { write, cause, replica } = lostWrites[this.next++];
    const loss = findLoss(this.index, write, listSteps(this.index, write)) ?? { cause, write, step: null };
    const ending = endingWords(this.index, write, loss);
    const name = `${cause} ${replica} ${ending}`;
    const lostAtUs = loss.step?.atUs ?? this.index.writes.get(write)?.event.atUs ?? 0;
    const known = this.found.get(name);
    if (known === undefined) this.found.set(name, { cause, ending, lostAtUs, writes: [write] });
    else known.writes.push(write);
    return true;
  }

  /** Those of all writes that were taken. */
  get groups(): readonly LossGroup[] {
    return [...this.found.values()]
      .sort((a, b) => b.writes.length - a.writes.length || a.writes[0] - b.writes[0])
      .map(({ cause, ending, lostAtUs, writes }) => ({
        cause,
        writes,
        lostAtUs,
        words: groupWords(this.index, writes, ending),
      }));
  }
}

interface OpenGroup extends Omit<LossGroup, 'words'> {
  readonly ending: string;
  readonly writes: number[];
}

function groupWords(index: RunIndex, writes: readonly number[], ending: string): string {
  const first = index.writes.get(writes[0])?.event;
  const last = index.writes.get(writes[writes.length - 1])?.event;
  if (first === undefined || last === undefined) return ending;
  const span =
    writes.length === 1
      ? `at ${momentWords(first.atUs)}`
      : `${momentWords(first.atUs)} to ${momentWords(last.atUs)}`;
  const what = writes.length === 1 ? `w${first.write}` : formatCountOf(writes.length, 'write');
  return `${what} of ${showText(first.replica)}, accepted ${span}${ending}`;
}

/** What befell them, the same for all of a group. */
function endingWords(index: RunIndex, write: number, loss: Loss): string {
  const outages = outagesOf(index, write).filter(({ to }) => to !== null);
  const cut = outages.length === 0 ? '' : `, ${cutWords(outages)}`;
  const through = loss.write === write ? '' : ', with a later write that was built on it';
  return `${cut}${through}, ${lossEnding(index, loss)}`;
}

function cutWords(outages: readonly Outage[]): string {
  const far = [...new Set(outages.map(({ to, replica }) => showText(to ?? replica)))].sort();
  const until = Math.max(...outages.map(({ untilUs }) => untilUs));
  const end = until === Infinity ? '' : ` until ${momentWords(until)}`;
  return `cut off from ${listWords(far)}${end}`;
}

function lossEnding({ told: { trace, scenario } }: RunIndex, { cause, step }: Loss): string {
  const event = step === null ? null : trace[step.event];
  switch (cause) {
    case 'resolution':
      return `discarded by ${ruleName(scenario)}`;
    case 'skew':
      return `discarded by ${ruleName(scenario)} for a stamp of a wrong clock`;
    case 'collision':
      return 'lost to another row with the same key or value';
    case 'failover':
      return event?.kind === 'rewind'
        ? `taken back by ${showText(event.replica)}`
        : 'gone with their leader';
    case 'disk':
      return event?.kind === 'wipe'
        ? `lost with the disk of ${showText(event.replica)} at ${momentWords(event.atUs)}`
        : 'lost with their disks';
    case 'queue':
    case 'loop-filter':
      return event?.kind === 'drop'
        ? `dropped on the way to ${showText(event.to)}: ${dropReasons[event.reason]}`
        : 'never brought to everyone, and not repaired';
    case 'apply-error':
      return event?.kind === 'apply-error'
        ? `not applied by ${showText(event.replica)}: no record to update`
        : 'not applied';
  }
}

/** The story of a key: all that was written to it, as one story, and what every replica held at the end. */
import type { Fate } from '../../../sim/simulate.js';
import { indexRun, isEmptyRead, type RunIndex, type ToldRun } from './run-index.js';
import { writeNames } from './story-words.js';
import { tellStory } from './tell-story.js';
import type { StoryStep, WriteStory } from './write-story.js';

/** All that is told of one key. */
export interface KeyStory {
  readonly key: string;
  readonly writes: readonly KeyWrite[];
  /** In order of time. */
  readonly steps: readonly KeyStep[];
  /** What each replica that clients may know of holds at the end. */
  readonly ends: readonly KeyEnd[];
}

/** One write of it. */
export interface KeyWrite {
  readonly write: number;
  readonly fate: Fate | null;
  readonly conclusion: string;
}

/** A step of one of its writes; a fault, and a read that found nothing, is of none. */
export interface KeyStep extends StoryStep {
  readonly write: number | null;
}

/** What a replica holds. */
export interface KeyEnd {
  readonly replica: string;
  /** Writes by name; `nothing`. */
  readonly holds: string;
}

/** Its story; null where nobody wrote it. */
export function tellKey(told: ToldRun, key: string): KeyStory | null {
  const index = indexRun(told);
  const stories = index.writesOf(key).flatMap((write) => tellStory(told, write) ?? []);
  if (stories.length === 0) return null;
  return {
    key,
    writes: stories.map(({ write, fate, conclusion }) => ({ write, fate, conclusion })),
    steps: joinSteps(index, stories),
    ends: index.replicasOf(key).map((replica) => {
      const held = index.heldAtEnd(replica, key);
      return { replica, holds: held.length === 0 ? 'nothing' : writeNames(index, held) };
    }),
  };
}

/** Each event once, told from the side of the write that it is about. */
function joinSteps(
  { told: { trace } }: RunIndex,
  stories: readonly WriteStory[],
): readonly KeyStep[] {
  const steps = new Map<string, KeyStep>();
  for (const { write, steps: own } of stories) {
    for (const step of own) {
      const event = trace[step.event];
      if (step.kind === 'rival' || ('write' in event && event.write !== write)) continue;
      const isShared = step.kind === 'fault' || step.kind === 'read';
      const name = isShared ? `${step.event}` : `${step.event} ${write} ${step.kind}`;
      if (!steps.has(name))
        steps.set(name, { ...step, write: step.kind === 'fault' || isEmptyRead(event) ? null : write });
    }
  }
  return [...steps.values()].sort((a, b) => a.event - b.event);
}

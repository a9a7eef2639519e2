/** The story of one write, from all that happened in its run, and from what the oracle says of its fate. */
import { fateOf } from '../../../sim/simulate.js';
import { concludeWrite } from './conclusion.js';
import { findLoss } from './decisive-step.js';
import { indexRun } from './run-index.js';
import type { ToldRun } from './run-index.js';
import { writeName } from './story-words.js';
import { listSteps } from './write-steps.js';
import type { StoryStep, WriteStory } from './write-story.js';

/** Its whole story; null where there is no such write. */
export function tellStory(told: ToldRun, write: number): WriteStory | null {
  const index = indexRun(told);
  const known = index.writes.get(write);
  if (known === undefined) return null;
  const own = listSteps(index, write);
  const loss = findLoss(index, write, own);
  const { key, value, client, replica, atUs } = known.event;
  // What befell a write that was built on this one ends this one's story too.
  const ending =
    loss === null || loss.step === null || loss.write === write
      ? []
      : [ofAnother(loss.step, writeName(index, loss.write))];
  return {
    write,
    key,
    value,
    client,
    replica,
    acceptedAtUs: atUs,
    fate: fateOf(told.run, write),
    cause: loss?.cause ?? null,
    steps: [...own, ...ending].sort((a, b) => a.event - b.event),
    conclusion: concludeWrite(index, write, loss),
  };
}

function ofAnother(step: StoryStep, name: string): StoryStep {
  return { ...step, words: `of ${name}: ${step.words}` };
}

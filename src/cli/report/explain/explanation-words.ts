/** Sentences that text and Markdown have in common. */
import type { Scenario } from '../../../sim/scenario.js';
import type { Fate } from '../../../sim/simulate.js';
import { printable } from '../../printable.js';
import { describeStrategy } from '../../view/words/strategy-words.js';
import type { WriteStory } from '../../view/story/write-story.js';
import { countOf, formatCount } from '../format.js';
import type { ShownExplanation } from './explanation.js';

/** What the document is about, in a line. */
export function titleOf({ told, subject }: ShownExplanation): string {
  const { report } = told.run;
  switch (subject.kind) {
    case 'write':
      return headingOf(subject.story);
    case 'key':
      return [
        `What became of ${printable(subject.story.key)}`,
        `and of its ${countOf(subject.story.writes.length, 'write')}`,
      ].join(', ');
    case 'conflicts':
      return subject.conflicts.length === 0
        ? 'No conflict was detected'
        : `Conflicts: ${countOf(subject.conflicts.length, 'pair')} of writes, as they first met`;
    case 'lost':
      return subject.first === null
        ? 'Nothing was lost'
        : `Lost: ${formatCount(report.fates.lost)} of ` +
            countOf(report.writes.acknowledged, 'acknowledged write');
  }
}

/** What the story of a write is about. */
export function headingOf({ write, key, fate }: WriteStory): string {
  const what = `w${write} of ${printable(key)}`;
  return fate === 'lost' ? `Why ${what} was lost` : `What became of ${what}`;
}

/** That nothing was lost, of how many. */
export function noneLost(acknowledged: number): string {
  if (acknowledged === 0) return 'No write was acknowledged, so none could be lost.';
  if (acknowledged === 1) return 'The one acknowledged write was not lost.';
  return `None of ${formatCount(acknowledged)} acknowledged writes was lost.`;
}

/** Name, strategy and seed. */
export function subtitleOf(scenario: Scenario): string {
  const { topology, regions, seed, name } = scenario;
  return [
    name,
    `${topology.kind} of ${countOf(regions.length, 'region')}`,
    describeStrategy(scenario),
    `seed ${seed}`,
  ]
    .map(printable)
    .join(' | ');
}

/** That some conflicts are in no list, as nobody noticed them; null where all were noticed. */
export function missedWords({ told, subject }: ShownExplanation): string | null {
  const { missed } = told.run.report.conflicts;
  if (subject.kind !== 'conflicts' || missed === 0) return null;
  return `${countOf(missed, 'meeting')} of concurrent writes went undetected: ${missed === 1 ? 'it is' : 'they are'} not listed.`;
}

/** A conclusion that begins with its fate. */
export function fateSentence(fate: Fate | null, conclusion: string): string {
  return fate === null ? `No answer: ${conclusion}` : conclusion;
}

/** A run as annotations at the lines that state its expectations, as GitHub Actions reads them from a step's output. */
import { printable } from '../printable.js';
import { annotationAt, belowText, mostAnnotations } from './check/github.js';
import { replayCommandOf } from './result.js';
import type { RunResult } from './result.js';

/** The text report, in which nothing is taken for a command, and the annotations below it. */
export function renderRunGithub(result: RunResult, text: string): string {
  return belowText(text, annotationsOf(result));
}

/** One an expectation that does not hold, violated ones first; what is beyond the most is only counted. */
function annotationsOf(result: RunResult): readonly string[] {
  const { expectations, places = [], scenario, repeat } = result;
  const told = expectations.map((expectation, at) => ({ ...expectation, place: places.at(at) ?? null }));
  const bad = [
    ...told.filter(({ verdict }) => verdict === 'violated'),
    ...told.filter(({ verdict }) => verdict === 'unknown'),
  ];
  const all = bad.map(({ name, expected, actual, verdict, place }) =>
    annotationAt(verdict === 'violated' ? 'error' : 'warning', place, {
      title: printable(`${verdict}: ${name} in ${scenario.name}`),
      text: [
        printable(`expected ${expected}, actual ${actual}`),
        `Replay: ${replayCommandOf(result)}`,
        `Run again: ${repeat}`,
      ].join('\n'),
    }),
  );
  if (all.length <= mostAnnotations) return all;
  const hidden = all.length - mostAnnotations + 1;
  return [...all.slice(0, mostAnnotations - 1), `::notice title=quarrel run::and ${hidden} more, in the log of this step`];
}

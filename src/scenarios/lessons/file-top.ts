/** The top of a lesson or interview file: its version, its subject, and scenarios of its own. */
import type { PlacedValue } from '../document.js';
import { locateProblem } from '../document.js';
import type { Issue, Problem } from '../issue.js';
import { comparePlaces } from '../issue.js';
import { isMapping } from '../schema/field.js';
import { documentVersion } from '../schema.js';
import { didYouMean, listWords } from '../suggestion.js';

/** What a file of its kind holds at the top. */
export function expectedAtTop(subject: 'lesson' | 'interview'): string {
  return `"version: 1", "${subject}:" and, where it has scenarios of its own, "scenarios:"`;
}

/** What is wrong with the keys at the top. */
export function problemsAtTop({ value: top }: PlacedValue, subject: 'lesson' | 'interview'): readonly Problem[] {
  const fileKeys = ['version', 'scenarios', subject];
  const expected = expectedAtTop(subject);
  if (!isMapping(top)) return [{ path: [], message: 'the document is not a mapping', expected }];
  const unknown = Object.keys(top).filter((key) => !fileKeys.includes(key));
  return [
    ...unknown.map((key): Problem => ({
      path: [key], message: `"${key}" is not a key that is known here`, expected: `one of ${listWords(fileKeys)}`, ...didYouMean(key, fileKeys), isKey: true,
    })),
    ...(top['version'] === documentVersion ? [] : [{
      path: ['version'], message: 'this version is not known', expected: `version: ${String(documentVersion)}`,
    }]),
    ...(top[subject] === undefined ? [{ path: [subject], message: `there is no ${subject}`, expected }] : []),
  ];
}

/** Every issue of a file once, in the order of the document. */
export function issuesInOrder(document: PlacedValue, problems: readonly Problem[], issues: readonly Issue[]): readonly Issue[] {
  const all = [...problems.map((problem) => locateProblem(document, problem)), ...issues];
  const byText = new Map(all.map((issue) => [JSON.stringify(issue), issue]));
  return [...byText.values()].sort(comparePlaces);
}

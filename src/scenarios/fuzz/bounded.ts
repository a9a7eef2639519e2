/** A search that asks whether cases still fail: never twice about one, and not more often than it may. */
import { canonicalJson } from '../digest.js';
import type { TestCase } from './test-case.js';

/** Asks about cases, is told whether each still fails, and ends with the smallest. */
export type Search<T> = Generator<TestCase, T, boolean>;

/** What a bounded search came to. */
export interface Found<T> {
  readonly result: T;
  /** How often it asked. */
  readonly asked: number;
  /** It would have asked further. */
  readonly isCut: boolean;
}

/** The search with a memory and a limit; beyond the limit no case counts as failing, which ends it. */
export function* bound<T>(search: Search<T>, most: number): Search<Found<T>> {
  const answers = new Map<string, boolean>();
  let isCut = false;
  let step = search.next();
  while (step.done !== true) {
    const key = canonicalJson(step.value);
    let fails = answers.get(key);
    if (fails === undefined) {
      isCut ||= answers.size >= most;
      fails = isCut ? false : yield step.value;
      if (!isCut) answers.set(key, fails);
    }
    step = search.next(fails);
  }
  return { result: step.value, asked: answers.size, isCut };
}

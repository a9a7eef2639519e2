/** Answers what a search asks by a predicate. */
import type { Search } from '../../../src/scenarios/fuzz/bounded.js';
import type { TestCase } from '../../../src/scenarios/fuzz/test-case.js';

/** How a search ended. */
export interface Answered<T> {
  readonly result: T;
  readonly asked: number;
}

/** Runs a search to its end. */
export function answerAll<T>(search: Search<T>, fails: (testCase: TestCase) => boolean): Answered<T> {
  let asked = 0;
  let step = search.next();
  while (step.done !== true) {
    asked += 1;
    step = search.next(fails(step.value));
  }
  return { result: step.value, asked };
}

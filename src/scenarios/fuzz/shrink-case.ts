/** From a case that fails to one of which nothing can be left out, and whose numbers are short. */
import { canonicalJson } from '../digest.js';
import type { Search } from './bounded.js';
import { reduceCase } from './reduce-case.js';
import { simplifyNumbers } from './simplify-numbers.js';
import type { TestCase } from './test-case.js';

/** Reduces and simplifies until neither changes anything any more. */
export function* shrinkCase(start: TestCase): Search<TestCase> {
  let here = start;
  for (;;) {
    const reduced = yield* reduceCase(here);
    const simple = yield* simplifyNumbers(reduced);
    if (canonicalJson(simple) === canonicalJson(here)) return simple;
    here = simple;
  }
}

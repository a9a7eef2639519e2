/** Leaving out items of a list: halves first, then smaller pieces, until every single item is needed. */
import type { Search } from './bounded.js';
import type { TestCase } from './test-case.js';

/**
 * The items of which none can be left out alone. `put` makes a case of some of them.
 *
 * @see Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, TSE 2002
 */
export function* minimizeList<T>(
  items: readonly T[],
  put: (items: readonly T[]) => TestCase,
): Search<readonly T[]> {
  let kept = items;
  if (kept.length > 1 && (yield put([]))) return [];
  let size = Math.ceil(kept.length / 2);
  while (kept.length > 0) {
    let hasShrunk = false;
    // From the end: what comes late is seldom the cause.
    for (let end = kept.length; end > 0; end -= size) {
      const fewer = kept.toSpliced(Math.max(0, end - size), Math.min(size, end));
      if (!(yield put(fewer))) continue;
      kept = fewer;
      hasShrunk = true;
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (!hasShrunk) break;
  }
  return kept;
}

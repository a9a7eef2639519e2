/** Making evidence small: leave things out as long as it still shows what it has to show. */

/**
 * A part of `items` that still shows it and of which no single item can be left out, as far as
 * `mostTries` tries go. Larger pieces are tried first.
 *
 * @see Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE TSE 28(2),
 *   2002
 */
export function shrink<T>(
  items: readonly T[],
  stillShows: (kept: readonly T[]) => boolean,
  mostTries: number,
): readonly T[] {
  let kept = items;
  let tries = 0;
  for (
    let size = Math.ceil(kept.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    let isSmaller = true;
    while (isSmaller) {
      isSmaller = false;
      for (let start = 0; start < kept.length;) {
        if (tries++ >= mostTries) return kept;
        const rest = [...kept.slice(0, start), ...kept.slice(start + size)];
        if (stillShows(rest)) {
          kept = rest;
          isSmaller = size === 1;
        } else {
          start += size;
        }
      }
    }
  }
  return kept;
}

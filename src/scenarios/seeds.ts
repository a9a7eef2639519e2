/** Seeds for many runs of one scenario. */

/**
 * So many different seeds, of which the first is the scenario's own: `42`, `42-2`, `42-3`. More of them begin with the
 * same ones, so that a longer series contains a shorter one.
 */
export function seedSeries(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => (i === 0 ? first : `${first}-${String(i + 1)}`));
}

/** How far a lesson is, as a bar of ten characters. */

/** `[####------]`, a tenth of the whole each. */
export function barOf(done: number, of: number): string {
  const full = of === 0 ? 0 : Math.floor((Math.max(0, done) / of) * 10);
  return `[${'#'.repeat(full)}${'-'.repeat(10 - full)}]`;
}

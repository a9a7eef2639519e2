/** Virtual time for people to read. */

/**
 * A span or moment in its natural unit: `250us`, `180ms`, `1.5ms`, `12.550s`.
 *
 * Exact below a second, with as many decimals as it takes; from there on rounded to milliseconds.
 *
 * @param us whole microseconds, negative ones too
 */
export function formatUs(us: number): string {
  const sign = us < 0 ? '-' : '';
  const size = Math.abs(us);
  if (size < 1000) return `${sign}${size}us`;
  if (size < 1_000_000) return `${sign}${size / 1000}ms`;
  const ms = Math.round(size / 1000);
  return `${sign}${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}s`;
}

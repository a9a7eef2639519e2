/** Quantities in base units as a document writes them. */

/** A duration in the largest unit that leaves at most six decimals: `1.237s`, `-20ms`, `250us`. */
export function durationText(us: number): string {
  if (us === 0) return '0s';
  const magnitudeUs = Math.abs(us);
  if (magnitudeUs >= 1e6) return `${String(us / 1e6)}s`;
  if (magnitudeUs >= 1e3) return `${String(us / 1e3)}ms`;
  return `${String(us)}us`;
}

/** A rate with up to three decimals: `12.5/s`; slow ones by the minute or hour. */
export function rateText(perS: number): string {
  if (perS >= 1) return `${trim(perS)}/s`;
  return perS * 60 >= 1 ? `${trim(perS * 60)}/m` : `${trim(perS * 3600)}/h`;
}

/** A share of 1 as a percentage with up to three decimals. */
export function shareText(share: number): string {
  return `${trim(share * 100)}%`;
}

function trim(value: number): string {
  return String(Number(value.toFixed(3)));
}

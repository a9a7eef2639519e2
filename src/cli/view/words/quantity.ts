/** Figures in few columns. A figure that is not known is `-`. */

/** A whole number with thousands apart: `12,345`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count in at most five columns: `99999`, `123k`, `4.5M`. */
export function formatShortCount(count: number): string {
  if (count < 100_000) return String(count);
  if (count < 1_000_000) return `${Math.floor(count / 1000)}k`;
  if (count < 1_000_000_000) return `${threeDigits(count / 1_000_000)}M`;
  return `${threeDigits(count / 1_000_000_000)}G`;
}

/** A duration in at most five columns: `0`, `250us`, `38ms`, `1.2s`, `3.4m`, `2.1h`. */
export function formatShortDuration(us: number): string {
  if (us === 0) return '0';
  if (us < 1000) return `${us}us`;
  if (us < 1_000_000) return `${threeDigits(us / 1000)}ms`;
  if (us < 60_000_000) return `${threeDigits(us / 1_000_000)}s`;
  if (us < 3_600_000_000) return `${threeDigits(us / 60_000_000)}m`;
  return `${threeDigits(us / 3_600_000_000)}h`;
}

/** A difference with its sign: `+3ms`, `-210ms`, `0`. */
export function formatSignedDuration(us: number): string {
  if (us === 0) return '0';
  return `${us > 0 ? '+' : '-'}${formatShortDuration(Math.abs(Math.round(us)))}`;
}

/** A moment in seconds with three decimals: `12.550`. */
export function formatMoment(us: number): string {
  return (us / 1_000_000).toFixed(3);
}

/** A moment in seconds as short as it can be said: `9.1s`, `30s`. */
export function formatShortMoment(us: number): string {
  return `${String(Number((us / 1_000_000).toFixed(3)))}s`;
}

/** Bytes in binary units: `512 B`, `1.5 KiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${threeDigits(bytes / 1024)} KiB`;
  if (bytes < 1024 ** 3) return `${threeDigits(bytes / 1024 ** 2)} MiB`;
  return `${threeDigits(bytes / 1024 ** 3)} GiB`;
}

/** Bits a second in decimal units: `800 bps`, `1.5 Mbps`. */
export function formatBandwidth(bps: number): string {
  if (bps < 1e3) return `${threeDigits(bps)} bps`;
  if (bps < 1e6) return `${threeDigits(bps / 1e3)} kbps`;
  if (bps < 1e9) return `${threeDigits(bps / 1e6)} Mbps`;
  return `${threeDigits(bps / 1e9)} Gbps`;
}

/** A share of 1 as a percentage with at most two decimals: `0%`, `0.1%`, `30%`. */
export function formatShare(share: number): string {
  return `${String(Number((share * 100).toFixed(2)))}%`;
}

/** How much faster than real time: `0.1x`, `1.5x`, `1000x`. */
export function formatSpeed(speed: number): string {
  return `${String(speed)}x`;
}

/** Events a second in at most six columns: `0.5`, `84.2`, `1234`; `-` when it is not known. */
export function formatRate(perSecond: number | null): string {
  if (perSecond === null) return '-';
  return perSecond < 1000 ? perSecond.toFixed(1) : formatShortCount(Math.round(perSecond));
}

/** A count with its noun in the right number: `1 write`, `2 writes`. */
export function formatCountOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** One decimal below ten, none above. */
function threeDigits(value: number): string {
  const cut = Math.floor(value * 10) / 10;
  return cut < 10 ? String(cut) : String(Math.floor(value));
}

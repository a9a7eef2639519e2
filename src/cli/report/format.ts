/** Figures as people read them. A figure that was not measured is `-`. */

/** A whole number with thousands apart: `12,345`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun in the right number: `1 write`, `2 writes`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** How often: `once`, `twice`, `3 times`. */
export function timesOf(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${formatCount(count)} times`;
}

/** Milliseconds in the unit that suits them: `250 us`, `12.5 ms`, `41.23 s`, `30 min 12 s`, `47 h 5 min`. */
export function formatMs(ms: number | null): string {
  if (ms === null) return '-';
  if (ms === 0) return '0 ms';
  if (ms < 1) return `${Math.round(ms * 1000)} us`;
  if (ms < 1000) return `${trimmed(ms, 3)} ms`;
  if (ms < 600_000) return `${trimmed(ms / 1000, 3)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds >= 7200) return `${formatCount(Math.floor(seconds / 3600))} h ${Math.floor(seconds / 60) % 60} min`;
  return `${formatCount(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** Bytes in binary units: `512 B`, `1.5 KiB`, `128.7 GiB`. */
export function formatBytes(bytes: number): string {
  let scaled = bytes;
  for (const unit of ['B', 'KiB', 'MiB', 'GiB']) {
    if (scaled < 1024) return `${trimmed(scaled, 1)} ${unit}`;
    scaled /= 1024;
  }
  return `${trimmed(scaled, 1)} TiB`;
}

/** A share as a percentage, cut and not rounded, so that 100 % means all: `99.9991 %`. */
export function formatShare(share: number | null): string {
  if (share === null) return '-';
  return `${String(Math.floor(share * 1_000_000 + 1e-6) / 10_000)} %`;
}

/** A number with at most this many decimals and no trailing zeros. */
export function trimmed(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

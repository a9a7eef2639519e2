/** Quantities of a sizing in words; where two systems of units are in use, in both, each with its name. */
import { formatCount, trimmed } from '../format.js';

/** Thousands apart, with few decimals: `50,000`, `1,464.8`, `0.0005`. */
export function numberWords(value: number, decimals = 1): string {
  if (!Number.isFinite(value)) return '-';
  if (value !== 0 && Math.abs(value) < 1) return String(Number(value.toPrecision(3)));
  const [whole = '0', fraction] = trimmed(value, decimals).split('.');
  const grouped = formatCount(Number(whole));
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `50,000/s`. */
export function rateWords(perS: number): string {
  return `${numberWords(perS)}/s`;
}

/** `586 Mibit/s (614 Mbit/s)`. */
export function bandwidthWords(bps: number): string {
  return `${scaled(bps, 1024, ['bit/s', 'Kibit/s', 'Mibit/s', 'Gibit/s', 'Tibit/s'])} (${decimalBandwidth(bps)})`;
}

/** `30 MB/s`. */
export function byteRateWords(bytesPerS: number): string {
  return scaled(bytesPerS, 1000, ['B/s', 'kB/s', 'MB/s', 'GB/s', 'TB/s']);
}

/** `614 Mbit/s`. */
export function decimalBandwidth(bps: number): string {
  return scaled(bps, 1000, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s']);
}

/** `128.7 GiB (138.2 GB)`. */
export function sizeWords(bytes: number): string {
  const binary = scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], 4);
  return bytes < 1000 ? binary : `${binary} (${scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB'], 4)})`;
}

/** `2.592 TB (2.357 TiB)`: what is bought by the terabyte. */
export function volumeWords(bytes: number): string {
  const decimal = scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB']);
  return bytes < 1000 ? decimal : `${decimal} (${scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'])})`;
}

/** Bytes as they are: `1,536 B`. */
export function exactBytes(bytes: number): string {
  return `${numberWords(bytes)} B`;
}

/** `0.1 s`, `720 s`, `1,200 s`. */
export function secondsWords(us: number): string {
  return `${numberWords(us / 1e6, 3)} s`;
}

/** With at least three digits that count. */
function scaled(value: number, step: number, units: readonly string[], digits = 3): string {
  let [rest, index] = [value, 0];
  while (rest >= step && index < units.length - 1) {
    rest /= step;
    index += 1;
  }
  const whole = String(Math.floor(rest)).length;
  return `${numberWords(rest, Math.max(0, digits - whole))} ${units[index] ?? ''}`;
}

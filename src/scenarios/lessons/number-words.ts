/** Numbers of lessons in words: `1,921`, `38 ms`, `69.85 %`, `1.5 KiB`. They can be typed back. */
import { assertNever } from '../../sim/base/assert.js';
import type { NumberUnit } from './value.js';

/** A number in the unit that suits it. */
export function numberWords(value: number, unit: NumberUnit): string {
  switch (unit) {
    case 'count':
      return groupedWords(value, 2);
    case 'ratio':
      return groupedWords(value, Math.abs(value) < 10 ? 2 : 1);
    case 'share':
      return `${groupedWords(value * 100, value > 0.99 && value < 1 ? 4 : 2)} %`;
    case 'duration':
      return durationWords(value);
    case 'size':
      return scaledWords(value, 1024, ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']);
    case 'rate':
      return `${groupedWords(value, 2)} a second`;
    case 'bandwidth':
      return scaledWords(value, 1000, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s']);
    case 'ppm':
      return `${groupedWords(value, 2)} ppm`;
    default:
      return assertNever(unit);
  }
}

/** Microseconds in the unit that suits them. */
function durationWords(us: number): string {
  const size = Math.abs(us);
  if (size === 0) return '0 ms';
  if (size < 1000) return `${groupedWords(us, 0)} us`;
  if (size < 1e6) return `${groupedWords(us / 1000, size < 10_000 ? 2 : 1)} ms`;
  if (size < 120e6) return `${groupedWords(us / 1e6, 2)} s`;
  if (size < 7200e6) return `${groupedWords(us / 60e6, 1)} min`;
  return `${groupedWords(us / 3600e6, 1)} h`;
}

function scaledWords(value: number, step: number, units: readonly string[]): string {
  let scaled = value;
  let at = 0;
  while (Math.abs(scaled) >= step && at < units.length - 1) {
    scaled /= step;
    at += 1;
  }
  return `${groupedWords(scaled, at === 0 ? 0 : 2)} ${units[at] ?? ''}`;
}

/** At most this many decimals, thousands apart, no trailing zeros. */
function groupedWords(value: number, decimals: number): string {
  const [whole = '0', fraction] = String(Number(Math.abs(value).toFixed(decimals))).split('.');
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? '-' : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

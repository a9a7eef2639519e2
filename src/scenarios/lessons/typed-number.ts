/**
 * Numbers as people type them: more freely than files may write them, for nobody answers a question in the grammar of
 * one. Whatever lessons print can be typed back: `1,921`, `2 min`, `614.4 Mbit/s`, `50 a second`, `1.5 KiB`, `69.85 %`.
 */
import type { NumberUnit } from './value.js';

/** A number that was typed. `unit` is null where none was written; then `value` is in whatever unit is meant. */
export interface TypedNumber {
  readonly value: number;
  readonly unit: NumberUnit | null;
}

/** Reads one; else one sentence about what is wrong. */
export function readTypedNumber(text: string): TypedNumber | string {
  const typed = text.trim().replace(/^(?:~|about|around)\s*/i, '').replaceAll(/\s+/g, ' ').replace(/^\u2212/, '-');
  const parts = [...typed.matchAll(partForm)];
  const [first] = parts;
  if (first === undefined || parts.map(([part]) => part).join('') !== typed) {
    const isComma = /^-?\d+,\d+(?!\d)/.test(typed);
    return isComma ? `"${text}" has a comma where a point is expected, or thousands that are no thousands` : `"${text}" is not a number`;
  }
  const numbers = parts.map(([, digits = '', unit = '']) => withUnit(numberIn(digits), unit.trim()));
  const [only] = numbers;
  if (isBitOrByte((first[2] ?? '').trim())) return `"${text}" may be bits or bytes: write Gbit/s, or GB`;
  if (only === null || only === undefined) return `"${text}" has a unit that is not known here: ${(first[2] ?? '').trim()}`;
  if (numbers.length === 1) return only;
  // `1 min 30 s` is one duration; two numbers of any other kind are not one.
  const sum = numbers.reduce<number>((total, number) => (number?.unit === 'duration' ? total + number.value : NaN), 0);
  return Number.isNaN(sum) ? `"${text}" is more than one number` : { value: sum, unit: 'duration' };
}

/** A number, with or without thousands apart, and what stands behind it up to the next one. */
const partForm =
  /([+-]?(?:[1-9]\d{0,2}(?:[,_ ]\d{3})+(?!\d)(?:\.\d+)?|\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,2}(?!\d))?)( ?[^\d\s.,+_-][^\d.,+_-]*|)/gi;

function numberIn(digits: string): number {
  return Number(digits.replaceAll(/[,_ ]/g, ''));
}

function withUnit(value: number, unit: string): TypedNumber | null {
  if (unit === '') return { value, unit: null };
  const found = units.get(unit) ?? (isBitOrByte(unit) ? undefined : units.get(unit.toLowerCase())) ?? rateOf(unit) ?? bandwidthOf(unit);
  return found === undefined ? null : { value: value * found.factor, unit: found.unit };
}

interface TypedUnit {
  readonly factor: number;
  readonly unit: NumberUnit | null;
}

/** What lessons count. */
const counted = [
  'write', 'read', 'request', 'message', 'update', 'event', 'conflict', 'pair', 'sibling', 'value', 'version', 'row', 'key', 'hint',
];

/** By spelling: as it stands here, or all small. */
const units: ReadonlyMap<string, TypedUnit> = new Map([
  ...spelled('ratio', 1, ['x', 'times', 'fold']),
  ...counted.flatMap((noun) => spelled('count', 1, [noun, `${noun}s`])),
  ...spelled('count', 1, ['copy', 'copies']),
  ...spelled(null, 1e3, ['k', 'thousand']),
  ...spelled(null, 1e6, ['M', 'million']),
  ...spelled(null, 1e9, ['billion']),
  ...spelled('share', 0.01, ['%', 'percent', 'pct', 'per cent']),
  ...spelled('ppm', 1, ['ppm']),
  ...spelled('duration', 1, ['us', '\u00b5s', '\u03bcs', 'usec', 'usecs', 'microsecond', 'microseconds']),
  ...spelled('duration', 1e3, ['ms', 'msec', 'msecs', 'milli', 'millis', 'millisecond', 'milliseconds']),
  ...spelled('duration', 1e6, ['s', 'sec', 'secs', 'second', 'seconds']),
  ...spelled('duration', 60e6, ['m', 'min', 'mins', 'minute', 'minutes']),
  ...spelled('duration', 3600e6, ['h', 'hr', 'hrs', 'hour', 'hours']),
  ...spelled('duration', 86_400e6, ['d', 'day', 'days']),
  ...spelled('size', 1, ['B', 'b', 'byte', 'bytes']),
  ...['k', 'm', 'g', 't', 'p'].flatMap((prefix, at) => [
    ...spelled('size', 1000 ** (at + 1), [`${prefix}b`, `${prefix.toUpperCase()}B`, `${prefix}B`]),
    ...spelled('size', 1024 ** (at + 1), [`${prefix}ib`, `${prefix.toUpperCase()}iB`]),
  ]),
]);

function spelled(unit: NumberUnit | null, factor: number, spellings: readonly string[]): readonly (readonly [string, TypedUnit])[] {
  return spellings.map((spelling) => [spelling, { unit, factor }] as const);
}

/** A small b behind a large prefix is a bit to some and a byte to others; so is `mb/s`. */
function isBitOrByte(unit: string): boolean {
  return /^(?:[KMGTP]i?b|[mgt]b ?\/ ?s)$/.test(unit);
}

/** `/s`, `k/s`, `a second`, `writes per minute`, `rps`. */
function rateOf(unit: string): TypedUnit | undefined {
  const form = /^(k|thousand|M|million)?\s*(?:ops|writes|reads|requests|messages|updates|events)?\s*(?:\/\s*|per |a |an )(s|sec|second|m|min|minute|h|hr|hour|d|day)$/i;
  const [, scale, time] = /^[rqto]ps$|^hz$/i.test(unit) ? ['', undefined, 's'] : (form.exec(unit) ?? []);
  if (time === undefined) return undefined;
  const factor = scale === undefined ? 1 : /^[kt]/i.test(scale) ? 1e3 : 1e6;
  return { unit: 'rate', factor: factor / ({ s: 1, m: 60, h: 3600, d: 86_400 }[time.slice(0, 1).toLowerCase()] ?? 1) };
}

/** `Mbit/s`, `mbps`, `Gbit a second`, and bytes: `MB/s`, `MiB/s`. */
function bandwidthOf(unit: string): TypedUnit | undefined {
  const [, prefix = '', of] = /^([kKmMgGtT]i?)?(bits?|b|B|bytes?)(?: ?\/ ?s(?:ec|econd)?|ps| per second| a second)$/.exec(unit) ?? [];
  if (of === undefined) return undefined;
  const power = ['', 'k', 'm', 'g', 't'].indexOf(prefix.slice(0, 1).toLowerCase());
  const bits = of === 'B' || of.startsWith('by') ? 8 : 1;
  return { unit: 'bandwidth', factor: bits * (prefix.endsWith('i') ? 1024 : 1000) ** power };
}

/** How flags of `quarrel size` are read: quantities within their bounds, counts, and ways to choose keys. */
import { share } from '../../scenarios/units.js';
import type { Reading } from '../../scenarios/units.js';
import type { KeyChoice } from '../../sim/scenario.js';

/** Reads what a flag says. */
export type FlagReading<T> = (text: string) => Reading<T>;

/** A quantity above 0. */
export function positive(read: (raw: unknown) => Reading<number>): FlagReading<number> {
  return (text) => {
    const reading = read(text);
    const isBareZero = /^-?0*\.?0+$/.test(text);
    if (!isBareZero && (!reading.ok || reading.value > 0)) return reading;
    return { ok: false, message: 'this is too little', expected: 'more than 0' };
  };
}

/** A quantity that may be 0. */
export function notNegative(read: (raw: unknown) => Reading<number>): FlagReading<number> {
  return (text) => {
    const reading = read(text);
    if (!reading.ok || reading.value >= 0) return reading;
    return { ok: false, message: 'this is less than nothing', expected: '0 or more' };
  };
}

/** A whole number between these two. */
export function whole(least: number, most: number): FlagReading<number> {
  const expected = `a whole number from ${String(least)} to ${String(most)}`;
  return (text) => {
    if (!/^[+-]?\d+$/.test(text)) return { ok: false, message: 'this is no whole number', expected };
    return within(Number(text), least, most, expected);
  };
}

/** A whole number from 1 on that may be written with k or M, as rates are. */
export function count(most: number): FlagReading<number> {
  const expected = `a whole number from 1 to ${String(most)}, such as 5000, 20k or 1.5M`;
  return (text) => {
    const [, sign = '', digits = '', scale = ''] = /^([+-]?)(\d{1,15}(?:\.\d{1,6})?)([kM]?)$/.exec(text) ?? [];
    // Rounded: 1.1 times 1000 has digits behind it.
    const value = Math.round(Number(digits) * (scales.get(scale) ?? 1) * 1e6) / 1e6;
    if (digits !== '' && Number.isInteger(value)) return within(sign === '-' ? -value : value, 1, most, expected);
    const meant = respelt(text);
    const suggestion = meant === text ? {} : { suggestion: `did you mean "${meant}"?` };
    return { ok: false, message: 'this is no whole number', expected, ...suggestion };
  };
}

const scales: ReadonlyMap<string, number> = new Map([['', 1], ['k', 1e3], ['M', 1e6]]);

/** Thousands that are set apart, `1e6`, and letters of the other case, as they are written here. */
function respelt(text: string): string {
  if (/^\d{1,3}([,_ ]\d{3})+$/.test(text)) return text.replace(/[,_ ]/g, '');
  if (/^\d(\.\d+)?e\d$/i.test(text) && Number.isInteger(Number(text))) return String(Number(text));
  return /^\d+(\.\d+)?[Km]$/.test(text) ? text.replace('K', 'k').replace('m', 'M') : text;
}

function within(value: number, least: number, most: number, expected: string): Reading<number> {
  if (value < least) return { ok: false, message: 'this is too little', expected };
  return value > most ? { ok: false, message: 'this is too much', expected } : { ok: true, value };
}

const mostHeadroom = 9999;

/** How often the writes go into the bandwidth of a link. */
export function readHeadroom(text: string): Reading<number> {
  const expected = `a number from 1 to ${String(mostHeadroom)}, such as 2.5`;
  if (!/^-?\d+(\.\d+)?$/.test(text)) return { ok: false, message: 'this is no number', expected };
  const factor = Number(text);
  if (factor < 1) return { ok: false, message: 'a link has to carry the writes at least', expected };
  return factor <= mostHeadroom ? { ok: true, value: factor } : { ok: false, message: 'this is too much', expected };
}

/** `uniform`, `zipf:1.1` or `hot:10:90%`. */
export function readChoice(text: string): Reading<KeyChoice> {
  const [kind = '', first = '', second = '', ...rest] = text.split(':');
  const failure: Reading<KeyChoice> = {
    ok: false, message: 'this is no way to choose keys', expected: 'uniform, zipf:1.1 or hot:10:90%, for ten keys in 90 % of the writes',
  };
  if (rest.length > 0) return failure;
  if (text === 'uniform') return { ok: true, value: { kind: 'uniform' } };
  if (kind === 'zipf' && second === '' && /^\d{1,2}(\.\d{1,6})?$/.test(first)) {
    return { ok: true, value: { kind: 'zipf', exponent: Number(first) } };
  }
  const part = share.read(/^[01](\.\d+)?$/.test(second) ? Number(second) : second);
  if (kind !== 'hot' || !/^[1-9]\d{0,7}$/.test(first) || !part.ok) return failure;
  return { ok: true, value: { kind: 'hot', keys: Number(first), share: part.value } };
}

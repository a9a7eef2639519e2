/**
 * What the schema is built of: leaves that read one value, and mappings that allow known keys only.
 *
 * Each is an ordinary zod schema whose issues carry what a person needs (`params` of a
 * {@link Finding}), and whose metadata becomes the JSON Schema that editors complete from.
 */
import * as z from 'zod';
import { didYouMean, listWords, nearestWord } from '../suggestion.js';
import type { Quantity, Reading } from '../units.js';
import * as units from '../units.js';

/** What the issues of our schemas carry beside their message. */
export interface Finding {
  readonly expected: string;
  readonly suggestion?: string;
  /** The key that ends the path is wrong, not its value. */
  readonly isKey?: boolean;
  /** The value has another shape altogether: in a union, another branch may fit. */
  readonly isOtherShape?: boolean;
}

/** What an editor shows of a field. */
export interface FieldText {
  /** Meaning, unit and what happens when it is absent. */
  readonly about: string;
  readonly example: string | number | boolean | readonly (string | number)[] | Readonly<Record<string, number>>;
}

/** A value that `read` understands; `json` is its JSON Schema. */
export function leaf<T>(
  read: (raw: unknown) => Reading<T>,
  text: FieldText,
  json: Readonly<Record<string, unknown>>,
) {
  return z
    .unknown()
    .transform((raw, ctx): T => {
      const reading = read(raw);
      if (reading.ok) return reading.value;
      const { message, expected, suggestion } = reading;
      const isMissing = raw === undefined;
      const params: Finding = {
        expected,
        ...(suggestion === undefined ? {} : { suggestion }),
        ...(typeof raw === 'object' && raw !== null ? { isOtherShape: true } : {}),
      };
      ctx.issues.push({
        code: 'custom',
        message: isMissing ? 'this is missing' : message,
        input: raw,
        params: { ...params },
      });
      return z.NEVER;
    })
    .meta({ ...json, description: text.about, examples: [text.example] });
}

/** A mapping with these keys and no others. */
export function mapping<S extends z.ZodRawShape>(shape: S, about: string) {
  const keys = Object.keys(shape);
  return z
    .looseObject(shape)
    .superRefine((value, ctx) => { reportUnknownKeys(value, keys, ctx); }, always)
    .meta({ additionalProperties: false, description: about });
}

/** Runs a check also when fields of the mapping are wrong, but not when it is no mapping. */
export const always = {
  when: (payload: { readonly value: unknown }) => isMapping(payload.value),
};

/** Reports when not exactly one of these keys is there. */
export function reportUnlessOne(
  value: unknown,
  keys: readonly string[],
  ctx: z.core.$RefinementCtx,
): void {
  if (!isMapping(value)) return;
  const present = keys.filter((key) => Object.hasOwn(value, key));
  if (present.length === 1) return;
  // A misspelt kind is reported as an unknown key, with the right word.
  const isMisspelt = Object.keys(value).some((key) => nearestWord(key, keys) !== null);
  if (present.length === 0 && isMisspelt) return;
  const expected = `exactly one of ${listWords(keys)}`;
  const message =
    present.length === 0
      ? 'it does not say which kind it is'
      : `${present.join(' and ')} cannot stand together`;
  report(ctx, [], message, { expected });
}

/** Adds an issue below the value that is being checked. */
export function report(
  ctx: z.core.$RefinementCtx,
  path: readonly (string | number)[],
  message: string,
  finding: Finding,
): void {
  ctx.addIssue({ code: 'custom', path: [...path], message, params: { ...finding } });
}

/** A plain mapping: neither a list nor null. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Bounds of a quantity, with the texts that messages show for them. */
export interface Bounds {
  readonly least?: readonly [value: number, text: string];
  readonly most?: readonly [value: number, text: string];
  /** Zero is not allowed either. */
  readonly isPositive?: boolean;
}

/** A duration, 0 to one year unless bounded otherwise, in microseconds. */
export function durationField(text: FieldText, bounds: Bounds = {}) {
  return quantityField(units.duration, text, { least: [0, '0us'], most: oneYear, ...bounds });
}

/** Reads a duration from 0 to one year in microseconds. */
export function readDuration(raw: unknown): Reading<number> {
  return readBounded(units.duration, raw, { least: [0, '0us'], most: oneYear }, '10ms');
}

/** A duration of either sign. */
export function offsetField(text: FieldText) {
  return quantityField(units.duration, text, { least: [-oneYear[0], '-8760h'], most: oneYear });
}

/** A size in bytes. */
export function sizeField(text: FieldText, most: readonly [number, string]) {
  return quantityField(units.size, text, { least: [0, '0B'], most });
}

/** Events a second. */
export function rateField(text: FieldText) {
  return quantityField(units.rate, text, { most: [10e6, '10M/s'], isPositive: true });
}

/** Bits a second. */
export function bandwidthField(text: FieldText) {
  return quantityField(units.bandwidth, text, { isPositive: true });
}

/** Parts per million of either sign. */
export function ppmField(text: FieldText) {
  const limit = 500_000;
  return quantityField(units.ppm, text, {
    least: [-limit, `-${String(limit)}ppm`],
    most: [limit, `${String(limit)}ppm`],
  });
}

/** A share from 0 to 1. */
export function shareField(text: FieldText) {
  return leaf(units.share.read, text, {
    anyOf: [
      { type: 'string', pattern: units.share.pattern },
      { type: 'number', minimum: 0, maximum: 1 },
    ],
  });
}

/** A whole number within bounds. */
export function countField(text: FieldText, bounds: { least: number; most: number }) {
  const { least, most } = bounds;
  const expected = `a whole number from ${String(least)} to ${String(most)}`;
  const read = (raw: unknown): Reading<number> => {
    if (typeof raw !== 'number' || !Number.isInteger(raw)) {
      return { ok: false, message: 'this is not a whole number', expected };
    }
    if (raw < least) return { ok: false, message: 'this is too small', expected };
    if (raw > most) return { ok: false, message: 'this is too large', expected };
    return { ok: true, value: raw };
  };
  return leaf(read, text, { type: 'integer', minimum: least, maximum: most });
}

/** A finite number of at least `least`; more than it when `isPositive`. */
export function numberField(text: FieldText, bounds: { most: number; isPositive: boolean }) {
  const { most, isPositive } = bounds;
  const expected = `a number ${isPositive ? 'above 0' : 'from 0'} and at most ${String(most)}`;
  const read = (raw: unknown): Reading<number> => {
    if (typeof raw !== 'number' || !Number.isFinite(raw)) {
      return { ok: false, message: 'this is not a finite number', expected };
    }
    if (raw < 0 || (isPositive && raw === 0) || raw > most) {
      return { ok: false, message: 'this number is out of range', expected };
    }
    return { ok: true, value: raw };
  };
  const least = isPositive ? { exclusiveMinimum: 0 } : { minimum: 0 };
  return leaf(read, text, { type: 'number', ...least, maximum: most });
}

/** True or false. */
export function flagField(text: FieldText) {
  const read = (raw: unknown): Reading<boolean> =>
    typeof raw === 'boolean'
      ? { ok: true, value: raw }
      : { ok: false, message: 'this is neither true nor false', expected: 'true or false' };
  return leaf(read, text, { type: 'boolean' });
}

/**
 * One of a few words. Where a mapping may stand instead, `mappings` says by its keys how each is written,
 * such as `{ lease: '{ lease: {} }' }`, for those who write the key alone.
 */
export function wordField<W extends string>(
  words: readonly W[],
  text: FieldText,
  mappings: Readonly<Record<string, string>> = {},
) {
  return leaf((raw) => readWord(words, raw, mappings), text, { type: 'string', enum: [...words] });
}

/** Reads one of a few words; `mappings` as in {@link wordField}. */
export function readWord<W extends string>(
  words: readonly W[],
  raw: unknown,
  mappings: Readonly<Record<string, string>> = {},
): Reading<W> {
  const word = words.find((candidate) => candidate === raw);
  if (word !== undefined) return { ok: true, value: word };
  const expected = `one of ${listWords([...words, ...Object.values(mappings)])}`;
  if (typeof raw !== 'string') return { ok: false, message: 'this is not a word', expected };
  if (Object.hasOwn(mappings, raw)) {
    return { ok: false, message: `"${raw}" does not stand alone`, expected: mappings[raw] };
  }
  const message = `"${raw}" is not known here`;
  const nearest = nearestWord(raw, [...words, ...Object.keys(mappings)]);
  if (nearest === null) return { ok: false, message, expected };
  return { ok: false, message, expected, suggestion: `did you mean "${mappings[nearest] ?? nearest}"?` };
}

/** A text without control characters; numbers and true or false are taken as they read. */
export function textField(text: FieldText, mostLength: number) {
  return leaf((raw) => readText(raw, mostLength), text, {
    type: ['string', 'number', 'boolean'],
  });
}

/** The name of a region; whether there is one is checked elsewhere. */
export function regionField(about: string) {
  const read = (raw: unknown): Reading<string> =>
    typeof raw === 'string'
      ? { ok: true, value: raw }
      : { ok: false, message: 'this is not a region', expected: 'the name of a region' };
  return leaf(read, { about, example: 'us-east' }, { type: 'string' });
}

/** Reads a text of limited length. */
export function readText(raw: unknown, mostLength: number): Reading<string> {
  const expected = `a text of at most ${String(mostLength)} characters`;
  const isPlain = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
  if (!isPlain) return { ok: false, message: 'this is not a text', expected };
  const value = String(raw);
  if (value.length > mostLength) return { ok: false, message: 'this text is too long', expected };
  if (controlCharacter.test(value)) {
    return { ok: false, message: 'this text holds a control character', expected };
  }
  return { ok: true, value };
}

/** The shape of names: of scenarios, and of regions. */
export const namePattern = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';
/** Longest name. */
export const maxNameLength = 60;

/** Whether a text is kebab-case: lower-case words joined by hyphens, a letter first. */
export function isName(text: string): boolean {
  return text.length <= maxNameLength && new RegExp(namePattern).test(text);
}

/** The nearest text that {@link isName}; null when there is none. */
export function toName(text: string): string | null {
  const name = text
    .slice(0, 2 * maxNameLength)
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return isName(name) ? name : null;
}

/** Reports keys that a mapping does not have. */
function reportUnknownKeys(
  value: unknown,
  keys: readonly string[],
  ctx: z.core.$RefinementCtx,
): void {
  if (!isMapping(value)) return;
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    report(ctx, [key], `"${key}" is not a key that is known here`, {
      expected: `one of ${listWords(keys, 30)}`,
      ...didYouMean(key, keys),
      isKey: true,
    });
  }
}

const oneYear: readonly [number, string] = [8760 * 3600e6, '8760h'];

const controlCharacter = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

function quantityField(quantity: Quantity, text: FieldText, bounds: Bounds) {
  const read = (raw: unknown): Reading<number> => readBounded(quantity, raw, bounds, text.example);
  const zero = bounds.isPositive === true ? [] : [{ const: 0 }];
  return leaf(read, text, {
    anyOf: [{ type: 'string', pattern: quantity.pattern }, ...zero],
  });
}

function readBounded(
  quantity: Quantity,
  raw: unknown,
  bounds: Bounds,
  example: unknown,
): Reading<number> {
  const reading = quantity.read(raw);
  return reading.ok ? withinBounds(reading.value, bounds, example) : reading;
}

function withinBounds(value: number, bounds: Bounds, example: unknown): Reading<number> {
  const { least, most, isPositive = false } = bounds;
  if (isPositive && value <= 0) {
    const expected = `such as ${String(example)}`;
    return { ok: false, message: 'this must be above zero', expected };
  }
  if (least !== undefined && value < least[0]) {
    const message = least[0] === 0 ? 'this cannot be negative' : 'this is too small';
    return { ok: false, message, expected: `at least ${least[1]}` };
  }
  if (most !== undefined && value > most[0]) {
    return { ok: false, message: 'this is too large', expected: `at most ${most[1]}` };
  }
  return { ok: true, value };
}

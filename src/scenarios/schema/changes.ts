/** How a scenario writes what is done to counters, sets, rows and texts. */
import * as z from 'zod';
import type { Reading } from '../units.js';
import { isMapping, leaf, readText, report, shareField } from './field.js';
import { textFields, textShares } from './text-edits.js';
import { maxValueLength } from './values.js';

/** Changes that may name fields. */
export const rowKinds = ['increment', 'add', 'remove', 'set'] as const;

/** One of {@link rowKinds}. */
export type RowKind = (typeof rowKinds)[number];

/** Operations of the script that change a value by what is done to it. */
export const changeKinds = ['increment', 'add', 'remove', 'set', 'insert', 'erase'] as const;

/** Greatest increment, up or down. */
const maxIncrement = 1_000_000_000;
/** Longest name of an element or field, in characters. */
const maxElementLength = 200;

/** The keys of a scripted operation that changes a value. */
export const changeFields = {
  increment: z
    .record(z.string(), perhapsByField(incrementField()))
    .meta({
      description: 'Keys, or keys and fields, and what is added to their counters.',
      examples: [{ x: 1 }, { user: { visits: 1 } }],
    })
    .optional(),
  add: elementsByKey('Keys, or keys and fields, and the element that is put into their sets.')
    .optional(),
  remove: elementsByKey(
    'Keys, or keys and fields, and the element that is taken out of their sets; or keys and the ' +
      'field that is taken out of their rows.',
  ).optional(),
  set: z
    .record(z.string(), z.record(z.string(), elementField()))
    .meta({
      description: 'Keys and the fields of their rows that get a value.',
      examples: [{ user: { name: 'A', phone: 'B' } }],
    })
    .optional(),
  ...textFields,
};

/** The shares of a mix that change a value. */
export const changeShares = {
  increment: shareField({ about: 'Share of increments by 1.', example: '80%' }).prefault(0),
  add: shareField({ about: 'Share of adds of an element.', example: '60%' }).prefault(0),
  remove: shareField({ about: 'Share of removes of an element or field.', example: '20%' })
    .prefault(0),
  set: shareField({ about: 'Share of updates of one field of a row.', example: '60%' }).prefault(0),
  ...textShares,
};

/** Reports fields of rows that cannot be told from others in a plain value, and rows without any. */
export function checkRows(kind: RowKind, rows: unknown, ctx: z.core.$RefinementCtx): void {
  if (!isMapping(rows)) return;
  for (const [key, fields] of Object.entries(rows)) {
    if (!isMapping(fields)) continue;
    if (Object.keys(fields).length === 0) {
      const expected = `fields and values: ${fieldExamples[kind]}`;
      const message = kind === 'set' ? 'no field is set' : 'no field is named';
      report(ctx, [kind, key], message, { expected });
    }
    for (const name of Object.keys(fields)) {
      if (!/[,=]/.test(name) && name !== '' && name.length <= maxElementLength) continue;
      const expected = `a name of 1 to ${String(maxElementLength)} characters without , and =`;
      report(ctx, [kind, key, name], 'this cannot name a field', { expected, isKey: true });
    }
  }
}

const fieldExamples: Readonly<Record<RowKind, string>> = {
  increment: '{ visits: 1 }',
  add: '{ tags: new }',
  remove: '{ tags: new }',
  set: '{ name: A }',
};

function elementsByKey(about: string) {
  return z
    .record(z.string(), perhapsByField(elementField()))
    .meta({ description: about, examples: [{ cart: 'milk' }, { user: { tags: 'new' } }] });
}

/** One for the key, or one for each of some fields of its map. */
function perhapsByField<T>(one: z.ZodType<T>) {
  return z.union([one, z.record(z.string(), one)]);
}

function incrementField() {
  const text = { about: 'A whole number.', example: 1 };
  return leaf(readIncrement, text, incrementJson());
}

function elementField() {
  const about = 'A text without commas.';
  return leaf(readElement, { about, example: 'milk' }, { type: ['string', 'number', 'boolean'] });
}

/** Commas separate elements where a set is one plain value. */
function readElement(raw: unknown): Reading<string> {
  const reading = readText(raw, Math.min(maxElementLength, maxValueLength));
  const expected = `a text of 1 to ${String(maxElementLength)} characters without commas`;
  if (!reading.ok) return { ...reading, expected };
  if (reading.value === '') return { ok: false, message: 'this is empty', expected };
  if (!reading.value.includes(',')) return reading;
  return { ok: false, message: 'this text holds a comma', expected };
}

function readIncrement(raw: unknown): Reading<number> {
  const most = String(maxIncrement);
  const isFit = typeof raw === 'number' && Number.isInteger(raw) && Math.abs(raw) <= maxIncrement;
  if (isFit && raw !== 0) return { ok: true, value: raw };
  const expected = `a whole number from -${most} to ${most} other than 0`;
  return { ok: false, message: 'this is not an increment', expected };
}

function incrementJson(): Readonly<Record<string, unknown>> {
  return { type: 'integer', minimum: -maxIncrement, maximum: maxIncrement };
}

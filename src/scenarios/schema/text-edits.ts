/** How a scenario writes what is done to texts. */
import * as z from 'zod';
import type { Reading } from '../units.js';
import { countField, leaf, mapping, readText, shareField } from './field.js';
import { maxValueLength } from './values.js';

/** Greatest position in a text. */
const maxPosition = 1_000_000;

const position = countField(
  {
    about:
      'Before the character with this number, from 0, in what the leader shows; beyond its end ' +
      'the end is meant.',
    example: 5,
  },
  { least: 0, most: maxPosition },
);

/** The keys of a scripted operation that edits a text. */
export const textFields = {
  insert: z
    .record(
      z.string(),
      mapping(
        {
          at: position,
          text: leaf(readInserted, { about: 'What is put there.', example: 'abc' }, {
            type: ['string', 'number', 'boolean'],
          }),
        },
        'Where, and what.',
      ),
    )
    .meta({
      description: 'Keys and what is inserted into their texts.',
      examples: [{ doc: { at: 5, text: 'abc' } }],
    })
    .optional(),
  erase: z
    .record(
      z.string(),
      mapping(
        {
          at: position,
          length: countField(
            { about: 'How many characters; no more than there are.', example: 3 },
            { least: 1, most: maxPosition },
          ),
        },
        'Where, and how much.',
      ),
    )
    .meta({
      description: 'Keys and what is erased from their texts.',
      examples: [{ doc: { at: 5, length: 3 } }],
    })
    .optional(),
};

/** The shares of a mix that edit texts. */
export const textShares = {
  insert: shareField({
    about: 'Share of inserts: a word at a uniform place of the text.',
    example: '70%',
  }).prefault(0),
  erase: shareField({
    about: 'Share of erases: one to five characters at a uniform place of the text.',
    example: '30%',
  }).prefault(0),
};

/** Half a character cannot be sent: every encoding would make something else of it. */
function readInserted(raw: unknown): Reading<string> {
  const reading = readText(raw, maxValueLength);
  const expected = `a text of 1 to ${String(maxValueLength)} characters`;
  if (!reading.ok) return { ...reading, expected };
  if (reading.value === '') return { ok: false, message: 'this is empty', expected };
  if (!/\p{Surrogate}/u.test(reading.value)) return reading;
  return { ok: false, message: 'this text holds half a character', expected };
}

/** How a scenario says how conflicts are noticed and resolved. */
import * as z from 'zod';
import { isOwnResolver, moduleEndings } from '../../sim/scenario.js';
import type { ConflictRules } from '../../sim/scenario.js';
import type { Reading } from '../units.js';
import { atReadSchema, personSchema } from './contexts.js';
import { leaf, mapping, readWord, regionField, wordField } from './field.js';
import { uniqueSchema } from './unique.js';

/** The rules and types that are not a file of one's own. */
export const resolveWords = [
  'lww', 'fww', 'arrival', 'siblings', 'site-priority',
  'g-counter', 'pn-counter', 'lww-register', 'mv-register', 'g-set', 'two-phase-set',
  'lww-element-set', 'lww-element-set-remove-bias', 'or-set', 'cart-union',
  'or-map', 'or-map-lww', 'field-wise', 'revision-tree',
  'text-sequence', 'text-ot', 'text-naive',
  'completeness',
] as const satisfies readonly ConflictRules['resolve'][];

const detectWords = [
  'version-vector', 'dotted-version-vector', 'timestamp', 'row-origin', 'read-time',
] as const satisfies readonly ConflictRules['detect'][];

/** How conflicts are noticed, and what is done about them. */
export const conflictsSchema = mapping(
  {
    timestamps: wordField(['physical', 'lamport', 'hybrid', 'truetime'], {
      about:
        'Where stamps come from: physical the node’s own clock, lamport a count that follows ' +
        'causes, hybrid a clock that follows causes, truetime a clock that knows its bound and ' +
        'waits it out. Default: physical.',
      example: 'hybrid',
    }).prefault('physical'),
    detect: wordField(detectWords, {
      about:
        'How a strategy tells newer from concurrent: version-vector one entry a leader, ' +
        'dotted-version-vector with a dot for each version beside that, timestamp the stamps alone, ' +
        'row-origin who last changed the row, read-time not before a read returns siblings. ' +
        'Default: version-vector.',
      example: 'version-vector',
    }).prefault('version-vector'),
    resolve: leaf(readRule, {
      about:
        'What is kept of two versions: lww the later stamp, fww the earlier of two concurrent ' +
        'ones, arrival what came last, siblings every concurrent one, site-priority the one of the ' +
        'region that comes first, completeness the row with more fields filled in; the others are ' +
        'types whose values are merged, those that begin with text by inserts and erases. Or a file ' +
        'with a resolver of one’s own, such as ./mine.ts, beside this document; its code is run. ' +
        'Default: lww.',
      example: 'siblings',
    }, {
      anyOf: [
        { type: 'string', enum: [...resolveWords] },
        { type: 'string', pattern: `.\\.(${moduleEndings.join('|')})$` },
      ],
    }).prefault('lww'),
    'at-read': atReadSchema.optional(),
    person: personSchema.optional(),
    priority: z
      .array(regionField('A region.'))
      .min(1)
      .max(200)
      .meta({
        description:
          'For site-priority: regions, the strongest first; the others follow in their order. ' +
          'Default: the order of the regions.',
        examples: [['eu-west', 'us-east']],
      })
      .optional(),
    unique: uniqueSchema,
  },
  'How conflicts are noticed, and what is done about them.',
);

const longestPath = 1000;

function readRule(raw: unknown): Reading<ConflictRules['resolve']> {
  if (typeof raw === 'string' && raw.length <= longestPath && raw !== 'own' && isOwnResolver(raw)) {
    return { ok: true, value: raw };
  }
  const reading = readWord(resolveWords, raw);
  if (reading.ok) return reading;
  const expected = `${reading.expected}; or a file such as ./mine.ts (${moduleEndings.join(', ')})`;
  return { ...reading, expected };
}

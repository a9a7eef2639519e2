/** How a scenario writes what clients ask for. */
import * as z from 'zod';
import {
  always, countField, durationField, isMapping, leaf, mapping, numberField, readText,
  regionField, report, reportUnlessOne, shareField, sizeField, textField, wordField,
} from './field.js';
import { arrivalFields, checkArrivals } from './arrivals.js';
import { changeFields, changeKinds, changeShares, checkRows, rowKinds } from './changes.js';
import { checkCondition, conditionField } from './conditional.js';
import { contextField } from './contexts.js';
import { fromField, readsSchema, sessionFields } from './reads.js';
import { repeatSchema } from './repeat.js';
import { resilienceFields } from './resilience.js';
import { createFields, createShares, idsSchema } from './rows.js';
import { homeFields, usersSchema } from './users.js';
import { maxValueLength, readValues, valuesJson } from './values.js';

/** Most operations of a script. */
export const maxScript = 100_000;
/** Most groups of clients. */
const maxClientGroups = 1000;
/** Most generated keys. */
const maxKeys = 10_000_000;

/** Most elements of generated adds and removes. */
const maxElements = 1_000_000;

const keysBounds = { least: 1, most: maxKeys };

const chooseSchema = z
  .union([
    wordField(
      ['uniform'],
      { about: 'Each key alike.', example: 'uniform' },
      { zipf: '{ zipf: 1.1 }', hot: '{ hot: { keys: 10, share: 90% } }' },
    ),
    mapping(
      {
        zipf: numberField(
          { about: 'Key number k has weight (k+1) to the minus this.', example: 1.1 },
          { most: 100, isPositive: false },
        ).optional(),
        hot: mapping(
          {
            keys: countField({ about: 'How many keys are hot.', example: 10 }, keysBounds),
            share: shareField({ about: 'Their share of the operations.', example: '90%' }),
          },
          'A few keys take most operations.',
        ).optional(),
      },
      'zipf or hot.',
    ).superRefine((value, ctx) => { reportUnlessOne(value, ['zipf', 'hot'], ctx); }, always),
  ])
  .meta({ description: 'How an operation picks its key. Default: uniform.' });

const mixSchema = mapping(
  {
    write: shareField({ about: 'Share of writes.', example: '80%' }).prefault(0),
    read: shareField({ about: 'Share of reads.', example: '20%' }).prefault(0),
    delete: shareField({ about: 'Share of deletes.', example: '5%' }).prefault(0),
    update: shareField({
      about: 'Share of updates: they change a record and are refused where there is none.',
      example: '20%',
    }).prefault(0),
    ...changeShares,
    ...createShares,
  },
  'Shares of the requests; they sum to 100%. Default: writes alone.',
).superRefine((value, ctx) => {
  const { write, read, delete: deletes, update, increment, add, remove, set, insert, erase } = value;
  const { create } = value;
  const shares: readonly unknown[] = [
    write, read, deletes, update, increment, add, remove, set, insert, erase, create,
  ];
  const numbers = shares.map((part) => (typeof part === 'number' ? part : NaN));
  const total = numbers.reduce((sum, part) => sum + part, 0);
  if (Number.isNaN(total) || Math.abs(total - 1) < 1e-9) return;
  const percent = `${String(Math.round(total * 1e8) / 1e6)}%`;
  report(ctx, [], `the shares sum to ${percent}`, { expected: '100% in all' });
}, always);

const clientSchema = mapping(
  {
    in: regionField('The region they are in, or all.'),
    ...arrivalFields,
    mix: mixSchema.prefault({ write: 1 }),
    context: contextField.optional(),
    ...sessionFields,
    ...homeFields,
    ...resilienceFields,
  },
  'A stream of requests to one region’s leader: at a rate, or of clients that wait for their answers.',
).superRefine(checkArrivals, always).meta({ oneOf: [{ required: ['rate'] }, { required: ['clients'] }] });

function valuesByKey(about: string) {
  return z
    .record(z.string(), textField({ about: 'The value.', example: 'B' }, maxValueLength))
    .meta({ description: about, examples: [{ x: 'B' }] });
}

/** What one scripted operation writes, reads or deletes, and what a read must return. */
const scriptSchema = mapping(
  {
    at: durationField({ about: 'When the client sends.', example: '1s' }),
    in: regionField('The region of the client.'),
    as: textField({ about: 'Who does it. Default: client.', example: 'alice' }, 60)
      .prefault('client'),
    context: contextField.optional(),
    if: conditionField,
    repeat: repeatSchema,
    write: valuesByKey('Keys and what is written to them.').optional(),
    merge: valuesByKey(
      'Keys of documents and what replaces every revision that stands beside another one.',
    ).optional(),
    update: valuesByKey(
      'Keys of records that are there, and what they are changed to; refused where there is none.',
    ).optional(),
    ...changeFields,
    ...createFields,
    read: textField({ about: 'The key to read.', example: 'x' }, 200).optional(),
    from: fromField,
    delete: textField({ about: 'The key to delete.', example: 'x' }, 200).optional(),
    expect: leaf(
      readValues,
      {
        about: 'What the read must return: a value, a list of siblings, or absent.',
        example: 'B',
      },
      valuesJson,
    ).optional(),
    clock: z
      .record(z.string(), countField(
        { about: 'How many of its writes of the key are covered.', example: 2 },
        { least: 0, most: 1_000_000_000 },
      ))
      .meta({
        description: 'The version vector that the read must return, where clients bring contexts.',
        examples: [{ 'us-east': 2, 'eu-west': 1 }],
      })
      .optional(),
    'expect-conflicts': leaf(
      readValues,
      {
        about: 'What the read must be told of beside the value: what lost in a revision-tree.',
        example: 'C',
      },
      valuesJson,
    ).optional(),
  },
  'One operation at an exact moment: exactly one of write, merge, update, increment, add, remove, ' +
    'set, insert, erase, create, read and delete.',
).superRefine((value, ctx) => {
  reportUnlessOne(value, ['write', 'merge', 'update', ...changeKinds, 'create', 'read', 'delete'], ctx);
  if (!isMapping(value)) return;
  for (const demand of ['expect', 'expect-conflicts']) {
    if (!(demand in value) || 'read' in value) continue;
    const expected = `${demand} beside a read`;
    report(ctx, [demand], 'only a read can be expected to return something', {
      expected,
      isKey: true,
    });
  }
  if ('context' in value && 'read' in value) {
    const expected = 'context beside a write or delete';
    report(ctx, ['context'], 'a read has no context', { expected, isKey: true });
  }
  if ('clock' in value && !('read' in value)) {
    const expected = 'clock beside a read';
    report(ctx, ['clock'], 'only a read returns a clock', { expected, isKey: true });
  }
  for (const kind of ['write', 'merge', 'update', ...changeKinds, 'create']) {
    checkKeys(kind, value[kind], ctx);
  }
  for (const kind of rowKinds) checkRows(kind, value[kind], ctx);
  checkCondition(value, ctx);
}, always);

function checkKeys(kind: string, values: unknown, ctx: z.core.$RefinementCtx): void {
  if (!isMapping(values)) return;
  if (Object.keys(values).length === 0) {
    report(ctx, [kind], 'nothing is written', { expected: 'a key and a value: { x: B }' });
  }
  for (const key of Object.keys(values)) {
    const reading = readText(key, 200);
    if (!reading.ok) {
      report(ctx, [kind, key], reading.message, { expected: reading.expected, isKey: true });
    }
  }
}

/** What clients ask for. */
export const workloadSchema = mapping(
  {
    payload: sizeField({ about: 'Size of every value. Default: 1KiB.', example: '1KiB' }, [
      1024 * 1024 * 1024, '1GiB',
    ]).prefault('1KiB'),
    keys: mapping(
      {
        count: countField({ about: 'How many keys. Default: 1000.', example: 1000 }, keysBounds)
          .prefault(1000),
        choose: chooseSchema.prefault('uniform'),
        elements: countField(
          {
            about: 'Generated adds, removes and sets are about so many elements or fields. Default: 20.',
            example: 20,
          },
          { least: 1, most: maxElements },
        ).prefault(20),
      },
      'The keys of generated operations: k0, k1, ….',
    ).superRefine((value, ctx) => {
      const { count, choose } = value;
      if (typeof count !== 'number' || !isMapping(choose) || !isMapping(choose['hot'])) return;
      const hot = choose['hot']['keys'];
      if (typeof hot !== 'number' || hot <= count) return;
      report(ctx, ['choose', 'hot', 'keys'], 'there are fewer keys than hot ones', {
        expected: `at most ${String(count)}`,
      });
    }, always).prefault({}),
    context: contextField.prefault('held'),
    reads: readsSchema.prefault('leader'),
    ids: idsSchema.optional(),
    users: usersSchema.optional(),
    clients: z
      .array(clientSchema)
      .max(maxClientGroups)
      .meta({ description: 'Streams of requests. Default: none.' })
      .prefault([]),
    script: z
      .array(scriptSchema)
      .max(maxScript)
      .meta({ description: 'Operations at exact moments. Default: none.' })
      .prefault([]),
  },
  'What clients ask for.',
);

/** A checked workload. */
export type WorkloadDocument = z.output<typeof workloadSchema>;

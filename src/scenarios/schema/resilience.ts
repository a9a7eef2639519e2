/** How a scenario writes what clients do about answers that do not come. */
import {
  always, countField, durationField, flagField, mapping, numberField, report, shareField,
  wordField,
} from './field.js';

/** Most attempts after the first. */
const maxRetries = 100;

const backoffSchema = mapping(
  {
    base: durationField({ about: 'Wait before the first retry. Default: 0us.', example: '50ms' })
      .prefault(0),
    times: numberField(
      { about: 'Each further wait is so many times as long. Default: 2.', example: 2 },
      { most: 1000, isPositive: true },
    ).prefault(2),
    most: durationField({ about: 'No wait is longer. Default: 5s.', example: '5s' })
      .prefault('5s'),
    jitter: wordField(['full', 'none'], {
      about:
        'full draws each wait evenly from 0 to its length; none takes it whole. Default: full.',
      example: 'full',
    }).prefault('full'),
  },
  'The wait before a retry. Default: none, the retry follows at once.',
);

/** The keys of a client group that say what it does when things go wrong. */
export const resilienceFields = {
  timeout: durationField(
    {
      about:
        'The client stops waiting for an attempt; it may still be carried out. ' +
        'Default: it waits for ever.',
      example: '200ms',
    },
    { isPositive: true },
  ).optional(),
  retries: mapping(
    {
      max: countField(
        { about: 'Most attempts after the first.', example: 3 },
        { least: 0, most: maxRetries },
      ),
      backoff: backoffSchema.prefault({ base: '0us' }),
      'idempotency-keys': flagField({
        about:
          'A leader that has carried out a request answers with its earlier result, and does ' +
          'not carry it out again. Default: false.',
        example: true,
      }).prefault(false),
    },
    'Another attempt follows one that failed. Default: none does.',
  ).optional(),
  breaker: mapping(
    {
      failures: shareField({
        about: 'Opens when this share of the last attempts failed.', example: '50%',
      }),
      window: countField(
        { about: 'How many attempts count. Default: 20.', example: 20 },
        { least: 1, most: 100_000 },
      ).prefault(20),
      'open-for': durationField(
        { about: 'Then one attempt goes through and decides. Default: 5s.', example: '5s' },
        { isPositive: true },
      ).prefault('5s'),
    },
    'A circuit breaker: while it is open the group sends nothing. Default: none.',
  ).superRefine((value, ctx) => {
    if (value.failures !== 0) return;
    const message = 'this breaker would open without a failure';
    report(ctx, ['failures'], message, { expected: 'above 0%' });
  }, always).optional(),
  bulkhead: countField(
    {
      about: 'Most attempts of the group on their way; it refuses more itself. Default: no limit.',
      example: 32,
    },
    { least: 1, most: 1_000_000 },
  ).optional(),
};

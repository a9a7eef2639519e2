/** How a scenario writes latencies: `by-place`, a duration, or a distribution. */
import * as z from 'zod';
import { log } from '../../sim/base/math.js';
import type { Distribution } from '../../sim/base/distribution.js';
import type { Reading } from '../units.js';
import { duration } from '../units.js';
import {
  always, durationField, leaf, mapping, numberField, readDuration, report, reportUnlessOne,
} from './field.js';

/** A distribution, or the latency between the places of both ends. */
export type LatencyChoice = Distribution | { readonly kind: 'by-place' };

/** The 99th percentile of the standard normal distribution. */
const normalQuantile99 = 2.3263478740408408;

/** Most values of an empirical distribution. */
const maxEmpirical = 10_000;

const positive = { isPositive: true };
const mean = durationField({ about: 'The mean.', example: '20ms' }, positive);

const tagged = z.lazy(() =>
  mapping(
    {
      constant: durationField({ about: 'Always the same.', example: '40ms' }).optional(),
      uniform: mapping(
        {
          min: durationField({ about: 'The least.', example: '30ms' }),
          max: durationField({ about: 'The most.', example: '50ms' }),
        },
        'Every value between two alike.',
      )
        .superRefine((value, ctx) => {
          if (!areNumbers(value.min, value.max) || value.min <= value.max) return;
          report(ctx, ['max'], 'max is below min', { expected: 'at least min' });
        }, always)
        .optional(),
      normal: mapping(
        {
          mean: durationField({ about: 'The mean.', example: '40ms' }),
          stddev: durationField({ about: 'The standard deviation.', example: '5ms' }),
        },
        'Normal, cut off at zero.',
      ).optional(),
      lognormal: mapping(
        {
          median: durationField({ about: 'Half are below.', example: '95ms' }, positive),
          p99: durationField({ about: '99 % are below.', example: '180ms' }, positive),
        },
        'Lognormal, by its median and 99th percentile: what wide-area links look like.',
      )
        .superRefine((value, ctx) => {
          if (!areNumbers(value.median, value.p99) || value.median <= value.p99) return;
          report(ctx, ['p99'], 'p99 is below the median', { expected: 'at least the median' });
        }, always)
        .optional(),
      exponential: mapping({ mean }, 'Exponential, by its mean.').optional(),
      pareto: mapping(
        {
          scale: durationField({ about: 'The least value.', example: '10ms' }, positive),
          shape: numberField(
            { about: 'The tail exponent; smaller has a longer tail.', example: 2.5 },
            { most: 1000, isPositive: true },
          ),
        },
        'Pareto: a long tail.',
      ).optional(),
      mixture: z
        .array(
          mapping(
            {
              weight: numberField(
                { about: 'How often, beside the other parts.', example: 1 },
                { most: 1e9, isPositive: true },
              ),
              of: distributionSchema,
            },
            'One part of a mixture.',
          ),
        )
        .min(1)
        .max(100)
        .meta({ description: 'One of several distributions, each by its weight.' })
        .optional(),
      empirical: z
        .array(durationField({ about: 'A value that was seen.', example: '41ms' }))
        .min(1)
        .max(maxEmpirical)
        .meta({ description: 'Values that were seen, each alike.' })
        .optional(),
    },
    'A distribution of durations: exactly one of these.',
  ).superRefine((value, ctx) => { reportUnlessOne(value, distributionKinds, ctx); }, always),
);

/** The distributions by name. */
const distributionKinds = [
  'constant', 'uniform', 'normal', 'lognormal', 'exponential', 'pareto', 'mixture', 'empirical',
] as const;

const branch = tagged.transform(toDistribution);

/** A duration or a distribution. */
export const distributionSchema: z.ZodType<Distribution> = z
  .union([
    leaf(readConstant, { about: 'Always the same.', example: '5ms' }, durationJson()),
    branch,
  ])
  .meta({ id: 'distribution', description: 'A duration, or a distribution of durations.' });

/** `by-place`, a duration or a distribution. */
export const latencySchema: z.ZodType<LatencyChoice> = z
  .union([
    leaf(
      readLatency,
      { about: 'The latency between both places, or a duration.', example: 'by-place' },
      { anyOf: [{ const: 'by-place' }, durationJson()] },
    ),
    branch,
  ])
  .meta({
    description:
      'One-way latency. `by-place` takes what was measured between the places of both regions, ' +
      'halved. Default: by-place where both regions have a place, else 50ms.',
  });

function durationJson(): Readonly<Record<string, unknown>> {
  return { type: 'string', pattern: duration.pattern };
}

function readConstant(raw: unknown): Reading<Distribution> {
  const reading = readDuration(raw);
  if (reading.ok) return { ok: true, value: { kind: 'constant', valueUs: reading.value } };
  return { ...reading, expected: `${reading.expected}; or a distribution` };
}

function readLatency(raw: unknown): Reading<LatencyChoice> {
  return raw === 'by-place' ? { ok: true, value: { kind: 'by-place' } } : readConstant(raw);
}

function toDistribution(tag: z.output<typeof tagged>): Distribution {
  if (tag.constant !== undefined) return { kind: 'constant', valueUs: tag.constant };
  if (tag.uniform !== undefined) {
    return { kind: 'uniform', minUs: tag.uniform.min, maxUs: tag.uniform.max };
  }
  if (tag.normal !== undefined) {
    return { kind: 'normal', meanUs: tag.normal.mean, stdDevUs: tag.normal.stddev };
  }
  if (tag.lognormal !== undefined) {
    const { median, p99 } = tag.lognormal;
    return { kind: 'lognormal', medianUs: median, sigma: log(p99 / median) / normalQuantile99 };
  }
  if (tag.exponential !== undefined) {
    return { kind: 'exponential', meanUs: tag.exponential.mean };
  }
  if (tag.pareto !== undefined) {
    return { kind: 'pareto', scaleUs: tag.pareto.scale, shape: tag.pareto.shape };
  }
  if (tag.mixture !== undefined) {
    const parts = tag.mixture.map(({ weight, of }) => ({ weight, of }));
    return { kind: 'mixture', parts };
  }
  return { kind: 'empirical', valuesUs: tag.empirical ?? [] };
}

function areNumbers(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number';
}

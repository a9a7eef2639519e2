/** How a scenario writes regions: followers, clocks, capacity, and the way to their clients. */
import * as z from 'zod';
import { placeNames, readPlace } from '../places/place.js';
import { didYouMean, listWords } from '../suggestion.js';
import type { Reading } from '../units.js';
import { clockSchema } from './clock.js';
import { countField, durationField, leaf, mapping, rateField, textField } from './field.js';
import { distributionSchema } from './latency.js';

/** Most followers of one leader. */
const maxFollowers = 50;

const followerCount = { least: 0, most: maxFollowers };

/** Service times of a node; a region's own ones replace those of the scenario, field by field. */
export const nodeSchema = mapping(
  {
    write: distributionSchema
      .meta({
        description:
          'Worker time for a local write: a duration, or a distribution that each request draws ' +
          'from, such as { exponential: { mean: 200us } }. Default: 0us.',
      })
      .optional(),
    log: durationField({
      about: 'Time to make a write durable; other work goes on meanwhile. Default: 0us.',
      example: '2ms',
    }).optional(),
    respond: durationField({
      about: 'Time from durable to the answer leaving. Default: 0us.', example: '1ms',
    }).optional(),
    apply: durationField({
      about: 'Worker time for each replicated write. Default: 0us.', example: '50us',
    }).optional(),
    read: distributionSchema
      .meta({ description: 'Worker time for a read, likewise. Default: 0us.' })
      .optional(),
    workers: countField(
      { about: 'Requests served at once, first come, first served. Default: 1.', example: 4 },
      { least: 1, most: 1024 },
    ).optional(),
    'apply-workers': countField(
      {
        about:
          'Of the workers, those that serve replicated writes and nothing else, so that these ' +
          'cannot hold up clients. Default: all workers serve both.',
        example: 1,
      },
      { least: 1, most: 1023 },
    ).optional(),
    queue: countField(
      {
        about: 'Most requests waiting for a worker; more are answered 503. Default: no limit.',
        example: 200,
      },
      { least: 1, most: 1_000_000 },
    ).optional(),
    'rate-limit': rateField({
      about:
        'A token bucket of one second’s worth; requests beyond it are answered 429. ' +
        'Default: no limit.',
      example: '1k/s',
    }).optional(),
  },
  'Service times of a node; 0us takes no time.',
);

/** One-way delay between clients and their leader. */
export const clientLatencySchema = durationField({
  about: 'One-way delay between clients and their leader. Default: 500us.', example: '2ms',
});

/** One region; everything in it may be left out. */
export const regionSchema = z
  .nullable(
    mapping(
      {
        datacenter: textField(
          {
            about: 'Regions of one name are one datacenter, to quorums and copies. Default: its own.',
            example: 'us',
          },
          60,
        ).optional(),
        place: leaf(
          readPlaceName,
          {
            about:
              'Where it stands: a city, or a region code of AWS or Google Cloud. ' +
              'Gives latencies by place.',
            example: 'virginia',
          },
          { type: 'string', enum: [...placeNames] },
        ).optional(),
        followers: z
          .union([
            countField(
              { about: 'How many replicas replay the leader’s log.', example: 2 },
              followerCount,
            ).transform((count) => ({ count, latency: undefined, latencies: undefined })),
            mapping(
              {
                count: countField({ about: 'How many.', example: 2 }, followerCount),
                latency: distributionSchema.optional(),
              },
              'Followers, and the one-way latency from their leader (default 500us).',
            ).transform(({ count, latency }) => ({ count, latency, latencies: undefined })),
            z
              .array(distributionSchema)
              .min(1)
              .max(maxFollowers)
              .meta({ description: 'One-way latencies from the leader, one a follower.' })
              .transform((latencies) => ({ count: latencies.length, latency: undefined, latencies })),
          ])
          .prefault(0)
          .meta({ description: 'Followers of the leader in the same region.' }),
        clock: clockSchema.prefault({}),
        node: nodeSchema.prefault({}),
        'client-latency': clientLatencySchema.optional(),
      },
      'A leader, its followers, and its clients.',
    ),
  )
  .meta({ id: 'region' });

function readPlaceName(raw: unknown): Reading<string> {
  if (typeof raw === 'string' && readPlace(raw) !== null) return { ok: true, value: raw };
  const isText = typeof raw === 'string';
  return {
    ok: false,
    message: isText ? `"${raw}" is not a place that is known` : 'this is not a place',
    expected: `a city or region code: ${listWords(placeNames, 8)}`,
    ...(isText ? didYouMean(raw, placeNames) : {}),
  };
}

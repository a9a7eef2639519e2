/** How a scenario writes when the clients of a group ask: at a rate, in bursts, or each after its answer. */
import * as z from 'zod';
import { nearestWord } from '../suggestion.js';
import { always, countField, durationField, isMapping, mapping, rateField, report, wordField } from './field.js';
import { distributionSchema } from './latency.js';

/** Most clients of a closed loop. */
export const maxClosedClients = 100_000;

const burstsSchema = mapping(
  {
    every: durationField({ about: 'From the start of a burst to that of the next.', example: '1s' }, { isPositive: true }),
    for: durationField({ about: 'How long a burst lasts.', example: '100ms' }, { isPositive: true }),
  },
  'Bursts, the first at the very beginning, and nothing between them. The rate stays that of poisson, so a burst ' +
    'is every/for times as dense: under one seed it has the requests that poisson has in the whole period.',
).superRefine((value, ctx) => {
  const { every, for: length } = value;
  if (typeof every !== 'number' || typeof length !== 'number' || length < every) return;
  report(ctx, ['for'], 'a burst lasts until the next one', { expected: 'less than every, or arrivals: poisson' });
}, always);

const arrivalsSchema = z
  .union([
    wordField(
      ['poisson', 'constant'],
      { about: 'Independent arrivals, or evenly spaced ones.', example: 'poisson' },
      { bursts: '{ bursts: { every: 1s, for: 100ms } }' },
    ),
    mapping({ bursts: burstsSchema }, 'Bursts.'),
  ])
  .meta({ description: 'Independent arrivals, evenly spaced ones, or bursts. Default: poisson.' });

/** The keys of a client group that say when it asks. */
export const arrivalFields = {
  rate: rateField({
    about: 'Requests a second on average, open loop: they come whether or not earlier ones were answered.',
    example: '500/s',
  }).optional(),
  arrivals: arrivalsSchema.optional(),
  clients: countField(
    {
      about:
        'In place of rate, a closed loop: so many clients, each with one request open at a time. It asks again once ' +
        'it was answered or refused or gave up; without a timeout it waits for ever. The slower the answers, the fewer ' +
        'the requests.',
      example: 20,
    },
    { least: 1, most: maxClosedClients },
  ).optional(),
  think: distributionSchema
    .meta({
      description:
        'Of a closed loop: from an answer to the next request, a duration or a distribution that each request ' +
        'draws from. The first request comes somewhere within the first such time. Default: 0us.',
    })
    .optional(),
};

/** Reports what does not go together of {@link arrivalFields}. */
export function checkArrivals(value: unknown, ctx: z.core.$RefinementCtx): void {
  if (!isMapping(value)) return;
  const isClosed = 'clients' in value;
  if (isClosed && 'rate' in value) {
    report(ctx, ['rate'], 'clients that wait for answers have no rate of their own', { expected: 'rate or clients', isKey: true });
  } else if (!isClosed && !('rate' in value) && Object.keys(value).every((key) => nearestWord(key, ['rate', 'clients']) === null)) {
    report(ctx, [], 'it does not say how much is asked', { expected: 'rate: 500/s, or clients: 20 that wait for answers' });
  }
  if (isClosed && 'arrivals' in value) {
    const message = 'clients that wait for answers ask when they have thought';
    report(ctx, ['arrivals'], message, { expected: 'think: 50ms, or rate in place of clients', isKey: true });
  }
  if (isClosed && 'sessions' in value) {
    const message = 'each of the clients is a session by itself';
    report(ctx, ['sessions'], message, { expected: 'clients or sessions', isKey: true });
  }
  if (!isClosed && 'rate' in value && 'think' in value) {
    const message = 'in an open loop nobody waits for an answer to ask again';
    report(ctx, ['think'], message, { expected: 'clients: 20 in place of rate, or no think', isKey: true });
  }
}

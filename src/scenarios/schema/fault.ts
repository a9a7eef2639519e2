/** How a scenario writes what goes wrong, and when. */
import * as z from 'zod';
import { deployableRules, isOwnResolver } from '../../sim/scenario.js';
import type { DeployableRule } from '../../sim/scenario.js';
import {
  always, bandwidthField, durationField, isMapping, leaf, mapping, numberField, offsetField, readWord, regionField,
  report, reportUnlessOne, shareField, wordField,
} from './field.js';
import type { Reading } from '../units.js';
import { resolveWords } from './conflicts.js';
import { groupsSchema, linkChoiceFields, linkChoices } from './link-choice.js';

/** Most faults. */
const maxFaults = 10_000;

/** The faults by name. */
export const faultKinds = [
  'partition', 'offline', 'crash', 'outage', 'storage', 'pause', 'leave', 'clock-step', 'deploy', 'slow',
  'latency-spike', 'loss', 'bandwidth',
] as const;

/** The faults that last, until they end if they say when. */
const lasting = [
  'partition', 'offline', 'crash', 'outage', 'storage', 'pause', 'slow', 'latency-spike', 'loss',
  'bandwidth',
] as const satisfies readonly (typeof faultKinds)[number][];

const regionName = regionField('A region.');
const storagePattern = '^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[1-9][0-9]*)?$';

/** A fault of links: which ones, and how much worse they are. */
function linkFault<S extends z.ZodRawShape>(shape: S, about: string) {
  return mapping({ ...linkChoiceFields, ...shape }, about).superRefine((value, ctx) => {
    reportUnlessOne(value, linkChoices, ctx);
  }, always);
}

/** One fault. */
const faultSchema = mapping(
  {
    at: durationField({ about: 'When it begins.', example: '5s' }),
    until: durationField({
      about: `When it ends; without it, it lasts. For ${lasting.join(', ')}.`, example: '15s',
    }).optional(),
    partition: groupsSchema('cut')
      .meta({
        description: 'Cuts links: between groups, or in one direction.',
        examples: [[['us-east'], ['eu-west', 'ap-south']]],
      })
      .optional(),
    offline: regionField(
      'This region is cut off from all others, both ways; its own clients go on.',
    ).optional(),
    crash: regionField(
      'This leader loses its memory and serves nobody; see disk.',
    ).optional(),
    disk: wordField(['kept', 'lost'], {
      about: 'Beside crash or storage. With lost it comes back empty, and what it had not sent is gone. ' +
        'Default: kept.',
      example: 'lost',
    }).optional(),
    outage: regionField(
      'This leader and its followers crash together; their disks survive.',
    ).optional(),
    storage: leaf(
      readStorage,
      {
        about:
          'Under strategy: shared-storage, storage nodes of the first volume crash: a zone, one node of it ' +
          '(a/1), or all; see disk.',
        example: 'a',
      },
      { type: 'string', pattern: storagePattern },
    ).optional(),
    pause: regionField(
      'This leader does nothing until it goes on where it was; what reaches it waits. ' +
        'Needs until.',
    ).optional(),
    leave: regionField(
      'This region is removed for good; in a ring its neighbours are joined.',
    ).optional(),
    'clock-step': mapping(
      {
        in: regionName,
        by: offsetField({ about: 'Positive jumps ahead.', example: '-20ms' }),
      },
      'A clock jumps.',
    ).optional(),
    deploy: mapping(
      {
        resolve: leaf(
          readDeployed,
          {
            about: 'The rule from then on: the later stamp, the earlier of two concurrent ones, what came last, ' +
              'or the region that comes first in conflicts.priority.',
            example: 'fww',
          },
          { type: 'string', enum: [...deployableRules] },
        ),
        regions: z
          .array(regionName)
          .min(1)
          .max(200)
          .meta({ description: 'Where. Default: in all regions at once.', examples: [['us-east']] })
          .optional(),
      },
      'Leaders, and their followers with them, settle conflicts by another rule from then on. What they hold stays.',
    ).optional(),
    slow: mapping(
      {
        in: regionName,
        times: numberField(
          { about: 'Above 0; of several, all are multiplied.', example: 4 },
          { most: 1_000_000, isPositive: true },
        ),
      },
      'All that reaches this leader meanwhile takes so many times as long to serve.',
    ).optional(),
    'latency-spike': linkFault(
      {
        add: durationField(
          { about: 'Added to every latency; of several spikes, all are.', example: '200ms' },
          { isPositive: true },
        ),
      },
      'What is put on these links meanwhile takes longer; what is under way does not.',
    ).optional(),
    loss: linkFault(
      {
        to: shareField({
          about: 'The loss meanwhile; of several, and the link\'s own, the highest counts.',
          example: '30%',
        }),
      },
      'More transmissions are lost: on fifo links that is delay, datagrams are gone.',
    ).optional(),
    bandwidth: linkFault(
      {
        to: bandwidthField({
          about: 'The bandwidth meanwhile; of several, and the link\'s own, the least counts.',
          example: '10Mbps',
        }),
      },
      'These links are narrower; a transmission that has begun keeps its speed.',
    ).optional(),
  },
  `Something that goes wrong: exactly one of ${faultKinds.join(', ')}.`,
).superRefine((value, ctx) => {
  reportUnlessOne(value, faultKinds, ctx);
  if (!isMapping(value)) return;
  const { at, until } = value;
  if (typeof at === 'number' && typeof until === 'number' && until <= at) {
    const expected = 'a time after "at"';
    report(ctx, ['until'], 'this fault ends before it begins', { expected });
  }
  if ('pause' in value && !('until' in value)) {
    report(ctx, [], 'this pause does not say when it ends', { expected: 'until beside pause' });
  }
  if ('disk' in value && !('crash' in value || 'storage' in value)) {
    report(ctx, ['disk'], 'only a crash can lose a disk', {
      expected: 'disk only beside crash or storage',
      isKey: true,
    });
  }
  if ('until' in value && ('leave' in value || 'clock-step' in value || 'deploy' in value)) {
    report(ctx, ['until'], 'this fault has no end', {
      expected: `until only beside ${lasting.join(', ')}`,
      isKey: true,
    });
  }
}, always);

/** A checked fault. */
export type FaultDocument = z.output<typeof faultSchema>;

/** All faults. */
export const faultsSchema = z
  .array(faultSchema)
  .max(maxFaults)
  .meta({ description: 'What goes wrong, and when. Default: nothing.' });

/** Of rules that keep records of another shape it is said how they can be had. */
function readDeployed(raw: unknown): Reading<DeployableRule> {
  const isOwn = typeof raw === 'string' && raw !== 'own' && isOwnResolver(raw);
  const word = isOwn ? raw : resolveWords.find((one) => one === raw);
  const reading = readWord(deployableRules, raw);
  if (reading.ok || word === undefined) return reading;
  return {
    ok: false,
    message: `${word} keeps records of a shape of its own, and cannot go on with what another rule has kept`,
    expected: `${reading.expected}; or ${word} from the start: --set conflicts.resolve=${word}`,
  };
}

function readStorage(raw: unknown): Reading<string> {
  if (typeof raw === 'string' && new RegExp(storagePattern).test(raw)) return { ok: true, value: raw };
  return { ok: false, message: 'these are no storage nodes', expected: 'a zone, a node of it such as a/1, or all' };
}

/** How a scenario writes what goes wrong, and when. */
import * as z from 'zod';
import {
  always, durationField, isMapping, mapping, offsetField, regionField, report,
  reportUnlessOne,
} from './field.js';

/** Most faults. */
export const maxFaults = 10_000;

/** The faults by name. */
export const faultKinds = ['partition', 'crash', 'leave', 'clock-step'] as const;

const regionName = regionField('A region.');
const group = z.array(regionName).min(1).max(200).meta({ description: 'Regions.' });

/** One fault. */
export const faultSchema = mapping(
  {
    at: durationField({ about: 'When it begins.', example: '5s' }),
    until: durationField({
      about: 'When it ends; without it, it lasts. For partition and crash.', example: '15s',
    }).optional(),
    partition: z
      .union([
        z.array(group).min(2).max(200)
          .meta({ description: 'Groups; every link between two groups is cut both ways.' }),
        mapping({ from: group, to: group }, 'Cuts the links in this direction only.'),
      ])
      .meta({
        description: 'Cuts links: between groups, or in one direction.',
        examples: [[['us-east'], ['eu-west', 'ap-south']]],
      })
      .optional(),
    crash: regionField(
      'This leader loses its memory and serves nobody; its disk survives.',
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
  },
  'Something that goes wrong: exactly one of partition, crash, leave and clock-step.',
).superRefine((value, ctx) => {
  reportUnlessOne(value, faultKinds, ctx);
  if (!isMapping(value)) return;
  const { at, until } = value;
  if (typeof at === 'number' && typeof until === 'number' && until <= at) {
    const expected = 'a time after "at"';
    report(ctx, ['until'], 'this fault ends before it begins', { expected });
  }
  if ('until' in value && ('leave' in value || 'clock-step' in value)) {
    report(ctx, ['until'], 'this fault has no end', {
      expected: 'until only beside partition or crash',
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

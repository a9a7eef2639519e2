/** How a scenario asks for faults to be drawn. */
import * as z from 'zod';
import { randomFaultKinds } from '../../sim/scenario.js';
import {
  always, countField, durationField, flagField, isMapping, mapping, report, wordField,
} from './field.js';

/** Most faults that a nemesis draws. */
const maxRandomFaults = 1000;

/** Faults to draw. */
export const nemesisSchema = mapping(
  {
    faults: countField(
      { about: 'How many to draw. Default: 8.', example: 8 },
      { least: 1, most: maxRandomFaults },
    ).prefault(8),
    from: durationField({ about: 'None begins before. Default: 0us.', example: '1s' }).prefault(0),
    until: durationField({
      about: 'Every one has ended by then. Default: the duration.', example: '20s',
    }).optional(),
    kinds: z
      .array(wordField(randomFaultKinds, { about: 'A kind of fault.', example: 'crash' }))
      .min(1)
      .max(randomFaultKinds.length)
      .meta({ description: `Which kinds. Default: ${randomFaultKinds.join(', ')}.` })
      .prefault([...randomFaultKinds]),
    swarm: flagField({
      about: 'Each seed leaves out about half of the kinds, so that none always hides another. ' +
        'Default: true.',
      example: true,
    }).prefault(true),
    longest: durationField(
      { about: 'The longest that a fault lasts. Default: 5s.', example: '5s' },
      { isPositive: true },
    ).prefault('5s'),
  },
  'Faults that each seed draws for itself, beside those of "faults". The report lists them.',
).superRefine((value, ctx) => {
  if (!isMapping(value)) return;
  const { from, until } = value;
  if (typeof from === 'number' && typeof until === 'number' && until <= from) {
    report(ctx, ['until'], 'there is no time between "from" and "until"', {
      expected: 'a time after "from"',
    });
  }
}, always);

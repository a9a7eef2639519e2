/** How a scenario writes clocks: how they go wrong, what sets them right, and who watches them. */
import { z } from 'zod';
import { durationField, mapping, offsetField, ppmField } from './field.js';

/** An ε that is the same at all times, or one that grows from poll to poll. */
const uncertaintySchema = z.union([
  durationField({ about: 'The same at all times.', example: '4ms' }),
  mapping(
    {
      'after-poll': durationField({ about: 'What it claims right after a poll.', example: '1ms' }),
      grows: ppmField({
        about: 'How much more it claims from then on: the worst drift it expects of itself.',
        example: '200ppm',
      }),
    },
    'A claim that grows until the next poll of a time server: a sawtooth.',
  ),
]).meta({
  description:
    'How far off it claims to be at most; only for TrueTime, which waits twice as long. Default: 4ms.',
});

/** A clock; a region's own fields replace those of the scenario, one by one. */
export const clockSchema = mapping(
  {
    skew: offsetField({
      about: 'Error at the start; positive is ahead of true time. Default: 0us.',
      example: '-20ms',
    }).optional(),
    drift: ppmField({
      about: 'Gain in parts per million; positive runs fast. Default: 0ppm.', example: '40ppm',
    }).optional(),
    ntp: mapping(
      {
        every: durationField(
          { about: 'Time between polls.', example: '64s' },
          { isPositive: true },
        ),
        bound: durationField({
          about: 'Each poll leaves an error of at most this, either way.', example: '10ms',
        }),
      },
      'Polls a time server: each poll draws a new error and restarts the drift.',
    ).optional(),
    uncertainty: uncertaintySchema.optional(),
    monitor: mapping(
      {
        threshold: durationField(
          {
            about:
              'Beyond this offset the leader is taken out of the write pool; below half of it, ' +
              'in again.',
            example: '10ms',
          },
          { isPositive: true },
        ),
        every: durationField(
          { about: 'Time between measurements. Default: 1s.', example: '1s' },
          { isPositive: true },
        ).prefault('1s'),
        error: durationField({
          about: 'A measurement is off by at most this, either way. Default: 1ms.',
          example: '1ms',
        }).prefault('1ms'),
      },
      'Watches the clock: while it is too far off, the nearest other leader takes the writes.',
    ).optional(),
  },
  'How a clock departs from true time.',
);

/** How a scenario writes one operation many times. */
import { countField, durationField, mapping } from './field.js';

/** Most times that one operation is repeated. */
const maxTimes = 10_000;

/** `repeat` of a scripted operation. */
export const repeatSchema = mapping(
  {
    every: durationField(
      { about: 'From one time to the next.', example: '40ms' },
      { isPositive: true },
    ),
    times: countField({ about: 'How many times in all.', example: 50 }, { least: 1, most: maxTimes }),
  },
  'The operation comes again and again; the n-th writes its value with n at its end: v1, v2, ….',
).optional();

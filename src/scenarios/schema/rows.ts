/** How a scenario writes that rows are created, and how these get their ids. */
import * as z from 'zod';
import { countField, mapping, shareField, textField, wordField } from './field.js';
import { maxValueLength } from './values.js';

/** Greatest increment of ids. */
const maxIdIncrement = 65_535;

/** How new rows are named. */
export const idsSchema = z
  .union([
    wordField(['auto-increment', 'offset', 'uuidv4', 'uuidv7', 'snowflake'], {
      about:
        'auto-increment counts on from the greatest id that the leader knows; offset does so in a ' +
        'residue class of its own; uuidv4 is random; uuidv7 begins with the clock’s milliseconds; ' +
        'snowflake is milliseconds, leader and sequence.',
      example: 'uuidv7',
    }),
    mapping(
      {
        offset: mapping(
          {
            increment: countField(
              { about: 'The step between ids of a leader. Default: one a region.', example: 2 },
              { least: 1, most: maxIdIncrement },
            ).optional(),
          },
          'The n-th region counts from n, or from n less the increment where that is exceeded.',
        ),
      },
      'offset.',
    ),
  ])
  .meta({ description: 'How leaders name new rows. Default: auto-increment.' });

/** The keys of a scripted operation that creates rows. */
export const createFields = {
  create: z
    .record(z.string(), textField({ about: 'The row.', example: 'B' }, maxValueLength))
    .meta({
      description: 'Tables and the row that each gets; its key is table/id, and the leader makes the id.',
      examples: [{ orders: 'B' }],
    })
    .optional(),
};

/** The share of a mix that creates rows. */
export const createShares = {
  create: shareField({ about: 'Share of new rows, in the table rows.', example: '80%' }).prefault(0),
};

/** How a scenario writes the limits of the outbound queues between leaders. */
import type * as z from 'zod';
import { durationField, mapping, rateField, shareField, sizeField, wordField } from './field.js';

/** Limits of outbound queues; without a capacity they have none. */
export const outboxSchema = mapping(
  {
    capacity: sizeField(
      {
        about:
          'Most bytes of payload and metadata that a queue to one peer holds; with when-full: crash, ' +
          'all queues of a node together. Default: without limit.',
        example: '64GiB',
      },
      [1024 ** 5, '1024TiB'],
    ).optional(),
    'when-full': wordField(['desynchronize', 'drop', 'reject', 'crash'], {
      about:
        'What happens then: desynchronize gives the peer up and drops all that is due to it until ' +
        'the link is connected, drop drops what does not fit, reject refuses clients’ writes, crash ' +
        'kills the node. Default: desynchronize.',
      example: 'reject',
    }).optional(),
    'desynchronize-at': shareField({
      about: 'The share of its capacity at which a queue gives up its peer. Default: 80%.',
      example: '80%',
    }).optional(),
    'restart-after': durationField(
      {
        about:
          'How long a node that died of full queues is down. Default: for the rest of the run.',
        example: '30s',
      },
      { isPositive: true },
    ).optional(),
    'resume-rate': rateField({
      about:
        'Most writes a second sent over a link while it catches up after a heal. ' +
        'Default: without limit.',
      example: '20k/s',
    }).optional(),
  },
  'Limits of the outbound queues between leaders.',
);

/** Checked limits. */
export type OutboxDocument = z.output<typeof outboxSchema>;

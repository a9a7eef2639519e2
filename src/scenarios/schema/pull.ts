/** How a scenario says over which links the far end asks for what is news. */
import { durationField, mapping, wordField } from './field.js';
import { linkChoiceFields } from './link-choice.js';

/** `replication.pull`. */
export const pullSchema = mapping(
  {
    by: wordField(['sequence', 'timestamp'], {
      about:
        'How it says how far it got: sequence the position in the log of whom it asks, timestamp ' +
        'what its own clock read when it last asked, and it gets what has a greater stamp. ' +
        'Default: sequence.',
      example: 'timestamp',
    }).prefault('sequence'),
    every: durationField(
      { about: 'How often it asks. Default: 10s.', example: '10s' },
      { isPositive: true },
    ).prefault('10s'),
    links: linkChoiceFields.links,
  },
  'Over these links, by default all, nothing is sent unasked: the far end asks for what is news.',
);

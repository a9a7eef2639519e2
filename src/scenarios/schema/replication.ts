/** How a scenario writes how writes are replicated. */
import { antiEntropySchema } from './anti-entropy.js';
import { applyErrorsSchema, orderSchema } from './delivery.js';
import { countField, durationField, mapping, sizeField, wordField } from './field.js';
import { leaderlessFields } from './leaderless.js';
import { outboxSchema } from './outbox.js';
import { sharedStorageFields } from './shared-storage.js';
import { tombstonesSchema } from './tombstones.js';

/** `replication`; what has no default here gets one by strategy. */
export const replicationSchema = mapping(
  {
    strategy: wordField(['multi-leader', 'leaderless', 'shared-storage'], {
      about:
        'multi-leader: every region has a leader that accepts writes and ships its log. ' +
        'leaderless: any copy takes writes, and quorums answer. ' +
        'shared-storage: one region writes a volume that the others read. Default: multi-leader.',
      example: 'multi-leader',
    }).prefault('multi-leader'),
    batch: mapping(
      {
        every: durationField({
          about: 'How long a batch stays open after its first write; 0us sends at once. ' +
            'Default: 0us.',
          example: '5ms',
        }).prefault(0),
        max: countField(
          { about: 'Most writes in a message. Default: 500.', example: 500 },
          { least: 1, most: 1_000_000 },
        ).prefault(500),
        prepare: durationField({
          about: 'Time between closing a batch and its first byte on the wire. Default: 0us.',
          example: '5ms',
        }).prefault(0),
      },
      'When an outbound queue sends.',
    ).optional(),
    loops: wordField(['origin-tag', 'seen-ids', 'none'], {
      about:
        'What stops a forwarded write from going round: origin-tag drops what comes home, ' +
        'seen-ids what was seen before, none nothing. Default: origin-tag.',
      example: 'seen-ids',
    }).optional(),
    order: orderSchema,
    'apply-errors': applyErrorsSchema,
    'hop-limit': countField(
      {
        about: 'A write passed on this often is stopped. Default: 8 a region, at least 16.',
        example: 24,
      },
      { least: 1, most: 10_000 },
    ).optional(),
    metadata: sizeField(
      { about: 'What replication adds to each payload. Default: 512B.', example: '512B' },
      [1024 * 1024, '1MiB'],
    ).prefault('512B'),
    outbox: outboxSchema.optional(),
    'anti-entropy': antiEntropySchema.optional(),
    tombstones: tombstonesSchema.optional(),
    ...leaderlessFields,
    ...sharedStorageFields,
  },
  'How writes travel between replicas.',
);

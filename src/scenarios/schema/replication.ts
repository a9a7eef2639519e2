/** How a scenario writes how writes are replicated. */
import { antiEntropySchema } from './anti-entropy.js';
import { certificationFields } from './certification.js';
import { applyErrorsSchema, orderSchema, repeatsSchema } from './delivery.js';
import { countField, durationField, mapping, sizeField, wordField } from './field.js';
import { leaderlessFields } from './leaderless.js';
import { outboxSchema } from './outbox.js';
import { pullSchema } from './pull.js';
import { sharedStorageFields } from './shared-storage.js';
import { singleLeaderFields } from './single-leader.js';
import { tombstonesSchema } from './tombstones.js';

/** `replication`; what has no default here gets one by strategy. */
export const replicationSchema = mapping(
  {
    strategy: wordField(['multi-leader', 'leaderless', 'single-leader', 'raft', 'certification', 'shared-storage'], {
      about:
        'multi-leader: every region has a leader that accepts writes and ships its log. ' +
        'leaderless: any copy takes writes, and quorums answer. single-leader: one region leads, the ' +
        'others follow its log, and another takes over when it fails. raft: one region leads by ' +
        'consensus. certification: every region executes writes, and one order of all decides which ' +
        'commit. shared-storage: one region writes a volume that the others read. Default: multi-leader.',
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
    loops: wordField(['origin-tag', 'ignore-left', 'seen-ids', 'none'], {
      about:
        'What stops a forwarded write from going round: origin-tag drops what comes home, ' +
        'ignore-left that and all that comes from a leader that left for good, ' +
        'seen-ids what was seen before, none nothing. Default: origin-tag.',
      example: 'seen-ids',
    }).optional(),
    order: orderSchema,
    'apply-errors': applyErrorsSchema,
    repeats: repeatsSchema,
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
    pull: pullSchema.optional(),
    'anti-entropy': antiEntropySchema.optional(),
    tombstones: tombstonesSchema.optional(),
    ...leaderlessFields,
    ...singleLeaderFields,
    ...certificationFields,
    ...sharedStorageFields,
  },
  'How writes travel between replicas.',
);

/** How a scenario writes how long replicas remember what was deleted. */
import type { TombstoneRule } from '../../sim/scenario.js';
import { duration, type Reading } from '../units.js';
import { leaf, mapping } from './field.js';

/** `replication.tombstones`. */
export const tombstonesSchema = mapping(
  {
    keep: leaf(
      readKeep,
      {
        about:
          'When a replica forgets a delete, and all that it knew of the key: so long after the ' +
          'delete, after-all-know when every replica has it and no copy of an older write is on its ' +
          'way, or forever.',
        example: '240h',
      },
      { anyOf: [{ type: 'string', pattern: duration.pattern }, { type: 'string', enum: ['after-all-know', 'forever'] }] },
    ),
  },
  'What becomes of deletes. Default: they are kept for ever, and not counted.',
);

function readKeep(raw: unknown): Reading<TombstoneRule> {
  if (raw === 'after-all-know' || raw === 'forever') return { ok: true, value: { kind: raw } };
  const reading = duration.read(raw);
  const expected = 'a duration above 0us such as 240h, after-all-know or forever';
  if (!reading.ok) return { ...reading, expected };
  if (reading.value <= 0) return { ok: false, message: 'a delete must be kept for some time', expected };
  return { ok: true, value: { kind: 'grace', keepUs: reading.value } };
}

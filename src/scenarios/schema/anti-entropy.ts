/** How a scenario writes that leaders compare their records and repair what differs. */
import type { Reading } from '../units.js';
import { durationField, leaf, mapping } from './field.js';

/** Most keys in a leaf of a tree. */
const maxKeysPerLeaf = 65_536;

/** Anti-entropy, by the structure that finds the differences. */
export const antiEntropySchema = mapping(
  {
    merkle: mapping(
      {
        every: durationField(
          {
            about:
              'How often each pair of linked leaders compares its records, one pair after the other. ' +
              'Default: only after a lost disk, and for a peer that a queue gave up.',
            example: '30s',
          },
          { isPositive: true },
        ).optional(),
        leaf: leaf(
          readKeysPerLeaf,
          { about: 'Keys that a leaf of the tree covers, a power of two. Default: 16.', example: 16 },
          { type: 'integer', minimum: 1, maximum: maxKeysPerLeaf },
        ).prefault(16),
      },
      'By Merkle tree with sixteen children a node: only what differs is sent.',
    ),
  },
  'How leaders find and repair differences. Default: not at all.',
);

function readKeysPerLeaf(raw: unknown): Reading<number> {
  const isPower =
    typeof raw === 'number' && raw >= 1 && raw <= maxKeysPerLeaf && Number.isInteger(raw) && (raw & (raw - 1)) === 0;
  if (isPower) return { ok: true, value: raw };
  const expected = `a power of two from 1 to ${String(maxKeysPerLeaf)}, such as 16`;
  return { ok: false, message: 'this is not a size of leaves', expected };
}

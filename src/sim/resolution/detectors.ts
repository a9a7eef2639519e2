/** Conflict detectors: how a strategy tells a newer version from a concurrent one. */
import { assertNever } from '../base/assert.js';
import { Relation } from '../causality/relation.js';
import type { DetectorName } from '../scenario.js';
import type { Detector } from './contract.js';

/** By version vector (Parker et al. 1983): concurrent when neither vector covers the other. */
export const versionVectorDetector: Detector = {
  name: 'version-vector',
  relate: (incoming, held, versions) => versions.compare(incoming, held),
};

/** By timestamp alone: the greater is newer. Only equal stamps of different leaders look concurrent. */
export const timestampDetector: Detector = {
  name: 'timestamp',
  relate(incoming, held, versions) {
    if (incoming === held) return Relation.equal;
    const difference = versions.stampOf(incoming) - versions.stampOf(held);
    if (difference !== 0) return difference > 0 ? Relation.after : Relation.before;
    if (versions.leaderOf(incoming) !== versions.leaderOf(held)) return Relation.concurrent;
    return incoming > held ? Relation.after : Relation.before;
  },
};

/**
 * By a dot beside a context (Preguiça et al. 2010). The same opinion as a version vector's where a write
 * knows all that its replica holds; where it does not, see sibling-rules.ts.
 */
const dottedVersionVectorDetector: Detector = {
  ...versionVectorDetector,
  name: 'dotted-version-vector',
};

/**
 * By who last changed the row: a change from another leader than the last one's looks like a conflict.
 *
 * @see PostgreSQL, logical replication conflicts: update_origin_differs
 */
export const rowOriginDetector: Detector = {
  name: 'row-origin',
  relate(incoming, held, versions) {
    if (incoming === held) return Relation.equal;
    if (versions.leaderOf(incoming) !== versions.leaderOf(held)) return Relation.concurrent;
    return incoming > held ? Relation.after : Relation.before;
  },
};

/** Versions are told apart by version vectors; that they conflict is noticed by who reads both. */
const readTimeDetector: Detector = { ...versionVectorDetector, name: 'read-time' };

/** The detector of that name. */
export function detectorNamed(name: DetectorName): Detector {
  switch (name) {
    case 'version-vector':
      return versionVectorDetector;
    case 'dotted-version-vector':
      return dottedVersionVectorDetector;
    case 'timestamp':
      return timestampDetector;
    case 'row-origin':
      return rowOriginDetector;
    case 'read-time':
      return readTimeDetector;
    default:
      return assertNever(name);
  }
}

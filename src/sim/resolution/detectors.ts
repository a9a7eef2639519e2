/** Conflict detectors: how a strategy tells a newer version from a concurrent one. */
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

/** The detector of that name. */
export function detectorNamed(name: DetectorName): Detector {
  return name === 'timestamp' ? timestampDetector : versionVectorDetector;
}

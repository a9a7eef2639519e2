/**
 * The resolver contract: what every way to detect and resolve conflicts implements.
 *
 * A strategy is asked about two versions of one key and sees nothing but their metadata. True time,
 * parents and other replicas are out of its reach.
 */
import type { Relation } from '../causality/relation.js';

/** A version's id; a strategy passes it back to {@link Versions} and knows nothing else of it. */
export type Version = number;

/** What a strategy may ask about a version. */
export interface Versions {
  /** The timestamp it carries. */
  stampOf(version: Version): number;
  /** The leader that accepted it; orders equal stamps. */
  leaderOf(version: Version): number;
  /** How the version vector of one stands to the other's. */
  compare(incoming: Version, held: Version): Relation;
}

/** Tells newer from concurrent by what it can see. */
export interface Detector {
  readonly name: string;
  relate(incoming: Version, held: Version, versions: Versions): Relation;
}

/** What to do with an incoming and a held version. */
export const Decision = { keepHeld: 0, takeIncoming: 1, keepBoth: 2 } as const;

/** One of {@link Decision}. */
export type Decision = (typeof Decision)[keyof typeof Decision];

/**
 * Chooses between two versions of a register. A pure function: the same question has the same answer.
 *
 * `relation` is the detector's opinion; for a local write over what its replica holds it is `after`.
 */
export interface RegisterResolver {
  readonly name: string;
  /**
   * It keeps the version that is greater in the order of stamps, whoever knew of whom. Asking such a
   * resolver again about the same write is harmless.
   */
  readonly isTotalOrder: boolean;
  decide(incoming: Version, held: Version, relation: Relation, versions: Versions): Decision;
}

/** The order of stamps: by stamp, then leader, then acceptance there. Positive when `x` is later. */
export function compareStamps(x: Version, y: Version, versions: Versions): number {
  const byStamp = versions.stampOf(x) - versions.stampOf(y);
  if (byStamp !== 0) return byStamp;
  return versions.leaderOf(x) - versions.leaderOf(y) || x - y;
}

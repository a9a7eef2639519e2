/** Where replication tells what it did. It gets nothing back: what is recorded cannot steer a run. */
import type { Relation } from '../causality/relation.js';
import type { PartedEffect } from '../record/effects.js';

/** Sees every acceptance, comparison and discard. All times are true times. */
export interface Witness {
  /** A replica that knew `known` writes of the key and held `parents` accepted a write. */
  accept(op: number, atUs: number, known: number, parents: readonly number[]): void;
  /** As `accept`, where one version or none (−1) was held. */
  acceptOver(op: number, atUs: number, known: number, parent: number): void;
  /** As `accept`, where values are merged. */
  acceptParts(op: number, atUs: number, known: number, effects: readonly PartedEffect[]): void;
  /** A replica knows of a write for the first time. */
  reach(op: number, replica: number, atUs: number): void;
  /** A replica compared an incoming version with one it held; `isNew`: it did not know it yet. */
  compare(incoming: number, held: number, relation: Relation, isNew: boolean, replica: number): void;
  /** A replica threw away one of two versions, which the other's author did not know; or its effect on one part. */
  discard(
    incoming: number,
    held: number,
    relation: Relation,
    loser: number,
    replica: number,
    atUs: number,
    part?: string,
  ): void;
  /** A replica will not be sent a write again that it does not know, or could not apply it, or does without it. */
  drop(
    op: number,
    replica: number,
    atUs: number,
    cause: 'failover' | 'queue' | 'loop-filter' | 'disk' | 'apply-error',
  ): void;
}

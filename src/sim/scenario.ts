/**
 * What a run is made of: the engine's whole input, in base units, already checked.
 *
 * `src/scenarios` makes one of these from YAML; a program may write one by hand. Times are integer
 * microseconds, sizes bytes, bandwidth bits a second, probabilities 0 to 1. Regions and nodes are named
 * by their index in {@link Scenario.regions}.
 */
import type { ConflictRules } from './scenario/conflict-rules.js';
import type { Fault, NemesisSpec } from './scenario/faults.js';
import type { Topology } from './scenario/network.js';
import type { Region } from './scenario/region.js';
import type { Replication } from './scenario/shipping-rules.js';
import type { Workload } from './scenario/workload.js';

export type { OperationKind, ReplicatedTypeName, ValueChange } from './base/operation-kind.js';
export type * from './scenario/certification.js';
export * from './scenario/conflict-rules.js';
export * from './scenario/contexts.js';
export * from './scenario/faults.js';
export type * from './scenario/homes.js';
export type * from './scenario/leaderless.js';
export type * from './scenario/network.js';
export type * from './scenario/pull.js';
export * from './scenario/reads.js';
export type * from './scenario/region.js';
export type * from './scenario/replication.js';
export type * from './scenario/rows.js';
export type * from './scenario/shared-storage.js';
export * from './scenario/shipping-rules.js';
export type * from './scenario/single-leader.js';
export type * from './scenario/tombstones.js';
export type * from './scenario/unique-rule.js';
export type * from './scenario/workload.js';

/** A complete simulation input. A run is a pure function of one of these and its seed. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Any string; every random stream is forked from it by name. */
  readonly seed: string;
  /** How long clients generate work. */
  readonly durationUs: number;
  /** How long after the workload (and the last fault) the system may take to come to rest. */
  readonly settleUs: number;
  /** One leader each; the order gives region indices and breaks ties between stamps. */
  readonly regions: readonly Region[];
  readonly topology: Topology;
  readonly replication: Replication;
  readonly conflicts: ConflictRules;
  readonly workload: Workload;
  readonly faults: readonly Fault[];
  /** Faults that are drawn when a run begins, beside {@link faults}. */
  readonly nemesis?: NemesisSpec;
}

/** What a scenario says of shared storage: instances that read one volume, which one of them writes. */
import type { Distribution } from '../base/distribution.js';
import type { FailureDetection } from './single-leader.js';

/**
 * One instance writes redo records to a volume of storage nodes; the others read that volume, and get the records
 * only to keep what they show up to date.
 *
 * @see Verbitski et al., Amazon Aurora: Design Considerations for High Throughput Cloud-Native Relational
 * Databases, SIGMOD 2017; and On Avoiding Distributed Consensus for I/Os, Commits, and Membership Changes, SIGMOD 2018
 */
export interface SharedStorage {
  readonly strategy: 'shared-storage';
  /**
   * Regions by the volume that they read. The writer is of the first volume. Each other volume is a copy in
   * another place, which is sent what is durable in the first, and has one instance.
   */
  readonly volumes: readonly (readonly number[])[];
  /** Who writes at the beginning. */
  readonly writer: number;
  readonly volume: VolumeRules;
  readonly takeover: Takeover;
  /** How often another volume is sent what has become durable. */
  readonly shipEveryUs: number;
  /** What replication adds to each payload on the wire. */
  readonly metadataBytes: number;
  /** Instances share their records, so there is nothing to compare. */
  readonly antiEntropy?: never;
}

/** A volume: storage nodes in zones, each with the whole log. */
export interface VolumeRules {
  readonly zones: readonly VolumeZone[];
  /** A write is durable when so many storage nodes have it, and all that comes before it. */
  readonly writeQuorum: number;
  /** Whoever takes over asks so many storage nodes how far they have come. */
  readonly readQuorum: number;
  /** One way between an instance and a storage node, and between storage nodes. */
  readonly latency: Distribution;
  /** How long a storage node takes to make a record durable; others go on meanwhile. */
  readonly writeUs: number;
  /** How often a storage node asks another for what it lacks. */
  readonly gossipUs: number;
}

/** Storage nodes that may fail together. */
export interface VolumeZone {
  readonly name: string;
  readonly nodes: number;
}

/** Who makes another instance the writer: a control plane that has its own way to each instance. */
export interface Takeover extends FailureDetection {
  /** So long without any instance of the writer's volume, another volume takes its place; null: never. */
  readonly elsewhereAfterUs: number | null;
}

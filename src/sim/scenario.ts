/**
 * What a run is made of: the engine's whole input, in base units, already checked.
 *
 * `src/scenarios` makes one of these from YAML; a program may write one by hand. Times are integer
 * microseconds, sizes bytes, bandwidth bits a second, probabilities 0 to 1. Regions and nodes are named
 * by their index in {@link Scenario.regions}.
 */
import type { Distribution } from './base/distribution.js';

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
  readonly replication: MultiLeader;
  readonly conflicts: ConflictRules;
  readonly workload: Workload;
  readonly faults: readonly Fault[];
}

/** A leader, the followers in its region, and the clock and capacity they have. */
export interface Region {
  readonly name: string;
  readonly followers: Followers;
  readonly clock: ClockSpec;
  readonly node: NodeCapacity;
  /** One-way delay between this region's clients and its leader. */
  readonly clientLatencyUs: number;
}

/** Followers replay their leader's log in order, over a link that does not fail. */
export interface Followers {
  readonly count: number;
  readonly latency: Distribution;
}

/** How a node's clock departs from true time: `reading = t + e + drift·10⁻⁶·(t − s)`. */
export interface ClockSpec {
  /** The error e at the start. */
  readonly skewUs: number;
  /** Parts per million; positive runs fast. */
  readonly driftPpm: number;
  /** Polling draws a new error uniformly within ±boundUs and restarts the drift. */
  readonly ntp?: { readonly everyUs: number; readonly boundUs: number };
}

/** Service times of a node. Zero means instantly. */
export interface NodeCapacity {
  /** Worker time for a local write. */
  readonly writeUs: number;
  /** Time to make a write durable after it was executed; overlaps with other work. */
  readonly logUs: number;
  /** Time from durable to the answer leaving the node. */
  readonly respondUs: number;
  /** Worker time for each replicated write. */
  readonly applyUs: number;
  /** Worker time for a read. */
  readonly readUs: number;
  /** How many requests are served at once, first come, first served. */
  readonly workers: number;
}

/** Who is connected to whom. */
export interface Topology {
  readonly kind: 'mesh' | 'star' | 'ring' | 'two-way-ring' | 'links';
  /** Leaders pass on what they received (over every link but the one it came by). */
  readonly forward: boolean;
  /** Every directed link between leaders. */
  readonly links: readonly Link[];
}

/** A directed connection between two leaders. */
export interface Link {
  /** Region index of the sender. */
  readonly from: number;
  /** Region index of the receiver. */
  readonly to: number;
  /** `fifo` behaves as TCP: loss is delay. `datagram` loses, duplicates and reorders. */
  readonly transport: 'fifo' | 'datagram';
  /** One-way latency. */
  readonly latency: Distribution;
  /** Infinity when absent. */
  readonly bandwidthBps?: number;
  /** Chance that a transmission is lost. */
  readonly loss: number;
  /** Chance that a datagram arrives twice. */
  readonly duplicate: number;
  /** What one lost transmission costs on a FIFO link; doubles with each further loss. */
  readonly retransmitUs: number;
}

/** Asynchronous multi-leader replication. */
export interface MultiLeader {
  readonly strategy: 'multi-leader';
  readonly batch: Batching;
  readonly loops: LoopFilter;
  /** A write that was passed on this often is stopped, and the storm is reported. */
  readonly hopLimit: number;
  /** What replication adds to each payload on the wire. */
  readonly metadataBytes: number;
}

/** When an outbox sends. */
export interface Batching {
  /** How long a batch stays open after its first write; 0 sends at once. */
  readonly everyUs: number;
  /** Most writes in a message. */
  readonly max: number;
  /** Time between closing a batch and its first byte on the wire. */
  readonly prepareUs: number;
}

/**
 * What stops a forwarded write from going round for ever: `origin-tag` drops what comes home,
 * `seen-ids` drops what was seen before, `none` drops nothing.
 */
export type LoopFilter = 'origin-tag' | 'seen-ids' | 'none';

/** How a strategy notices conflicts and what it does about them. */
export interface ConflictRules {
  readonly timestamps: 'physical';
  readonly detect: DetectorName;
  readonly resolve: ResolverName;
}

/** How a strategy tells "newer" from "concurrent". */
export type DetectorName = 'version-vector' | 'timestamp';

/** What a strategy keeps of two versions. */
export type ResolverName = 'lww' | 'fww' | 'arrival' | 'siblings';

/** What clients ask for. */
export interface Workload {
  /** Generated keys are numbered 0 to count − 1 and named `k0`, `k1`, …. */
  readonly keys: { readonly count: number; readonly choose: KeyChoice };
  /** Size of every value. */
  readonly payloadBytes: number;
  readonly clients: readonly ClientGroup[];
  /** In order of `atUs`. */
  readonly script: readonly ScriptedOp[];
}

/**
 * How leaders name new rows: `auto-increment` counts on from what a leader knows, `offset` in a residue
 * class of its own, the others put enough chance, or time and place, into each id.
 */
export type RowIdScheme = 'auto-increment' | 'offset' | 'uuidv4' | 'uuidv7' | 'snowflake';

/** How a generated operation picks its key. */
export type KeyChoice =
  /** Each key alike. */
  | { readonly kind: 'uniform' }
  /** Key number k with weight (k+1)^−exponent. */
  | { readonly kind: 'zipf'; readonly exponent: number }
  /** `share` of the operations go to the first `keys` keys, evenly; the rest to the others, evenly. */
  | { readonly kind: 'hot'; readonly keys: number; readonly share: number };

/** An open-loop stream of requests to one region's leader. */
export interface ClientGroup {
  readonly region: number;
  readonly ratePerS: number;
  readonly arrivals: 'poisson' | 'constant';
  /** Shares of the requests; they sum to 1. */
  readonly mix: { readonly write: number; readonly read: number; readonly delete: number };
}

/** One operation at an exact moment. */
export interface ScriptedOp {
  /** True time at which the client sends. */
  readonly atUs: number;
  readonly region: number;
  /** Who does it, for people to read. */
  readonly client: string;
  readonly kind: 'write' | 'read' | 'delete';
  readonly key: string;
  /** What is written; values are compared as text. Null for a read and a delete. */
  readonly value: string | null;
}

/** What goes wrong, and when. A fault without an end lasts for the whole run. */
export type Fault =
  /** Cuts directed links between pairs of regions. */
  | {
      readonly kind: 'partition';
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly cuts: readonly (readonly [from: number, to: number])[];
    }
  /** A leader loses its memory and serves nobody; its disk survives. */
  | { readonly kind: 'crash'; readonly atUs: number; readonly untilUs: number | null; readonly region: number }
  /** A region is removed for good; `bridges` are the links that close the gap. */
  | { readonly kind: 'leave'; readonly atUs: number; readonly region: number; readonly bridges: readonly Link[] }
  /** A clock jumps; positive jumps ahead. */
  | { readonly kind: 'clock-step'; readonly atUs: number; readonly region: number; readonly byUs: number }
  /** A leader's service times take so many times as long; counts for what reaches it meanwhile. */
  | {
      readonly kind: 'slow';
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly region: number;
      /** Above 0; of several at once, all are multiplied. */
      readonly factor: number;
    }
  /** Makes directed links between pairs of regions worse; counts for what is put on them meanwhile. */
  | (Impairment & {
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly links: readonly (readonly [from: number, to: number])[];
    });

/** A way in which a link can be worse than it is. */
export type Impairment =
  /** Longer latency; of several at once all are added. */
  | { readonly kind: 'latency-spike'; readonly addUs: number }
  /** A higher loss; of several at once, and the link's own, the highest counts. */
  | { readonly kind: 'loss'; readonly loss: number }
  /** A narrower link; of several at once, and the link's own, the narrowest counts. */
  | { readonly kind: 'bandwidth'; readonly bandwidthBps: number };

/**
 * What a run is made of: the engine's whole input, in base units, already checked.
 *
 * `src/scenarios` makes one of these from YAML; a program may write one by hand. Times are integer
 * microseconds, sizes bytes, bandwidth bits a second, probabilities 0 to 1. Regions and nodes are named
 * by their index in {@link Scenario.regions}.
 */
import type { Distribution } from './base/distribution.js';
import type { OperationKind, ReplicatedTypeName, ValueChange } from './base/operation-kind.js';

export type { OperationKind, ReplicatedTypeName, ValueChange };

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
  /** Faults that are drawn when a run begins, beside {@link faults}. */
  readonly nemesis?: NemesisSpec;
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
  /** The ε that the clock claims under TrueTime, whatever it really is; 0 when absent. */
  readonly uncertaintyUs?: number;
  /** Watches the clock; without it nobody notices when it is wrong. */
  readonly monitor?: ClockMonitor;
}

/** Takes a leader out of the write pool while its clock is measured to be too far off. */
export interface ClockMonitor {
  readonly everyUs: number;
  /** Out beyond this offset, either way; in again below half of it. */
  readonly thresholdUs: number;
  /** A measurement is off by at most this, either way, uniformly. */
  readonly errorUs: number;
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
  /** Of the workers, those that serve replicated writes alone; without it all serve both. */
  readonly applyWorkers?: number;
  /** Most client requests waiting for a worker; more are answered 503 at once. Absent: no limit. */
  readonly queue?: number;
  /** Token bucket of one second's worth; requests beyond it are answered 429 at once. Absent: no limit. */
  readonly rateLimitPerS?: number;
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
  /** Limits of the outbound queues between leaders; without it they have none. */
  readonly outbox?: OutboxRules;
  /** Without it, leaders never compare what they hold. */
  readonly antiEntropy?: AntiEntropy;
  /** Null: `fifo` where links keep it by themselves, otherwise `none`. */
  readonly order: OrderName | null;
  readonly applyErrors: ApplyErrors;
}

/** Linked leaders compare their records by Merkle tree, and merge those that differ. */
export interface AntiEntropy {
  readonly kind: 'merkle';
  /** How often each pair does; null: only when something asks for it. */
  readonly everyUs: number | null;
  /** Keys that a leaf of the tree covers: a power of two. */
  readonly keysPerLeaf: number;
}

/** What holds an outbound queue between two leaders within bounds. Followers' queues have none. */
export interface OutboxRules {
  /** How much it may hold, and what happens then; null without limit. */
  readonly limit: OutboxLimit | null;
  /** Most writes a second over a link that catches up after a heal; null without limit. */
  readonly resumeRatePerS: number | null;
}

/** What happens when a queue is full. Sizes count payload and metadata, and hold at least one write. */
export type OutboxLimit =
  /**
   * At a share of its capacity the queue, on disk, gives its peer up: all of it is dropped, and so is
   * what comes after, until the link is connected. Only anti-entropy can bring what was dropped.
   */
  | { readonly kind: 'desynchronize'; readonly capacityBytes: number; readonly atShare: number }
  /** What does not fit is dropped; what is in the queue, on disk, stays. */
  | { readonly kind: 'drop'; readonly capacityBytes: number }
  /**
   * Clients' writes at that leader are refused while one of its queues is full. What others sent and
   * must be passed on is queued all the same: refusing it here would lose it.
   */
  | { readonly kind: 'reject'; readonly capacityBytes: number }
  /**
   * The capacity is a node's memory for all its queues together: it dies when they would outgrow it,
   * and any crash takes the queues with it. It restarts, with empty queues, after a while; null: never.
   */
  | {
      readonly kind: 'crash';
      readonly capacityBytes: number;
      readonly restartAfterUs: number | null;
    };

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

/**
 * The order in which a leader takes in what others sent. `none`: as it arrives. `fifo`: the writes of one
 * leader in the order in which it accepted them. `causal`: no write before what its author's leader had
 * taken in when it accepted the write, whatever the key. What comes too early is held back.
 */
export type OrderName = 'none' | 'fifo' | 'causal';

/**
 * What a leader does about a replicated update whose record it does not hold. `stop`: takes nothing more
 * in over that link. `skip`: goes on without it. `hold`: keeps it until the record is there.
 */
export type ApplyErrors = 'stop' | 'skip' | 'hold';

/** How a strategy notices conflicts and what it does about them. */
export interface ConflictRules {
  readonly timestamps: TimestampKind;
  readonly detect: DetectorName;
  readonly resolve: ResolverName | ReplicatedTypeName;
}

/**
 * Where stamps come from: the node's `physical` clock; a `lamport` count; a `hybrid` of both; or
 * `truetime`, a clock that knows its own bound and makes each write wait until its stamp has passed.
 */
export type TimestampKind = 'physical' | 'lamport' | 'hybrid' | 'truetime';

/** How a strategy tells "newer" from "concurrent". */
export type DetectorName = 'version-vector' | 'timestamp';

/** What a strategy keeps of two versions. */
export type ResolverName = 'lww' | 'fww' | 'arrival' | 'siblings';

/** What clients ask for. */
export interface Workload {
  /** Generated keys are numbered 0 to count − 1 and named `k0`, `k1`, …. */
  readonly keys: {
    readonly count: number;
    readonly choose: KeyChoice;
    /** Generated adds and removes are about `e0`, `e1`, …: so many elements. Default: 20. */
    readonly elements?: number;
  };
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
  /** Shares of the requests; they sum to 1. An absent one is 0. Increments are by 1. */
  readonly mix: {
    readonly write: number;
    readonly read: number;
    readonly delete: number;
    readonly update?: number;
    readonly increment?: number;
    readonly add?: number;
    readonly remove?: number;
  };
  /** Absent: a client tries once, and waits for ever. */
  readonly resilience?: Resilience;
}

/** What clients do about answers that do not come, and about servers that refuse. */
export interface Resilience {
  /** An attempt without an answer is given up after this, though it may be carried out; null: never. */
  readonly timeoutUs: number | null;
  /** Most attempts after the first. */
  readonly retries: number;
  readonly backoff: Backoff;
  /** A leader that has a request already does not carry it out again. */
  readonly idempotencyKeys: boolean;
  /** One for the whole group; null: none. */
  readonly breaker: BreakerSpec | null;
  /** Most attempts of the group on their way at once; more are refused by the client. Null: no limit. */
  readonly bulkhead: number | null;
}

/** The wait before retry n: min(mostUs, baseUs · timesⁿ⁻¹); with full jitter uniform from 0 to that. */
export interface Backoff {
  readonly baseUs: number;
  readonly times: number;
  readonly mostUs: number;
  readonly jitter: 'none' | 'full';
}

/** Opens when this share of the last `window` attempts failed; after `openForUs` one probe decides. */
export interface BreakerSpec {
  readonly failures: number;
  readonly window: number;
  readonly openForUs: number;
}

/** One operation at an exact moment. */
export interface ScriptedOp {
  /** True time at which the client sends. */
  readonly atUs: number;
  readonly region: number;
  /** Who does it, for people to read. */
  readonly client: string;
  readonly kind: OperationKind;
  readonly key: string;
  /** What is written; values are compared as text. Null for whatever is no write and no update. */
  readonly value: string | null;
  /** What is done to the value, of this {@link kind}. */
  readonly change?: ValueChange;
}

/** Faults to draw: how many, of which kinds, and when. Every one ends before `untilUs`. */
export interface NemesisSpec {
  readonly faults: number;
  readonly fromUs: number;
  readonly untilUs: number;
  readonly kinds: readonly RandomFaultKind[];
  /** Each seed leaves out some kinds: each is on with chance 1/2, at least one is. */
  readonly swarm: boolean;
  readonly longestUs: number;
}

/** Kinds of faults that end: a nemesis may draw them, and the run recovers. */
export const randomFaultKinds = [
  'partition',
  'crash',
  'pause',
  'slow',
  'latency-spike',
  'loss',
  'bandwidth',
  'clock-step',
  'outage',
  'offline',
] as const satisfies readonly Fault['kind'][];

/** One of {@link randomFaultKinds}. */
export type RandomFaultKind = (typeof randomFaultKinds)[number];

/** What goes wrong, and when. A fault without an end lasts for the whole run. */
export type Fault =
  /** Cuts directed links between pairs of regions. */
  | {
      readonly kind: 'partition';
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly cuts: readonly (readonly [from: number, to: number])[];
    }
  /** A leader loses its memory and serves nobody. */
  | {
      readonly kind: 'crash';
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly region: number;
      /** `lost`: it comes back empty, and what its queues had not sent is gone. Default: kept. */
      readonly disk?: 'kept' | 'lost';
    }
  /** A leader and its followers crash together; their disks survive. */
  | { readonly kind: 'outage'; readonly atUs: number; readonly untilUs: number | null; readonly region: number }
  /** A leader does nothing and forgets nothing; what reaches it waits. It does nothing to one that is down. */
  | { readonly kind: 'pause'; readonly atUs: number; readonly untilUs: number; readonly region: number }
  /** Cuts a region off from all others, both ways; its own clients go on. */
  | { readonly kind: 'offline'; readonly atUs: number; readonly untilUs: number | null; readonly region: number }
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

/** One with an end; null: it lasts. */
export type LastingImpairment = Impairment & { readonly untilUs: number | null };

/** A way in which a link can be worse than it is. */
export type Impairment =
  /** Longer latency; of several at once all are added. */
  | { readonly kind: 'latency-spike'; readonly addUs: number }
  /** A higher loss; of several at once, and the link's own, the highest counts. */
  | { readonly kind: 'loss'; readonly loss: number }
  /** A narrower link; of several at once, and the link's own, the narrowest counts. */
  | { readonly kind: 'bandwidth'; readonly bandwidthBps: number };

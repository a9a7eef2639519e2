/** What a scenario says of work: keys, clients and their patience, and operations at exact moments. */
import type { Distribution } from '../base/distribution.js';
import type { OperationKind, ValueChange } from '../base/operation-kind.js';
import type { WriteContext } from './contexts.js';
import type { Users } from './homes.js';
import type { ReadRouting, Roaming } from './reads.js';
import type { RowIdScheme } from './rows.js';

/** What clients ask for. */
export interface Workload {
  /** Generated keys are numbered 0 to count − 1 and named `k0`, `k1`, …. */
  readonly keys: {
    readonly count: number;
    readonly choose: KeyChoice;
    /** Generated adds, removes and sets are about `e0`, `e1`, …: so many elements or fields. Default: 20. */
    readonly elements?: number;
  };
  /** How new rows are named; `auto-increment` when absent. */
  readonly ids?: RowIdScheme;
  /** Absent: keys belong to nobody. */
  readonly users?: Users;
  /** Size of every value. */
  readonly payloadBytes: number;
  readonly clients: readonly ClientGroup[];
  /** In order of `atUs`. */
  readonly script: readonly ScriptedOp[];
}

/** How a generated operation picks its key. */
export type KeyChoice =
  /** Each key alike. */
  | { readonly kind: 'uniform' }
  /** Key number k with weight (k+1)^−exponent. */
  | { readonly kind: 'zipf'; readonly exponent: number }
  /** `share` of the operations go to the first `keys` keys, evenly; the rest to the others, evenly. */
  | { readonly kind: 'hot'; readonly keys: number; readonly share: number };

/** When the clients of a group ask. All but `closed` are open loops: nobody waits for an answer to ask again. */
export type Arrivals =
  /** Independent of each other, at the group's rate. */
  | 'poisson'
  /** Evenly spaced, at that rate. */
  | 'constant'
  /**
   * As `poisson` at the group's rate, but all that falls into a period comes in the first `forUs` of it: under one
   * seed the same requests as those of `poisson`, in the same periods.
   */
  | { readonly kind: 'bursts'; readonly everyUs: number; readonly forUs: number }
  /** So many clients. Each asks again a think time after its answer, or after it has given up. */
  | { readonly kind: 'closed'; readonly clients: number; readonly think: Distribution };

/** A stream of requests to one region's leader. */
export interface ClientGroup {
  readonly region: number;
  /** Of a closed loop: about what it comes to while nothing waits or fails; estimates go by that, its clients do not. */
  readonly ratePerS: number;
  readonly arrivals: Arrivals;
  /**
   * Shares of the requests; they sum to 1. An absent one is 0. Increments are by 1; inserts put a word, and
   * erases take up to five characters, at a uniform place of what the leader shows.
   */
  readonly mix: {
    readonly write: number;
    readonly read: number;
    readonly delete: number;
    readonly update?: number;
    readonly increment?: number;
    readonly add?: number;
    readonly remove?: number;
    /** Each sets one field. */
    readonly set?: number;
    readonly insert?: number;
    readonly erase?: number;
    readonly create?: number;
  };
  /** Share of the writes that go to the leader of their user's home; absent: all go to the leader here. */
  readonly home?: number;
  /** Absent: a client tries once, and waits for ever. */
  readonly resilience?: Resilience;
  /** Of its writes. Default: `held`. A group is one client: it has read what any of its reads returned. */
  readonly context?: WriteContext;
  /** Where its reads go. Absent: to the leader of its region. */
  readonly reads?: ReadRouting;
  /**
   * Each request belongs to one of so many sessions, by its identity. A session has one request open at a
   * time; what it is to ask meanwhile waits at the client. Absent: the group is one session that never waits.
   * In a closed loop, if at all, as many as its clients: each is a session.
   */
  readonly sessions?: number;
  /** Of sessions. Absent: they stay in the region. */
  readonly roam?: Roaming;
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
  /** The table, where a row is created. */
  readonly key: string;
  /** What is written; values are compared as text. Null for whatever is no write and no update. */
  readonly value: string | null;
  /** What is done to the value, of this {@link kind}. */
  readonly change?: ValueChange;
  /** Of a write or delete: it is refused where this is not met. */
  readonly condition?: WriteCondition;
  /** Of a write or delete. Default: `held`. */
  readonly context?: WriteContext;
  /** Where it goes; all of one client are a session. Absent: to the leader of the region. */
  readonly reads?: ReadRouting;
  /** Of a read: the number of the replica that is asked, leaders first. */
  readonly replica?: number;
}

/** What a key has to hold for a write to be carried out: nothing, anything, or this value alone. */
export type WriteCondition =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present' }
  | { readonly kind: 'value'; readonly value: string };

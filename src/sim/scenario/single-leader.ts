/** What a scenario says of replication with one leader at a time: log shipping with failover, and Raft. */

/** One leader takes all writes; the others follow its log. Members are named by their index. */
export type SingleLeader = LogShipping | Raft;

/** What both protocols have. */
interface LeaderFollowers {
  readonly strategy: 'single-leader';
  /** Who leads at the beginning; with Raft, who is the first to ask for votes. */
  readonly leader: number;
  readonly shipping: LogBatching;
  /** How long a follower's flush of what it received takes; 0: it is on disk when it has arrived. */
  readonly flushUs: number;
  readonly detection: FailureDetection;
  /** How clients of all regions find the leader. */
  readonly redirect: Redirect;
  readonly reads: LeaderReads;
  /** What replication adds to each payload on the wire. */
  readonly metadataBytes: number;
  /** Members follow one log: there is nothing to compare. */
  readonly antiEntropy?: never;
}

/**
 * Who answers a read. `leader`: whoever is taken for it, from what it holds, without asking others. `local`: the
 * member in the client's region. `linearizable`: the leader, once it is certain that nobody else led meanwhile.
 */
export type LeaderReads = 'leader' | 'local' | 'linearizable';

/** A log shipped to followers, and a failover beside it: PostgreSQL, MySQL, MongoDB. */
export interface LogShipping extends LeaderFollowers {
  readonly protocol: 'log-shipping';
  readonly acknowledge: AcknowledgeRule;
  readonly level: AcknowledgeLevel;
  readonly failover: Failover;
  readonly fencing: Fencing;
  readonly rejoin: Rejoin;
}

/**
 * Consensus with a fixed set of members.
 *
 * @see Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, USENIX ATC 2014
 */
export interface Raft extends LeaderFollowers {
  readonly protocol: 'raft';
  /** Asks whether it would win before it begins a term, and is refused while voters hear from a leader. */
  readonly preVote: boolean;
  /** A leader that has not heard from a majority for a timeout steps down. */
  readonly checkQuorum: boolean;
}

/** When a leader sends. */
export interface LogBatching {
  /** How long a batch stays open after its first write; 0 sends at once. */
  readonly everyUs: number;
  /** Most writes in a message. */
  readonly max: number;
}

/** Heartbeats, and for how long nothing may be heard before somebody is suspected. */
export interface FailureDetection {
  readonly heartbeatUs: number;
  /** Raft draws each one from this to twice this. */
  readonly timeoutUs: number;
}

/** Whose copy a client's acknowledgement waits for, beside the leader's own. */
export type AcknowledgeRule =
  /** Nobody's. */
  | { readonly kind: 'asynchronous' }
  /**
   * So many chosen followers'. One that keeps a write waiting for longer than the timeout is demoted and
   * another chosen; where none is left, writes are acknowledged without: nobody is told.
   */
  | { readonly kind: 'semi-synchronous'; readonly followers: number; readonly timeoutUs: number }
  /** Every follower's. */
  | { readonly kind: 'synchronous' }
  /** A majority's of all members, the leader counted: `w: majority`. */
  | { readonly kind: 'majority' }
  /** Any so many's of the list: `ANY 1 (b, c)`. */
  | { readonly kind: 'any'; readonly count: number; readonly of: readonly number[] }
  /** The first so many's of the list that are heard from: `FIRST 1 (b, c)`. */
  | { readonly kind: 'first'; readonly count: number; readonly of: readonly number[] };

/**
 * What a follower has done with a write when it counts: `received` it, which a crash may take back,
 * `flushed` it to disk, or `applied` it, so that its readers see it.
 */
export type AcknowledgeLevel = 'received' | 'flushed' | 'applied';

/** Who makes another member the leader. A person's consent takes `approvalUs`; 0: nobody is asked. */
export type Failover =
  /** Nobody: the leader is waited for. */
  | { readonly kind: 'none' }
  /** A majority of members, for the most up-to-date of those that answer, by (term, position). */
  | { readonly kind: 'majority'; readonly approvalUs: number }
  /** An observer that is no member, for the most up-to-date of those that it reaches, however few. */
  | {
      readonly kind: 'observer';
      readonly approvalUs: number;
      readonly place?: ObserverPlace;
      /** Absent: `machine`. */
      readonly check?: HealthCheck;
    };

/**
 * How an observer asks a member how it is. `machine`: whoever is up answers at once. `query`: the answer waits for a
 * worker as clients' reads do, and counts from when it was asked for: one that takes longer than the timeout has failed.
 */
export type HealthCheck = 'machine' | 'query';

/** Where an observer stands: beside a member, behind the same links to all others. Default: beside the first leader. */
export interface ObserverPlace {
  readonly beside: number;
  /** One way, to the member that it stands beside. */
  readonly latencyUs: number;
}

/** What keeps an old leader from going on beside a new one. */
export type Fencing =
  /** Nothing: members ask nobody's term; two lead until the old one hears from the new one. */
  | { readonly kind: 'none' }
  /** Members refuse lower terms, and the old leader learns from that. */
  | { readonly kind: 'term' }
  /** As `term`; and a leader takes writes only while those who could replace it have promised not to. */
  | ({ readonly kind: 'lease' } & Lease)
  /** As `term`; and whoever could still lead is switched off before a new leader begins. */
  | {
      readonly kind: 'stonith';
      readonly delayUs: number;
      /** Who was switched off is switched on again after this; absent: never. */
      readonly restartAfterUs?: number;
    };

/** A promise not to make another one leader for a while, measured by clocks. */
export interface Lease {
  readonly lengthUs: number;
  /** How much longer those who promised wait, by their clocks. */
  readonly marginUs: number;
  /** `elapsed`: each measures a span by its own clock. `timestamp`: all compare with one end in time. */
  readonly measure: 'elapsed' | 'timestamp';
}

/** What a member does whose log has entries that the leader's has not. */
export type Rejoin =
  /** Throws them away and goes on from there. */
  | { readonly kind: 'rewind' }
  /** Waits for a person, who has the whole log copied anew after a while; null: nobody comes. */
  | { readonly kind: 'refuse'; readonly copyAfterUs: number | null };

/** How clients learn of a new leader. */
export type Redirect =
  /** At once. */
  | { readonly kind: 'immediate' }
  /** When the address that they keep has expired; what they looked up stays in use for `ttlUs`. */
  | { readonly kind: 'cached'; readonly ttlUs: number; readonly followsHints: boolean };

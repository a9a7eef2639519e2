/** A look at a simulation between two events, for whoever shows it. Taking one never changes the run. */

/** Everything a live view needs of one moment. Counts are from the start of the run. */
export interface Observation {
  readonly nowUs: number;
  readonly events: number;
  readonly phase: 'workload' | 'settling' | 'finished';
  readonly regions: readonly RegionObservation[];
  readonly links: readonly LinkObservation[];
  readonly written: number;
  readonly applied: number;
  /** Distinct pairs of concurrent writes that met. */
  readonly conflicts: number;
  /** Null where nobody counts them, and as long as no read was answered. */
  readonly staleReads: number | null;
  /** When the first of them was sent; null while there is none. */
  readonly firstStaleReadUs: number | null;
}

/** One leader. */
export interface RegionObservation {
  readonly name: string;
  readonly state: 'up' | 'paused' | 'down' | 'left';
  /** It takes the writes of all; absent where every region leads, or none does. */
  readonly leads?: boolean;
  /** Clock reading minus true time. */
  readonly skewUs: number;
  readonly written: number;
  readonly applied: number;
  /** Writes due to its peers and not acknowledged by them, all outboxes together; of a single leader, not applied by them. */
  readonly backlogWrites: number;
  /** Age of the oldest of these; 0 when there is none. */
  readonly lagUs: number;
}

/** One directed link between leaders. */
export interface LinkObservation {
  readonly from: string;
  readonly to: string;
  readonly state: 'up' | 'cut';
  readonly latencyUs: number;
  /** Chance that a transmission is lost. */
  readonly loss: number;
  readonly inFlightWrites: number;
  /** Of the backlog, what was not sent since the link was last up. */
  readonly waitingWrites: number;
  readonly backlogWrites: number;
  readonly lagUs: number;
}

/** How long one leader's writes took until another one knew them, from the start of the run. */
export interface PairLag {
  readonly from: string;
  readonly to: string;
  /** Writes that arrived. */
  readonly count: number;
  /** Null where none arrived, as are the other percentiles. */
  readonly p50Us: number | null;
  readonly p99Us: number | null;
  /** How many took longer than the edge before and no longer than each of `lagEdgesUs`; the last: longer than all. */
  readonly shape: readonly number[];
}

/** Writes lost and keys divergent if the run ended now. Costs time in proportion to the writes so far. */
export interface Losses {
  readonly lost: number;
  readonly pending: number;
  readonly divergentKeys: number;
}

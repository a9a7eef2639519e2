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
  readonly inFlightWrites: number;
  readonly backlogWrites: number;
  readonly lagUs: number;
}

/** Writes lost and keys divergent if the run ended now. Costs time in proportion to the writes so far. */
export interface Losses {
  readonly lost: number;
  readonly pending: number;
  readonly divergentKeys: number;
}

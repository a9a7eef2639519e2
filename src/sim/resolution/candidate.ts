/**
 * A resolver as its judges meet it: states and what readers see by number, so that a judge compares
 * numbers, and asks nothing twice.
 */

/** What clients may ask of the value. */
export interface CandidateOperation {
  /** `write`, `add`, …; `other` for one that is the author's own. */
  readonly kind: string;
  /** What it is about, where it is about one element; else null. */
  readonly element: string | null;
  /** As JSON. */
  readonly text: string;
  /** Its author grants that it may come to nothing against others that did not know of it. */
  readonly mayBeLost: boolean;
}

/** One operation in a history. */
export interface CandidateWrite {
  /** Index of what is asked. */
  readonly operation: number;
  /** Index of the replica that accepts it, below {@link mostReplicas}. */
  readonly replica: number;
  /** From 0 to {@link greatestStamp}. */
  readonly stamp: number;
  /** Its number in the history, in the order in which they were accepted; below {@link mostWrites}. */
  readonly write: number;
  /** Number of the replica's write before this one; −1 for none. */
  readonly previous: number;
}

/** What histories are made of. */
export interface Merging {
  /** The state before the first write. */
  readonly initial: number;
  /** Where replicas differ in what they begin with. */
  initialOf?(replica: number): number;
  /** The state after a replica that held `state` has accepted a write. What fails leaves the state as it was. */
  apply(state: number, write: CandidateWrite): number;
  /** The state after a replica that held `local` has taken in another one's. What fails leaves `local`. */
  merge(local: number, incoming: number): number;
  /** Whether two states are equal by the resolver's own measure, and readers see the same. */
  areEqual(x: number, y: number): boolean;
}

/** A resolver that is judged. */
export interface Candidate extends Merging {
  readonly name: string;
  /** One value that is written whole; otherwise a state-based type. */
  readonly isRegister: boolean;
  readonly operations: readonly CandidateOperation[];
  /**
   * Two states made one, whatever either knew of the other: merged, or for a register, resolved as if
   * they were concurrent, to a single version. What a system has that writes the result back.
   */
  combine(local: number, incoming: number): number;
  /** Whether a state may be, by the resolver's own word. */
  isValid(state: number): boolean;
  /** Whether a state has all that another one has, by the resolver's own word; null where it says nothing. */
  includes(state: number, other: number): boolean | null;
  /** Length of a state, in characters of JSON. */
  sizeOf(state: number): number;
  /** What readers see: equal numbers for equal readings. */
  readingOf(state: number): number;
  /** A state in words. */
  show(state: number): string;
  /** What readers see, in words. */
  showReading(reading: number): string;
}

/** Most replicas of a history. */
export const mostReplicas = 4;

/** Most writes of a history. */
export const mostWrites = 16;

/** Stamps of histories are small. */
export const greatestStamp = 63;

/**
 * The contract of replicated data types: values that are merged instead of chosen between.
 *
 * A replica that accepts an operation prepares a delta: a small state that has the operation's effect
 * once it is merged. Deltas may be lost, repeated and reordered, and whole states may be sent in their
 * place: merging is a join, so replicas that got the same are in the same state.
 * @see Shapiro et al., A comprehensive study of CRDTs, INRIA RR-7506 (2011)
 * @see Almeida, Shoker, Baquero, Delta state replicated data types, JPDC 111 (2018)
 */

/** What a client asks of a key. */
export type Operation =
  /** The key has this value. */
  | { readonly kind: 'write'; readonly value: string }
  /** The key has this value in place of all that stand beside each other. */
  | { readonly kind: 'merge'; readonly value: string }
  /** The key has no value any more. */
  | { readonly kind: 'delete' }
  /** Adds to a counter, or to the one in a field: an integer, below 0 where the type allows it. */
  | { readonly kind: 'increment'; readonly by: number; readonly field?: string }
  /** Puts an element into a set, or into the one in a field. */
  | { readonly kind: 'add'; readonly element: string; readonly field?: string }
  /** Takes an element out of a set, or out of the one in a field, or a field out of a row. */
  | { readonly kind: 'remove'; readonly element: string; readonly field?: string }
  /** Gives fields of a row their values; the others stay. */
  | { readonly kind: 'set'; readonly fields: Readonly<Record<string, string>> }
  /** Puts text before the character at this index, counted as in `base/characters.ts`; or at the end. */
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  /** Takes out as many characters from this index on, as far as there are any. */
  | { readonly kind: 'erase'; readonly at: number; readonly length: number };

/** Who does it, and when. */
export interface Origin {
  /** Id of the write. Unique, and greater than those of all writes that were accepted before. */
  readonly op: number;
  /** Its author: an entry of version vectors. */
  readonly author: number;
  /**
   * Id of the author's write to this key before this one, −1 for none. The true one, even if the
   * author lost its memory since: this is what makes gaps visible.
   */
  readonly previous: number;
  readonly stamp: number;
  /** The leader that accepted it; orders equal stamps. */
  readonly leader: number;
}

/**
 * One author's writes to a key with ids above `after`, up to and including `last`.
 *
 * `last` is one of them, so the others are reached from it, write by previous write.
 */
export interface Span {
  readonly author: number;
  readonly after: number;
  readonly last: number;
}

/** The writes whose effect a state directly reflects in one part of the value. */
export interface Support {
  /** An element or a field; empty where the value has no parts. */
  readonly part: string;
  /** Neither empty nor overlapping; in order of `last`. */
  readonly writes: readonly Span[];
}

/**
 * A replicated data type. Its states are immutable plain values that survive structured cloning, and are
 * meant for nobody else.
 *
 * A write is lost where the state of a part that it touches reflects neither the write nor one that saw it
 * there: a row's update where any field that it set is lost. A write that touches no part had no effect to lose.
 */
export interface ReplicatedType<State> {
  readonly name: string;
  /** What may be asked of it; anything else is a bug of the caller. */
  readonly accepts: readonly Operation['kind'][];
  /** What a key holds before its first write. */
  readonly initial: State;
  /**
   * The delta of an operation whose author saw `state`: merged into any state that has what was seen, it
   * has the operation's effect. The author need not see its own earlier writes.
   */
  prepare(state: State, operation: Operation, origin: Origin): State;
  /** Join: commutative, associative, idempotent; `x` itself when `y` adds nothing. */
  merge(x: State, y: State): State;
  /** What a reader does not see unless he asks for it: what lost against that, and is kept. */
  conflicts?(state: State): readonly string[];
  /** What a reader sees: none, one or several values; sorted where order means nothing. */
  read(state: State): readonly string[];
  /** By part, in order of its name; parts without a write are left out. */
  support(state: State): readonly Support[];
  /**
   * The parts that an operation touches, whose delta that is. Where absent: the element or the fields that
   * it names, and else the part without a name.
   */
  touched?(operation: Operation, delta: State): readonly string[];
  /** The writes that an operation takes the place of, or goes on from; where absent, all that its parts reflect. */
  continued?(state: State, operation: Operation): readonly Span[];
  /**
   * Ids of the writes whose effect the write of a delta takes away on purpose. Absent: all that its author
   * saw in the parts that it touches. Where it is present, writes stand beside what their authors saw, and
   * one that leaves the support was thrown away, whoever knew of it.
   */
  replaces?(delta: State): readonly number[];
  /**
   * Whether a merged write has no effect yet, because one that its author saw has not been merged.
   * Absent: none ever waits.
   */
  isWaiting?(state: State, op: number): boolean;
}

/**
 * Ids of all writes in a support, ascending.
 *
 * @param previousOf as {@link Origin.previous}, of any write
 */
export function listWrites(
  support: readonly Support[],
  previousOf: (op: number) => number,
): readonly number[] {
  const writes = new Set<number>();
  for (const span of support.flatMap((part) => part.writes)) {
    for (let op = span.last; op > span.after; op = previousOf(op)) writes.add(op);
  }
  return [...writes].sort((x, y) => x - y);
}

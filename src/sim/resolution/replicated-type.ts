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
  /** The key has no value any more. */
  | { readonly kind: 'delete' }
  /** Adds to a counter: an integer, below 0 where the type allows it. */
  | { readonly kind: 'increment'; readonly by: number }
  /** Puts an element into a set. */
  | { readonly kind: 'add'; readonly element: string }
  /** Takes an element out of a set, or a field out of a row. */
  | { readonly kind: 'remove'; readonly element: string }
  /** Gives fields of a row their values; the others stay. */
  | { readonly kind: 'set'; readonly fields: Readonly<Record<string, string>> }
  /** Puts text before the character at this index. */
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  /** Takes out as many characters from this index on. */
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
 * A write touches those parts in which its delta supports it. It is lost where the state of a part reflects
 * neither the write nor one that saw it there; a write that touches no part had no effect to lose.
 */
export interface ReplicatedType<State> {
  readonly name: string;
  /** What may be asked of it; anything else is a bug of the caller. */
  readonly accepts: readonly Operation['kind'][];
  /** Its value has no parts, also where an operation is about an element. */
  readonly isWhole?: true;
  /** What a key holds before its first write. */
  readonly initial: State;
  /**
   * The delta of an operation whose author saw `state`: merged into any state that has what was seen, it
   * has the operation's effect. The author need not see its own earlier writes.
   */
  prepare(state: State, operation: Operation, origin: Origin): State;
  /** Join: commutative, associative, idempotent; `x` itself when `y` adds nothing. */
  merge(x: State, y: State): State;
  /** What a reader sees: none, one or several values; sorted where order means nothing. */
  read(state: State): readonly string[];
  /** By part, in order of its name; parts without a write are left out. */
  support(state: State): readonly Support[];
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

/**
 * What a server makes of a write whose author brings a context of its own: which siblings it replaces.
 *
 * Both rules see the same contexts. They differ in what a server can write down of an object: one vector
 * for all of its siblings, or a dot for each.
 */
import { isKnown, type CausalContext } from './crdt/causal-context.js';
import type { Span } from './replicated-type.js';

/** A write that comes to a server. */
export interface IncomingWrite {
  readonly dot: Span;
  /** What its author knew. */
  readonly context: CausalContext;
}

/** What is held of a key. */
export interface HeldObject {
  /** The siblings, in order of their ids. */
  readonly siblings: readonly Span[];
  /** All writes that are known, the siblings too. */
  readonly known: CausalContext;
}

/** What becomes of a write and of those that were there. */
export interface Placement {
  /** The write is older than what is held. */
  readonly isObsolete: boolean;
  /** Siblings that go. The others stay beside the write, as concurrent with it. */
  readonly replaced: readonly Span[];
}

/** Places a write that the server does not know yet. */
export type SiblingRule = (write: IncomingWrite, held: HeldObject) => Placement;

/**
 * One version vector for the object, an entry a server: a context that covers all of it replaces it;
 * otherwise the write is put beside everything, also beside what its author had seen.
 *
 * This is how Riak worked before 2.0: clients that write past each other at one server pile siblings up.
 * Where a message is missing an entry claims too much, and a write is taken for a known one.
 * @see DeCandia et al., Dynamo: Amazon's highly available key-value store, SOSP 2007, section 4.4
 */
export const vectorOfObject: SiblingRule = ({ dot, context }, { siblings, known }) => {
  const isObsolete = known.some(({ author, last }) => author === dot.author && last >= dot.last);
  const isCovered = known.every((span) =>
    context.some(({ author, last }) => author === span.author && last >= span.last),
  );
  return { isObsolete, replaced: isCovered && !isObsolete ? siblings : [] };
};

/**
 * A dot for each sibling beside what is known of the object: a write replaces those that its author saw.
 *
 * @see Almeida et al., Scalable and accurate causality tracking for eventually consistent stores (2014)
 */
export const dotOfSibling: SiblingRule = ({ context }, { siblings }) => ({
  isObsolete: false,
  replaced: siblings.filter((sibling) => isKnown(context, sibling)),
});

/** The rule that goes with a detector of that name. */
export function siblingRuleOf(detector: string): SiblingRule {
  return detector === 'version-vector' ? vectorOfObject : dotOfSibling;
}

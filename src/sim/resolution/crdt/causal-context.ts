/**
 * Causal contexts: which writes of a key a state knows, whether it still shows them or not.
 *
 * Ids are global, so an author's writes to one key have gaps between their ids, and "all up to this id"
 * says too much when a delta was lost on the way. A write is therefore known as the span from its
 * author's previous write of the key, which is empty but for itself. Two spans of an author that touch make
 * one: exact under any loss, repetition and order, and a single span an author once nothing is missing.
 * @see Preguiça et al., Dotted version vectors: logical clocks for optimistic replication (2010)
 */
import type { Origin, Span } from '../replicated-type.js';

/** By author, then `after`; spans of one author neither touch nor overlap. */
export type CausalContext = readonly Span[];

/** The span of a single write: its dot, and the knowledge that nothing lies before it. */
export function dotOf({ author, previous, op }: Origin): Span {
  return { author, after: previous, last: op };
}

/** Whether a write, given as its dot, is known. */
export function isKnown(context: CausalContext, dot: Span): boolean {
  return context.some(
    ({ author, after, last }) => author === dot.author && after < dot.last && dot.last <= last,
  );
}

/** What either knows; `x` itself when `y` knows no more. */
export function joinContexts(x: CausalContext, y: readonly Span[]): CausalContext {
  if (y.every((span) => includes(x, span))) return x;
  const joined: Span[] = [];
  for (const span of [...x, ...y].sort(compareSpans)) {
    const before = joined.at(-1);
    if (before === undefined || before.author !== span.author || before.last < span.after) {
      joined.push(span);
    } else if (before.last < span.last) {
      joined[joined.length - 1] = { ...before, last: span.last };
    }
  }
  return joined;
}

/** Ends of spans are ids of writes, so what lies in another span as a set lies in it as an interval. */
function includes(context: CausalContext, span: Span): boolean {
  return context.some(
    ({ author, after, last }) => author === span.author && after <= span.after && span.last <= last,
  );
}

function compareSpans(x: Span, y: Span): number {
  return x.author - y.author || x.after - y.after;
}

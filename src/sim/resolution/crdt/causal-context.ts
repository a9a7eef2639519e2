/**
 * Causal contexts: which writes of a key a state knows, whether it still shows them or not.
 *
 * Ids are global, so an author's writes to one key have gaps between their ids, and "all up to this
 * id" says too much when a delta was lost on the way. A write is therefore known as the span from its
 * author's previous write of the key, which is empty but for itself. Two spans of an author that touch
 * make one: exact under any loss, repetition and order, and one span an author once nothing is missing.
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
  for (const { author, after, last } of context) {
    if (author === dot.author && after < dot.last && dot.last <= last) return true;
  }
  return false;
}

/** What either knows; `x` itself when `y` knows no more. */
export function joinContexts(x: CausalContext, y: readonly Span[]): CausalContext {
  let joined = x;
  for (const span of y) if (!includes(joined, span)) joined = addSpan(joined, span);
  return joined;
}

/** Whether two contexts know the same. */
export function areEqual(x: CausalContext, y: CausalContext): boolean {
  if (x === y) return true;
  return x.length === y.length && x.every((span, i) => isSame(span, y[i]));
}

/** Ends of spans are ids of writes: what lies in another span as a set lies in it as an interval. */
function includes(context: CausalContext, span: Span): boolean {
  return context.some(
    ({ author, after, last }) => author === span.author && after <= span.after && span.last <= last,
  );
}

/** Spans of the author that touch or overlap become one with it. */
function addSpan(context: CausalContext, { author, after, last }: Span): CausalContext {
  let from = 0;
  while (from < context.length && isBefore(context[from], author, after)) from++;
  let to = from;
  let joined = { author, after, last };
  while (to < context.length && context[to].author === author && context[to].after <= last) {
    joined = {
      author,
      after: Math.min(joined.after, context[to].after),
      last: Math.max(joined.last, context[to].last),
    };
    to++;
  }
  return [...context.slice(0, from), joined, ...context.slice(to)];
}

/** Whether a span ends before anything of this author's after a write could touch it. */
function isBefore(span: Span, author: number, after: number): boolean {
  return span.author < author || (span.author === author && span.last < after);
}

function isSame(x: Span, y: Span): boolean {
  return x.author === y.author && x.after === y.after && x.last === y.last;
}

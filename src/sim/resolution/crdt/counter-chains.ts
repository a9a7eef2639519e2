/**
 * What counters are made of: for each author a chain of its increments, as running totals.
 *
 * Each write extends the chain that ends at its author's previous write, and begins a new one when
 * its author does not have it (it lost its memory, or read an older state). So of two states of a chain
 * the longer contains the shorter, chains never overlap, and no increment is counted twice or forgotten.
 * Without loss of memory that is one chain an author, whatever the number of increments.
 */
import { assert } from '../../base/assert.js';
import type { Operation, Origin, Span, Support } from '../replicated-type.js';

/** An author's writes and what they add up to. */
export interface CounterChain extends Span {
  /** Sum of the increments above 0. */
  readonly raised: number;
  /** Sum of the others, without their sign. */
  readonly lowered: number;
}

/** By author, then `after`, which together name a chain. */
export type CounterState = readonly CounterChain[];

/** The delta of an increment: the chain that it extends. */
export function prepareIncrement(
  state: CounterState,
  operation: Operation,
  { author, previous, op }: Origin,
): CounterState {
  assert(operation.kind === 'increment', 'a counter can only be incremented');
  const { by } = operation;
  assert(Number.isSafeInteger(by), 'an increment is an integer');
  const begun = state.find((chain) => chain.author === author && chain.last === previous);
  const { after, raised, lowered } = begun ?? { after: previous, raised: 0, lowered: 0 };
  const sums = { raised: raised + Math.max(by, 0), lowered: lowered - Math.min(by, 0) };
  return [{ author, after, last: op, ...sums }];
}

/** Each chain as long as either has it; `x` itself when `y` has none longer. */
export function mergeCounters(x: CounterState, y: CounterState): CounterState {
  const longer = y.filter(
    (chain) => !x.some((held) => isSame(held, chain) && held.last >= chain.last),
  );
  if (longer.length === 0) return x;
  const kept = x.filter((held) => !longer.some((chain) => isSame(held, chain)));
  return [...kept, ...longer].sort((a, b) => a.author - b.author || a.after - b.after);
}

/** The sum of all increments. */
export function sumOf(state: CounterState): number {
  return state.reduce((sum, { raised, lowered }) => sum + raised - lowered, 0);
}

/** Every increment is reflected. */
export function supportCounter(state: CounterState): readonly Support[] {
  if (state.length === 0) return [];
  const writes = state.map(({ author, after, last }) => ({ author, after, last }));
  return [{ part: '', writes: writes.sort((x, y) => x.last - y.last) }];
}

function isSame(x: CounterChain, y: CounterChain): boolean {
  return x.author === y.author && x.after === y.after;
}

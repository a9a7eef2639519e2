/**
 * Text as people first think of merging it: edits are sent as positions, and carried out wherever they
 * arrive, in the order in which they do. Here to be seen failing.
 *
 * A position means the text that its author saw. Elsewhere concurrent edits have moved what stood there, so
 * inserts land inside words, erases take other characters, and replicas that got the same edits in another
 * order differ for good. This is no join: merging depends on the order.
 */
import { assert } from '../../base/assert.js';
import { dotOf, isKnown, joinContexts, type CausalContext } from '../crdt/causal-context.js';
import type { Operation, ReplicatedType, Span } from '../replicated-type.js';

/** The text, and what came of it. */
export interface PositionalText {
  readonly context: CausalContext;
  /** In order of arrival. */
  readonly edits: readonly PositionalEdit[];
  readonly shown: readonly Character[];
}

/** One character, and who put it there; for the judges, the rule does not look at that. */
export interface Character {
  readonly symbol: string;
  readonly op: number;
  /** Its place in what the write inserted. */
  readonly index: number;
}

/** A write as it is sent. */
export interface PositionalEdit {
  readonly dot: Span;
  readonly at: number;
  readonly inserted: readonly Character[];
  /** How many characters it erases. */
  readonly length: number;
  /** Those that its author erased; for the judges. */
  readonly meant: readonly Character[];
}

/**
 * An insert holds while all its characters are shown, or were erased by somebody who meant them. An erase
 * holds while nothing of what it meant is shown. What does not hold was destroyed by the rule.
 */
export const positionalText: ReplicatedType<PositionalText> = {
  name: 'text-naive',
  accepts: ['insert', 'erase'],
  initial: { context: [], edits: [], shown: [] },
  prepare(state, operation, origin) {
    const dot = dotOf(origin);
    const edit = { dot, at: Math.min(placeOf(operation), state.shown.length) };
    const nothing = { inserted: [], length: 0, meant: [] };
    const made = { ...edit, ...nothing, ...describe(state, operation, origin.op) };
    return { context: [dot], edits: [made], shown: [] };
  },
  merge(x, y) {
    const news = y.edits.filter(({ dot }) => !isKnown(x.context, dot));
    if (news.length === 0) return x;
    const context = joinContexts(x.context, news.map(({ dot }) => dot));
    return { context, edits: [...x.edits, ...news], shown: news.reduce(carryOut, x.shown) };
  },
  read: ({ edits, shown }) =>
    edits.length === 0 ? [] : [shown.map(({ symbol }) => symbol).join('')],
  support(state) {
    const writes = listHolding(state).map(({ dot }) => dot);
    writes.sort((x, y) => x.last - y.last);
    return writes.length === 0 ? [] : [{ part: '', writes }];
  },
  replaces: ({ edits }) => [
    ...new Set(edits.flatMap(({ meant }) => meant.map(({ op }) => op))),
  ],
};

function placeOf(operation: Operation): number {
  const isText = operation.kind === 'insert' || operation.kind === 'erase';
  assert(isText, 'a text is inserted into and erased from');
  return operation.at;
}

function describe(
  { shown }: PositionalText,
  operation: Operation,
  op: number,
): Partial<PositionalEdit> {
  if (operation.kind === 'insert') {
    const symbols = [...operation.text];
    assert(symbols.length <= longestInsert, 'an insert is no longer than a million characters');
    return { inserted: symbols.map((symbol, index) => ({ symbol, op, index })) };
  }
  assert(operation.kind === 'erase', 'a text is inserted into and erased from');
  const meant = shown.slice(operation.at, operation.at + operation.length);
  return { length: meant.length, meant };
}

function carryOut(shown: readonly Character[], edit: PositionalEdit): readonly Character[] {
  const { at, inserted, length } = edit;
  return [...shown.slice(0, at), ...inserted, ...shown.slice(at + length)];
}

function listHolding({ edits, shown }: PositionalText): readonly PositionalEdit[] {
  const visible = new Set(shown.map(nameOf));
  const meant = new Set(edits.flatMap((edit) => edit.meant.map(nameOf)));
  return edits.filter((edit) => {
    const isWhole = edit.inserted.map(nameOf).every((name) => visible.has(name) || meant.has(name));
    return isWhole && !edit.meant.some((character) => visible.has(nameOf(character)));
  });
}

/** A number of its own for each character of a run. */
function nameOf({ op, index }: Character): number {
  return op * longestInsert + index;
}

const longestInsert = 1 << 20;

/**
 * Text as a sequence of characters that have identities: an insert names the characters between which it
 * goes, an erase those it takes out. Wherever these are by then, the edit is about them.
 *
 * The sequence is that of Yjs (YATA), with one client an author. A state is the set of edits that were
 * merged, each as Yjs' update, which makes merging a plain union; what they come to is a Yjs document. A
 * document is no value: it changes as edits are applied. So each follows the newest of the states that
 * were made from each other, and a state without one gets it built from its edits.
 * @see Nicolaescu, Jahns, Derntl, Klamma, Near real-time peer-to-peer shared editing, GROUP (2016)
 */
import * as Y from 'yjs';
import { assert } from '../../base/assert.js';
import { offsetOf } from '../../base/characters.js';
import type { Operation, Origin, ReplicatedType, Span } from '../replicated-type.js';
import { dotOf, isKnown, joinContexts, type CausalContext } from './causal-context.js';

/** Which edits were merged. */
export interface SequenceState {
  readonly context: CausalContext;
  /** In order of their ids, which goes with causality. */
  readonly edits: readonly SequenceEdit[];
}

/** A write. */
export interface SequenceEdit {
  readonly dot: Span;
  /** Yjs' update; empty for an erase of nothing. */
  readonly update: Uint8Array;
  /** Null for an erase. */
  readonly inserted: Run | null;
  readonly erased: readonly Run[];
  /** Ids of the writes that inserted what it erases. */
  readonly replaces: readonly number[];
}

/** A run of one author's characters, as Yjs counts them. */
export interface Run {
  readonly client: number;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/**
 * Nothing is lost by merging: characters stay until somebody erases them who saw them, and leave a
 * tombstone then. Of two inserts at one place that of the lower author goes first, and text that was typed
 * forwards, in however many inserts, stays in one piece.
 */
export const textSequence: ReplicatedType<SequenceState> = {
  name: 'text-sequence',
  accepts: ['insert', 'erase'],
  initial: { context: [], edits: [] },
  prepare(state, operation, origin) {
    const { previous, author } = origin;
    const isOwnKnown = previous < 0 || state.context.some((span) => endsAt(span, author, previous));
    assert(isOwnKnown, 'who types sees what they typed before');
    const shown = textOf(state);
    const document = takeDocument(state);
    const edit = makeEdit({ state, shown, document }, operation, origin);
    const delta = { context: [edit.dot], edits: [edit] };
    ahead.set(delta, { base: state, document });
    return delta;
  },
  merge(x, y) {
    const news = y.edits.filter(({ dot }) => !isKnown(x.context, dot));
    if (news.length === 0) return x;
    const context = joinContexts(x.context, news.map(({ dot }) => dot));
    const merged = { context, edits: sortEdits(x.edits, news) };
    passOnDocument(x, y, merged, news);
    return merged;
  },
  read: (state) => (state.edits.length === 0 ? [] : [textOf(state)]),
  /** An insert holds in its characters or their tombstones, an erase in the tombstones that it made. */
  support(state) {
    if (state.edits.length === 0) return [];
    const { store } = documentOf(state);
    const isComplete = store.pendingStructs === null && store.pendingDs === null;
    const writes = isComplete ? state.context : joinContexts([], listEffective(state));
    return writes.length === 0
      ? []
      : [{ part: '', writes: writes.toSorted((x, y) => x.last - y.last) }];
  },
  replaces: ({ edits }) => edits.flatMap(({ replaces }) => replaces),
  isWaiting(state, op) {
    const edit = state.edits.find(({ dot }) => dot.last === op);
    return edit !== undefined && !isEffective(documentOf(state), edit);
  },
};

/** The client of a document while it only takes in what others wrote; authors are 1 and above. */
const nobody = 0;

/** The documents of states; at most one follows each replica's copy of a key. */
const documents = new WeakMap<SequenceState, Y.Doc>();

/** Documents that have a prepared delta, which the state they belong to has not: by that delta. */
const ahead = new WeakMap<
  SequenceState,
  { readonly base: SequenceState; readonly document: Y.Doc }
>();

/** What states show, where somebody asked. */
const texts = new WeakMap<SequenceState, string>();

function textOf(state: SequenceState): string {
  const known = texts.get(state);
  if (known !== undefined) return known;
  const text = documentOf(state).getText().toJSON();
  texts.set(state, text);
  return text;
}

function documentOf(state: SequenceState): Y.Doc {
  const known = documents.get(state);
  if (known !== undefined) return known;
  // A document names itself and its client by chance; neither name may be of any consequence.
  const document = new Y.Doc({ guid: 'text' });
  document.clientID = nobody;
  applyEdits(document, state.edits);
  documents.set(state, document);
  return document;
}

/** The document of a state, which does not have it any more. */
function takeDocument(state: SequenceState): Y.Doc {
  const document = documentOf(state);
  documents.delete(state);
  return document;
}

/** What came of `x` when `y`, which has `news`, was merged into it gets the document. */
function passOnDocument(
  x: SequenceState,
  y: SequenceState,
  merged: SequenceState,
  news: readonly SequenceEdit[],
): void {
  const prepared = ahead.get(y);
  if (prepared?.base === x) {
    ahead.delete(y);
    documents.set(merged, prepared.document);
  } else if (documents.has(x)) {
    const document = takeDocument(x);
    applyEdits(document, news);
    documents.set(merged, document);
  }
}

function applyEdits(document: Y.Doc, edits: readonly SequenceEdit[]): void {
  document.transact(() => {
    for (const { update } of edits) if (update.length > 0) Y.applyUpdate(document, update);
  });
}

/** Carries out an operation on the document of the state that its author saw. */
function makeEdit(
  seen: { readonly state: SequenceState; readonly shown: string; readonly document: Y.Doc },
  operation: Operation,
  origin: Origin,
): SequenceEdit {
  const { state, shown, document } = seen;
  let update = new Uint8Array();
  const keep = (made: Uint8Array): void => {
    update = made.slice();
  };
  document.on('update', keep);
  document.clientID = origin.author + 1;
  carryOut(document.getText(), shown, operation);
  document.clientID = nobody;
  document.off('update', keep);
  const dot = dotOf(origin);
  if (update.length === 0) return { dot, update, inserted: null, erased: [], replaces: [] };
  const { structs, ds } = Y.decodeUpdate(update);
  const [inserted = null] = structs.map(({ id: { client, clock }, length }): Run => {
    return { client, from: clock, to: clock + length };
  });
  const erased = [...ds.clients].flatMap(([client, runs]) =>
    runs.map(({ clock, len }): Run => ({ client, from: clock, to: clock + len })),
  );
  return { dot, update, inserted, erased, replaces: listInserters(state, erased) };
}

function carryOut(text: Y.Text, shown: string, operation: Operation): void {
  if (operation.kind === 'insert') {
    text.insert(offsetOf(shown, operation.at), operation.text);
  } else {
    assert(operation.kind === 'erase', 'a text is inserted into and erased from');
    const from = offsetOf(shown, operation.at);
    text.delete(from, offsetOf(shown, operation.at + operation.length) - from);
  }
}

/** Ids of the writes that inserted some characters, ascending. */
function listInserters(state: SequenceState, erased: readonly Run[]): readonly number[] {
  if (erased.length === 0) return [];
  const inserters = state.edits.filter(({ inserted }) =>
    erased.some((run) => inserted !== null && overlaps(run, inserted)),
  );
  return inserters.map(({ dot }) => dot.last);
}

function overlaps(x: Run, y: Run): boolean {
  return x.client === y.client && x.from < y.to && y.from < x.to;
}

function listEffective(state: SequenceState): readonly Span[] {
  const document = documentOf(state);
  return state.edits.filter((edit) => isEffective(document, edit)).map(({ dot }) => dot);
}

/** Whether a document has the characters that an edit is about, and did not only take note of it. */
function isEffective({ store }: Y.Doc, { inserted, erased }: SequenceEdit): boolean {
  const isThere = ({ client, to }: Run): boolean => Y.getState(store, client) >= to;
  return (inserted === null || isThere(inserted)) && erased.every(isThere);
}

function endsAt({ author, last }: Span, writer: number, op: number): boolean {
  return author === writer && last === op;
}

function sortEdits(
  held: readonly SequenceEdit[],
  news: readonly SequenceEdit[],
): readonly SequenceEdit[] {
  const latest = held.at(-1)?.dot.last ?? -1;
  const all = [...held, ...news];
  const isInOrder = news.length === 1 && news[0].dot.last > latest;
  return isInOrder ? all : all.sort((x, y) => x.dot.last - y.dot.last);
}

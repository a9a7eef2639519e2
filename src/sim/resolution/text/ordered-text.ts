/**
 * Text by operational transform: one replica puts all edits into an order, and everybody else is told.
 *
 * A replica holds some first part of that order and, on top, its own edits that it has not heard back of.
 * What comes next in the order was made without these, and these without it: each is transformed into an
 * edit of what the other leaves. Replicas read different texts meanwhile, and one text in the end.
 * @see Nichols, Curtis, Dixon, Lamping, High-latency, low-bandwidth windowing in the Jupiter
 *   collaboration system, UIST (1995)
 */
import { assert } from '../../base/assert.js';
import { dotOf, joinContexts, type CausalContext } from '../crdt/causal-context.js';
import type { ReplicatedType, Span } from '../replicated-type.js';
import { applyForm, formOf, transformBoth, type TextForm } from './text-transform.js';

/** A replica's text, or what is merged into it. */
export type OrderedText = TextDocument | AuthoredEdit | OrderedEdit;

/** What a replica holds. */
export interface TextDocument {
  readonly kind: 'document';
  readonly context: CausalContext;
  readonly text: string;
  /** How many edits of the order it has. */
  readonly revision: number;
  /** Its own on top of these, each as an edit of what those before it leave. */
  readonly pending: readonly TextForm[];
}

/** An edit as its author made it. */
export interface AuthoredEdit {
  readonly kind: 'authored';
  readonly dot: Span;
  readonly leader: number;
  /** How many edits of the order its author had seen; beside those, all earlier ones of its own. */
  readonly revision: number;
  readonly form: TextForm;
}

/** An edit in its place in the order. */
export interface OrderedEdit {
  readonly kind: 'ordered';
  readonly dot: Span;
  readonly leader: number;
  /** How many edits come before it. */
  readonly revision: number;
  /** As an edit of what those before it leave. */
  readonly form: TextForm;
}

/**
 * This is no join: edits of the order have to be merged in that order, and a replica's own before any that
 * come behind them. Links that keep order, through the one replica, see to both.
 */
export const orderedText: ReplicatedType<OrderedText> = {
  name: 'text-ot',
  accepts: ['insert', 'erase'],
  initial: { kind: 'document', context: [], text: '', revision: 0, pending: [] },
  prepare(state, operation, origin) {
    const { text, revision } = readDocument(state);
    const form = formOf(text, operation);
    return { kind: 'authored', dot: dotOf(origin), leader: origin.leader, revision, form };
  },
  merge(x, y) {
    const document = readDocument(x);
    assert(y.kind !== 'document', 'a text takes in edits, not texts');
    return y.kind === 'authored' ? addOwn(document, y) : follow(document, y);
  },
  read(state) {
    const { context, text } = readDocument(state);
    return context.length === 0 ? [] : [text];
  },
  /** No edit is ever undone by another one that did not see it. */
  support(state) {
    const { context } = readDocument(state);
    const writes = context.toSorted((x, y) => x.last - y.last);
    return writes.length === 0 ? [] : [{ part: '', writes }];
  },
};

/** Whether a delta is an edit as its author made it. */
export function isAuthored(delta: unknown): delta is AuthoredEdit {
  return typeof delta === 'object' && delta !== null && 'kind' in delta && delta.kind === 'authored';
}

function readDocument(state: OrderedText): TextDocument {
  assert(state.kind === 'document', 'an edit is merged into a text');
  return state;
}

function addOwn(document: TextDocument, { dot, form }: AuthoredEdit): TextDocument {
  return {
    ...document,
    context: joinContexts(document.context, [dot]),
    text: applyForm(document.text, form),
    pending: [...document.pending, form],
  };
}

/** The next edit in the order that is not the replica's own. */
function follow(document: TextDocument, { dot, revision, form }: OrderedEdit): TextDocument {
  // Only its own edits never come back to it: what is left out in the order is the oldest of them.
  const own = revision - document.revision;
  assert(own >= 0 && own <= document.pending.length, 'edits come in their order');
  let incoming = form;
  const pending = document.pending.slice(own).map((mine) => {
    const { earlier, later } = transformBoth(incoming, mine);
    incoming = earlier;
    return later;
  });
  return {
    kind: 'document',
    context: joinContexts(document.context, [dot]),
    text: applyForm(document.text, incoming),
    revision: revision + 1,
    pending,
  };
}

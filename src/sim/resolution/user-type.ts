/**
 * A user's state-based type in the engine: whole states are sent, and joined by the user's `merge`.
 *
 * Beside the user's state stands what the engine has to know and the user does not see: which writes it
 * reflects. A failed `apply` leaves the state as it was, a failed `merge` keeps the local one.
 *
 * Where a merge comes to one of the two states, the writes of the other one are reflected if carrying them
 * out again would change nothing: of two that add the same element both hold, of two values one.
 */
import { dotOf, isKnown, joinContexts, type CausalContext } from './crdt/causal-context.js';
import { canonicalText, writePlain } from './plain-text.js';
import type { ReplicatedType, Span } from './replicated-type.js';
import type { GuardedResolver } from './resolver-guard.js';
import type { ApplyContext, TypeDefinition } from './user-resolver.js';

/** What is held of a key. */
export interface UserState {
  /** The user's state as JSON. */
  readonly text: string;
  readonly known: CausalContext;
  /** The writes that the state reflects, in order of their ids. */
  readonly support: readonly Span[];
  /** What a reader sees: asked for once a state, so that looking at a run changes nothing. */
  readonly values: readonly string[];
}

/** A user's type, with what it remembers of a run. */
export interface UserType extends ReplicatedType<UserState> {
  readonly memory: TypeMemory;
}

/** What was asked of a type, as far as it matters later. */
export interface TypeMemory {
  /** By write: the operation and its context, as JSON. */
  readonly operations: Map<number, string>;
  /** Where an operation was accepted, its result takes the place of the state; all others merge it. */
  accepted: { readonly from: UserState; readonly to: UserState } | null;
}

/** The type of a guarded resolver; `nameOf` gives the name of a leader. */
export function userType(
  guard: GuardedResolver,
  definition: TypeDefinition<unknown>,
  nameOf: (leader: number) => string,
): UserType {
  const initial = writePlain(definition.initial);
  const hold = (text: string, known: CausalContext, support: readonly Span[]): UserState => {
    return { text, known, support, values: readState(guard, definition, text) };
  };
  const memory: TypeMemory = { operations: new Map(), accepted: null };
  const isHeldBy = (state: UserState, { last }: Span): boolean => {
    const reply = guard.callAside('apply', listOf(state.text, memory.operations.get(last) ?? 'null'));
    return reply !== null && canonicalText(reply) === canonicalText(state.text);
  };
  const keep = (state: UserState, other: UserState, known: CausalContext): UserState => {
    const held = other.support.filter((dot) => !isKnown(state.known, dot) && isHeldBy(state, dot));
    if (held.length === 0) return { ...state, known };
    return { ...state, known, support: sortSpans([...state.support, ...held]) };
  };
  return {
    memory,
    name: definition.name,
    accepts: ['write', 'delete', 'increment', 'add', 'remove', 'set'],
    touched: () => [''],
    initial: { text: initial.ok ? initial.text : 'null', known: [], support: [], values: [] },
    prepare(state, operation, origin) {
      const { stamp, leader, op } = origin;
      const context: ApplyContext = { replica: nameOf(leader), stamp, write: op };
      const asked = `${JSON.stringify(operation)},${JSON.stringify(context)}`;
      memory.operations.set(op, asked);
      const reply = guard.call('apply', listOf(state.text, asked));
      const dot = dotOf(origin);
      const known = joinContexts(state.known, [dot]);
      // An operation that failed has no effect that could be reflected.
      const next = reply === null ? { ...state, known } : hold(reply, known, [dot]);
      memory.accepted = { from: state, to: next };
      return next;
    },
    merge(x, y) {
      const { accepted } = memory;
      const isAccepted = accepted?.from === x && accepted.to === y;
      memory.accepted = null;
      if (isAccepted) return y;
      const known = joinContexts(x.known, y.known);
      if (known === x.known && x.text === y.text) return x;
      const reply = guard.call('merge', listOf(x.text, y.text));
      if (reply === null) return known === x.known ? x : { ...x, known };
      const isLocal = isSameState(guard, definition, reply, x.text);
      if (isLocal && known === x.known) return x;
      const isIncoming = isSameState(guard, definition, reply, y.text);
      // Of two that are equal the later one stands, wherever they meet.
      const isLater = latestOf(x) > latestOf(y);
      if (isLocal && (!isIncoming || isLater)) return keep(x, y, known);
      if (isIncoming) return keep(y, x, known);
      return hold(reply, known, joinSupport(x, y));
    },
    read: ({ values }) => values,
    support: ({ support }) => (support.length === 0 ? [] : [{ part: '', writes: support }]),
  };
}

/** The last write that a state reflects; −1 for none. */
function latestOf({ support }: UserState): number {
  return support.reduce((latest, { last }) => Math.max(latest, last), -1);
}

/** What either reflects, but for what the other one has replaced. */
function joinSupport(x: UserState, y: UserState): readonly Span[] {
  const isIn = (state: UserState, dot: Span): boolean =>
    state.support.some(({ last }) => last === dot.last);
  const kept = x.support.filter((dot) => !isKnown(y.known, dot) || isIn(y, dot));
  const added = y.support.filter((dot) => !isKnown(x.known, dot));
  return sortSpans([...kept, ...added]);
}

function sortSpans(spans: readonly Span[]): readonly Span[] {
  return [...spans].sort((x, y) => x.last - y.last);
}

function isSameState(
  guard: GuardedResolver,
  definition: TypeDefinition<unknown>,
  x: string,
  y: string,
): boolean {
  if (x === y || canonicalText(x) === canonicalText(y)) return true;
  if (definition.equals === undefined) return false;
  const args = listOf(x, y);
  const reply = guard.call('equals', args);
  if (reply === null || reply === 'true' || reply === 'false') return reply === 'true';
  guard.reject('equals', args, 'true or false', reply);
  return false;
}

/** Sorted where there are several: readers compare them as they come. */
function readState(
  guard: GuardedResolver,
  definition: TypeDefinition<unknown>,
  text: string,
): readonly string[] {
  if (definition.read === undefined) return listValues(text) ?? [text];
  const args = listOf(text);
  const reply = guard.call('read', args);
  if (reply === null) return [];
  const values = listValues(reply);
  if (values !== null) return values;
  guard.reject('read', args, 'a text, a number, a list of texts, or null', reply);
  return [];
}

/** None for null, one for a text or number, those of a list; null where it is anything else. */
function listValues(text: string): readonly string[] | null {
  const value: unknown = JSON.parse(text);
  if (value === null) return [];
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (!Array.isArray(value)) return null;
  const items: readonly unknown[] = value;
  const texts = items.flatMap((item) => (typeof item === 'string' ? [item] : []));
  return texts.length === items.length ? texts : null;
}

function listOf(...texts: readonly string[]): string {
  return `[${texts.join(',')}]`;
}

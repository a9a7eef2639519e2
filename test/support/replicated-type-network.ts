/**
 * A small network for replicated data types: three replicas, deltas in any order, twice or never,
 * whole states now and then, authors that read an older state of their own or lose their memory.
 *
 * Beside each state it keeps, as plain sets, what the replica was told; a twin says what that means.
 */
import fc from 'fast-check';
import type { ReplicatedType, Operation, Origin } from '../../src/sim/resolution/replicated-type.js';

/** One write, and what its author had been told of. */
export interface Write extends Origin {
  readonly operation: Operation;
  /** The author's write before this one. */
  readonly earlier: Write | null;
  readonly observed: ReadonlySet<Effect>;
  /** One for each part that it touches. */
  readonly effects: Effect[];
}

/** What a write does to one part of the value. */
export interface Effect {
  readonly write: Write;
  readonly part: string;
  /** Effects on this part that its author was told of, or that one of those knew of. */
  readonly known: ReadonlySet<Effect>;
}

/** A data type by its definition, from sets of writes and who knew of whom. */
export interface Twin {
  /** Operations to try; few elements and values, so that they meet. */
  readonly operations: fc.Arbitrary<Operation>;
  /** The parts that an operation touches. */
  partsOf(operation: Operation, observed: ReadonlySet<Effect>): readonly string[];
  /** Which effects its author knew of come along with a write's delta. */
  carries(write: Write): Iterable<Effect>;
  /** What a reader sees who was told of these. */
  read(told: ReadonlySet<Effect>): readonly string[];
  /** Those whose effect holds, by the part in which it does. */
  support(told: ReadonlySet<Effect>): readonly Pick<Effect, 'write' | 'part'>[];
}

/** A thing that happens in the network. */
export type Step =
  /** A client asks a replica for something; `stale`: having read what that held one write ago. */
  | {
      readonly kind: 'ask';
      readonly replica: number;
      readonly operation: Operation;
      readonly stamp: number;
      readonly stale: boolean;
    }
  /** Some delta, counted modulo their number, reaches a replica, perhaps not for the first time. */
  | { readonly kind: 'deliver'; readonly delta: number; readonly to: number }
  /** A replica's whole state reaches another. */
  | { readonly kind: 'send-state'; readonly from: number; readonly to: number }
  /** A replica forgets everything. */
  | { readonly kind: 'forget'; readonly replica: number };

/** A replica's state, and the effects that it was told of. */
export interface Site<State> {
  readonly state: State;
  readonly told: ReadonlySet<Effect>;
}

/** What came of a run. */
export interface Run<State> {
  /** The replicas as the steps left them. */
  readonly sites: readonly Site<State>[];
  /** Every state on the way, deltas too. */
  readonly reached: readonly Site<State>[];
  readonly writes: readonly Write[];
  readonly deltas: readonly Site<State>[];
}

/** How many replicas there are. */
export const replicaCount = 3;

/** Random histories; shrinking leaves out steps. */
export function arbitrarySteps(operations: fc.Arbitrary<Operation>): fc.Arbitrary<readonly Step[]> {
  const replica = fc.nat(replicaCount - 1);
  const ask = fc.record({
    kind: fc.constant('ask' as const),
    replica,
    operation: operations,
    stamp: fc.nat(6),
    stale: fc.nat(5).map((n) => n === 0),
  });
  const delta = fc.nat(30);
  const deliver = fc.record({ kind: fc.constant('deliver' as const), delta, to: replica });
  const pair = { from: replica, to: replica };
  const sendState = fc.record({ kind: fc.constant('send-state' as const), ...pair });
  const forget = fc.record({ kind: fc.constant('forget' as const), replica });
  const step = fc.oneof(
    { arbitrary: ask, weight: 10 },
    { arbitrary: deliver, weight: 14 },
    { arbitrary: sendState, weight: 2 },
    { arbitrary: forget, weight: 1 },
  );
  return fc.array(step, { maxLength: 30, size: 'max' });
}

/** Plays a history. Every state is frozen, so that a type that changes one throws. */
export function play<State>(type: ReplicatedType<State>, twin: Twin, steps: readonly Step[]): Run<State> {
  const empty: Site<State> = { state: freeze(type.initial), told: new Set() };
  const sites = Array.from({ length: replicaCount }, () => empty);
  const before = [...sites];
  const reached = [empty];
  const writes: Write[] = [];
  const deltas: Site<State>[] = [];
  const take = (at: number, news: Site<State>): void => {
    before[at] = sites[at];
    sites[at] = mergeSites(type, sites[at], news);
    reached.push(sites[at]);
  };
  for (const step of steps) {
    switch (step.kind) {
      case 'ask': {
        const seen = step.stale ? before[step.replica] : sites[step.replica];
        const write = makeWrite(twin, writes, step, seen.told);
        const state = freeze(type.prepare(seen.state, step.operation, originOf(write)));
        const delta = { state, told: new Set(twin.carries(write)) };
        writes.push(write);
        deltas.push(delta);
        reached.push(delta);
        take(step.replica, delta);
        break;
      }
      case 'deliver':
        if (deltas.length > 0) take(step.to, deltas[step.delta % deltas.length]);
        break;
      case 'send-state':
        take(step.to, sites[step.from]);
        break;
      case 'forget':
        sites[step.replica] = empty;
        before[step.replica] = empty;
        break;
    }
  }
  return { sites, reached, writes, deltas };
}

/** A site that was told all that another one was. */
export function mergeSites<State>(
  type: ReplicatedType<State>,
  site: Site<State>,
  news: Site<State>,
): Site<State> {
  const state = freeze(type.merge(site.state, news.state));
  return { state, told: new Set([...site.told, ...news.told]) };
}

/** Effects that no other one on the same part knew of. */
export function listLatest(effects: Iterable<Effect>): readonly Effect[] {
  const all = [...effects];
  return all.filter((effect) => !all.some(({ known }) => known.has(effect)));
}

/** Effects of a kind of operation. */
export function ofKind(
  effects: Iterable<Effect>,
  ...kinds: readonly Operation['kind'][]
): readonly Effect[] {
  return [...effects].filter(({ write }) => kinds.includes(write.operation.kind));
}

/** Names of parts, each once, sorted. */
export function namesOf(effects: Iterable<Pick<Effect, 'part'>>): readonly string[] {
  return [...new Set([...effects].map(({ part }) => part))].sort();
}

/** Effects on a part. */
export function onPart(effects: Iterable<Effect>, name: string): readonly Effect[] {
  return [...effects].filter(({ part }) => part === name);
}

function makeWrite(
  twin: Twin,
  writes: readonly Write[],
  step: Extract<Step, { readonly kind: 'ask' }>,
  observed: ReadonlySet<Effect>,
): Write {
  const { replica, operation, stamp } = step;
  const earlier = writes.findLast(({ author }) => author === replica) ?? null;
  // Ids have gaps: the same leaders write to other keys, too.
  const op = 1 + 3 * writes.length + replica;
  const previous = earlier?.op ?? -1;
  const who = { op, previous, author: replica, leader: replica, stamp };
  const write: Write = { ...who, operation, earlier, observed, effects: [] };
  for (const part of twin.partsOf(operation, observed)) {
    const told = onPart(observed, part);
    const known = new Set(told.flatMap((effect) => [effect, ...effect.known]));
    write.effects.push({ write, part, known });
  }
  return write;
}

function originOf({ op, previous, author, stamp, leader }: Write): Origin {
  return { op, previous, author, stamp, leader };
}

function freeze<State>(state: State): State {
  if (typeof state === 'object' && state !== null && !Object.isFrozen(state)) {
    Object.freeze(state);
    Object.values(state).forEach(freeze);
  }
  return state;
}

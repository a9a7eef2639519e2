/**
 * A resolver called directly, for the many histories that only ask whether replicas agree.
 *
 * Each call is made once, with frozen arguments, and nothing is remembered from one history to the next.
 * Whatever is not as it should be shows as a failure here, and the careful way then says what it was.
 */
import type { CandidateWrite, Merging } from './candidate.js';
import {
  mergingRegister, type MergingRegisterState, type RegisterVersion,
} from './merging-register.js';
import { isRegister } from './user-resolver.js';
import type { RegisterDefinition, ResolverDefinition, TypeDefinition } from './user-resolver.js';

/** What histories are carried out with, one at a time. */
export interface DirectCandidate extends Merging {
  /** A call since the last `begin` failed. */
  readonly hasFailed: boolean;
  /** A new history: forgets the states of the last one. */
  begin(): void;
}

/** Operations are plain data, made where the resolver's code runs. */
export function directCandidate(
  definition: ResolverDefinition,
  operations: readonly unknown[],
  replicas: readonly string[],
): DirectCandidate {
  for (const operation of operations) freeze(operation);
  if (isRegister(definition)) return new DirectStates(registerCalls(definition, operations, replicas));
  return new DirectStates(typeCalls(definition, operations, replicas));
}

/** What is called. */
interface Calls<State> {
  readonly initial: State;
  apply(state: State, write: CandidateWrite): State;
  merge(local: State, incoming: State): State;
  areEqual(x: State, y: State): boolean;
}

class DirectStates<State> implements DirectCandidate {
  readonly initial = 0;
  hasFailed = false;
  private readonly calls: Calls<State>;
  private readonly states: State[];

  constructor(calls: Calls<State>) {
    this.calls = calls;
    freeze(calls.initial);
    this.states = [calls.initial];
  }

  begin(): void {
    this.states.length = 1;
    this.hasFailed = false;
  }

  apply(state: number, write: CandidateWrite): number {
    try {
      return this.keep(this.calls.apply(this.states[state], write));
    } catch {
      this.hasFailed = true;
      return state;
    }
  }

  merge(local: number, incoming: number): number {
    try {
      return this.keep(this.calls.merge(this.states[local], this.states[incoming]));
    } catch {
      this.hasFailed = true;
      return local;
    }
  }

  areEqual(x: number, y: number): boolean {
    try {
      return x === y || this.calls.areEqual(this.states[x], this.states[y]);
    } catch {
      this.hasFailed = true;
      return true;
    }
  }

  private keep(state: State): number {
    freeze(state);
    return this.states.push(state) - 1;
  }
}

function typeCalls(
  definition: TypeDefinition<unknown>,
  operations: readonly unknown[],
  replicas: readonly string[],
): Calls<unknown> {
  const { initial } = definition;
  const read = (state: unknown): unknown => definition.read?.(state) ?? null;
  return {
    initial,
    apply(state, { operation, replica, stamp, write }) {
      const context = Object.freeze({ replica: replicas[replica], stamp, write });
      const apply: unknown = Reflect.get(definition, 'apply');
      if (typeof apply !== 'function') return state;
      const next: unknown = Reflect.apply(apply, definition, [state, operations[operation], context]);
      return next;
    },
    merge: (local, incoming) => definition.merge(local, incoming),
    areEqual: (x, y) => (areSame(x, y) || definition.equals?.(x, y) === true) && areSame(read(x), read(y)),
  };
}

/** As the engine's registers, with the versions from which a value was made. */
function registerCalls(
  definition: RegisterDefinition,
  operations: readonly unknown[],
  replicas: readonly string[],
): Calls<MergingRegisterState> {
  const describe = ({ value, stamp, leader }: RegisterVersion) =>
    Object.freeze({ value, stamp, replica: replicas[leader] });
  const type = mergingRegister({
    name: definition.name,
    merge(local, incoming) {
      const context = { local: describe(local), incoming: describe(incoming), relation: 'concurrent' } as const;
      return definition.resolve(local.value, incoming.value, Object.freeze(context));
    },
  });
  const values = operations.map(valueOf);
  return {
    initial: type.initial,
    apply(state, { operation, replica, stamp, write, previous }) {
      const value = values[operation];
      const asked = value === null ? ({ kind: 'delete' } as const) : ({ kind: 'write', value } as const);
      const origin = { op: write, author: replica, previous, stamp, leader: replica };
      return type.merge(state, type.prepare(state, asked, origin));
    },
    merge: (local, incoming) => type.merge(local, incoming),
    areEqual: (x, y) => areSame(type.read(x), type.read(y)),
  };
}

function valueOf(operation: unknown): string | null {
  if (typeof operation !== 'object' || operation === null) return null;
  const value: unknown = Reflect.get(operation, 'value');
  return typeof value === 'string' ? value : null;
}

/** What is frozen already is frozen whole. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    for (const item of items) if (typeof item === 'object') freeze(item);
    return;
  }
  for (const name of Object.keys(value)) freeze(Reflect.get(value, name));
}

/** The same data, whatever the order of keys. */
function areSame(x: unknown, y: unknown): boolean {
  if (x === y) return true;
  if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false;
  if (Array.isArray(x) !== Array.isArray(y)) return false;
  const keys = Object.keys(x);
  if (keys.length !== Object.keys(y).length) return false;
  return keys.every((key) => Object.hasOwn(y, key) && areSame(Reflect.get(x, key), Reflect.get(y, key)));
}

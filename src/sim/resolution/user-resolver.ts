/**
 * The contract of resolvers that users write: functions over plain values, checked before they are used.
 *
 * Either a register, whose concurrent versions `resolve` makes one of, or a state-based type, whose
 * states `merge` joins. The functions see what is handed to them and nothing else of a run.
 */
import { writePlain } from './plain-text.js';
import type { Operation } from './replicated-type.js';

/** A version of a value as a resolver sees it. */
export interface ResolverVersion {
  /** What the scenario writes, as text; null for a delete. */
  readonly value: string | null;
  /** Of a merged value the greatest of what it was made of. */
  readonly stamp: number;
  /** Name of the replica that accepted it; of a merged value that of the greatest stamp. */
  readonly replica: string;
}

/** What a resolver is told of two versions beside their values. */
export interface ResolveContext {
  readonly local: ResolverVersion;
  readonly incoming: ResolverVersion;
  /** How the incoming version stands to the local one; in a run only concurrent ones are asked about. */
  readonly relation: 'concurrent' | 'before' | 'after';
}

/** What judges of a resolver ask beside, and what they grant. Runs do without. */
export interface JudgedDefinition {
  /**
   * What clients may ask, as plain data. Default: those of the engine's own operations that the resolver
   * takes; of a register, values of a kind that it takes.
   */
  readonly operations?: readonly unknown[];
  /** Kinds of operations that may come to nothing against others that did not know of them. */
  readonly mayLose?: readonly string[];
}

/** A register with a merge of its own. */
export interface RegisterDefinition extends JudgedDefinition {
  /** For reports. */
  readonly name: string;
  /** Whether replicas may hold a value. Default: any. */
  valid?(value: string | null): boolean;
  /** The value to hold in place of both; null: none, as after a delete. */
  resolve(local: string | null, incoming: string | null, context: ResolveContext): string | null;
}

/** What an operation on a state-based type is told of itself. */
export interface ApplyContext {
  /** The replica that accepts it. */
  readonly replica: string;
  readonly stamp: number;
  /** Unique in the run, and greater than that of any write accepted before. */
  readonly write: number;
}

/** A state-based type: states are plain data (null, truth values, numbers, texts, lists, mappings). */
export interface TypeDefinition<State> extends JudgedDefinition {
  /** For reports. */
  readonly name: string;
  readonly initial: State;
  /** The state after a client's operation where `state` is held. */
  apply(state: State, operation: Operation, context: ApplyContext): State;
  /** The state that knows what either knows. */
  merge(local: State, incoming: State): State;
  /** Whether two states mean the same. Default: the same data, whatever the order of keys. */
  equals?(x: State, y: State): boolean;
  /** Whether a state has all that another one has: states only ever grow. Default: nothing is said of it. */
  includes?(state: State, other: State): boolean;
  /** Whether replicas may be in a state. Default: any. */
  valid?(state: State): boolean;
  /** What a reader sees. Default: a text or number itself, the texts of a list, else the state as JSON. */
  read?(state: State): readonly string[] | string | number | null;
}

/** A resolver as a user writes it. */
export type ResolverDefinition = RegisterDefinition | TypeDefinition<unknown>;

/** Gives a resolver its types; returns what it is given. */
export function defineResolver(definition: RegisterDefinition): RegisterDefinition;
export function defineResolver<State>(definition: TypeDefinition<State>): TypeDefinition<State>;
export function defineResolver<Definition>(definition: Definition): Definition {
  return definition;
}

/** Whether it is a register. */
export function isRegister(definition: ResolverDefinition): definition is RegisterDefinition {
  return 'resolve' in definition;
}

/** Whether a value has the shape of a resolver. */
export function isResolver(value: unknown): value is ResolverDefinition {
  return findShapeProblem(value) === null;
}

/** Throws a TypeError that says what is wrong with the shape of a would-be resolver, and what would be right. */
export function requireResolver(value: unknown): asserts value is ResolverDefinition {
  const problem = findShapeProblem(value);
  if (problem !== null) throw new TypeError(`not a resolver: ${problem.message}; expected ${problem.expected}`);
}

/** What is wrong with the shape of a would-be resolver, with what would be right; null when nothing. */
export function findShapeProblem(value: unknown): ShapeProblem | null {
  if (typeof value !== 'object' || value === null) {
    return { message: `this is ${nameType(value)}, not a resolver`, expected: wholeShape };
  }
  const name = memberOf(value, 'name');
  if (typeof name !== 'string' || name.trim() === '' || name.length > maxNameLength) {
    const expected = `name: a text of 1 to ${maxNameLength} characters`;
    return { message: `its name is ${nameType(name)}`, expected };
  }
  const isOne = 'resolve' in value;
  if (isOne && 'merge' in value) {
    return { message: 'it has both resolve and merge', expected: wholeShape };
  }
  for (const part of isOne ? ['resolve'] : ['apply', 'merge']) {
    const found = memberOf(value, part);
    if (typeof found === 'function') continue;
    const message = found === undefined ? `it has no ${part}` : `its ${part} is ${nameType(found)}`;
    return { message, expected: wholeShape };
  }
  for (const part of isOne ? ['valid'] : ['equals', 'read', 'valid', 'includes']) {
    const found = memberOf(value, part);
    if (found === undefined || typeof found === 'function') continue;
    return { message: `its ${part} is ${nameType(found)}`, expected: `${part}: a function, or none` };
  }
  const problem = findJudgedProblem(value);
  if (problem !== null || isOne) return problem;
  if (!('initial' in value)) return { message: 'it has no initial', expected: wholeShape };
  const initial = writePlain(memberOf(value, 'initial'));
  if (initial.ok) return null;
  const expected = 'initial: plain data: null, truth values, numbers, texts, lists and mappings';
  return { message: `its initial is ${initial.problem}`, expected };
}

function findJudgedProblem(value: object): ShapeProblem | null {
  const operations = memberOf(value, 'operations');
  if (operations !== undefined) {
    const count = Array.isArray(operations) ? operations.length : 0;
    if (count === 0 || count > mostOperations || !writePlain(operations).ok) {
      const expected = `operations: a list of 1 to ${mostOperations} examples, each plain data`;
      return { message: 'its operations cannot be asked', expected };
    }
  }
  const mayLose = memberOf(value, 'mayLose');
  const isWords = Array.isArray(mayLose) && mayLose.every((kind) => typeof kind === 'string');
  if (mayLose === undefined || isWords) return null;
  return { message: `its mayLose is ${nameType(mayLose)}`, expected: "mayLose: a list such as ['write']" };
}

/** A fault of a resolver's shape. */
export interface ShapeProblem {
  readonly message: string;
  readonly expected: string;
}

const maxNameLength = 60;

/** As many as judges choose between. */
const mostOperations = 16;

const wholeShape =
  '{ name, resolve(local, incoming, context) } for a register, or ' +
  '{ name, initial, apply(state, operation, context), merge(local, incoming) } for a state-based type';

/** Also of a prototype: a resolver may be an instance of a class. */
function memberOf(value: object, name: string): unknown {
  return Reflect.get(value, name);
}

function nameType(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return value === '' ? 'empty' : `a ${typeof value}`;
}

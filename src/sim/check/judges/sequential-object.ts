/**
 * What one key does when it is asked one thing after the other: register, set, counter, mutex.
 *
 * States are small numbers, dense in order of discovery, so that a search can compare and store
 * them.
 */
import { assertNever } from '../../base/assert.js';
import { isScalar, operationFamilies } from '../../record/history.js';
import type {
  HistoryOperation,
  HistoryScalar,
  HistoryValue,
  ObjectFamily,
} from '../../record/history.js';

/** An object and the operations on it, by their index. */
export interface SequentialObject {
  readonly initial: number;
  /** The state after an operation, or −1 where it could not have returned what it did. */
  step(state: number, operation: number): number;
  /** Null where states do not grow, or nothing is known of how. */
  readonly growth: Growth | null;
}

/** States that only get longer, but for operations that replace them. */
export interface Growth {
  /** Whether growing alone may turn a state into what a read saw, or what a failed cas did not see. */
  mayBecome(state: number, look: number): boolean;
  /** Whether an operation may leave a state that has nothing to do with the one before. */
  replaces(operation: number): boolean;
}

/** The kind of object that the operations on a key belong to; null where they belong to several. */
export function familyOf(operations: readonly HistoryOperation[]): ObjectFamily | null {
  const families = new Set(
    operations.flatMap(({ f }) => (f === 'read' ? [] : [operationFamilies[f]])),
  );
  if (families.size > 1) return null;
  const [family = 'register'] = families;
  const isReadMutex = family === 'mutex' && operations.some(({ f }) => f === 'read');
  return isReadMutex ? null : family;
}

/** Makes the object behind a key. */
export function createObject(
  family: ObjectFamily,
  operations: readonly HistoryOperation[],
  initial: HistoryScalar,
): SequentialObject {
  switch (family) {
    case 'register':
      return new RegisterObject(operations, initial);
    case 'set':
      return new SetObject(operations);
    case 'counter':
      return new CounterObject(operations, initial);
    case 'mutex':
      return new MutexObject(operations);
    default:
      return assertNever(family);
  }
}

/** Whether an operation only looks. */
export function isPure({ f, outcome }: HistoryOperation): boolean {
  return f === 'read' || (f === 'cas' && outcome === 'fail');
}

/** Equal for two operations exactly when either could stand for the other, answers aside. */
export function effectOf(operation: HistoryOperation): string {
  const { f, value } = operation;
  const isOwned = operationFamilies[f === 'read' ? 'write' : f] === 'mutex';
  return `${f} ${JSON.stringify(value)} ${isOwned ? operation.process : ''}`;
}

/** What a register holds, whatever way it is told: one version is that version, none is null. */
export function asRegisterValue(value: HistoryValue): HistoryValue {
  if (isScalar(value) || value.length > 1) return value;
  return value.length === 0 ? null : value[0];
}

/** Numbers for values. */
export class Interner<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<T, number>();

  numberOf(value: T): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const number = this.values.push(value) - 1;
    this.numbers.set(value, number);
    return number;
  }
}

class RegisterObject implements SequentialObject {
  readonly initial: number;
  readonly growth: Growth | null;
  private readonly operations: readonly HistoryOperation[];
  private readonly scalars = new Interner<HistoryScalar>();
  /** What each operation asks for or expects, and what it leaves. */
  private readonly expected: Int32Array;
  private readonly left: Int32Array;
  private readonly appended = new Map<number, number>();

  constructor(operations: readonly HistoryOperation[], initial: HistoryScalar) {
    this.operations = operations;
    this.initial = this.scalars.numberOf(initial);
    this.expected = new Int32Array(operations.length);
    this.left = new Int32Array(operations.length);
    operations.forEach(({ f, value, result }, i) => {
      if (f === 'read') this.expected[i] = this.numberOf(asRegisterValue(result));
      else if (f === 'write') this.left[i] = this.numberOf(value);
      else if (f === 'cas' && !isScalar(value)) {
        const [from, to] = value;
        this.expected[i] = this.scalars.numberOf(from);
        this.left[i] = this.scalars.numberOf(to);
      }
    });
    const mayBecome = (state: number, look: number): boolean => this.mayBecome(state, look);
    const replaces = (operation: number): boolean =>
      operations[operation].f !== 'append' && !isPure(operations[operation]);
    this.growth = operations.some(({ f }) => f === 'append') ? { mayBecome, replaces } : null;
  }

  step(state: number, operation: number): number {
    const { f, outcome } = this.operations[operation];
    switch (f) {
      case 'read':
        return this.expected[operation] === state ? state : -1;
      case 'write':
        return this.left[operation];
      case 'cas': {
        const isMatch = this.expected[operation] === state;
        if (outcome === 'fail') return isMatch ? -1 : state;
        return isMatch ? this.left[operation] : -1;
      }
      case 'append':
        return this.append(state, operation);
      default:
        return -1;
    }
  }

  /** Appended texts stay in front; what has no text yet may become anything. */
  private mayBecome(state: number, look: number): boolean {
    const { f } = this.operations[look];
    const seen = f === 'read' ? this.expected[look] : -1;
    if (seen < 0 || seen === state) return true;
    const [before, after] = [this.scalars.values[state], this.scalars.values[seen]];
    if (before === null) return true;
    return after !== null && String(after).startsWith(String(before));
  }

  /** Versions side by side are no state of a register: −1, which no state equals. */
  private numberOf(value: HistoryValue): number {
    return isScalar(value) ? this.scalars.numberOf(value) : -1;
  }

  private append(state: number, operation: number): number {
    const transition = state * this.operations.length + operation;
    const known = this.appended.get(transition);
    if (known !== undefined) return known;
    const { value } = this.operations[operation];
    const before = this.scalars.values[state];
    const after = this.scalars.numberOf(`${before === null ? '' : String(before)}${String(value)}`);
    this.appended.set(transition, after);
    return after;
  }
}

class SetObject implements SequentialObject {
  readonly growth = null;
  readonly initial: number;
  private readonly operations: readonly HistoryOperation[];
  private readonly elements = new Interner<HistoryScalar>();
  /** Elements in order, joined: a set's only name. */
  private readonly states = new Interner<string>();
  private readonly operands: Int32Array;
  private readonly transitions = new Map<number, number>();

  constructor(operations: readonly HistoryOperation[]) {
    this.operations = operations;
    this.initial = this.states.numberOf('');
    this.operands = Int32Array.from(operations, ({ f, value, result }) =>
      f === 'read' ? this.stateOf(result) : isScalar(value) ? this.elements.numberOf(value) : -1,
    );
  }

  step(state: number, operation: number): number {
    const operand = this.operands[operation];
    const { f } = this.operations[operation];
    if (f === 'read') return operand === state ? state : -1;
    const transition = state * this.operations.length + operation;
    const known = this.transitions.get(transition);
    if (known !== undefined) return known;
    const members = new Set(this.membersOf(state));
    if (f === 'add') members.add(operand);
    else members.delete(operand);
    const after = this.nameOf([...members]);
    this.transitions.set(transition, after);
    return after;
  }

  private membersOf(state: number): readonly number[] {
    const name = this.states.values[state];
    return name === '' ? [] : name.split(' ').map(Number);
  }

  private nameOf(members: readonly number[]): number {
    return this.states.numberOf([...members].sort((a, b) => a - b).join(' '));
  }

  /** −1 for what no set can be: no list, or an element twice. */
  private stateOf(result: HistoryValue): number {
    if (result === null) return this.initial;
    if (isScalar(result)) return -1;
    const members = result.map((element) => this.elements.numberOf(element));
    return new Set(members).size === members.length ? this.nameOf(members) : -1;
  }
}

class CounterObject implements SequentialObject {
  readonly growth = null;
  readonly initial: number;
  private readonly operations: readonly HistoryOperation[];
  private readonly counts = new Interner<HistoryScalar>();
  private readonly operands: Float64Array;

  constructor(operations: readonly HistoryOperation[], initial: HistoryScalar) {
    this.operations = operations;
    this.initial = this.counts.numberOf(initial ?? 0);
    this.operands = Float64Array.from(operations, ({ f, value, result }) =>
      f === 'read' ? this.stateOf(result) : Number(value),
    );
  }

  step(state: number, operation: number): number {
    const operand = this.operands[operation];
    if (this.operations[operation].f === 'read') return operand === state ? state : -1;
    return this.counts.numberOf(Number(this.counts.values[state]) + operand);
  }

  private stateOf(result: HistoryValue): number {
    return isScalar(result) ? this.counts.numberOf(result ?? 0) : -1;
  }
}

/** State 0 is free; any other says who holds it. */
class MutexObject implements SequentialObject {
  readonly growth = null;
  readonly initial = 0;
  private readonly operations: readonly HistoryOperation[];
  private readonly holders: Int32Array;

  constructor(operations: readonly HistoryOperation[]) {
    this.operations = operations;
    const processes = new Interner<number>();
    this.holders = Int32Array.from(
      operations,
      (operation) => processes.numberOf(operation.process) + 1,
    );
  }

  step(state: number, operation: number): number {
    const holder = this.holders[operation];
    if (this.operations[operation].f === 'acquire') return state === 0 ? holder : -1;
    return state === holder ? 0 : -1;
  }
}

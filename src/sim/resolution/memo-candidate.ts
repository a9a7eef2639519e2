/** A candidate that remembers: states and readings are numbered texts, and nothing is computed twice. */
import {
  greatestStamp, mostReplicas, mostWrites,
  type Candidate, type CandidateOperation, type CandidateWrite,
} from './candidate.js';

import { PairTable } from './pair-table.js';

/** What is done to states, given as texts; equal texts are one state. */
export interface TextCandidate {
  readonly name: string;
  readonly isRegister: boolean;
  readonly operations: readonly CandidateOperation[];
  readonly initial: string;
  /** Of a replica that begins otherwise; equal to the readers. */
  initialOf?(replica: number): string;
  apply(state: string, write: CandidateWrite): string;
  merge(local: string, incoming: string): string;
  /** Where absent, states are merged. */
  combine?(local: string, incoming: string): string;
  /** Where absent, all are. */
  isValid?(state: string): boolean;
  /** Where absent, nobody says. */
  includes?(state: string, other: string): boolean;
  /** Of two different texts whose readings are equal. */
  areEqual(x: string, y: string): boolean;
  read(state: string): string;
  /** Where absent, its text. */
  show?(state: string): string;
  /** How often the resolver itself was called to change states. Where absent, for each change. */
  calls?(): number;
}

/** Remembers what a candidate over texts came to. */
export class MemoCandidate implements Candidate {
  readonly name: string;
  readonly isRegister: boolean;
  readonly operations: readonly CandidateOperation[];
  readonly initial: number;
  private readonly inner: TextCandidate;
  private readonly states = new Numbering();
  private readonly readings = new Numbering();
  private readonly applied = new Map<number, number>();
  private readonly merged = new PairTable();
  private readonly combined = new PairTable();
  private readonly equal = new Map<number, boolean>();
  private readonly included = new Map<number, boolean>();
  private readonly valid = new Map<number, boolean>();
  /** By state. */
  private readonly read: number[] = [];

  constructor(inner: TextCandidate) {
    this.name = inner.name;
    this.isRegister = inner.isRegister;
    this.operations = inner.operations;
    this.inner = inner;
    this.initial = this.numberState(inner.initial);
  }

  /** How often the resolver itself was called to change states. */
  get calls(): number {
    return this.inner.calls?.() ?? this.applied.size + this.merged.size;
  }

  initialOf(replica: number): number {
    const { inner, initial } = this;
    return inner.initialOf === undefined ? initial : this.numberState(inner.initialOf(replica));
  }

  apply(state: number, write: CandidateWrite): number {
    const { inner, states } = this;
    const key = state * writeKeys + keyOf(write);
    return remember(this.applied, key, () => this.numberState(inner.apply(states.textOf(state), write)));
  }

  merge(local: number, incoming: number): number {
    const known = this.merged.get(local, incoming);
    if (known >= 0) return known;
    const { inner, states } = this;
    const merged = this.numberState(inner.merge(states.textOf(local), states.textOf(incoming)));
    this.merged.set(local, incoming, merged);
    return merged;
  }

  areEqual(x: number, y: number): boolean {
    if (x === y) return true;
    if (this.read[x] !== this.read[y]) return false;
    const { inner, states } = this;
    return remember(this.equal, x * mostStates + y, () => inner.areEqual(states.textOf(x), states.textOf(y)));
  }

  combine(local: number, incoming: number): number {
    const { inner, states } = this;
    if (inner.combine === undefined) return this.merge(local, incoming);
    const known = this.combined.get(local, incoming);
    if (known >= 0) return known;
    const combined = this.numberState(inner.combine(states.textOf(local), states.textOf(incoming)));
    this.combined.set(local, incoming, combined);
    return combined;
  }

  isValid(state: number): boolean {
    const { inner, states } = this;
    return remember(this.valid, state, () => inner.isValid?.(states.textOf(state)) ?? true);
  }

  includes(state: number, other: number): boolean | null {
    const { inner, states } = this;
    if (inner.includes === undefined) return null;
    const key = state * mostStates + other;
    return remember(this.included, key, () => inner.includes?.(states.textOf(state), states.textOf(other)) ?? true);
  }

  sizeOf(state: number): number {
    return this.states.textOf(state).length;
  }

  readingOf(state: number): number {
    return this.read[state];
  }

  show(state: number): string {
    const text = this.states.textOf(state);
    return this.inner.show?.(text) ?? text;
  }

  showReading(reading: number): string {
    return this.readings.textOf(reading);
  }

  private numberState(text: string): number {
    const state = this.states.numberOf(text);
    if (state === this.read.length) this.read.push(this.readings.numberOf(this.inner.read(text)));
    return state;
  }
}

function remember<Value>(memory: Map<number, Value>, key: number, compute: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = compute();
  memory.set(key, value);
  return value;
}

/** Texts by number, from 0 on. */
class Numbering {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.length;
    this.numbers.set(text, number);
    this.texts.push(text);
    return number;
  }

  textOf(number: number): string {
    return this.texts[number];
  }
}

/** Two of them make an exact number. */
const mostStates = 0x400_0000;
const mostOperations = 16;
const writeKeys = mostOperations * mostReplicas * (greatestStamp + 1) * mostWrites * (mostWrites + 1);

function keyOf({ operation, replica, stamp, write, previous }: CandidateWrite): number {
  const place = (operation * mostReplicas + replica) * (greatestStamp + 1) + stamp;
  return (place * mostWrites + write) * (mostWrites + 1) + previous + 1;
}

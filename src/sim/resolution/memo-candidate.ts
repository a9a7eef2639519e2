/** A candidate that remembers: states and readings are numbered texts, and nothing is computed twice. */
import {
  greatestStamp, mostReplicas, mostWrites,
  type Candidate, type CandidateOperation, type CandidateWrite,
} from './candidate.js';

/** What is done to states, given as texts; equal texts are one state. */
export interface TextCandidate {
  readonly name: string;
  readonly isRegister: boolean;
  readonly operations: readonly CandidateOperation[];
  readonly initial: string;
  apply(state: string, write: CandidateWrite): string;
  merge(local: string, incoming: string): string;
  /** Of two different texts whose readings are equal. */
  areEqual(x: string, y: string): boolean;
  read(state: string): string;
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
  private readonly merged = new Map<number, number>();
  private readonly equal = new Map<number, boolean>();
  /** By state. */
  private readonly read: number[] = [];

  constructor(inner: TextCandidate) {
    this.name = inner.name;
    this.isRegister = inner.isRegister;
    this.operations = inner.operations;
    this.inner = inner;
    this.initial = this.numberState(inner.initial);
  }

  /** How many things were computed, and not remembered. */
  get computed(): number {
    return this.applied.size + this.merged.size;
  }

  apply(state: number, write: CandidateWrite): number {
    const key = state * writeKeys + keyOf(write);
    const known = this.applied.get(key);
    if (known !== undefined) return known;
    const next = this.numberState(this.inner.apply(this.states.textOf(state), write));
    this.applied.set(key, next);
    return next;
  }

  merge(local: number, incoming: number): number {
    const key = local * mostStates + incoming;
    const known = this.merged.get(key);
    if (known !== undefined) return known;
    const { states } = this;
    const next = this.numberState(this.inner.merge(states.textOf(local), states.textOf(incoming)));
    this.merged.set(key, next);
    return next;
  }

  areEqual(x: number, y: number): boolean {
    if (x === y) return true;
    if (this.read[x] !== this.read[y]) return false;
    const key = x * mostStates + y;
    const known = this.equal.get(key);
    if (known !== undefined) return known;
    const isEqual = this.inner.areEqual(this.states.textOf(x), this.states.textOf(y));
    this.equal.set(key, isEqual);
    return isEqual;
  }

  readingOf(state: number): number {
    return this.read[state];
  }

  show(state: number): string {
    return this.states.textOf(state);
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
const mostStates = 2 ** 26;
const mostOperations = 16;
const writeKeys = mostOperations * mostReplicas * (greatestStamp + 1) * mostWrites * (mostWrites + 1);

function keyOf({ operation, replica, stamp, write, previous }: CandidateWrite): number {
  const place = (operation * mostReplicas + replica) * (greatestStamp + 1) + stamp;
  return (place * mostWrites + write) * (mostWrites + 1) + previous + 1;
}

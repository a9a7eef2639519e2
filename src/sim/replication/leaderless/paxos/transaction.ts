/** A transaction: a conditional write, or a serial read, that its coordinator has not decided yet. */
import type { Ballot, Ballotted, Promised, Proposal } from './ballot.js';

/** What becomes of a write that is not carried out. */
export type Verdict =
  /** The condition is not met. */
  | 'condition'
  /** Nothing was proposed in time: it has no effect. */
  | 'undecided'
  /** It was proposed, and may have an effect. */
  | 'too-few-answers'
  /** Its coordinator died. */
  | 'crashed';

/** One of them. */
export interface Transaction {
  readonly key: number;
  readonly coordinator: number;
  /** The client's request, as the world knows it. */
  readonly request: number;
  /** Names it under any strategy. */
  readonly identity: number;
  /** What its client wants written; null for a read. */
  readonly own: Proposal | null;
  /** Whose promises and answers count. */
  readonly participants: readonly number[];
  /** The first ballot in which {@link own} was proposed; null before. */
  proposedIn: Ballot | null;
  round: number;
  ballot: Ballot;
  step: 'prepare' | 'look' | 'propose' | 'wait';
  /** The highest number that it was told of. */
  highest: number;
  /** Answers of the step. */
  readonly promises: Map<number, Promised>;
  readonly shown: Map<number, readonly number[]>;
  readonly granted: Set<number>;
  /** Somebody refused in this step, and it will try again unless a majority agrees before. */
  isRefused: boolean;
  /** What was committed last, for all that the promises tell. */
  committed: Ballotted | null;
  /** What is proposed in this ballot: its own, or what it found unfinished. */
  offered: Proposal | null;
}

/** One that has not begun. */
export function createTransaction(
  begun: Pick<Transaction, 'key' | 'coordinator' | 'request' | 'identity' | 'own' | 'participants'>,
): Transaction {
  return {
    ...begun,
    proposedIn: null,
    round: 0,
    ballot: { number: -Infinity, node: begun.coordinator },
    step: 'wait',
    highest: -Infinity,
    promises: new Map(),
    shown: new Map(),
    granted: new Set(),
    isRefused: false,
    committed: null,
    offered: null,
  };
}

/** Another step begins. */
export function enter(transaction: Transaction, step: Transaction['step']): void {
  transaction.step = step;
  transaction.isRefused = false;
  transaction.promises.clear();
  transaction.shown.clear();
  transaction.granted.clear();
}

/** Whether so many of its participants are more than half. */
export function isMajority({ participants }: Transaction, count: number): boolean {
  return 2 * count > participants.length;
}

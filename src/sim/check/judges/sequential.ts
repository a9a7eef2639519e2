/**
 * Sequential consistency: one order of all operations that keeps the order of each process and explains every
 * answer. It is not local, so the whole history is judged at once, and judging is hard: the search has a bound.
 *
 * The search goes forward through the processes. A process whose next operation only looks, and may look now,
 * takes it at once: later is never better. What is left to choose is the order of the others.
 *
 * @see Lamport, "How to make a multiprocessor computer that correctly executes multiprocess programs", IEEE
 *   Transactions on Computers 28(9), 1979
 */
import { describeOperation } from '../../record/history.js';
import type { History, HistoryOperation } from '../../record/history.js';
import { ConfigurationSet } from './configuration-set.js';
import { Verdicts } from './judgement.js';
import type { Judgement, JudgeOptions } from './judgement.js';
import { groupByKey, listEffective } from './keys.js';
import { createObject, familyOf, isPure } from './sequential-object.js';
import type { SequentialObject } from './sequential-object.js';
import { shrink } from './shrink.js';

/** Judges a whole history. */
export function judgeSequential(history: History, options: JudgeOptions): Judgement {
  const verdicts = new Verdicts('sequential');
  const operations = listEffective(history, options);
  const mixed = [...groupByKey(operations)].filter(([, own]) => familyOf(own) === null);
  for (const [key] of mixed) verdicts.doubt(`key ${key}: its operations belong to objects of several kinds`);
  if (mixed.length > 0) return verdicts.conclude();
  const result = search(history, operations, options.states);
  verdicts.figures['states'] = result.states;
  if (result.kind === 'exhausted') {
    verdicts.doubt(`more than ${options.states} states would have to be looked at`);
  } else if (result.kind === 'impossible') {
    const evidence = shrinkEvidence(history, operations);
    const last = evidence.at(-1);
    const told = last === undefined ? '' : `, up to: ${describeOperation(last)} (line ${last.invokedAt})`;
    verdicts.violate({
      what: `no one order that keeps the order of each process explains these ${evidence.length} operations${told}`,
      pattern: 'NoSequentialOrder',
      key: null,
      operations: evidence,
    });
  }
  return verdicts.conclude();
}

interface SearchOutcome {
  readonly kind: 'explained' | 'impossible' | 'exhausted';
  readonly states: number;
}

function search(history: History, operations: readonly HistoryOperation[], mostStates: number): SearchOutcome {
  return new SequentialSearch(history, operations).run(mostStates);
}

/** One decision: a process took its next operation. */
interface Decision {
  readonly thread: number;
  readonly stateBefore: number;
  readonly isForced: boolean;
}

class SequentialSearch {
  private readonly objects: readonly SequentialObject[];
  /** By process: its operations, in its order. */
  private readonly programs: readonly (readonly Step[])[];
  /** How many operations have to be explained: all that were answered. */
  private readonly required: number;
  private explained = 0;
  /** Next operation of each process, then the state of each key. */
  private readonly row: Int32Array;
  private readonly seen: ConfigurationSet;
  private readonly decisions: Decision[] = [];

  constructor(history: History, operations: readonly HistoryOperation[]) {
    const objects: SequentialObject[] = [];
    const programs = new Map<number, Step[]>();
    const steps = new Map<HistoryOperation, Step>();
    for (const own of groupByKey(operations).values()) {
      const object = createObject(familyOf(own) ?? 'register', own, history.initial);
      const key = objects.push(object) - 1;
      own.forEach((operation, index) => {
        steps.set(operation, { key, index, isPure: isPure(operation), isRequired: operation.answeredAt < Infinity });
      });
    }
    for (const operation of operations) {
      const step = steps.get(operation);
      if (step === undefined) continue;
      const program = programs.get(operation.process);
      if (program === undefined) programs.set(operation.process, [step]);
      else program.push(step);
    }
    this.objects = objects;
    this.programs = [...programs.values()];
    this.required = operations.filter(({ answeredAt }) => answeredAt < Infinity).length;
    this.row = new Int32Array(this.programs.length + objects.length);
    objects.forEach(({ initial }, key) => (this.row[this.programs.length + key] = initial));
    this.seen = new ConfigurationSet(this.row.length);
  }

  run(mostStates: number): SearchOutcome {
    let from = 0;
    while (this.explained < this.required) {
      if (from === 0 && this.takeLook()) continue;
      const isDeeper = this.descend(from);
      const { size } = this.seen;
      if (size > mostStates || size * this.row.length > mostWords) return { kind: 'exhausted', states: size };
      if (isDeeper) {
        from = 0;
        continue;
      }
      from = this.undoToChoice() + 1;
      if (from === 0) return { kind: 'impossible', states: size };
    }
    return { kind: 'explained', states: this.seen.size };
  }

  /** Takes an operation that only looks, if one may look now. */
  private takeLook(): boolean {
    for (let thread = 0; thread < this.programs.length; thread++) {
      const step = this.nextOf(thread);
      if (step === undefined || !step.isPure || this.after(step) < 0) continue;
      this.take(thread, step, this.after(step), true);
      return true;
    }
    return false;
  }

  /** Takes the next operation of the first process from this one on that leads to something new. */
  private descend(from: number): boolean {
    for (let thread = from; thread < this.programs.length; thread++) {
      const step = this.nextOf(thread);
      if (step === undefined || step.isPure) continue;
      const after = this.after(step);
      if (after < 0) continue;
      this.take(thread, step, after, false);
      if (this.seen.add(this.row)) return true;
      this.undo();
    }
    return false;
  }

  private nextOf(thread: number): Step | undefined {
    return this.programs[thread][this.row[thread]];
  }

  private after({ key, index }: Step): number {
    return this.objects[key].step(this.row[this.programs.length + key], index);
  }

  private take(thread: number, step: Step, after: number, isForced: boolean): void {
    const slot = this.programs.length + step.key;
    this.decisions.push({ thread, stateBefore: this.row[slot], isForced });
    this.row[slot] = after;
    this.row[thread]++;
    if (step.isRequired) this.explained++;
  }

  private undo(): Decision {
    const decision = this.decisions[this.decisions.length - 1];
    this.decisions.pop();
    const { thread, stateBefore } = decision;
    this.row[thread]--;
    const step = this.programs[thread][this.row[thread]];
    this.row[this.programs.length + step.key] = stateBefore;
    if (step.isRequired) this.explained--;
    return decision;
  }

  /** The process of the last choice, undone; −1 when there is none left. */
  private undoToChoice(): number {
    while (this.decisions.length > 0) {
      const { thread, isForced } = this.undo();
      if (!isForced) return thread;
    }
    return -1;
  }
}

/** One operation of a process. */
interface Step {
  readonly key: number;
  /** Its index among the operations of its key. */
  readonly index: number;
  readonly isPure: boolean;
  readonly isRequired: boolean;
}

/** A quarter of a gigabyte. */
const mostWords = 1 << 26;

/** States for one try: evidence that needs more stays larger than it could be. */
const mostStatesToShrink = 20_000;
const mostWorkToShrink = 2_000_000;

/** Leaves out what only looks, which never makes a right history wrong. */
function shrinkEvidence(history: History, operations: readonly HistoryOperation[]): readonly HistoryOperation[] {
  const looks = operations.filter(isPure);
  const mostTries = Math.ceil(mostWorkToShrink / Math.max(1, operations.length));
  const without = (kept: readonly HistoryOperation[]): readonly HistoryOperation[] => {
    const left = new Set(kept);
    return operations.filter((operation) => !isPure(operation) || left.has(operation));
  };
  const kept = shrink(
    looks,
    (some) => search(history, without(some), mostStatesToShrink).kind === 'impossible',
    mostTries,
  );
  return without(kept);
}

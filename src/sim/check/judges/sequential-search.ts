/**
 * The search for one order of all operations that keeps the order of each process.
 *
 * It goes forward through the processes. A process whose next operation only looks, and may look
 * now, takes it at once: later is never better. What is left to choose is the order of the others.
 */
import type { HistoryOperation, HistoryScalar } from '../../record/history.js';
import { ConfigurationSet } from './configuration-set.js';
import { groupByKey } from './keys.js';
import { createObject, familyOf, isPure } from './sequential-object.js';
import type { SequentialObject } from './sequential-object.js';

/** How a search ended, and what it cost. */
export interface SequentialOutcome {
  readonly kind: 'explained' | 'impossible' | 'exhausted';
  readonly states: number;
}

/**
 * Looks for an order. Operations come in order of invocation, without those that did not happen and
 * without reads that had no answer; those of a key belong to objects of one kind.
 */
export function searchSequentialOrder(
  operations: readonly HistoryOperation[],
  initial: HistoryScalar,
  mostStates: number,
): SequentialOutcome {
  return new SequentialSearch(operations, initial).run(mostStates);
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

  constructor(operations: readonly HistoryOperation[], initial: HistoryScalar) {
    const objects: SequentialObject[] = [];
    const programs = new Map<number, Step[]>();
    const steps = new Map<HistoryOperation, Step>();
    for (const own of groupByKey(operations).values()) {
      const object = createObject(familyOf(own) ?? 'register', own, initial);
      const key = objects.push(object) - 1;
      own.forEach((operation, index) => {
        const { invokedAt, answeredAt } = operation;
        const isRequired = answeredAt < Infinity;
        steps.set(operation, { key, index, invokedAt, isPure: isPure(operation), isRequired });
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

  run(mostStates: number): SequentialOutcome {
    let from: number | null = null;
    while (this.explained < this.required) {
      if (from === null && this.takeLook()) continue;
      const isDeeper = this.descend(from);
      const { size } = this.seen;
      if (size > mostStates || size * this.row.length > mostWords)
        return { kind: 'exhausted', states: size };
      if (isDeeper) {
        from = null;
        continue;
      }
      from = this.undoToChoice();
      if (from < 0) return { kind: 'impossible', states: size };
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

  /** Takes the next operation of the first process after this one that leads to something new. */
  private descend(after: number | null): boolean {
    const threads = this.listThreads();
    const start = after === null ? 0 : threads.indexOf(after) + 1;
    for (const thread of threads.slice(start)) {
      const step = this.nextOf(thread);
      if (step === undefined || step.isPure) continue;
      const state = this.after(step);
      if (state < 0) continue;
      this.take(thread, step, state, false);
      if (this.seen.add(this.row)) return true;
      this.undo();
    }
    return false;
  }

  /** Processes in the order in which they asked next: most systems answer nearly so. */
  private listThreads(): readonly number[] {
    const threads: { readonly thread: number; readonly invokedAt: number }[] = [];
    for (let thread = 0; thread < this.programs.length; thread++) {
      const step = this.nextOf(thread);
      if (step !== undefined) threads.push({ thread, invokedAt: step.invokedAt });
    }
    threads.sort((a, b) => a.invokedAt - b.invokedAt);
    return threads.map(({ thread }) => thread);
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
  readonly invokedAt: number;
  readonly isPure: boolean;
  readonly isRequired: boolean;
}

/** A quarter of a gigabyte. */
const mostWords = 1 << 26;

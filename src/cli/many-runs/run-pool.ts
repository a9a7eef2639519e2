/**
 * Many runs on many threads.
 *
 * What comes of a run does not depend on which thread carries it out, or when: the caller is told of each as soon as it
 * is done, by its place in the list. A thread that dies takes nothing along: what it was at is given to a new one.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { InternalError } from '../../sim/base/assert.js';
import { locateProgram } from '../program-files.js';
import type { NumberedOrder, RunAnswer, RunFigures, RunOrder, RunThreadMessage, RunThreadSetup } from './run-messages.js';

/** What to run, and whom to tell. */
export interface ManyRuns extends RunThreadSetup {
  readonly orders: readonly RunOrder[];
  /** How many threads; default: one a processor. */
  readonly threads?: number;
  /** No further run begins once it says so; those that have begun are finished and told. */
  readonly isStopped: () => boolean;
  /** A run is done; `place` is that of its order. */
  readonly onRun: (place: number, figures: RunFigures) => void;
}

/** Carries all out, or those that had begun when it was stopped; rejects where a run broke off by a fault of ours. */
export async function runMany(runs: ManyRuns): Promise<'whole' | 'stopped'> {
  if (runs.orders.length === 0) return 'whole';
  const pool = new RunPool(runs, await locateProgram(runThread));
  try {
    return await pool.run();
  } finally {
    pool.end();
  }
}

/** How many threads there are where nobody says. */
function defaultThreads(): number {
  return availableParallelism();
}

const runThread = { beside: import.meta.url, names: ['run-thread'] } as const;

/** So many orders lie ready at a thread, so that it never waits. */
const ahead = 2;
/** A run that ends so many threads is not tried again. */
const mostTries = 3;

class RunPool {
  private readonly runs: ManyRuns;
  private readonly program: string;
  private readonly busy = new Map<Worker, NumberedOrder[]>();
  private readonly again: NumberedOrder[] = [];
  private readonly tries = new Map<number, number>();
  private next = 0;
  private settle: { readonly resolve: (how: 'whole' | 'stopped') => void; readonly reject: (error: Error) => void } | null = null;

  constructor(runs: ManyRuns, program: string) {
    this.runs = runs;
    this.program = program;
  }

  run(): Promise<'whole' | 'stopped'> {
    const { orders, threads = defaultThreads() } = this.runs;
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      for (let i = 0; i < Math.min(threads, orders.length); i++) this.begin();
    });
  }

  end(): void {
    for (const worker of this.busy.keys()) {
      worker.removeAllListeners();
      void worker.terminate();
    }
    this.busy.clear();
  }

  private begin(): void {
    const { subjects, figures } = this.runs;
    const worker = new Worker(this.program);
    this.busy.set(worker, []);
    tell(worker, { kind: 'setup', setup: { subjects, figures } });
    worker.on('message', (answer: RunAnswer) => {
      this.take(worker, answer);
    });
    worker.on('error', (error) => {
      this.lose(worker, error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', () => {
      this.lose(worker, 'it ended');
    });
    this.feed(worker);
  }

  private take(worker: Worker, answer: RunAnswer): void {
    const orders = this.busy.get(worker) ?? [];
    const at = orders.findIndex(({ number }) => number === answer.number);
    const [order] = orders.splice(at, 1);
    if (answer.kind === 'broken') {
      this.settle?.reject(new InternalError(`a run under seed ${order.seed} broke off: ${answer.message}`));
      return;
    }
    this.runs.onRun(answer.number, answer.figures);
    this.feed(worker);
  }

  /** Gives a thread something to do; ends it where nothing is left for it. */
  private feed(worker: Worker): void {
    const orders = this.busy.get(worker);
    if (orders === undefined) return;
    while (orders.length < ahead) {
      const order = this.draw();
      if (order === null) break;
      orders.push(order);
      tell(worker, { kind: 'run', order });
    }
    if (orders.length > 0) return;
    this.busy.delete(worker);
    worker.removeAllListeners();
    void worker.terminate();
    if (this.busy.size === 0) this.settle?.resolve(this.isDone() ? 'whole' : 'stopped');
  }

  private draw(): NumberedOrder | null {
    if (this.runs.isStopped()) return null;
    const repeated = this.again.pop();
    if (repeated !== undefined) return repeated;
    if (this.next >= this.runs.orders.length) return null;
    const number = this.next++;
    return { ...this.runs.orders[number], number };
  }

  private isDone(): boolean {
    return this.next >= this.runs.orders.length && this.again.length === 0;
  }

  /** A thread died: what it was at is to be done again. */
  private lose(worker: Worker, reason: string): void {
    const orders = this.busy.get(worker);
    if (orders === undefined) return;
    this.busy.delete(worker);
    worker.removeAllListeners();
    void worker.terminate();
    for (const order of orders) {
      const tries = (this.tries.get(order.number) ?? 1) + 1;
      this.tries.set(order.number, tries);
      if (tries > mostTries) {
        this.settle?.reject(new InternalError(`the thread of a run under seed ${order.seed} died ${mostTries} times: ${reason}`));
        return;
      }
      this.again.push(order);
    }
    this.begin();
  }
}

function tell(worker: Worker, message: RunThreadMessage): void {
  worker.postMessage(message);
}

/**
 * Many orders on many threads.
 *
 * What comes of an order does not depend on which thread carries it out, or when: the caller is told of each as soon as
 * it is done, by its number. A thread that dies takes nothing along: what it was at is given to a new one.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { InternalError } from '../../sim/base/assert.js';
import { locateProgram } from '../program-files.js';
import type { ProgramFiles } from '../program-files.js';
import type { NumberedOrder, ThreadAnswer, ThreadMessage } from './thread-messages.js';

/** What to carry out, and whom to tell. */
export interface PooledWork<Setup, Order, Result> {
  /** Of the threads. */
  readonly program: ProgramFiles;
  /** What a thread has to know before its first order. */
  readonly setup: Setup;
  /** The next order; null once there are no more. */
  readonly draw: () => Order | null;
  /** How many threads; default: one a processor. */
  readonly threads?: number;
  /** No further order begins once it says so; those that have begun are finished and told. */
  readonly isStopped: () => boolean;
  /** An order is done, the first that was drawn has number 0. */
  readonly onDone: (number: number, result: Result) => void;
  /** An order in words, such as: a run under seed 7. */
  readonly describe: (order: Order) => string;
}

/** Carries all out, or those that had begun when it was stopped; rejects where one broke off by a fault of ours. */
export async function carryOutOnThreads<Setup, Order, Result>(
  work: PooledWork<Setup, Order, Result>,
): Promise<'whole' | 'stopped'> {
  const pool = new ThreadPool(work, await locateProgram(work.program));
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

/** So many orders lie ready at a thread, so that it never waits. */
const ahead = 2;
/** An order that ends so many threads is not tried again. */
const mostTries = 3;

class ThreadPool<Setup, Order, Result> {
  private readonly work: PooledWork<Setup, Order, Result>;
  private readonly program: string;
  private readonly busy = new Map<Worker, NumberedOrder<Order>[]>();
  private readonly again: NumberedOrder<Order>[] = [];
  private readonly tries = new Map<number, number>();
  private next = 0;
  private isDrawn = false;
  private settle: { readonly resolve: (how: 'whole' | 'stopped') => void; readonly reject: (error: Error) => void } | null = null;

  constructor(work: PooledWork<Setup, Order, Result>, program: string) {
    this.work = work;
    this.program = program;
  }

  run(): Promise<'whole' | 'stopped'> {
    const { threads = defaultThreads() } = this.work;
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      for (let i = 0; i < threads; i++) this.begin();
      this.settleWhenIdle();
    });
  }

  end(): void {
    for (const worker of this.busy.keys()) {
      worker.removeAllListeners();
      void worker.terminate();
    }
    this.busy.clear();
  }

  /** Begins a thread where there is something for it. */
  private begin(): void {
    const first = this.draw();
    if (first === null) return;
    const worker = new Worker(this.program);
    this.busy.set(worker, []);
    this.tell(worker, { kind: 'setup', setup: this.work.setup });
    worker.on('message', (answer: ThreadAnswer<Result>) => {
      this.take(worker, answer);
    });
    worker.on('error', (error) => {
      this.lose(worker, error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', () => {
      this.lose(worker, 'it ended');
    });
    this.give(worker, first);
    this.feed(worker);
  }

  private take(worker: Worker, answer: ThreadAnswer<Result>): void {
    const orders = this.busy.get(worker) ?? [];
    const at = orders.findIndex(({ number }) => number === answer.number);
    const [{ order }] = orders.splice(at, 1);
    if (answer.kind === 'broken') {
      this.settle?.reject(new InternalError(`${this.work.describe(order)} broke off: ${answer.message}`));
      return;
    }
    this.work.onDone(answer.number, answer.result);
    this.feed(worker);
  }

  /** Gives a thread something to do; ends it where nothing is left for it. */
  private feed(worker: Worker): void {
    const orders = this.busy.get(worker);
    if (orders === undefined) return;
    while (orders.length < ahead) {
      const order = this.draw();
      if (order === null) break;
      this.give(worker, order);
    }
    if (orders.length > 0) return;
    this.dismiss(worker);
    this.settleWhenIdle();
  }

  private give(worker: Worker, order: NumberedOrder<Order>): void {
    this.busy.get(worker)?.push(order);
    this.tell(worker, { kind: 'order', ...order });
  }

  private draw(): NumberedOrder<Order> | null {
    if (this.work.isStopped()) return null;
    const repeated = this.again.pop();
    if (repeated !== undefined) return repeated;
    const order = this.isDrawn ? null : this.work.draw();
    this.isDrawn = order === null;
    return order === null ? null : { number: this.next++, order };
  }

  /** A thread died: what it was at is to be done again. */
  private lose(worker: Worker, reason: string): void {
    const orders = this.busy.get(worker);
    if (orders === undefined) return;
    this.dismiss(worker);
    for (const lost of orders) {
      const tries = (this.tries.get(lost.number) ?? 1) + 1;
      this.tries.set(lost.number, tries);
      if (tries > mostTries) {
        const what = this.work.describe(lost.order);
        this.settle?.reject(new InternalError(`the thread of ${what} died ${mostTries} times: ${reason}`));
        return;
      }
      this.again.push(lost);
    }
    this.begin();
    this.settleWhenIdle();
  }

  private dismiss(worker: Worker): void {
    this.busy.delete(worker);
    worker.removeAllListeners();
    void worker.terminate();
  }

  private settleWhenIdle(): void {
    if (this.busy.size > 0) return;
    const isLeft = this.again.length > 0 || (!this.isDrawn && this.work.draw() !== null);
    this.settle?.resolve(isLeft ? 'stopped' : 'whole');
  }

  private tell(worker: Worker, message: ThreadMessage<Setup, Order>): void {
    worker.postMessage(message);
  }
}

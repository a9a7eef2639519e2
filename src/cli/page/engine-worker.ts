/** A worker with the engine, asked by its page. */
import type { PageAnswer, PageRequest } from './page-messages.js';
import type { PageSubject } from './controls.js';

/** One worker at a time: a run that nobody waits for any more is ended with its worker. */
export class EngineWorker {
  private readonly program: string;
  private readonly subject: PageSubject;
  private worker: Worker;
  private waiting: ((answer: PageAnswer | null) => void)[] = [];

  /** `program`: the address of the worker's code. */
  constructor(program: string, subject: PageSubject) {
    this.program = program;
    this.subject = subject;
    this.worker = this.begin();
  }

  /** Answers; null where something later made the answer useless. */
  ask(request: PageRequest): Promise<PageAnswer | null> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.worker.postMessage(request);
    });
  }

  /** Answers to this alone: whatever the worker is at is given up. */
  askAtOnce(request: PageRequest): Promise<PageAnswer | null> {
    if (this.waiting.length > 0) {
      this.end();
      this.worker = this.begin();
      void this.ask({ kind: 'begin', subject: this.subject });
    }
    return this.ask(request);
  }

  /** Whether an answer is still to come. */
  get isBusy(): boolean {
    return this.waiting.length > 0;
  }

  private begin(): Worker {
    const worker = new Worker(this.program);
    worker.addEventListener('message', ({ data: answer }: MessageEvent<PageAnswer>) => {
      this.waiting.shift()?.(answer);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const message = event.message === '' ? 'the worker could not be started' : event.message;
      for (const resolve of this.waiting.splice(0)) resolve({ kind: 'broken', message });
    });
    return worker;
  }

  private end(): void {
    this.worker.terminate();
    for (const resolve of this.waiting.splice(0)) resolve(null);
  }
}

/** One worker process, from outside: it is asked something, and answers, or it hangs or dies over it. */
import { fork, type ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';
import { JournalReader, type JournaledCall } from './journal.js';
import { isReply, type WorkerReply, type WorkerRequest } from './worker-messages.js';

/** What a worker may take. */
export interface WorkerLimits {
  /** How long one call may take before it is looked at closely, in milliseconds of the processor's time. */
  readonly patienceMs: number;
  /** Of the heap; as much again, or half a gigabyte, may be bytes outside it. */
  readonly heapMb: number;
}

/** What came of a request. */
export type WorkerOutcome =
  | { readonly kind: 'answered'; readonly reply: WorkerReply }
  /** A call did not come to its end. */
  | { readonly kind: 'hung'; readonly call: JournaledCall | null }
  /** Memory ran out; the call is the last one that is known. */
  | { readonly kind: 'exhausted'; readonly call: JournaledCall | null }
  /** It went away; the call is the last one that is known. */
  | { readonly kind: 'ended'; readonly call: JournaledCall | null }
  /** It was ended from here. */
  | { readonly kind: 'cancelled' };

/** A process. Whoever starts one ends it. */
export class WorkerProcess {
  private readonly child: ChildProcess;
  private readonly journal = new JournalReader();
  private complaint = '';
  private settle: ((outcome: WorkerOutcome) => void) | null = null;
  private isCancelled = false;
  private hasEnded = false;

  constructor(program: string, { patienceMs, heapMb }: WorkerLimits) {
    const mostBytes = (heapMb + Math.max(heapMb, minimalBytesMb)) * 1024 * 1024;
    this.child = fork(program, [String(patienceMs), String(mostBytes)], {
      execArgv: [`--max-old-space-size=${heapMb}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
    });
    this.child.on('message', (reply: unknown) => {
      if (isReply(reply)) this.finish({ kind: 'answered', reply });
    });
    this.child.on('error', () => {
      this.close();
    });
    this.child.on('close', () => {
      this.close();
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.complaint = (this.complaint + text).slice(-longestComplaint);
    });
    const pipe = this.child.stdio[4];
    if (pipe instanceof Readable) {
      pipe.setEncoding('utf8').on('data', (text: string) => {
        this.journal.take(text);
        if (this.journal.distress !== null) this.kill();
      });
    }
  }

  /** Asks for something; what was asked before is over. */
  ask(request: WorkerRequest): Promise<WorkerOutcome> {
    return new Promise((resolve) => {
      this.settle = resolve;
      if (this.hasEnded) this.close();
      // What cannot be sent was sent to a process that has just ended.
      else this.child.send(request, () => undefined);
    });
  }

  /** Ends it, whatever it is doing. */
  end(): void {
    this.isCancelled = true;
    this.kill();
    this.finish({ kind: 'cancelled' });
  }

  private kill(): void {
    this.child.kill('SIGKILL');
  }

  private close(): void {
    this.hasEnded = true;
    const { open, last, distress } = this.journal;
    if (this.isCancelled) this.finish({ kind: 'cancelled' });
    else if (distress === 'hang') this.finish({ kind: 'hung', call: open ?? last });
    else if (distress === 'memory' || outOfMemory.test(this.complaint)) this.finish({ kind: 'exhausted', call: open ?? last });
    else this.finish({ kind: 'ended', call: open ?? last });
  }

  private finish(outcome: WorkerOutcome): void {
    const { settle } = this;
    this.settle = null;
    settle?.(outcome);
  }
}

const minimalBytesMb = 512;
const longestComplaint = 4000;

/** What the engine says when it gives up. */
const outOfMemory = /heap out of memory|heap limit|Allocation failed|OOM/;

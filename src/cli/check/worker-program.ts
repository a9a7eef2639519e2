/** The program of a worker process: takes requests, one at a time, and answers each. */
import { Worker } from 'node:worker_threads';
import { ignoreStrayPromises } from '../resolver-sandbox.js';
import { Examiner } from './examiner.js';
import { Journal } from './journal.js';
import { LifeSigns } from './life-signs.js';
import type { WatchOrders } from './watch-thread.js';
import { isRequest, type WorkerReply, type WorkerRequest } from './worker-messages.js';

const signs = new LifeSigns();
const journal = new Journal();
let examiner: Examiner | null = null;

function answer(request: WorkerRequest): WorkerReply {
  if (request.kind === 'open') {
    examiner = new Examiner(request, { signs, journal });
    return { kind: 'plan', plan: examiner.plan };
  }
  if (examiner === null) return { kind: 'failed', message: 'nothing was opened' };
  if (request.kind === 'carry-out') return { kind: 'result', ...examiner.carryOut(request.unit) };
  examiner.repeat(request.call, request.args);
  return { kind: 'repeated' };
}

function startWatch(orders: WatchOrders): void {
  const thread = new Worker(new URL('./watch-thread.js', import.meta.url), { workerData: orders });
  thread.unref();
}

process.on('message', (request: unknown) => {
  if (!isRequest(request)) return;
  let reply: WorkerReply;
  try {
    reply = answer(request);
  } catch (error) {
    reply = { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(reply);
});
// The host says when it is over; an interrupt in the terminal reaches all of its processes.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

const [patienceMs = 2000, mostBytes = 2 ** 30] = process.argv.slice(2).map(Number);
startWatch({ buffer: signs.buffer, patienceMs, mostBytes });
ignoreStrayPromises();

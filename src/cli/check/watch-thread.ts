/**
 * The thread that watches the one beside it: it says so when a call does not come to its end, when memory runs
 * out that the engine does not limit (bytes outside the heap), and ends a process that nobody waits for.
 */
import { isMainThread, workerData } from 'node:worker_threads';
import { Journal } from './journal.js';
import { LifeSigns } from './life-signs.js';

/** What the thread is given. */
export interface WatchOrders {
  readonly buffer: SharedArrayBuffer;
  /** How long a call may take, in milliseconds of the processor's time. */
  readonly patienceMs: number;
  /** How much the process may grow, in bytes. */
  readonly mostBytes: number;
}

function watch({ buffer, patienceMs, mostBytes }: WatchOrders): void {
  const signs = new LifeSigns(buffer);
  const journal = new Journal();
  const parent = process.ppid;
  const begun = process.memoryUsage.rss();
  let calls = -1;
  let busyMs = 0;
  let ticks = 0;
  let usage = process.cpuUsage();
  setInterval(() => {
    const used = process.cpuUsage(usage);
    usage = process.cpuUsage();
    const isSame = signs.isInCall && signs.calls === calls;
    calls = signs.calls;
    // A machine that is asleep or busy elsewhere says nothing of the call; one that only waits must end too.
    busyMs = isSame ? busyMs + (used.user + used.system) / 1000 : 0;
    ticks = isSame ? ticks + 1 : 0;
    if (busyMs >= patienceMs || ticks * tickMs >= idleFactor * patienceMs) journal.cry('hang');
    const hasGrown = process.memoryUsage.rss() - begun > mostBytes;
    if (hasGrown) journal.cry('memory');
    if (hasGrown || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, tickMs);
}

const tickMs = 25;
const idleFactor = 5;

function isOrders(value: unknown): value is WatchOrders {
  return typeof value === 'object' && value !== null && 'buffer' in value && value.buffer instanceof SharedArrayBuffer;
}

if (!isMainThread && isOrders(workerData)) watch(workerData);

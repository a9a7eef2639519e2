import type * as threads from 'node:worker_threads';
import { beforeEach, expect, test, vi } from 'vitest';
import { runMany } from '../../../src/cli/many-runs/run-pool.js';
import { seedSeries } from '../../../src/scenarios/index.js';
import { simulate } from '../../../src/sim/simulate.js';
import { tinyScenario } from '../tiny-scenario.js';

const begun = vi.hoisted((): threads.Worker[] => []);

vi.mock('node:worker_threads', async (importActual) => {
  const actual = await importActual<typeof threads>();
  return {
    ...actual,
    Worker: class extends actual.Worker {
      constructor(program: string) {
        super(program);
        begun.push(this);
      }
    },
  };
});

const scenario = tinyScenario();
const orders = seedSeries('1', 30).map((seed) => ({ subject: 0, seed }));
const figures = ['lost-writes', 'conflicts'];

beforeEach(() => {
  begun.length = 0;
});

test('a thread that is killed in the middle takes nothing along: every run is told once, as it would have been', async () => {
  const found = new Map<number, string>();
  const told: number[] = [];
  const how = await runMany({
    ...{ subjects: [{ scenario, bundle: null }], figures, orders, threads: 2, isStopped: () => false },
    onRun: (place, { fingerprint }) => {
      told.push(place);
      found.set(place, fingerprint);
      // One of the first two, and then the one in its place, whenever that begins.
      if (told.length === 1 || begun.length === 3) void begun.at(-1)?.terminate();
    },
  });
  expect(how).toBe('whole');
  expect(begun.length).toBe(4);
  expect([...told].sort((a, b) => a - b)).toEqual(orders.map((_, place) => place));
  const alone = orders.map(({ seed }) => simulate({ ...scenario, seed }).report.fingerprint);
  expect(orders.map((_, place) => found.get(place))).toEqual(alone);
});

test('a run whose threads die again and again is given up, and said so', async () => {
  const running = runMany({
    ...{ subjects: [{ scenario: { ...scenario, durationUs: 600_000_000 }, bundle: null }], figures },
    ...{ orders: orders.slice(0, 1), threads: 1 },
    // Asked before a run is given to a thread: whoever has been given it is ended at once.
    isStopped: () => {
      setImmediate(() => void begun.at(-1)?.terminate());
      return false;
    },
    onRun: () => undefined,
  });
  await expect(running).rejects.toThrow('the thread of a run under seed 1 died 3 times');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ServiceQueue } from '../../../src/sim/kernel/service-queue.js';

interface Job {
  readonly atUs: number;
  readonly serviceUs: number;
}

const jobs = fc
  .array(
    fc.record({
      afterUs: fc.integer({ min: 0, max: 20 }),
      serviceUs: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 60 },
  )
  .map((gaps): readonly Job[] => {
    let atUs = 0;
    return gaps.map(({ afterUs, serviceUs }) => ({ atUs: (atUs += afterUs), serviceUs }));
  });

describe('a service queue', () => {
  test('serves first come, first served, never more at once than there are servers', () => {
    fc.assert(
      fc.property(jobs, fc.integer({ min: 1, max: 5 }), (work, servers) => {
        const queue = new ServiceQueue(servers);
        const done = work.map(({ atUs, serviceUs }) => queue.serve(atUs, serviceUs));
        expect(done).toEqual(serveNaively(work, servers));
      }),
    );
  });

  test('keeps a single server busy exactly as long as there is work', () => {
    const queue = new ServiceQueue(1);
    expect([queue.serve(0, 10), queue.serve(3, 10), queue.serve(100, 5)]).toEqual([10, 20, 105]);
  });

  test('serves nothing while it is stopped, and then what it was at, that much later', () => {
    const queue = new ServiceQueue(2);
    queue.serve(0, 50);
    queue.stop(20, 100);
    // One server has 30 left of its work at 120, the other is free then.
    expect([queue.serve(40, 10), queue.serve(60, 10), queue.serve(60, 50)]).toEqual([130, 140, 190]);
  });

  test('forgets the work in progress when it is cleared', () => {
    const queue = new ServiceQueue(2);
    queue.serve(0, 1000);
    queue.serve(0, 2000);
    queue.clear();
    expect([queue.serve(10, 5), queue.serve(10, 5), queue.serve(10, 5)]).toEqual([15, 15, 20]);
  });
});

/** Each job starts at the first moment from its arrival on when fewer earlier ones are running. */
function serveNaively(work: readonly Job[], servers: number): readonly number[] {
  const ends: number[] = [];
  for (const { atUs, serviceUs } of work) {
    const moments = [atUs, ...ends.filter((endUs) => endUs > atUs)].sort((x, y) => x - y);
    const startUs = moments.find((t) => ends.filter((endUs) => endUs > t).length < servers) ?? atUs;
    ends.push(startUs + serviceUs);
  }
  return ends;
}

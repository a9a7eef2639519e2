import { describe, expect, test } from 'vitest';
import { Leadership } from '../../../src/sim/record/leadership.js';

describe('leadership', () => {
  test('adds up the time without a leader, and with several', () => {
    const leadership = new Leadership(() => true);
    leadership.elect(0, 1, 100);
    leadership.depose(0, 1, 300);
    leadership.elect(1, 2, 450);
    leadership.elect(2, 3, 500);
    leadership.depose(1, 2, 520);
    expect(leadership.summarize(1_000)).toMatchObject({
      elections: 3,
      failovers: 2,
      lastTerm: 3,
      withoutLeaderUs: 100 + 150,
      longestWithoutLeaderUs: 150,
      severalLeadersUs: 20,
    });
  });

  test('counts a leader only while its lease lasts, by its own clock', () => {
    // The clock of member 0 runs at half its speed.
    const whenReads = (member: number, readingUs: number, fromUs: number): number =>
      Math.max(fromUs, member === 0 ? 2 * readingUs : readingUs);
    const leadership = new Leadership(() => true, whenReads);
    leadership.elect(0, 1, 0);
    leadership.lease(0, 100, 20);
    leadership.lease(0, 150, 250);
    leadership.elect(1, 2, 260);
    leadership.lease(1, 400, 280);
    leadership.depose(0, 1, 500);
    expect(leadership.summarize(600)).toMatchObject({
      failovers: 1,
      mostLeaders: 2,
      severalLeadersUs: 300 - 280,
      withoutLeaderUs: 20 + (250 - 200) + (600 - 400),
      longestWithoutLeaderUs: 200,
    });
  });

  test('counts a leader that leads again as an election, not as a failover', () => {
    const leadership = new Leadership(() => true);
    leadership.elect(0, 1, 0);
    leadership.depose(0, 1, 10);
    leadership.elect(0, 2, 20);
    expect(leadership.summarize(30)).toMatchObject({ elections: 2, failovers: 0 });
  });

  test('tells suspicions of the living from those of the dead; of nobody is no false one', () => {
    const leadership = new Leadership((member) => member === 1);
    for (const suspect of [0, 1, -1]) leadership.suspect(2, suspect, 5);
    expect(leadership.summarize(9)).toMatchObject({ suspicions: 3, falseSuspicions: 1 });
  });

  test('measures for how long too few copies were waited for, to the end of the reign or of the run', () => {
    const leadership = new Leadership(() => true);
    leadership.elect(0, 1, 0);
    leadership.degrade(0, 1, 100);
    leadership.degrade(0, 2, 150);
    leadership.degrade(0, 0, 180);
    leadership.degrade(0, 1, 200);
    leadership.depose(0, 1, 260);
    leadership.elect(1, 2, 300);
    leadership.degrade(1, 1, 400);
    expect(leadership.summarize(450).degradedUs).toBe(80 + 60 + 50);
    expect(leadership.summarize(500).degradedUs).toBe(80 + 60 + 100);
  });

  test('counts acknowledgements with too few copies, and of leaders whose term has passed', () => {
    const leadership = new Leadership(() => true);
    leadership.elect(0, 1, 0);
    leadership.acknowledge({ term: 1, missing: 0 }, 10);
    leadership.elect(1, 2, 20);
    leadership.acknowledge({ term: 1, missing: 1 }, 30);
    leadership.acknowledge({ term: 2, missing: 2 }, 40);
    expect(leadership.summarize(50)).toMatchObject({ acknowledgedDegraded: 2, acknowledgedStale: 1 });
  });

  test('counts what was thrown away by cause', () => {
    const leadership = new Leadership(() => true);
    for (const cause of ['rewound', 'rewound', 'unflushed'] as const) leadership.discard(0, 1, 2, cause, 3);
    expect(leadership.summarize(9).discarded).toEqual({ rewound: 2, copied: 0, unflushed: 1, wiped: 0 });
  });
});

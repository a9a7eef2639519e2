import { describe, expect, test } from 'vitest';
import { LinkCondition } from '../../../src/sim/network/link-condition.js';
import type { LastingImpairment } from '../../../src/sim/scenario.js';
import { link } from '../../support/scenario.js';

const spike = (addUs: number): LastingImpairment => ({ kind: 'latency-spike', addUs, untilUs: null });
const loss = (share: number, untilUs: number | null = null): LastingImpairment => ({
  kind: 'loss',
  loss: share,
  untilUs,
});
const narrow = (bandwidthBps: number): LastingImpairment => ({
  kind: 'bandwidth',
  bandwidthBps,
  untilUs: null,
});

describe('the condition of a link', () => {
  test('is its own while nothing makes it worse', () => {
    const own = new LinkCondition(link(0, 1, { loss: 0.1, bandwidthBps: 5e6 }));
    expect(own).toMatchObject({ addedUs: 0, loss: 0.1, bitsPerUs: 5 });
    expect(new LinkCondition(link(0, 1)).bitsPerUs).toBe(Infinity);
  });

  test('adds up latencies, and takes the highest loss and the least bandwidth', () => {
    const condition = new LinkCondition(link(0, 1, { loss: 0.1, bandwidthBps: 5e6 }));
    const all = [spike(30), spike(12), loss(0.3), loss(0.2), narrow(2e6), narrow(3e6)];
    for (const impairment of all) condition.impair(impairment);
    expect(condition).toMatchObject({ addedUs: 42, loss: 0.3, bitsPerUs: 2 });
  });

  test('knows when a loss that has begun will end', () => {
    const condition = new LinkCondition(link(0, 1, { loss: 0.1 }));
    for (const impairment of [loss(0.5, 1000), loss(0.3, 2000), spike(7)]) condition.impair(impairment);
    expect([0, 999, 1000, 1999, 2000].map((atUs) => condition.lossAt(atUs))).toEqual([0.5, 0.5, 0.3, 0.3, 0.1]);
  });

  test('does not get better by a fault that is milder than its own nature', () => {
    const condition = new LinkCondition(link(0, 1, { loss: 0.1, bandwidthBps: 5e6 }));
    for (const impairment of [loss(0.05), narrow(9e6)]) condition.impair(impairment);
    expect(condition).toMatchObject({ loss: 0.1, bitsPerUs: 5 });
  });

  test('is exactly its own again when all has ended, in whatever order', () => {
    const condition = new LinkCondition(link(0, 1, { loss: 0.1, bandwidthBps: 5e6 }));
    const [first, second] = [spike(30), spike(30)];
    const all = [first, loss(0.3), second, narrow(1e6)];
    for (const impairment of all) condition.impair(impairment);
    condition.relieve(second);
    expect(condition.addedUs).toBe(30);
    for (const impairment of [first, all[1], all[3]]) condition.relieve(impairment);
    expect(condition).toMatchObject({ addedUs: 0, loss: 0.1, bitsPerUs: 5 });
  });

  test('cannot be relieved of what it never had', () => {
    const condition = new LinkCondition(link(0, 1));
    expect(() => { condition.relieve(loss(1)); }).toThrow('never had');
  });
});

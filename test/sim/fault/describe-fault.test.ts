import { describe, expect, test } from 'vitest';
import { describeFault } from '../../../src/sim/fault/describe-fault.js';
import type { Fault } from '../../../src/sim/scenario.js';
import { bothWays, connect, scenario } from '../../support/scenario.js';

const mesh = scenario({ regions: ['a', 'b', 'c'] });
const span = { atUs: 1_500, untilUs: 2_000 } as const;

describe('a fault is described', () => {
  test.each<readonly [Fault, string]>([
    [{ kind: 'crash', ...span, region: 1 }, 'b'],
    [{ kind: 'crash', ...span, region: 1, disk: 'lost' }, 'b, disk: lost'],
    [{ kind: 'outage', ...span, region: 0 }, 'a'],
    [{ kind: 'pause', ...span, region: 0 }, 'a'],
    [{ kind: 'offline', ...span, region: 2 }, 'c'],
    [{ kind: 'leave', atUs: 1, region: 2, bridges: [] }, 'c'],
    [{ kind: 'clock-step', atUs: 1, region: 2, byUs: -20_000 }, '{ in: c, by: -20ms }'],
    [{ kind: 'clock-step', atUs: 1, region: 2, byUs: 1_001 }, '{ in: c, by: 1001us }'],
    [{ kind: 'deploy', atUs: 1, rule: 'fww', regions: [0, 1] }, '{ resolve: fww, regions: [a, b] }'],
    [{ kind: 'slow', ...span, region: 0, factor: 2.5 }, '{ in: a, times: 2.5 }'],
    [
      { kind: 'latency-spike', ...span, links: [[0, 1]], addUs: 5_000 },
      '{ links: [a -> b], add: 5ms }',
    ],
    [
      { kind: 'loss', ...span, links: [...bothWays([1, 2]), [0, 1]], loss: 0.3 },
      '{ links: [b <-> c, a -> b], to: 30% }',
    ],
    [
      { kind: 'bandwidth', ...span, links: [[1, 0]], bandwidthBps: 1_500_000 },
      '{ links: [b -> a], to: 1500kbps }',
    ],
  ])('%j as its document says it', (fault, where) => {
    expect(describeFault(fault, mesh).where).toBe(where);
  });

  test('with its times in milliseconds, and without an end where it has none', () => {
    const crash: Fault = { kind: 'crash', ...span, region: 0 };
    expect(describeFault(crash, mesh)).toMatchObject({ kind: 'crash', atMs: 1.5, untilMs: 2 });
    expect(describeFault({ ...crash, untilUs: null }, mesh).untilMs).toBe(null);
  });
});

describe('a partition is described', () => {
  test('by groups where it cuts all between them', () => {
    expect(whereOf(bothWays([0, 1], [0, 2]))).toBe('[[a], [b, c]]');
    expect(whereOf(bothWays([0, 1], [0, 2], [1, 2]))).toBe('[[a], [b], [c]]');
    expect(whereOf(bothWays([0, 1]))).toBe('[[a], [b]]');
  });

  test('by the groups that the links of its topology leave', () => {
    const ring = scenario({ regions: ['a', 'b', 'c', 'd'], topology: connect('ring', 4) });
    expect(whereOf([[0, 1], [2, 3]], ring)).toBe('[[a, d], [b, c]]');
  });

  test('by its direction where it has one', () => {
    expect(whereOf([[0, 1]])).toBe('{ from: [a], to: [b] }');
    expect(whereOf([[0, 1], [2, 1]])).toBe('{ from: [a, c], to: [b] }');
  });

  test('link by link where no group says it', () => {
    expect(whereOf([[0, 1], [1, 2]])).toBe('[a -> b, b -> c]');
    expect(whereOf([])).toBe('[]');
  });
});

function whereOf(cuts: readonly (readonly [number, number])[], names = mesh): string {
  return describeFault({ kind: 'partition', ...span, cuts }, names).where;
}

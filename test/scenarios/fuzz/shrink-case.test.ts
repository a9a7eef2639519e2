import { describe, expect, test } from 'vitest';
import { duration } from '../../../src/scenarios/units.js';
import { bound } from '../../../src/scenarios/fuzz/bounded.js';
import { shrinkCase } from '../../../src/scenarios/fuzz/shrink-case.js';
import { rounder } from '../../../src/scenarios/fuzz/simplify-numbers.js';
import type { Change, Mapping, TestCase } from '../../../src/scenarios/fuzz/test-case.js';
import { layOver, listAt, mappingAt } from '../../../src/scenarios/fuzz/test-case.js';
import { answerAll } from './answer-all.js';

const fault = (of: Mapping): Change => ({ kind: 'fault', fault: of });
const skew = (region: string, value: string): Change => ({ kind: 'clock', region, field: 'skew', value });

function us(text: unknown): number {
  const read = duration.read(text);
  return read.ok ? read.value : NaN;
}

function shrink(start: TestCase, fails: (scenario: Mapping) => boolean): TestCase {
  return answerAll(bound(shrinkCase(start), 5000), (one) => fails(layOver(one))).result.result;
}

function regionsOf(scenario: Mapping): readonly string[] {
  return Object.keys(mappingAt(scenario, 'regions'));
}

const base: Mapping = {
  duration: '8s',
  node: { write: '200us', apply: '50us' },
  regions: { a: { followers: 2 }, b: {}, c: { node: { workers: 4 } }, d: {} },
  links: { default: { latency: '20ms', jitter: '10%' }, 'a -> c': { latency: '50ms' } },
  workload: {
    clients: [{ in: 'all', rate: '40/s' }, { in: 'b', rate: '7/s' }],
    script: [{ at: '1.237s', in: 'a', write: { x: 'B' } }, { at: '2s', in: 'c', read: 'x' }],
  },
  faults: [{ at: '1s', until: '2s', crash: 'd' }],
  expect: { converged: true },
};

describe('shrinking', () => {
  test('leaves nothing but what the failure is made of', () => {
    const changes = [
      fault({ at: '1.713s', until: '6.904s', crash: 'b' }),
      fault({ at: '3.1s', until: '3.2s', partition: [['a', 'b'], ['c', 'd']] }),
      skew('a', '437ms'), skew('c', '-20ms'), { kind: 'rates', times: 2 }, { kind: 'seed', seed: '1-4' },
    ] as const;
    const small = shrink({ base, changes }, (scenario) => {
      const crashes = listAt(scenario, 'faults').filter((one) => JSON.stringify(one).includes('"crash":"b"'));
      const clock = mappingAt(mappingAt(mappingAt(scenario, 'regions'), 'a'), 'clock');
      return crashes.length === 1 && us(clock['skew']) >= 130_000 && regionsOf(scenario).includes('b');
    });
    expect(small.changes).toMatchObject([{ kind: 'fault', fault: { crash: 'b' } }, skew('a', '200ms')]);
    expect(small.base).toEqual({
      duration: '1ms',
      regions: { a: {}, b: {} },
      workload: {},
      expect: { converged: true },
    });
  });

  test('a fault ends as soon, and begins as late, as it still does harm', () => {
    const start = { base, changes: [fault({ at: '1.713s', until: '6.904s', crash: 'b' })] };
    const { changes } = shrink(start, (scenario) =>
      listAt(scenario, 'faults').some((one) => {
        const text = JSON.stringify(one);
        const [, at, until] = /"at":"([^"]+)","until":"([^"]+)","crash":"b"/.exec(text) ?? [];
        return us(at) <= 2_500_000 && us(until) >= 2_740_000;
      }),
    );
    expect(changes).toEqual([fault({ at: '2s', until: '3s', crash: 'b' })]);
  });

  test('regions go with all that speaks of them, and groups lose them', () => {
    const start = {
      base: { ...base, faults: [], topology: { links: ['a <-> b', 'b -> c', 'c -> a', 'd -> a'] } },
      changes: [
        fault({ at: '1s', until: '2s', partition: [['a', 'c'], ['b', 'd']] }),
        fault({ at: '1s', until: '2s', loss: { links: ['a -> b', 'c -> a'], to: '30%' } }),
      ],
    };
    const small = shrink(start, (scenario) => listAt(scenario, 'faults').length === 2 && regionsOf(scenario).includes('a'));
    expect(regionsOf(small.base)).toEqual(['a', 'b']);
    expect(small.base['topology']).toEqual({ links: ['a <-> b'] });
    expect(layOver(small)['faults']).toMatchObject([
      { partition: [['a'], ['b']] },
      { loss: { links: ['a -> b'], to: '1%' } },
    ]);
  });

  test('clients everywhere become those of the regions that matter, and ask as seldom as will do', () => {
    const { workload, duration: long } = shrink({ base, changes: [] }, (scenario) => {
      const clients = listAt(mappingAt(scenario, 'workload'), 'clients');
      const where = regionsOf(scenario).includes('c') ? /"in":"(all|c)"/ : /"in":"c"/;
      return clients.some((one) => {
        const text = JSON.stringify(one);
        return where.test(text) && Number(/"rate":"([\d.]+)\/s"/.exec(text)?.[1]) >= 4;
      });
    }).base;
    expect(workload).toEqual({ clients: [{ in: 'c', rate: '5/s' }] });
    expect(long).toBe('1ms');
  });

  test('closed loops have as few clients as will do', () => {
    const start = { base: { ...base, workload: { clients: [{ in: 'c', clients: 80, think: '5ms' }] } }, changes: [] };
    const { workload } = shrink(start, (scenario) =>
      Number(/"clients":(\d+)/.exec(JSON.stringify(scenario['workload']))?.[1]) >= 4).base;
    expect(workload).toEqual({ clients: [{ in: 'c', clients: 5, think: '5ms' }] });
  });

  test('a scripted workload lasts no longer than its script', () => {
    const small = shrink({ base, changes: [] }, (scenario) =>
      JSON.stringify(listAt(mappingAt(scenario, 'workload'), 'script')).includes('"x":"B"'),
    );
    expect(small.base).toMatchObject({
      duration: '1ms',
      workload: { script: [{ at: '0s', in: 'a', write: { x: 'B' } }] },
    });
  });

  test('time before anything happens is left out, where nothing hangs on it', () => {
    const start = { base: { ...base, faults: [] }, changes: [fault({ at: '1.713s', until: '6.904s', crash: 'b' })] };
    const gap = (scenario: Mapping): number => {
      const [operation] = listAt(mappingAt(scenario, 'workload'), 'script');
      const [crash] = listAt(scenario, 'faults');
      return us(/"at":"([^"]+)"/.exec(JSON.stringify(crash))?.[1]) - us(/"at":"([^"]+)"/.exec(JSON.stringify(operation))?.[1]);
    };
    const small = shrink(start, (scenario) => gap(scenario) >= 100_000 && JSON.stringify(scenario).includes('"crash":"b"'));
    expect(small.base['workload']).toEqual({ script: [{ at: '0s', in: 'a', write: { x: 'B' } }] });
  });

  test('the same search asks the same questions', () => {
    const questions = (): readonly string[] => {
      const asked: string[] = [];
      answerAll(bound(shrinkCase({ base, changes: [skew('a', '437ms')] }), 300), (one) => {
        asked.push(JSON.stringify(one));
        return asked.length % 2 === 0;
      });
      return asked;
    };
    expect(questions().length).toBeGreaterThan(5);
    expect(questions()).toEqual(questions());
  });
});

describe('rounding', () => {
  test.each([
    [1_237_000, [1_000_000, 2_000_000, 1_200_000, 1_300_000, 1_240_000, 1_230_000]],
    [-437, [-400, -500, -440, -430]],
    [0.125, [0.1, 0.2, 0.13, 0.12]],
    [200, []],
    [7, []],
  ])('%d becomes one of %j', (value, expected) => {
    expect([...rounder(value)].sort()).toEqual([...expected].sort());
    expect(rounder(value)[0]).toBe(expected[0]);
  });
});

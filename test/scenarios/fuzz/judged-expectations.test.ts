import { describe, expect, test } from 'vitest';
import { defaultPromises, isPromise } from '../../../src/scenarios/fuzz/judged-expectations.js';
import { load, twoRegions } from '../document-of.js';

describe('promises that no fault excuses', () => {
  test.each([
    ['settled: true'], ['converged: true'], ['converged: holds'], ['linearizable: true'], ['lost-writes: 0'],
    ['lost-writes: "<= 2"'], ['lost-writes.queue: 0'], ['violations.causal: 0'], ['resurrected: "= 0"'],
  ])('%s is one', (line) => {
    expect(load(`${twoRegions}\nexpect: { ${line} }`).expectations.map(isPromise)).toEqual([true]);
  });

  test.each([
    ['converged: false'], ['lost-writes: "> 0"'], ['lost-writes: 4'], ['lost-writes: 2..5'], ['conflicts: 0'],
    ['availability: 100%'], ['lag.max: "< 10s"'], ['final.x: B'],
  ])('%s is none', (line) => {
    const script = 'workload: { script: [{ at: 1s, in: a, write: { x: B } }] }';
    expect(load(`${twoRegions}\n${script}\nexpect: { ${line} }`).expectations.map(isPromise)).toEqual([false]);
  });
});

describe('where nothing is promised', () => {
  test.each([
    ['conflicts: { resolve: lww }', false],
    ['conflicts: { resolve: siblings }', true],
    ['conflicts: { resolve: siblings, detect: timestamp }', false],
    ['conflicts: { resolve: pn-counter }', true],
    ['conflicts: { resolve: or-set }', false],
    ['replication: { strategy: leaderless, copies: 2, write: quorum, read: quorum }', false],
    ['replication: { strategy: single-leader }', false],
    ['replication: { strategy: raft }', true],
    ['replication: { strategy: certification }', true],
    ['replication: { strategy: shared-storage }', true],
  ])('%s is to keep every write: %s', (line, keeps) => {
    const promised = defaultPromises(load(`${twoRegions}\n${line}`).scenario);
    expect(promised.map(({ name }) => name)).toEqual(['settled', 'converged', ...(keeps ? ['lost-writes'] : [])]);
  });

  test('a resolver of one’s own is to be without fault', () => {
    const promised = defaultPromises(load(`${twoRegions}\nconflicts: { resolve: ./mine.ts }`).scenario);
    expect(promised).toContainEqual({ name: 'findings', condition: 0 });
  });
});

import { describe, expect, test } from 'vitest';
import { parseScenarios } from '../../../src/scenarios/index.js';
import { failureDocument, failureFileName } from '../../../src/scenarios/fuzz/failure-document.js';
import { describeNeeded, describeUnneeded } from '../../../src/scenarios/fuzz/shrink-words.js';
import type { TestCase } from '../../../src/scenarios/fuzz/test-case.js';

const small: TestCase = {
  base: { regions: { a: {}, b: {} }, workload: { script: [{ at: '0s', in: 'a', write: { x: 'B' } }] }, expect: { 'lost-writes': 0 } },
  changes: [
    { kind: 'fault', fault: { at: '0s', until: '1s', partition: [['a'], ['b']] } },
    { kind: 'clock', region: 'b', field: 'skew', value: '-20ms' },
  ],
};
const head = {
  scenario: 'mine', expectation: 'lost-writes', expected: '= 0', actual: '1\nand more', foundBy: 'quarrel fuzz mine --seed 1 --runs 3',
  run: 3, shrunk: ['Not needed: region c.'],
};

describe('the file of a failure', () => {
  test('says on top what fails and who found it, and is a scenario below', () => {
    const text = failureDocument(small, head);
    expect(text).toBe(`# mine under faults: lost-writes should be = 0, and is 1
# and more.
# Found in run 3 of: quarrel fuzz mine --seed 1 --runs 3
# Not needed: region c.
version: 1
scenarios:
  mine:
    regions: { a: {}, b: { clock: { skew: -20ms } } }
    workload:
      script:
        - { at: 0s, in: a, write: { x: B } }
    faults:
      - { at: 0s, until: 1s, partition: [[a], [b]] }
    expect: { lost-writes: 0 }
`);
    expect(parseScenarios(text).ok).toBe(true);
  });

  test('is named by what fails and what it holds', () => {
    expect(failureFileName('violations.read-your-writes', 'one')).toMatch(/^violations-read-your-writes-[0-9a-f]{8}\.yaml$/);
    expect(failureFileName('final.../../x', 'one')).toMatch(/^final-x-[0-9a-f]{8}\.yaml$/);
    expect(failureFileName('settled', 'one')).not.toBe(failureFileName('settled', 'two'));
  });
});

describe('in words', () => {
  test('what is needed is what is laid over the workload', () => {
    expect(describeNeeded(small)).toEqual(['{ at: 0s, until: 1s, partition: [[a], [b]] }', 'clock of b: { skew: -20ms }']);
  });

  test('what is not needed is counted', () => {
    const big: TestCase = {
      base: { ...small.base, regions: { a: {}, b: {}, c: {} }, node: { write: '1ms' }, faults: [{ at: '1s', crash: 'c' }] },
      changes: [...small.changes, { kind: 'clock', region: 'c', field: 'drift', value: '5ppm' }, { kind: 'rates', times: 2 }, { kind: 'seed', seed: '1-1' }],
    };
    expect(describeUnneeded(big, small, { before: 1234, after: 1 })).toEqual([
      'region c', '1 fault', '1 of the wrong clocks', 'other rates or keys', '1,233 of 1,234 writes', 'node',
    ]);
    expect(describeUnneeded(small, small, { before: 1, after: 1 })).toEqual([]);
  });
});

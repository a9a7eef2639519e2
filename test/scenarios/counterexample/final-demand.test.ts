import { expect, test } from 'vitest';
import { finalDemand } from '../../../src/scenarios/counterexample/final-demand.js';
import type { ToldCounterexample, ToldFault } from '../../../src/sim/resolver-check.js';

function told(operation: object, reading: string, fault: ToldFault = { kind: 'loss', write: 0, replica: 'B' }): ToldCounterexample {
  return {
    source: 'all-histories',
    history: { replicas: 2, writes: [], ends: [[], []] },
    steps: [
      { kind: 'write', replica: 'A', write: 0, operation: JSON.stringify(operation), stamp: 1, after: { state: '', reading: '[]' } },
      { kind: 'merge', replica: 'B', write: 0, after: { state: '', reading } },
      { kind: 'merge', replica: 'A', write: 1, after: { state: '', reading: '["other"]' } },
    ],
    fault,
    call: 'merge',
  };
}

test.each([
  ['what came back should be out', { kind: 'remove', element: 'milk' }, '["eggs","milk"]', 'final.x: [eggs]'],
  ['so that nothing may be left', { kind: 'remove', element: 'milk' }, '["milk"]', 'final.x: absent'],
  ['what was put in should be in', { kind: 'add', element: 'No' }, '["eggs"]', 'final.x: ["No", eggs]'],
])('%s', (_what, operation, reading, line) => {
  expect(finalDemand(told(operation, reading))).toBe(line);
});

test.each([
  ['what is there already', told({ kind: 'add', element: 'milk' }, '["milk"]')],
  ['a value that was replaced', told({ kind: 'write', value: 'a' }, '["b"]')],
  ['no set', told({ kind: 'add', element: 'milk' }, '7')],
  ['another fault', told({ kind: 'add', element: 'milk' }, '[]', { kind: 'growth', sizes: [] })],
])('of %s nothing follows', (_what, counterexample) => {
  expect(finalDemand(counterexample)).toBeNull();
});

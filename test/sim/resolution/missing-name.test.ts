import { expect, test } from 'vitest';
import { explainMissingName } from '../../../src/sim/resolution/missing-name.js';

test('what is the machine’s is explained, and what is mistyped is not', () => {
  expect(explainMissingName('process is not defined')).toMatch(/^it asked for process, which resolvers do not have/);
  expect(explainMissingName('procss is not defined')).toBeNull();
  expect(explainMissingName('process is not a function')).toBeNull();
});

import { expect, test } from 'vitest';
import { describeStrategy, nameStrategy } from '../../../../src/cli/view/words/strategy-words.js';
import { load } from '../../../scenarios/document-of.js';

test.each([
  ['{}', 'version-vector + lww', 'resolver lww'],
  ['{ strategy: leaderless }', 'leaderless, version-vector + lww', 'resolver lww'],
  ['{ strategy: raft }', 'raft', 'raft'],
  ['{ strategy: single-leader, acknowledge: majority }', 'single leader, majority', 'single leader, majority'],
  ['{ strategy: single-leader, acknowledge: { any: 1, of: [b, c] } }', 'single leader, any 1', 'single leader, any 1'],
  ['{ strategy: certification }', 'certification', 'certification'],
  ['{ strategy: shared-storage }', 'shared-storage', 'shared-storage'],
])('replication: %s is %s', (replication, whole, short) => {
  const { scenario } = load(`regions: { a: , b: , c: }\nreplication: ${replication}`);
  expect([describeStrategy(scenario), nameStrategy(scenario)]).toEqual([whole, short]);
});

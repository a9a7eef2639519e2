import { expect, test } from 'vitest';
import { staleReadWords } from '../../src/scenarios/stale-read-words.js';

const read = { client: 'bob', key: 'x', replica: 'far-1', atMs: 3500, returned: ['A'], missed: 'B' };

test('a stale read says who got what from whom, and what had been acknowledged', () => {
  expect(staleReadWords(read, '3.5 s')).toBe('bob asked far-1 for x at 3.5 s and got A, although B was acknowledged before');
  expect(staleReadWords({ ...read, returned: [] }, 'noon')).toContain('at noon and got nothing, although B');
  expect(staleReadWords({ ...read, returned: ['A', 'C'], missed: null }, '1 s')).toContain(
    'got A and C, although its delete was acknowledged before',
  );
});

import { expect, test } from 'vitest';
import { layOver, listAt, mappingAt } from '../../../src/scenarios/fuzz/test-case.js';

test.each([
  [{ in: 'a', rate: '20/s' }, 1.5, { in: 'a', rate: '30/s' }],
  [{ in: 'a', clients: 20, think: '5ms' }, 1.5, { in: 'a', clients: 30, think: '5ms' }],
  [{ in: 'a', clients: 1 }, 0.25, { in: 'a', clients: 1 }],
  [{ in: 'a', clients: 100_000 }, 2, { in: 'a', clients: 100_000 }],
])('other rates are those of open loops, and other numbers of clients in closed ones: %j', (client, times, expected) => {
  const laid = layOver({ base: { workload: { clients: [client] } }, changes: [{ kind: 'rates', times }] });
  expect(listAt(mappingAt(laid, 'workload'), 'clients')).toEqual([expected]);
});

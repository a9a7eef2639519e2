import { expect, test } from 'vitest';
import { load, twoRegions } from '../document-of.js';

function workloadOf(text: string) {
  return load(`${twoRegions}\nworkload: ${text}`).scenario.workload;
}

test('clients of all regions are one group a region', () => {
  const mix = { write: 0.8, read: 0.2, delete: 0 };
  const text = '{ clients: [{ in: all, rate: 500/s, mix: { write: 80%, read: 20% } }] }';
  expect(workloadOf(text).clients).toEqual([
    { region: 0, ratePerS: 500, arrivals: 'poisson', mix },
    { region: 1, ratePerS: 500, arrivals: 'poisson', mix },
  ]);
});

test('without a mix, clients only write; with one, what is left out is zero', () => {
  const mixOf = (client: string) => workloadOf(`{ clients: [{ in: a, rate: 5/s${client} }] }`)
    .clients[0]?.mix;
  expect(mixOf('')).toEqual({ write: 1, read: 0, delete: 0 });
  expect(mixOf(', mix: { read: 100% }')).toEqual({ write: 0, read: 1, delete: 0 });
});

test.each([
  ['uniform', { kind: 'uniform' }],
  ['{ zipf: 1.1 }', { kind: 'zipf', exponent: 1.1 }],
  ['{ hot: { keys: 10, share: 90% } }', { kind: 'hot', keys: 10, share: 0.9 }],
])('keys are chosen as the scenario says: %s', (choose, choice) => {
  expect(workloadOf(`{ keys: { count: 50, choose: ${choose} } }`).keys).toEqual({
    count: 50, choose: choice,
  });
});

test('the script is sorted by time and keeps the order of the document among equals', () => {
  const { script } = workloadOf(`
  script:
    - { at: 2s, in: b, as: bob, delete: x }
    - { at: 1s, in: a, as: alice, write: { x: B, y: 5 } }
    - { at: 1s, in: b, read: x }`);
  expect(script).toEqual([
    { atUs: 1_000_000, region: 0, client: 'alice', kind: 'write', key: 'x', value: 'B' },
    { atUs: 1_000_000, region: 0, client: 'alice', kind: 'write', key: 'y', value: '5' },
    { atUs: 1_000_000, region: 1, client: 'client', kind: 'read', key: 'x', value: null },
    { atUs: 2_000_000, region: 1, client: 'bob', kind: 'delete', key: 'x', value: null },
  ]);
});

test('updates are scripted like writes and have a share of their own', () => {
  const { clients, script } = workloadOf(`
  clients: [{ in: a, rate: 5/s, mix: { write: 80%, update: 20% } }]
  script: [{ at: 1s, in: a, update: { x: B, y: 5 } }]`);
  expect(clients[0]?.mix).toEqual({ write: 0.8, read: 0, delete: 0, update: 0.2 });
  expect(script).toEqual([
    { atUs: 1_000_000, region: 0, client: 'client', kind: 'update', key: 'x', value: 'B' },
    { atUs: 1_000_000, region: 0, client: 'client', kind: 'update', key: 'y', value: '5' },
  ]);
});

import { describe, expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

function documentWith(group: string, more = ''): string {
  return `${twoRegions}\n${more}\nworkload: { clients: [{ in: a, ${group} }] }`;
}

function groupOf(group: string, more = '') {
  return load(documentWith(group, more)).scenario.workload.clients[0];
}

describe('an open loop', () => {
  test('is one of independent arrivals unless said', () => {
    expect(groupOf('rate: 10/s')).toMatchObject({ ratePerS: 10, arrivals: 'poisson' });
    expect(groupOf('rate: 10/s, arrivals: constant')).toMatchObject({ ratePerS: 10, arrivals: 'constant' });
  });

  test('comes in bursts, at the same rate', () => {
    expect(groupOf('rate: 10/s, arrivals: { bursts: { every: 2s, for: 50ms } }')).toMatchObject({
      ratePerS: 10,
      arrivals: { kind: 'bursts', everyUs: 2_000_000, forUs: 50_000 },
    });
  });
});

describe('a closed loop', () => {
  test('has clients, and a time to think that is none unless said', () => {
    expect(groupOf('clients: 20')?.arrivals).toEqual({
      kind: 'closed', clients: 20, think: { kind: 'constant', valueUs: 0 },
    });
    expect(groupOf('clients: 20, think: { exponential: { mean: 50ms } }')?.arrivals).toEqual({
      kind: 'closed', clients: 20, think: { kind: 'exponential', meanUs: 50_000 },
    });
  });

  test('comes to a client a round, or to what the workers can serve', () => {
    const node = 'client-latency: 1ms\nnode: { write: 5ms, log: 3ms, workers: 2 }';
    // 90 + 2 + 5 + 3 ms.
    expect(groupOf('clients: 20, think: 90ms', node)?.ratePerS).toBeCloseTo(200, 6);
    expect(groupOf('clients: 20', node)?.ratePerS).toBeCloseTo(400, 6);
  });

  test('is of sessions where it matters who asks, and only there', () => {
    expect(groupOf('clients: 20, think: 1ms')).not.toHaveProperty('sessions');
    expect(groupOf('clients: 20, think: 1ms, reads: nearest, timeout: 1s')).toHaveProperty('sessions', 20);
    expect(groupOf('clients: 20, think: 1ms, roam: 10%')).toHaveProperty('sessions', 20);
  });
});

test.each([
  ['rate: 10/s, clients: 5', 'rate', 'clients that wait for answers have no rate of their own'],
  ['mix: { write: 100% }', '', 'it does not say how much is asked'],
  ['rate: 10/s, think: 5ms', 'think', 'in an open loop nobody waits for an answer to ask again'],
  ['clients: 5, arrivals: poisson', 'arrivals', 'clients that wait for answers ask when they have thought'],
  ['clients: 5, sessions: 5', 'sessions', 'each of the clients is a session by itself'],
  ['clients: 0', 'clients', 'this is too small'],
  ['clients: 5, think: soon', 'think', 'this is not a duration'],
  ['clients: 5, think: 5ms, roam: 10%, timeout: 1s', 'roam', 'a client that may try again stays in its region'],
  ['clients: 5, breaker: { failures: 50% }', 'clients', 'a client that its own breaker refuses asks again at once'],
  ['clients: 5, think: 0us, bulkhead: 2', 'think', 'a client that its own bulkhead refuses asks again at once'],
  ['rate: 10/s, arrivals: bursts', 'arrivals', '"bursts" does not stand alone'],
  ['rate: 10/s, arrivals: { bursts: { every: 1s, for: 1s } }', 'arrivals.bursts.for', 'a burst lasts until the next one'],
])('%s is refused with its place', (group, key, message) => {
  const issues = issuesIn(documentWith(group));
  expect(issues.map(({ path, message: told }) => [path, told])).toEqual([
    [`scenarios.s.workload.clients.0${key === '' ? '' : `.${key}`}`, message],
  ]);
  expect(issues[0]?.expected).toBeTruthy();
});

test('clients that would ask again and again at one moment are refused', () => {
  const [issue, ...more] = issuesIn(documentWith('clients: 5', 'client-latency: 0us'));
  expect(more).toEqual([]);
  expect(issue).toMatchObject({ expected: 'think: 10ms, or a client-latency' });
  load(documentWith('clients: 5, bulkhead: 5'));
  load(documentWith('clients: 5, think: 1ms', 'client-latency: 0us'));
});

test('a bulkhead as wide as the loop refuses nobody', () => {
  load(documentWith('clients: 5, bulkhead: 5'));
});

test('clients who roam are refused where the strategy says who is asked', () => {
  const quorum = 'replication: { strategy: leaderless }';
  const issues = issuesIn(documentWith('clients: 5, think: 1ms, roam: 10%', quorum));
  expect(issues.map(({ path }) => path)).toContain('scenarios.s.workload.clients.0.roam');
});

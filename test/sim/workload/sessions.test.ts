import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../../src/sim/base/random.js';
import type { ClientGroup, Roaming, Scenario } from '../../../src/sim/scenario.js';
import { Clients, type Request } from '../../../src/sim/workload/clients.js';
import { Session } from '../../../src/sim/workload/sessions.js';
import { read, scenario, write } from '../../support/scenario.js';

const group: ClientGroup = {
  region: 0,
  ratePerS: 1000,
  arrivals: 'poisson',
  mix: { write: 0.5, read: 0.5, delete: 0 },
};

function drawAll(sketch: Partial<ClientGroup>, count = 2000, regions = ['a', 'b', 'c']): readonly Request[] {
  const made = scenario({ regions, durationUs: 1e9, workload: { clients: [{ ...group, ...sketch }] } });
  const clients = new Clients(made, new RandomStreams(made.seed));
  return Array.from({ length: count }, () => clients.draw(0, clients.nextArrivalUs(0) ?? NaN));
}

describe('members of a group', () => {
  test('are told apart by identity, and each asks about as often', () => {
    const requests = drawAll({ sessions: 10 });
    const counts = new Map<string, number>();
    for (const { client } of requests) counts.set(client, (counts.get(client) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(['a #1', 'a #10', 'a #2', 'a #3', 'a #4', 'a #5', 'a #6', 'a #7', 'a #8', 'a #9']);
    // 200 each, give or take five standard deviations of 13.4.
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(67);
  });

  test('ask for what nobody in particular would have asked for, when that was', () => {
    const asked = ({ identity, kind, key, sentAtUs }: Request) => ({ identity, kind, key, sentAtUs });
    expect(drawAll({ sessions: 10, roam: { kind: 'share', share: 0.5 } }).map(asked)).toEqual(drawAll({}).map(asked));
  });

  test('are one where nobody counts them', () => {
    const reads = { kind: 'place', place: 'any' } as const;
    const sessions = new Set(drawAll({ reads }).map(({ session }) => session));
    expect(sessions.size).toBe(1);
    expect([...sessions][0]).toMatchObject({ name: 'a', isClosed: false });
    expect(drawAll({})[0]).not.toHaveProperty('session');
  });
});

describe('sessions', () => {
  const share = (roam: Roaming): number => {
    const requests = drawAll({ sessions: 50, roam });
    expect(requests.every(({ region, home }) => region === home)).toBe(true);
    return requests.filter(({ region }) => region !== 0).length / requests.length;
  };

  test('that roam send a share of their requests from elsewhere, as often from each', () => {
    expect(share({ kind: 'share', share: 0.3 })).toBeCloseTo(0.3, 1);
    const requests = drawAll({ sessions: 50, roam: { kind: 'share', share: 0.3 } });
    const [b, c] = [1, 2].map((region) => requests.filter((request) => request.region === region).length);
    expect(b / c).toBeCloseTo(1, 0);
  });

  test('that travel are in one place for a while', () => {
    const requests = drawAll({ sessions: 1, roam: { kind: 'travel', everyUs: 100_000 } });
    const moves = requests.filter((request, i) => i > 0 && request.region !== requests[i - 1].region).length;
    // 2 s of 0.1 s each: 20 trips, two of three of them to another region.
    expect(moves).toBeGreaterThan(5);
    expect(moves).toBeLessThanOrEqual(20);
    expect(share({ kind: 'travel', everyUs: 100_000 })).toBeCloseTo(2 / 3, 1);
  });

  test('stay where there is nowhere else', () => {
    const roam: Roaming = { kind: 'travel', everyUs: 1000 };
    expect(drawAll({ sessions: 5, roam }, 100, ['a']).every(({ region }) => region === 0)).toBe(true);
  });
});

test('an answer counts from when it is there, and once', () => {
  const session = new Session({ number: 0, name: 'ann', stream: 'ann', home: 0, isClosed: false });
  session.learnAt(20, [4]);
  session.learnAt(10, [3]);
  expect(session.takeLessons(5)).toEqual([]);
  expect(session.takeLessons(10)).toEqual([3]);
  expect(session.takeLessons(30)).toEqual([4]);
  expect(session.takeLessons(30)).toEqual([]);
});

test('a scripted client is a session when it reads somewhere in particular, at home where it began', () => {
  const reads = { kind: 'place', place: 'any' } as const;
  const script = [
    { ...write(0, 1, 'x', 'A'), client: 'ann', reads },
    { ...read(1, 0, 'x'), client: 'ann', reads },
    { ...read(2, 0, 'x'), client: 'bob' },
  ];
  const made: Scenario = scenario({ workload: { script } });
  const clients = new Clients(made, new RandomStreams(made.seed));
  expect(clients.sessions.map(({ name, home }) => [name, home])).toEqual([['ann', 1]]);
  expect(clients.scripted(0).session).toBe(clients.scripted(1).session);
  expect(clients.scripted(2)).not.toHaveProperty('session');
});

import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../../src/sim/base/random.js';
import type { ClientGroup, Workload } from '../../../src/sim/scenario.js';
import { Clients, KeySpace } from '../../../src/sim/workload/clients.js';
import type { Request } from '../../../src/sim/workload/clients.js';
import { ms, read, remove, scenario, write } from '../../support/scenario.js';

const onlyWrites = { write: 1, read: 0, delete: 0 };
const hundred: Workload['keys'] = { count: 100, choose: { kind: 'uniform' } };

describe('constant arrivals', () => {
  test('come at equal distances, at exactly their rate, until the workload is over', () => {
    const requests = drawAll([group({ ratePerS: 3 })], { durationUs: 9_900 * ms });
    expect(requests.length).toBe(29);
    requests.forEach(({ sentAtUs }, i) => {
      expect(Math.abs(sentAtUs - ((i + 1) * 1e6) / 3)).toBeLessThanOrEqual(1);
    });
  });
});

describe('Poisson arrivals', () => {
  const durationUs = 200_000 * ms;
  const requests = drawAll([group({ arrivals: 'poisson', ratePerS: 100 })], { durationUs });
  const moments = requests.map(({ sentAtUs }) => sentAtUs);

  test('come at their rate', () => {
    expect(Math.abs(moments.length - 20_000)).toBeLessThan(4.5 * Math.sqrt(20_000));
  });

  test('have gaps as long on average as they vary', () => {
    const gaps = moments.slice(1).map((at, i) => at - moments[i]);
    const mean = gaps.reduce((x, y) => x + y, 0) / gaps.length;
    const variance = gaps.reduce((x, y) => x + (y - mean) ** 2, 0) / gaps.length;
    expect(Math.abs(mean / 10_000 - 1)).toBeLessThan(0.04);
    expect(Math.abs(Math.sqrt(variance) / mean - 1)).toBeLessThan(0.04);
  });

  test('are as likely in any part of the time, whatever came just before', () => {
    const perSecond = new Array<number>(200).fill(0);
    for (const at of moments) perSecond[Math.floor(at / 1e6)]++;
    const mean = moments.length / 200;
    const dispersion = perSecond.reduce((x, n) => x + (n - mean) ** 2, 0) / mean;
    // Chi-squared with 199 degrees of freedom: its deviation is about 20.
    expect(Math.abs(dispersion - 199)).toBeLessThan(4.5 * 20);
  });
});

describe('a group of clients', () => {
  test('asks for writes, reads, deletes and updates in their shares', () => {
    const mix = { write: 0.4, read: 0.3, delete: 0.2, update: 0.1 };
    const requests = drawAll([group({ ratePerS: 1000, mix })], { durationUs: 10_000 * ms });
    for (const kind of ['write', 'read', 'delete', 'update'] as const) {
      const share = requests.filter((request) => request.kind === kind).length / requests.length;
      expect(Math.abs(share - mix[kind])).toBeLessThan(0.025);
    }
  });

  test('draws the same whatever other groups there are', () => {
    const first = group({ arrivals: 'poisson', mix: { write: 0.5, read: 0.5, delete: 0 } });
    const others = [
      group({ region: 1, arrivals: 'poisson', ratePerS: 70 }),
      group({ region: 0, arrivals: 'poisson', ratePerS: 30 }),
    ];
    const alone = drawAll([first]);
    const among = drawAll([first, ...others]).filter(({ client }) => client === 'a');
    expect(alone.length).toBeGreaterThan(30);
    expect(among).toEqual(alone);
  });

  test('names each of its requests otherwise, and otherwise than any other group', () => {
    const requests = drawAll([group(), group(), group({ region: 1 })]);
    expect(requests.length).toBeGreaterThan(100);
    expect(new Set(requests.map(({ identity }) => identity)).size).toBe(requests.length);
  });

  test('draws otherwise than another group of its region', () => {
    const requests = drawAll([group({ arrivals: 'poisson' }), group({ arrivals: 'poisson' })]);
    const of = (client: string): readonly number[] =>
      requests.filter((request) => request.client === client).map(({ sentAtUs }) => sentAtUs);
    expect(of('a').length).toBeGreaterThan(30);
    expect(of('a 2').length).toBeGreaterThan(30);
    expect(of('a 2')).not.toEqual(of('a'));
  });

  test('reaches its leader after the way there', () => {
    const regions = [{ name: 'a', clientLatencyUs: 20 * ms }, 'b'];
    const workload = { clients: [group({ ratePerS: 100 })], keys: hundred };
    const clients = new Clients(scenario({ regions, workload }), new RandomStreams('s'));
    expect(clients.nextArrivalUs(0)).toBe(30 * ms);
    expect(clients.draw(0, 30 * ms)).toMatchObject({ sentAtUs: 10 * ms, region: 0, script: -1 });
  });
});

describe('scripted requests', () => {
  const script = [write(5, 1, 'cart', 'milk'), read(7, 0, 'k3'), remove(9, 0, 'cart')];
  const regions = ['a', { name: 'b', clientLatencyUs: 100 }];
  const workload = { script, keys: hundred };
  const clients = new Clients(scenario({ regions, workload }), new RandomStreams('s'));

  test('reach their leader after the way there', () => {
    expect([0, 1, 2].map((i) => clients.scriptedArrivalUs(i))).toEqual([105, 7, 9]);
    expect(clients.scripted(1)).toMatchObject({ kind: 'read', key: 3, sentAtUs: 7 });
    expect(clients.scripted(2)).toMatchObject({ kind: 'delete', key: 100, sentAtUs: 9 });
    expect(clients.scripted(0)).toMatchObject({ kind: 'write', key: 100, region: 1 });
  });

  test('have names of their own, which no generated request changes', () => {
    const names = [0, 1, 2].map((i) => clients.scripted(i).identity);
    expect(new Set(names).size).toBe(3);
    const busy = { ...workload, clients: [group()] };
    const others = new Clients(scenario({ regions, workload: busy }), new RandomStreams('s'));
    for (let i = 0; i < 5; i++) others.draw(0, others.nextArrivalUs(0) ?? 0);
    expect([0, 1, 2].map((i) => others.scripted(i).identity)).toEqual(names);
  });
});

describe('keys', () => {
  test('are the generated ones, then those that only the script names', () => {
    const script = ['b', 'k1', 'a', 'b', 'k2', 'k01', 'k-1'].map((key) => write(0, 0, key, 'v'));
    const keys = new KeySpace(scenario({ workload: { keys: { ...hundred, count: 2 }, script } }));
    expect(Array.from({ length: keys.count }, (_, key) => keys.nameOf(key))).toEqual([
      ...['k0', 'k1'],
      ...['b', 'a', 'k2', 'k01', 'k-1'],
    ]);
    expect(['k1', 'b', 'a', 'k2'].map((name) => keys.numberOf(name))).toEqual([1, 2, 3, 4]);
  });
});

function group(change: Partial<ClientGroup> = {}): ClientGroup {
  return { region: 0, ratePerS: 50, arrivals: 'constant', mix: onlyWrites, ...change };
}

/** Every generated request, in the order in which they reach their leaders. */
function drawAll(
  groups: readonly ClientGroup[],
  { durationUs = 1000 * ms } = {},
): readonly Request[] {
  const workload = { clients: groups, keys: hundred };
  const clients = new Clients(scenario({ durationUs, workload }), new RandomStreams('s'));
  const next = groups.map((_, stream) => clients.nextArrivalUs(stream) ?? Infinity);
  const requests: Request[] = [];
  for (;;) {
    const atUs = Math.min(...next);
    if (atUs === Infinity) return requests;
    const stream = next.indexOf(atUs);
    requests.push(clients.draw(stream, atUs));
    next[stream] = clients.nextArrivalUs(stream) ?? Infinity;
  }
}

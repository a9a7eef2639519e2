import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../../src/sim/base/random.js';
import type { ClientGroup } from '../../../src/sim/scenario.js';
import { Clients } from '../../../src/sim/workload/clients.js';
import { ms, scenario } from '../../support/scenario.js';

const mix = { write: 0.5, read: 0.5, delete: 0 };

function closed(change: Partial<ClientGroup> = {}, clients = 3): ClientGroup {
  const arrivals = { kind: 'closed', clients, think: { kind: 'exponential', meanUs: 50 * ms } } as const;
  return { region: 0, ratePerS: 1, arrivals, mix, ...change };
}

function clientsOf(groups: readonly ClientGroup[]): Clients {
  const workload = { clients: groups, keys: { count: 100, choose: { kind: 'uniform' } } } as const;
  const regions = [{ name: 'a', clientLatencyUs: 10 * ms }];
  return new Clients(scenario({ regions, workload, durationUs: 10_000 * ms }), new RandomStreams('s'));
}

/** What the client with that number asks for in turn. */
function askedBy(clients: Clients, number: number, times: number): readonly unknown[] {
  return Array.from({ length: times }, () => {
    const { kind, key, identity, client } = clients.draw(0, 0, number);
    return { kind, key, identity, client };
  });
}

describe('clients of a closed loop', () => {
  test('have names of their own', () => {
    expect(clientsOf([closed(), closed({}, 1)]).askers.map(({ name, stream }) => [name, stream])).toEqual([
      ['a #1', 0], ['a #2', 0], ['a #3', 0], ['a 2 #1', 1],
    ]);
  });

  test('ask for the same, whatever others do meanwhile', () => {
    const alone = askedBy(clientsOf([closed()]), 1, 20);
    const clients = clientsOf([closed({}, 5)]);
    askedBy(clients, 0, 7);
    const among = Array.from({ length: 20 }, () => {
      clients.draw(0, 0, 2);
      return askedBy(clients, 1, 1)[0];
    });
    expect(among).toEqual(alone);
    expect(new Set(alone.map((one) => JSON.stringify(one))).size).toBe(20);
  });

  test('send a think time after their answer, and are at their leader after the way there', () => {
    const clients = clientsOf([closed({ arrivals: { kind: 'closed', clients: 1, think: { kind: 'constant', valueUs: 30 * ms } } })]);
    const [client] = clients.closedClients(0);
    if (client === undefined) throw new Error('there is one client');
    const first = clients.arrivalAfterUs(client, null) ?? NaN;
    expect(first).toBeGreaterThanOrEqual(10 * ms);
    expect(first).toBeLessThan(40 * ms);
    expect(clients.draw(0, 100 * ms, 0)).toMatchObject({ sentAtUs: 90 * ms, asker: client });
    expect(clients.arrivalAfterUs(client, 200 * ms)).toBe(240 * ms);
  });

  test('ask later than at the instant of their answer', () => {
    const clients = clientsOf([closed({ arrivals: { kind: 'closed', clients: 1, think: { kind: 'constant', valueUs: 0 } } })]);
    const [client] = clients.closedClients(0);
    expect(client && clients.arrivalAfterUs(client, 200 * ms)).toBe(210 * ms + 1);
  });

  test('ask nothing more at the end of the workload', () => {
    const clients = clientsOf([closed()]);
    const [client] = clients.closedClients(0);
    expect(client && clients.arrivalAfterUs(client, 9_999 * ms + 999)).toBeNull();
  });

  test('think as long on average as they are said to, and not all alike', () => {
    const clients = clientsOf([closed({}, 1)]);
    const [client] = clients.closedClients(0);
    const thinks = Array.from({ length: 4000 }, () => {
      clients.draw(0, 0, 0);
      return client === undefined ? NaN : (clients.arrivalAfterUs(client, 0) ?? NaN) - 10 * ms;
    });
    const mean = thinks.reduce((sum, us) => sum + us, 0) / thinks.length;
    expect(Math.abs(mean / (50 * ms) - 1)).toBeLessThan(4.5 / Math.sqrt(thinks.length));
  });
});

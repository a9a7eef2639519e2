import { describe, expect, test } from 'vitest';
import type { ScriptedOp, Workload } from '../../../src/sim/scenario.js';
import { KeySpace } from '../../../src/sim/workload/clients.js';
import { hasCreates, type RowNumbers } from '../../../src/sim/workload/row-numbers.js';
import { ms, read, scenario, write } from '../../support/scenario.js';

const create: ScriptedOp = { atUs: 0, region: 0, client: 'alice', kind: 'create', key: 'orders', value: 'tea' };

describe('the numbers of rows', () => {
  test('are one for each table and id, after those of all other keys', () => {
    const { keys, rows } = open({ script: [write(0, 0, 'x', 'A'), create, create, create] });
    expect(rows.tables).toEqual(['rows', 'orders']);
    expect([rows.numberOf(1, 7n), rows.numberOf(1, 9n), rows.numberOf(0, 7n)]).toEqual([2, 3, 4]);
    expect(rows.numberOf(1, 7n)).toBe(2);
    expect([keys.nameOf(0), keys.nameOf(1), keys.nameOf(2), keys.nameOf(4)]).toEqual([
      'k0', 'x', 'orders/7', 'rows/7',
    ]);
  });

  test('are those of the keys that the script names', () => {
    const { keys, rows } = open({ script: [read(0, 0, 'orders/2'), create, create] });
    expect(rows.numberOf(1, 2n)).toBe(keys.numberOf('orders/2'));
    expect(rows.rowOf(keys.numberOf('orders/2'))).toEqual({ table: 1, id: 2n });
    expect(rows.rowOf(0)).toBeUndefined();
  });

  test('leave room for every row that generated requests may create, retries among them', () => {
    const resilience = {
      timeoutUs: 10 * ms, retries: 2, backoff: { baseUs: 1, times: 1, mostUs: 1, jitter: 'none' },
      idempotencyKeys: false, breaker: null, bulkhead: null,
    } as const;
    const group = { region: 0, ratePerS: 100, arrivals: 'poisson', mix: { write: 0, read: 0, delete: 0, create: 1 } } as const;
    const { rows } = open({ clients: [group] });
    expect(rows.room).toBe(240);
    expect(open({ clients: [{ ...group, resilience }] }).rows.room).toBe(3 * 240);
  });

  test('leave room for the whole last burst, and for clients who are answered at once', () => {
    const mix = { write: 0, read: 0, delete: 0, create: 1 } as const;
    const bursts = { kind: 'bursts', everyUs: 4000 * ms, forUs: 10 * ms } as const;
    // 400 in the burst of a period of which the workload has a quarter.
    expect(open({ clients: [{ region: 0, ratePerS: 100, arrivals: bursts, mix }] }).rows.room).toBe(400 + 200 + 40);
    const closed = { kind: 'closed', clients: 4, think: { kind: 'constant', valueUs: 9 * ms } } as const;
    const { clientLatencyUs } = scenario().regions[0];
    const each = 1 + (1000 * ms) / (9 * ms + 2 * clientLatencyUs);
    const { room } = open({ clients: [{ region: 0, ratePerS: 1, arrivals: closed, mix }] }).rows;
    expect(room).toBe(Math.ceil(4 * each + 10 * Math.sqrt(4 * each) + 40));
  });

  test('more than there is room for are a fault of ours', () => {
    const { rows } = open({ script: [create] });
    rows.numberOf(1, 1n);
    expect(() => rows.numberOf(1, 2n)).toThrow('more rows than there is room for');
  });

  test('a request for a new row bears the name of its table', () => {
    const { keys } = open({ script: [create] });
    expect(keys.nameOf(keys.createIn('orders'))).toBe('orders');
    expect(keys.nameOf(keys.createIn('rows'))).toBe('rows');
  });

  test('nobody asks for them where nobody creates rows', () => {
    const plain = scenario({ workload: { script: [write(0, 0, 'x', 'A')] } });
    expect(hasCreates(plain)).toBe(false);
    expect(new KeySpace(plain).rows).toBeNull();
  });
});

function open(workload: Partial<Workload>): { readonly keys: KeySpace; readonly rows: RowNumbers } {
  const keys = new KeySpace(scenario({ workload }));
  if (keys.rows === null) throw new Error('nobody creates rows');
  return { keys, rows: keys.rows };
}

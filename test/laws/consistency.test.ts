/**
 * Histories of objects that really are what the judges look for hold, and of those with one answer
 * changed the change is found.
 */
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/sim/check/judge.js';
import type { ConsistencyModel } from '../../src/sim/check/judge.js';
import type { History, HistoryOperation, HistoryScalar } from '../../src/sim/record/history.js';
import { makeDice } from '../support/dice.js';
import type { Dice } from '../support/dice.js';
import { historyOf } from '../support/history.js';
import type { OperationSketch } from '../support/history.js';

const keys = ['x', 'y', 'z'];

/** Registers of which each operation takes effect at one moment between its two places. */
function runRegisters(dice: Dice, count: number): History {
  const held = new Map<string, HistoryScalar>();
  const open: { sketch: OperationSketch & { at: [number, number] }; isDone: boolean }[] = [];
  const all: OperationSketch[] = [];
  const free = [0, 1, 2, 3, 4];
  let place = 0;
  const takeEffect = (one: (typeof open)[number]): void => {
    const { f, key = 'x', value } = one.sketch;
    one.isDone = true;
    if (f === 'write') held.set(key, typeof value === 'number' ? value : null);
    else one.sketch = Object.assign(one.sketch, { result: held.get(key) ?? null });
  };
  while (all.length < count || open.length > 0) {
    if (all.length < count && free.length > 0 && dice.chance(0.5)) {
      const [process] = free.splice(dice.between(0, free.length - 1), 1);
      const f = dice.pick(['read', 'write'] as const);
      const at: [number, number] = [++place, Infinity];
      const value = f === 'write' ? all.length + 1 : null;
      const sketch = { process, f, key: dice.pick(keys), value, at };
      all.push(sketch);
      open.push({ sketch, isDone: false });
    } else if (open.length > 0) {
      const one = dice.pick(open);
      if (!one.isDone) takeEffect(one);
      if (dice.chance(0.5)) continue;
      one.sketch.at[1] = ++place;
      open.splice(open.indexOf(one), 1);
      free.push(one.sketch.process ?? 0);
    }
  }
  return historyOf(all);
}

interface Write {
  readonly key: string;
  readonly value: number;
  readonly stamp: number;
  /** How many writes of each replica its author had taken in. */
  readonly needs: readonly number[];
  readonly from: number;
  readonly index: number;
}

interface Replica {
  readonly from: number;
  stamp: number;
  readonly seen: number[];
  readonly held: Map<string, Write>;
  readonly inbox: Write[];
}

/**
 * Replicas that take in each other's writes in causal order, one session each. With `lww` the write
 * with the greater Lamport stamp stays, else the last that came.
 */
function runReplicas(dice: Dice, count: number, keeps: 'lww' | 'last'): History {
  const replicas = [0, 1, 2].map((from): Replica => ({
    from,
    stamp: 0,
    seen: [0, 0, 0],
    held: new Map(),
    inbox: [],
  }));
  const operations: OperationSketch[] = [];
  const take = (replica: Replica, write: Write): void => {
    const held = replica.held.get(write.key);
    const isNewer =
      held === undefined ||
      write.stamp > held.stamp ||
      (write.stamp === held.stamp && write.from > held.from);
    if (keeps === 'last' || isNewer) replica.held.set(write.key, write);
    replica.seen[write.from]++;
    replica.stamp = Math.max(replica.stamp, write.stamp);
  };
  while (operations.length < count) {
    const replica = dice.pick(replicas);
    const key = dice.pick(keys);
    const next = replica.inbox.find(
      ({ needs, from, index }) =>
        index === replica.seen[from] &&
        needs.every((need, i) => i === from || need <= replica.seen[i]),
    );
    if (next !== undefined && dice.chance(0.5)) {
      replica.inbox.splice(replica.inbox.indexOf(next), 1);
      take(replica, next);
    } else if (dice.chance(0.5)) {
      const { from, seen } = replica;
      const write = {
        key,
        value: operations.length + 1,
        stamp: replica.stamp + 1,
        needs: [...seen],
        from,
        index: seen[from],
      };
      take(replica, write);
      for (const other of replicas) if (other !== replica) other.inbox.push(write);
      operations.push({ process: from, f: 'write', key, value: write.value, replica: `r${from}` });
    } else {
      const result = replica.held.get(key)?.value ?? null;
      operations.push({
        process: replica.from,
        f: 'read',
        key,
        result,
        replica: `r${replica.from}`,
      });
    }
  }
  return historyOf(operations);
}

function expectHolds(seed: number, history: History, ...models: readonly ConsistencyModel[]): void {
  for (const model of models)
    expect([seed, model, judge(history, model).verdict]).toEqual([seed, model, 'holds']);
}

describe('registers that really are', () => {
  test('linearizable hold, and are all that is weaker', () => {
    for (let seed = 0; seed < 60; seed++) {
      const history = runRegisters(makeDice(seed), 150);
      expectHolds(
        seed,
        history,
        'linearizable',
        'sequential',
        'causal',
        'causal-convergence',
        'causal-memory',
      );
    }
  });

  test('causal hold, converging or each in an order of its own', () => {
    for (let seed = 0; seed < 60; seed++) {
      expectHolds(seed, runReplicas(makeDice(seed), 120, 'lww'), 'causal', 'causal-convergence');
      expectHolds(seed, runReplicas(makeDice(seed), 120, 'last'), 'causal', 'causal-memory');
    }
  });

  test('causal but not linearizable are not taken for linearizable', () => {
    const verdicts = Array.from(
      { length: 20 },
      (_, seed) => judge(runReplicas(makeDice(seed), 120, 'lww'), 'linearizable').verdict,
    );
    expect(new Set(verdicts)).toEqual(new Set(['violated']));
  });
});

describe('one answer that is changed is found', () => {
  test('in registers: the value before the last one that was overwritten before', () => {
    let found = 0;
    for (let seed = 0; seed < 60; seed++) {
      const history = runRegisters(makeDice(seed), 150);
      const read = history.operations.findLast(({ f }) => f === 'read');
      const old = read === undefined ? undefined : findOverwritten(history, read);
      if (read === undefined || old === undefined) continue;
      found++;
      const { verdict, findings } = judge(withResult(history, read, old), 'linearizable');
      expect([seed, verdict]).toEqual([seed, 'violated']);
      expect(findings[0].operations.map(({ invokedAt }) => invokedAt)).toContain(read.invokedAt);
      expect(findings[0].operations.length).toBeLessThan(12);
    }
    expect(found).toBeGreaterThan(40);
  });

  test('in replicas: a session that goes back to what it had overwritten itself', () => {
    let found = 0;
    for (let seed = 0; seed < 60; seed++) {
      const history = runReplicas(makeDice(seed), 120, 'lww');
      const read = history.operations.findLast(({ f }) => f === 'read');
      const own = history.operations.filter(
        ({ f, key, process, invokedAt }) =>
          f === 'write' &&
          key === read?.key &&
          process === read.process &&
          invokedAt < read.invokedAt,
      );
      if (read === undefined || own.length < 2) continue;
      found++;
      const { verdict, findings } = judge(withResult(history, read, own[0].value), 'causal');
      expect([seed, verdict, findings[0].pattern]).toEqual([seed, 'violated', 'WriteCORead']);
      expect(findings[0].operations.map(({ invokedAt }) => invokedAt)).toContain(read.invokedAt);
    }
    expect(found).toBeGreaterThan(20);
  });
});

/**
 * What was written, and then overwritten by a write that began later and was over before the read
 * began.
 */
function findOverwritten(
  { operations }: History,
  read: HistoryOperation,
): HistoryOperation['value'] | undefined {
  const writes = operations.filter(({ f, key }) => f === 'write' && key === read.key);
  const old = writes.find((one) =>
    writes.some((later) => later.invokedAt > one.answeredAt && later.answeredAt < read.invokedAt),
  );
  return old?.value;
}

function withResult(
  history: History,
  read: HistoryOperation,
  result: HistoryOperation['value'],
): History {
  return {
    ...history,
    operations: history.operations.map((one) => (one === read ? { ...one, result } : one)),
  };
}

/** Which histories are visited: counted, and compared with every order of delivery tried one by one. */
import { expect, test } from 'vitest';
import { chooseOperations, countPlacements } from '../../../../src/sim/check/resolver/choose-operations.js';
import { clockChoices, visitHistories, type Bounds } from '../../../../src/sim/check/resolver/exhaustive.js';
import { judgeHistories } from '../../../../src/sim/check/resolver/judge-histories.js';
import { replay } from '../../../../src/sim/check/resolver/small-history.js';
import type { Candidate } from '../../../../src/sim/resolution/candidate.js';
import { deriveOperations } from '../../../../src/sim/resolution/derive-operations.js';
import { MemoCandidate } from '../../../../src/sim/resolution/memo-candidate.js';
import { GuardedResolver, ownRealm } from '../../../../src/sim/resolution/resolver-guard.js';
import { userCandidate } from '../../../../src/sim/resolution/user-candidate.js';
import type { ResolverDefinition } from '../../../../src/sim/resolution/user-resolver.js';
import type { HistoryWrite, SmallHistory } from '../../../../src/sim/resolver-check.js';
import * as small from '../../../support/small-resolvers.js';

test('one write is made once an operation, two are in one of three relations', () => {
  for (const replicas of [2, 3, 4]) {
    expect(countPlacements(replicas, 1)).toBe(1);
    expect(countPlacements(replicas, 2)).toBe(3);
  }
  expect(countHistories(small.tagged, 1)).toBe(3);
  expect(countHistories(small.tagged, 2)).toBe(3 * 9);
});

test('placements are counted as by choosing replicas and sets of messages', () => {
  for (const replicas of [2, 3, 4]) {
    for (const writes of [1, 2, 3, 4]) expect(countPlacements(replicas, writes)).toBe(countNaively(replicas, writes));
  }
});

test('the parts of a search make the whole, whatever their number', () => {
  for (const parts of [1, 2, 3, 5]) {
    let sum = 0;
    for (let part = 0; part < parts; part++) sum += countHistories(small.growing, 3, { part, parts });
    expect(sum).toBe(countHistories(small.growing, 3));
  }
});

test('diverges for the search where it does when every order is tried', () => {
  const verdicts = new Set<boolean>();
  for (const resolver of small.smallResolvers) {
    for (const writes of [1, 2, 3]) {
      const candidate = candidateOf(resolver);
      const operations = [0, 1].slice(0, candidate.operations.length);
      for (const clock of clockChoices) {
        const bounds = { replicas: 3, writes, clock, operations, part: 0, parts: 1 };
        const { counterexamples } = judgeHistories(candidate, {
          ...bounds, open: new Set(['convergent'] as const), standings: 1_000_000,
        });
        const naive = divergesNaively(candidate, bounds);
        expect(counterexamples.length > 0, `${resolver.name}, ${writes} writes, ${clock}`).toBe(naive);
        verdicts.add(naive);
      }
    }
  }
  expect(verdicts.size).toBe(2);
});

test('a pool that is too wide is narrowed, one of each kind first', () => {
  const described = (kind: string, i: number) => ({ kind, element: `${i}`, text: `"${i}"`, mayBeLost: false });
  const wide = Array.from({ length: 16 }, (_, i) => described(i < 10 ? 'add' : 'remove', i));
  const cost = { replicas: 3, calls: 0 };
  expect(chooseOperations(wide, { ...cost, writes: 2 })).toHaveLength(16);
  expect(chooseOperations(wide, { ...cost, writes: 3 })).toHaveLength(16);
  expect(chooseOperations(wide, { ...cost, writes: 4 })).toEqual([0, 1, 10, 11]);
  expect(chooseOperations(wide.slice(0, 4), { ...cost, writes: 4 })).toEqual([0, 1, 2, 3]);
  expect(chooseOperations(wide.slice(0, 4), { ...cost, writes: 4, calls: 100_000 })).toEqual([0, 1]);
});

function candidateOf(resolver: ResolverDefinition): MemoCandidate {
  const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };
  const guard = new GuardedResolver(resolver, ownRealm, port);
  return new MemoCandidate(userCandidate(guard, deriveOperations(guard).operations));
}

function countHistories(resolver: ResolverDefinition, writes: number, { part, parts } = { part: 0, parts: 1 }): number {
  const candidate = candidateOf(resolver);
  const operations = candidate.operations.map((_, index) => index);
  let count = 0;
  visitHistories(candidate, { replicas: 3, writes, clock: 'in-order', operations, part, parts }, {
    orders: () => 'all',
    noteWork: () => undefined,
    look() {
      count++;
      return true;
    },
  });
  return count;
}

/** Replicas in order of their first writes; before each write any set of what its replica does not have. */
function countNaively(replicas: number, writes: number): number {
  const go = (owners: readonly number[], has: readonly ReadonlySet<number>[]): number => {
    if (owners.length === writes) return 1;
    let sum = 0;
    const used = new Set(owners).size;
    for (let replica = 0; replica < Math.min(used + 1, replicas); replica++) {
      const missing = owners.map((_, write) => write).filter((write) => !has[replica].has(write));
      for (let taken = 0; taken < 1 << missing.length; taken++) {
        const more = missing.filter((_, i) => (taken & (1 << i)) !== 0);
        const own = new Set([...has[replica], ...more, owners.length]);
        sum += go([...owners, replica], has.map((each, i) => (i === replica ? own : each)));
      }
    }
    return sum;
  };
  return go([], Array.from({ length: replicas }, () => new Set<number>()));
}

/** Every history, every order of what comes before each write and in the end, and one message that comes twice. */
function divergesNaively(candidate: Candidate, { replicas, writes, clock, operations }: Bounds): boolean {
  const stampOf = (replica: number, write: number, count: number): number => {
    if (clock === 'tied') return count + 1;
    return clock === 'in-order' ? write + 1 : write + 1 + 15 * (3 - replica);
  };
  const diverges = (placed: readonly HistoryWrite[]): boolean => {
    const has = Array.from({ length: replicas }, (_, replica) =>
      placed.flatMap((write, i) => (write.replica === replica ? [i, ...write.takes] : [])));
    const orders = has.map((own) => listOrders(own, writes));
    const [reference] = endsOf([orders[0][0], ...orders.slice(1).map(([first]) => first)]);
    return orders.some((some, replica) =>
      some.some((order) => {
        const ends = orders.map(([first], each) => (each === replica ? order : first));
        return !candidate.areEqual(reference, endsOf(ends)[replica]);
      }));
    function endsOf(ends: readonly (readonly number[])[]): readonly number[] {
      const history: SmallHistory = { replicas, writes: placed, ends };
      return replay(candidate, history).finals;
    }
  };
  const go = (placed: readonly HistoryWrite[]): boolean => {
    const write = placed.length;
    if (write === writes) return diverges(placed);
    for (let replica = 0; replica < replicas; replica++) {
      const own = placed.flatMap((each, i) => (each.replica === replica ? [i, ...each.takes] : []));
      const stamp = stampOf(replica, write, placed.filter((each) => each.replica === replica).length);
      for (const takes of listTakes(own, write)) {
        for (const operation of operations) {
          if (go([...placed, { operation, replica, stamp, takes }])) return true;
        }
      }
    }
    return false;
  };
  return go([]);
}

/** All orders of everything that is missing, and each of them with one message once more, at any place. */
function listOrders(has: readonly number[], writes: number): readonly (readonly number[])[] {
  return listTakes(has, writes).filter((takes) => new Set([...has, ...takes]).size === writes);
}

/** All orders of any of what is missing, with at most one message once more than its replica took it. */
function listTakes(has: readonly number[], sent: number): readonly (readonly number[])[] {
  const all: (readonly number[])[] = [];
  const isRepeated = new Set(has).size < has.length;
  const go = (takes: readonly number[], hasRepeated: boolean): void => {
    all.push(takes);
    for (let message = 0; message < sent; message++) {
      const isAgain = has.includes(message) || takes.includes(message);
      if (isAgain && hasRepeated) continue;
      go([...takes, message], hasRepeated || isAgain);
    }
  };
  go([], isRepeated);
  return all;
}

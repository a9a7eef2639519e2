/** Each judge against its twin, on thousands of small histories. */
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/sim/check/judge.js';
import { listEffective } from '../../src/sim/check/judges/keys.js';
import { searchSequentialOrder } from '../../src/sim/check/judges/sequential-search.js';
import type { ConsistencyModel, Judgement } from '../../src/sim/check/judge.js';
import type { History } from '../../src/sim/record/history.js';
import { makeDice } from '../support/dice.js';
import { historyOf, read, write } from '../support/history.js';
import { drawHistory } from '../support/random-history.js';
import type { HistoryDraw } from '../support/random-history.js';
import {
  allGuarantees,
  isLinearizable,
  isSequential,
  judgeCausally,
  judgeGuarantee,
  monotonicReads,
  monotonicWrites,
  readYourWrites,
  versionsBehind,
  writesFollowReads,
} from './naive-judges.js';

const objects: Readonly<Record<string, Omit<HistoryDraw, 'operations' | 'processes'>>> = {
  register: { keys: ['x', 'y'], names: ['read', 'read', 'write'], values: [1, 2, 3] },
  'register with cas': {
    keys: ['x'],
    names: ['read', 'write', 'cas'],
    values: [1, 2],
    initial: 1,
    failure: 0.3,
  },
  'register with appends': { keys: ['x'], names: ['read', 'read', 'append'] },
  'register with writes and appends': { keys: ['x'], names: ['read', 'read', 'append', 'write'] },
  set: { keys: ['x'], names: ['read', 'add', 'add', 'remove'], values: ['a', 'b'] },
  counter: { keys: ['x'], names: ['read', 'increment', 'increment'], initial: 0 },
  mutex: { keys: ['x'], names: ['acquire', 'acquire', 'release'] },
};

describe.each(Object.entries(objects))('%s', (_, object) => {
  test.each([0, 0.25])('is judged as by trying every order that fits, silence %d', (silence) => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 600; seed++) {
      const dice = makeDice(seed);
      const history = drawHistory(dice, {
        ...object,
        silence,
        operations: dice.between(2, 6),
        processes: 3,
      });
      const failedCas = dice.pick(['none', 'mismatch'] as const);
      const truth = {
        linearizable: isLinearizable(history, failedCas),
        sequential: isSequential(history, failedCas),
      };
      for (const model of ['linearizable', 'sequential'] as const) {
        const judgement = judge(history, model, { failedCas });
        expect([seed, model, judgement.verdict]).toEqual([
          seed,
          model,
          truth[model] ? 'holds' : 'violated',
        ]);
        seen.add(`${model} ${judgement.verdict}`);
        // The judge asks easier questions first; the search has to know by itself.
        const searched = searchSequentialOrder(
          listEffective(history, { failedCas }),
          history.initial,
          100_000,
        ).kind;
        expect([seed, searched]).toEqual([seed, truth.sequential ? 'explained' : 'impossible']);
        expectEvidence(history, judgement, (part) =>
          model === 'linearizable'
            ? isLinearizable(part, failedCas)
            : isSequential(part, failedCas),
        );
      }
    }
    expect(seen.size).toBe(4);
  });
});

describe('the causal models', () => {
  const models = { CC: 'causal', CCv: 'causal-convergence', CM: 'causal-memory' } as const;

  /** Holds a history against the axioms; says which of the three hold. */
  function compare(seed: number, history: History): string {
    const truth = judgeCausally(history);
    for (const name of ['CC', 'CCv', 'CM'] as const) {
      const judgement = judge(history, models[name]);
      expect([seed, name, judgement.verdict]).toEqual([
        seed,
        name,
        truth[name] ? 'holds' : 'violated',
      ]);
      expectEvidence(history, judgement, (part) => judgeCausally(part)[name]);
    }
    return `${truth.CC} ${truth.CCv} ${truth.CM}`;
  }

  test('are judged as by their axioms', () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 3000; seed++) {
      const dice = makeDice(seed);
      const history = drawHistory(dice, {
        operations: dice.between(3, 6),
        processes: dice.between(2, 3),
        keys: dice.pick([['x'], ['x', 'y']]),
        names: ['read', 'write'],
        initial: 0,
      });
      kinds.add(compare(seed, history));
    }
    expect(kinds).toEqual(
      new Set(['false false false', 'true false false', 'true false true', 'true true true']),
    );
  });

  test('also where one process writes and another one looks, which tells convergence from memory', () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 1000; seed++) {
      const dice = makeDice(seed);
      const values = { x: [0, 2, 4], y: [0, 3], z: [0, 1] };
      const looks = Array.from({ length: 3 }, () => {
        const key = dice.pick(['x', 'y', 'z'] as const);
        return read(1, key, dice.pick(values[key]));
      });
      const writes = [write(0, 'z', 1), write(0, 'x', 2), write(0, 'y', 3)];
      kinds.add(compare(seed, historyOf([...writes, write(1, 'x', 4), ...looks], { initial: 0 })));
    }
    expect(kinds).toContain('true true false');
  });
});

const guarantees = [
  ['read-your-writes', readYourWrites],
  ['monotonic-reads', monotonicReads],
  ['monotonic-writes', monotonicWrites],
  ['writes-follow-reads', writesFollowReads],
  ['sessions', allGuarantees],
] as const satisfies readonly (readonly [ConsistencyModel, unknown])[];

describe.each(guarantees)('%s', (model, asks) => {
  test('is judged as by looking at every pair, where the order of versions is given', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 1500; seed++) {
      const dice = makeDice(seed);
      const drawn = drawSessions(dice.between(3, 7), seed, ['S', 'T']);
      const history = { ...drawn, versionOrder: drawOrder(drawn, seed, 1) };
      const { verdict } = judge(history, model);
      expect([seed, verdict]).toEqual([seed, judgeGuarantee(history, asks)]);
      seen.add(verdict);
    }
    expect(seen).toEqual(new Set(['holds', 'violated']));
  });

  test('claims nothing that some possible order of versions contradicts, where it is not', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 1500; seed++) {
      const dice = makeDice(seed);
      const drawn = drawSessions(dice.between(3, 6), seed, ['S', 'T']);
      const history = { ...drawn, versionOrder: drawOrder(drawn, seed, dice.pick([0, 0.6])) };
      const { verdict } = judge(history, model);
      seen.add(verdict);
      if (verdict !== 'unknown')
        expect([seed, verdict]).toEqual([seed, judgeGuarantee(history, asks)]);
    }
    expect(seen).toEqual(new Set(['holds', 'violated', 'unknown']));
  });
});

test.each([
  ['read-your-writes', readYourWrites],
  ['monotonic-reads', monotonicReads],
] as const)('%s tells all that can be told of any order of versions', (model, asks) => {
  for (let seed = 0; seed < 1500; seed++) {
    const dice = makeDice(seed);
    const drawn = drawSessions(dice.between(3, 6), seed, ['S']);
    const history = { ...drawn, versionOrder: drawOrder(drawn, seed, dice.pick([0, 0.6])) };
    expect([seed, judge(history, model).verdict]).toEqual([seed, judgeGuarantee(history, asks)]);
  }
});

test('staleness in versions is what counting them one by one gives', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const drawn = drawSessions(8, seed, ['S']);
    const history = { ...drawn, versionOrder: drawOrder(drawn, seed, 1) };
    const reads = history.operations.filter(({ f }) => f === 'read');
    const most = Math.max(0, ...reads.map((read) => versionsBehind(history, read)));
    for (const maxVersions of [1, 2, 3]) {
      const judgement = judge(history, 'bounded-staleness', {
        staleness: { maxAgeUs: null, maxVersions },
      });
      const violations = reads.filter(
        (read) => versionsBehind(history, read) >= maxVersions,
      ).length;
      expect([seed, judgement.violations]).toEqual([seed, violations]);
      expect(judgement.figures['mostVersionsBehind']).toBe(most);
    }
  }
});

/** What is shown as evidence has to show it by itself. */
function expectEvidence(
  history: History,
  { findings }: Judgement,
  isRight: (part: History) => boolean,
): void {
  for (const { operations } of findings) {
    expect(operations.length).toBeGreaterThan(0);
    expect(isRight({ ...history, operations })).toBe(false);
  }
}

function drawSessions(operations: number, seed: number, replicas: readonly string[]): History {
  const keys = seed % 2 === 0 ? ['x'] : ['x', 'y'];
  return drawHistory(makeDice(seed), {
    operations,
    processes: 2,
    keys,
    names: ['read', 'write'],
    initial: 0,
    replicas,
  });
}

/** An order of each key's versions, of which each is listed with this chance. */
function drawOrder({ operations }: History, seed: number, share: number): History['versionOrder'] {
  const dice = makeDice(seed + 1_000_000);
  const order = new Map<string, number[]>();
  for (const { f, key, value } of operations) {
    if (f !== 'write' || typeof value !== 'number' || !dice.chance(share)) continue;
    const own = order.get(key) ?? [];
    own.splice(dice.between(0, own.length), 0, value);
    order.set(key, own);
  }
  return order;
}

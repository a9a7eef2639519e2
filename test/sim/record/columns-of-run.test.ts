import { expect, test } from 'vitest';
import { defaultJudgeOptions, judge, judgeRegisters } from '../../../src/sim/check/judge.js';
import { columnsOfHistory } from '../../../src/sim/check/judges/columns-of-history.js';
import { areLinearizable } from '../../../src/sim/check/judges/register-zones.js';
import { SessionLog } from '../../../src/sim/check/judges/session-log.js';
import { columnsOfRun } from '../../../src/sim/record/columns-of-run.js';
import { makeHistory, type HistorySource } from '../../../src/sim/record/history-of-run.js';
import type { RegisterColumns } from '../../../src/sim/record/register-columns.js';
import type { LoggedRequest } from '../../../src/sim/record/request-log.js';
import { makeDice, type Dice } from '../../support/dice.js';

const replicas = ['us-east', 'eu-west', 'ap-south'];

/** A log in which anything happens that can: late answers, none, several tries, siblings, rows that were refused. */
function drawSource(dice: Dice, stepUs: number): HistorySource {
  const keys: number[] = [];
  const requests: LoggedRequest[] = [];
  const count = dice.between(2, 40);
  for (let i = 0; i < count; i++) {
    const key = dice.between(0, 2);
    const sentAtUs = stepUs * dice.between(0, 30);
    const common = { key, client: `c${dice.between(0, 3)}`, sentAtUs, endedAtUs: sentAtUs + stepUs * dice.between(0, 12) };
    const roll = dice.between(0, 9);
    const written = Array.from({ length: roll < 5 ? dice.between(1, 3) : 0 }, () => keys.push(key) - 1);
    const isTold = dice.between(0, 4) > 0;
    if (roll < 5) {
      const op = isTold ? written[written.length - 1] : null;
      const leader = isTold ? dice.between(0, 2) : null;
      requests.push({ ...common, kind: 'write', outcome: isTold ? 'ok' : 'info', op, leader, accepted: written, versions: [] });
    } else if (roll === 5) {
      const refused = { ...common, key: dice.between(-1, 2), leader: null, op: null, accepted: [], versions: [] };
      requests.push({ ...refused, kind: 'write', outcome: isTold ? 'fail' : 'info' });
    } else {
      const own = [...keys.keys()].filter((op) => keys[op] === key);
      const versions = own.slice(dice.between(0, own.length)).slice(0, dice.between(0, 9) === 0 ? 2 : 1);
      const leader = isTold ? dice.between(0, 2) : null;
      const outcome = isTold ? 'ok' : dice.between(0, 1) === 0 ? 'fail' : 'info';
      requests.push({ ...common, kind: 'read', outcome, op: null, leader, accepted: [], versions });
    }
  }
  requests.sort((a, b) => a.endedAtUs - b.endedAtUs);
  return {
    requests,
    isCut: false,
    replicas,
    keyName: (key) => `k${key}`,
    keyOf: (op) => keys[op],
    textOf: (op) => (op % 5 === 0 ? null : `v${op % 7}`),
    compare: dice.between(0, 2) === 0 ? null : (a, b) => ((a * 7) % 11) - ((b * 7) % 11) || a - b,
  };
}

/** The columns as plain lists; of places only their order counts, and of replicas who is the same. */
function tell(columns: RegisterColumns): unknown {
  const { count, sessions, keys, session, key, invokedAt, answeredAt, traits, seenFrom, seen, moments } = columns;
  const operations = Array.from({ length: count }, (_, i) => columns.operation(i));
  const lists = [session, key, invokedAt, answeredAt, traits, seenFrom, seen, moments].map((list) => [...list]);
  const orders = Array.from({ length: keys }, (_, each) => [columns.keyName(each), ...orderOf(columns, each)]);
  const isNamed = operations.map((_, i) => columns.replica[i] >= 0);
  return { count, sessions, keys, operations, lists, orders, isNamed };
}

function orderOf({ count, key, place }: RegisterColumns, each: number): readonly number[] {
  const placed = Array.from({ length: count }, (_, i) => i).filter((i) => key[i] === each && place[i] >= 0);
  return placed.sort((a, b) => place[a] - place[b]);
}

const models = [
  'read-your-writes', 'monotonic-reads', 'monotonic-writes', 'writes-follow-reads', 'sessions', 'causal',
  'causal-convergence', 'causal-memory',
] as const;

test.each([1, 0.25])('columns from the log are those of the history, in steps of %d us, and so are verdicts', (stepUs) => {
  const seen = { holds: 0, violated: 0, unknown: 0 };
  for (let seed = 0; seed < 120; seed++) {
    const source = drawSource(makeDice(seed), stepUs);
    const direct = columnsOfRun(source);
    const { history } = makeHistory(source);
    const byHistory = columnsOfHistory(history);
    if (direct === null) throw new Error(`seed ${seed} needs no values`);
    expect([seed, tell(direct)]).toEqual([seed, tell(byHistory)]);
    for (const model of models) {
      const [one, other] = [direct, byHistory].map((each) => judgeRegisters(new SessionLog(each), model, defaultJudgeOptions));
      expect([seed, one]).toEqual([seed, other]);
    }
    const { verdict } = judge(history, 'linearizable');
    seen[verdict]++;
    expect([seed, areLinearizable(direct) ? 'holds' : 'violated']).toEqual([seed, verdict]);
  }
  expect(Math.min(seen.holds, seen.violated)).toBeGreaterThan(10);
  expect(seen.unknown).toBe(0);
});

test('where a condition, an unwritten value or an unknown version counts, only the history tells', () => {
  const common = { key: 0, client: 'ann', sentAtUs: 0, endedAtUs: 5, leader: 0, accepted: [], versions: [] } as const;
  const source = (request: LoggedRequest): HistorySource => ({
    requests: [request],
    isCut: false,
    replicas,
    keyName: String,
    keyOf: () => 0,
    textOf: (op) => `v${op}`,
    compare: null,
    conditionalOf: (script) => (script === 1 ? { condition: { kind: 'absent' }, value: 'B' } : null),
    askedOf: () => 'B',
  });
  expect(columnsOfRun(source({ ...common, kind: 'write', outcome: 'ok', op: 3, script: 1 }))).toBeNull();
  expect(columnsOfRun(source({ ...common, kind: 'write', outcome: 'info', op: null, script: 2 }))).toBeNull();
  expect(columnsOfRun(source({ ...common, kind: 'read', outcome: 'ok', op: null, versions: [7] }))).toBeNull();
  expect(columnsOfRun(source({ ...common, kind: 'write', outcome: 'ok', op: 3, script: 2 }))).not.toBeNull();
});

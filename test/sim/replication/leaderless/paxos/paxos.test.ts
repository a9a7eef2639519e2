import { expect, test } from 'vitest';
import { simulate } from '../../../../../src/sim/simulate.js';
import type { Fault, Leaderless, Scenario, ScriptedOp, WriteCondition } from '../../../../../src/sim/scenario.js';
import { agreeing } from '../../../../support/conditional-scenario.js';
import { bothWays, ms, read, scenario } from '../../../../support/scenario.js';
import { runTraced } from '../../../../support/traced-run.js';

const absent: WriteCondition = { kind: 'absent' };

/** What the report says of a key that holds this at all three. */
function everywhere(value: string): readonly unknown[] {
  return [{ key: 'x', replicas: ['a', 'b', 'c'].map((replica) => ({ replica, values: [value] })) }];
}

/** Three nodes, 10 ms apart: four times there and back is 80 ms. */
function three(
  script: readonly ScriptedOp[],
  more: { readonly faults?: readonly Fault[]; readonly rules?: Partial<Leaderless>; readonly skewUs?: number } = {},
): Scenario {
  const { faults = [], rules = {}, skewUs = 0 } = more;
  return {
    ...scenario({
      regions: ['a', 'b', { name: 'c', clock: { skewUs } }],
      durationUs: 5000 * ms,
      workload: { script },
      faults,
    }),
    replication: agreeing({ nodes: 3, ...rules }),
  };
}

function put(atMs: number, region: number, value: string, condition: WriteCondition): ScriptedOp {
  return { atUs: atMs * ms, region, client: value, kind: 'write', key: 'x', value, condition };
}

test('alone, a write goes to the copies and back four times, and a serial read twice', () => {
  const { report } = simulate(three([put(1000, 0, 'A', absent), read(2000 * ms, 1, 'x')]));
  expect(report.clients.write.maxMs).toBe(80);
  expect(report.clients.read.maxMs).toBe(40);
  expect(report.finalValues).toMatchObject(everywhere('A'));
});

test('a write whose condition is not met is told so after two times, and changes nothing', () => {
  const run = runTraced(three([put(1000, 0, 'A', absent), put(2000, 1, 'B', absent)]));
  expect(run.all('refuse')).toMatchObject([{ atUs: 2040 * ms, replica: 'b', reason: 'condition' }]);
  expect(run.all('accept').map(({ value }) => value)).toEqual(['A']);
});

test('conditions on what is there: anything, a value, another value', () => {
  const { report } = simulate(three([
    put(1000, 0, 'A', { kind: 'present' }),
    put(1500, 0, 'B', absent),
    put(2000, 1, 'C', { kind: 'value', value: 'B' }),
    put(2500, 2, 'D', { kind: 'value', value: 'B' }),
    put(3000, 2, 'E', { kind: 'present' }),
  ]));
  expect(report.transactions).toMatchObject({ applied: 3, unmet: 2 });
  expect(report.finalValues).toMatchObject(everywhere('E'));
});

test('a slow clock does not make a later write the earlier one', () => {
  const { report } = simulate(three(
    [put(1000, 0, 'A', absent), put(2000, 2, 'B', { kind: 'value', value: 'A' })],
    { skewUs: -3000 * ms },
  ));
  expect(report.transactions).toMatchObject({ applied: 2 });
  expect(report.finalValues).toMatchObject(everywhere('B'));
  expect(report.fates).toMatchObject({ visible: 1, superseded: 1, lost: 0 });
});

test('without a majority nothing is proposed, and the write has no effect', () => {
  const faults: readonly Fault[] = [
    { kind: 'partition', atUs: 0, untilUs: 4000 * ms, cuts: bothWays([0, 1], [0, 2]) },
  ];
  const { report } = simulate(three([put(1000, 0, 'A', absent), put(1000, 1, 'B', absent)], { faults }));
  expect(report.writes).toMatchObject({ acknowledged: 1, unavailable: 1, indeterminate: 0 });
  expect(report.transactions).toMatchObject({ applied: 1, undecided: 1 });
});

test('cut off in the middle of its proposal, a write is in doubt, and somebody else finishes it', () => {
  // Its proposal leaves at 1040 ms and is there at 1050 ms; the acceptances do not get back.
  const faults: readonly Fault[] = [
    { kind: 'partition', atUs: 1055 * ms, untilUs: 4000 * ms, cuts: bothWays([0, 1], [0, 2]) },
  ];
  const run = runTraced(three([put(1000, 0, 'A', absent), put(2500, 1, 'B', absent)], { faults }));
  expect(run.report.writes).toMatchObject({ acknowledged: 0, indeterminate: 1, rejected: 1 });
  expect(run.report.transactions).toMatchObject({ inDoubt: 1, unmet: 1, finished: 1 });
  expect(run.all('accept')).toMatchObject([{ replica: 'b', value: 'A', client: 'A' }]);
});

test('who dies with a proposal in its hands leaves it to the next one, and its client in doubt', () => {
  const faults: readonly Fault[] = [
    { kind: 'crash', atUs: 1055 * ms, untilUs: 4000 * ms, region: 0, disk: 'kept' },
  ];
  const rules = { hints: { afterUs: 100 * ms, isSloppy: false, everyUs: 500 * ms, keepUs: null } };
  const { report } = simulate(three([put(1000, 0, 'A', absent), put(1500, 1, 'B', absent)], { faults, rules }));
  expect(report.writes).toMatchObject({ attempted: 2, indeterminate: 1, rejected: 1 });
  expect(report.finalValues).toMatchObject(everywhere('A'));
});

test('two at one moment: one of them, and the other is told', () => {
  const { report } = simulate(three([put(1000, 0, 'A', absent), put(1000, 1, 'B', absent)], { rules: { timeoutUs: 3000 * ms } }));
  expect(report.transactions).toMatchObject({ applied: 1, unmet: 1 });
  expect(report.conflicts.concurrentPairs).toBe(0);
});

test('where each datacenter decides for itself, both are told yes, and one is lost', () => {
  const { report } = simulate({
    ...three([put(1000, 0, 'A', absent), put(1062, 2, 'B', absent)], {
      rules: {
        datacenters: [0, 0, 1],
        write: { kind: 'count', count: 1 },
        transactions: { scope: 'local-serial', areReadsSerial: false },
      },
    }),
  });
  expect(report.writes.acknowledged).toBe(2);
  expect(report.lostWrites.byCause.resolution).toBe(1);
});

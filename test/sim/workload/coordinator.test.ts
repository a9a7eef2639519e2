import { describe, expect, test } from 'vitest';
import type { NodeCapacity, ScriptedOp } from '../../../src/sim/scenario.js';
import { ms, read, remove, scenario, write } from '../../support/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

describe('a write', () => {
  test('takes the way there, its execution, its log, its answer and the way back', () => {
    const node = { writeUs: 3 * ms, logUs: 2 * ms, respondUs: 1 * ms };
    const run = serve([write(0, 0, 'x', 'A')], node, { clientLatencyUs: 20 * ms });
    expect(run.all('accept').map(({ atUs }) => atUs)).toEqual([25 * ms]);
    expect(run.all('acknowledge').map(({ answeredAtUs }) => answeredAtUs)).toEqual([46 * ms]);
    expect(run.report.clients.write).toMatchObject({ count: 1, maxMs: 46, availability: 1 });
  });

  test('waits for a worker, but not for the log of the one before', () => {
    const node = { writeUs: 10 * ms, logUs: 100 * ms, workers: 1 };
    const script = [0, 1, 2].map((i) => write(i * ms, 0, 'x', `v${i}`));
    const run = serve(script, node);
    expect(run.all('accept').map(({ atUs }) => atUs / ms)).toEqual([110, 120, 130]);
  });

  test('is served beside others where there are workers', () => {
    const node = { writeUs: 10 * ms, workers: 2 };
    const script = [0, 0, 0].map((at, i) => write(at, 0, 'x', `v${i}`));
    expect(serve(script, node).all('accept').map(({ atUs }) => atUs / ms)).toEqual([10, 10, 20]);
  });

  test('of a delete is a write like any other', () => {
    const run = serve([write(0, 0, 'x', 'A'), remove(ms, 0, 'x')], {});
    expect(run.report.writes).toMatchObject({ attempted: 2, acknowledged: 2 });
    expect(run.report.finalValues[0].replicas.map(({ values }) => values)).toEqual([[], []]);
  });
});

describe('a read', () => {
  test('returns what its leader holds when it is served', () => {
    const script = [write(0, 0, 'x', 'A'), read(5 * ms, 1, 'x'), read(15 * ms, 1, 'x')];
    const { report } = serve(script, {});
    expect(report.scriptedReads.map(({ values }) => values)).toEqual([[], ['A']]);
    expect(report.clients.read).toMatchObject({ count: 2, availability: 1 });
    expect(report.writes.attempted).toBe(1);
  });

  test('takes its service time, and neither log nor answer', () => {
    const node = { readUs: 4 * ms, logUs: 50 * ms, respondUs: 50 * ms };
    const { report } = serve([read(0, 0, 'x')], node, { clientLatencyUs: 10 * ms });
    expect(report.clients.read).toMatchObject({ count: 1, maxMs: 24 });
  });

  test('returns every sibling, sorted', () => {
    const script = [write(0, 0, 'x', 'B'), write(0, 1, 'x', 'A'), read(50 * ms, 0, 'x')];
    const { report } = serve(script, {}, { conflicts: { resolve: 'siblings' } });
    expect(report.scriptedReads[0].values).toEqual(['A', 'B']);
  });
});

describe('a crash', () => {
  const crash = { kind: 'crash', atUs: 10 * ms, untilUs: 100 * ms, region: 0 } as const;
  const dies = { faults: [crash] };

  test('before a write is durable loses the request: indeterminate, and no write', () => {
    const run = serve([write(5 * ms, 0, 'x', 'A')], { writeUs: 2 * ms, logUs: 10 * ms }, dies);
    expect(run.report.writes).toMatchObject({ attempted: 1, acknowledged: 0, indeterminate: 1 });
    expect(run.all('accept')).toEqual([]);
    expect(run.all('refuse')).toMatchObject([{ operation: 'write', key: 'x', reason: 'crashed' }]);
  });

  test('after a write is durable and before its answer leaves a write without a fate', () => {
    const run = serve([write(5 * ms, 0, 'x', 'A')], { logUs: ms, respondUs: 50 * ms }, dies);
    expect(run.all('accept').length).toBe(1);
    expect(run.report.writes).toMatchObject({ attempted: 1, acknowledged: 0, indeterminate: 1 });
    expect(run.report.fates).toEqual({ visible: 0, superseded: 0, merged: 0, lost: 0, pending: 0 });
    const held = run.report.finalValues[0].replicas.map(({ values }) => values);
    expect(held).toEqual([['A'], ['A']]);
  });

  test('does not take back an answer that is on its way', () => {
    const run = serve([write(8 * ms, 0, 'x', 'A')], {}, { ...dies, clientLatencyUs: 1 * ms });
    expect(run.report.writes).toMatchObject({ attempted: 1, acknowledged: 1 });
  });

  test('leaves nobody to ask until the restart', () => {
    const writes = [20, 100].map((at) => write(at * ms, 0, 'x', `at ${at}`));
    const script = [writes[0], read(30 * ms, 0, 'x'), writes[1]];
    const { report } = serve(script, {}, dies);
    expect(report.writes).toMatchObject({ attempted: 2, acknowledged: 1, unavailable: 1 });
    expect(report.clients.write.availability).toBe(0.5);
    expect(report.clients.read.availability).toBe(0);
    expect(report.scriptedReads).toEqual([
      { index: 1, client: 'client of 0', key: 'x', values: null },
    ]);
  });

  test('frees the workers for those who come after it', () => {
    const script = [write(0, 0, 'x', 'A'), write(100 * ms, 0, 'x', 'B')];
    const run = serve(script, { writeUs: 500 * ms }, dies);
    expect(run.all('accept').map(({ atUs }) => atUs / ms)).toEqual([600]);
  });
});

test('a request that is still in service when the run is given up has no answer', () => {
  const script = [write(0, 0, 'x', 'A')];
  const run = serve(script, { writeUs: 10_000 * ms }, { settleUs: 100 * ms });
  expect(run.report).toMatchObject({ settled: false, writes: { attempted: 1, indeterminate: 1 } });
  expect(run.report.unsettled).toEqual(['requests or faults that had not ended']);
});

function serve(
  script: readonly ScriptedOp[],
  node: Partial<NodeCapacity>,
  sketch: ScenarioSketch & { readonly clientLatencyUs?: number } = {},
): TracedRun {
  const { clientLatencyUs = 0, ...rest } = sketch;
  const regions = [{ name: 'a', node, clientLatencyUs }, 'b'];
  return runTraced(scenario({ regions, workload: { script }, ...rest }));
}

import { expect, test } from 'vitest';
import type { Fault, ReplicatedTypeName, ScriptedOp } from '../../../src/sim/scenario.js';
import { bothWays, connect, constant, ms, read, scenario, type ScenarioSketch } from '../../support/scenario.js';
import { runTraced, type TracedRun } from '../../support/traced-run.js';

const three = ['hub', 'x', 'y'] as const;

test('two inserts at position 5 at the spokes: the one that comes second to the hub is moved to 6', () => {
  const topology = connect('star', 3, { latency: constant(10 * ms) });
  const run = play([
    insert(0, 0, 0, 'Hello'),
    insert(100 * ms, 2, 5, 'B'),
    insert(101 * ms, 1, 5, 'A'),
    read(105 * ms, 1, 'doc'),
    read(105 * ms, 2, 'doc'),
  ], { topology });
  expect(valuesOf(run)).toEqual(['HelloBA', 'HelloBA', 'HelloBA']);
  expect(run.report.scriptedReads.map(({ values }) => values)).toEqual([['HelloA'], ['HelloB']]);
});

test('followers show what their leaders show, at the hub and at a spoke', () => {
  const regions = three.map((name) => ({ name, followers: { count: 1, latency: constant(ms) } }));
  const run = play([
    insert(0, 0, 0, 'abc'),
    insert(50 * ms, 1, 1, 'X'),
    insert(50 * ms, 2, 2, 'Y'),
    erase(51 * ms, 0, 0, 2),
  ], { regions });
  expect(valuesOf(run)).toEqual(Array.from({ length: 6 }, () => 'XYc'));
});

test('a spoke that crashed goes on from its disk, with edits that the hub never got', () => {
  const cut: Fault = { kind: 'partition', atUs: 40 * ms, untilUs: 500 * ms, cuts: bothWays([0, 1]) };
  const crash: Fault = { kind: 'crash', atUs: 200 * ms, untilUs: 400 * ms, region: 1 };
  const run = play([
    insert(0, 0, 0, 'text'),
    insert(100 * ms, 1, 4, ' one'),
    insert(150 * ms, 1, 8, ' two'),
    insert(300 * ms, 2, 4, ' three'),
    insert(450 * ms, 1, 12, '!'),
  ], { faults: [cut, crash] });
  // The hub had three first, so it stands first of what was put behind the text.
  expect(valuesOf(run)).toEqual(Array.from({ length: 3 }, () => 'text three one two!'));
  expect(run.report.fates).toMatchObject({ merged: 5, lost: 0, pending: 0 });
});

test('a hub that crashed goes on with the order it had', () => {
  const crash: Fault = { kind: 'crash', atUs: 105 * ms, untilUs: 400 * ms, region: 0 };
  const run = play([
    insert(0, 0, 0, 'text'),
    insert(100 * ms, 1, 4, 'A'),
    insert(100 * ms, 2, 4, 'B'),
    insert(300 * ms, 1, 5, 'a'),
    insert(500 * ms, 0, 0, '>'),
  ], { faults: [crash] });
  const [first, ...others] = valuesOf(run);
  expect(others).toEqual([first, first]);
  expect([...(first ?? '')].sort().join('')).toBe([...'>textAaB'].sort().join(''));
});

test('a request that is carried out twice inserts twice, everywhere', () => {
  const resilience = {
    timeoutUs: 5 * ms,
    retries: 1,
    backoff: { baseUs: 1 * ms, times: 1, mostUs: 1 * ms, jitter: 'none' },
    idempotencyKeys: false,
    breaker: null,
    bulkhead: null,
  } as const;
  const mix = { write: 0, read: 0, delete: 0, insert: 1 };
  const run = runTraced(scenario({
    regions: three.map((name) => ({ name, node: { writeUs: 20 * ms } })),
    topology: connect('star', 3),
    conflicts: { resolve: 'text-ot' },
    workload: { clients: [{ region: 1, ratePerS: 5, arrivals: 'constant', mix, resilience }] },
  }));
  expect(run.all('accept').length).toBeGreaterThan(run.report.writes.attempted);
  expect(run.report.convergence.verdict).toBe('holds');
});

test('without a leader that all edits pass through there is no run', () => {
  expect(() => play([insert(0, 0, 0, 'a')], { topology: connect('mesh', 3) })).toThrow(
    'one leader that all edits pass through',
  );
});

test('an insert that waits for what was dropped is lost with it, by the same cause', () => {
  // What is sent while the loss lasts never comes, and the second insert stands behind it.
  const loss: Fault = { kind: 'loss', atUs: 0, untilUs: 5 * ms, loss: 1, links: [[0, 1]] };
  const sketch = {
    regions: ['a', 'b'],
    topology: connect('mesh', 2, { transport: 'datagram' }),
    faults: [loss],
  };
  const script = [insert(0, 0, 0, 'milk'), insert(10 * ms, 0, 4, ' eggs')];
  const lossy = play(script, sketch, 'text-sequence');
  expect(valuesOf(lossy)).toEqual(['milk eggs', '']);
  expect(lossy.lostWrites).toMatchObject([{ write: 0, cause: 'queue' }, { write: 1, cause: 'queue' }]);
  const antiEntropy = { kind: 'merkle', everyUs: 100 * ms, keysPerLeaf: 1 } as const;
  const repaired = play(script, { ...sketch, replication: { antiEntropy } }, 'text-sequence');
  expect(valuesOf(repaired)).toEqual(['milk eggs', 'milk eggs']);
  expect(repaired.report.fates).toMatchObject({ merged: 2, lost: 0 });
});

test('an erase by position that hits another one’s text is a loss, though its author knew that text', () => {
  const script = [insert(0, 0, 0, 'abcdef'), insert(50 * ms, 1, 0, '...'), erase(50 * ms, 0, 3, 3)];
  const run = play(script, { regions: ['a', 'b'], topology: connect('mesh', 2) }, 'text-naive');
  // At a: abc, then the dots before it. At b: ...abcdef without what stands at 3 to 5.
  expect(valuesOf(run)).toEqual(['...abc', '...def']);
  expect(run.lostWrites).toMatchObject([
    { write: 0, cause: 'resolution', everywhere: false },
    { write: 2, cause: 'resolution', everywhere: false },
  ]);
});

function play(
  script: readonly ScriptedOp[],
  sketch: ScenarioSketch = {},
  resolve: ReplicatedTypeName = 'text-ot',
): TracedRun {
  const network = { regions: three, topology: connect('star', 3) };
  return runTraced(scenario({ ...network, ...sketch, conflicts: { resolve }, workload: { script } }));
}

function valuesOf({ report }: TracedRun): readonly string[] {
  return report.finalValues.flatMap(({ replicas }) => replicas.map(({ values }) => values.join('|')));
}

function insert(atUs: number, region: number, at: number, text: string): ScriptedOp {
  const change = { kind: 'insert', at, text } as const;
  return { atUs, region, client: `client of ${region}`, kind: 'insert', key: 'doc', value: null, change };
}

function erase(atUs: number, region: number, at: number, length: number): ScriptedOp {
  const change = { kind: 'erase', at, length } as const;
  return { atUs, region, client: `client of ${region}`, kind: 'erase', key: 'doc', value: null, change };
}

import { describe, expect, test } from 'vitest';
import type { Fault, NodeCapacity, ScriptedOp } from '../../../src/sim/scenario.js';
import { connect, constant, ms, read, scenario, write } from '../../support/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const pause: Fault = { kind: 'pause', atUs: 100 * ms, untilUs: 200 * ms, region: 0 };

describe('a leader that is paused', () => {
  test('lets requests wait, refuses none, and then serves them in order', () => {
    const run = stop([150, 120, 130, 200].map((at) => write(at * ms, 0, 'x', `v${at}`)));
    expect(run.all('accept').map(({ atUs, value }) => [atUs / ms, value])).toEqual([
      [200, 'v120'],
      [200, 'v130'],
      [200, 'v150'],
      [200, 'v200'],
    ]);
    expect(run.report.writes).toMatchObject({ attempted: 4, acknowledged: 4 });
    expect(run.report.clients.write.maxMs).toBe(80);
  });

  test('goes on with what it was doing: execution, log and answer are late by the rest', () => {
    const node = { writeUs: 20 * ms, logUs: 30 * ms, respondUs: 5 * ms };
    const inExecution = stop([write(90 * ms, 0, 'x', 'A')], { node });
    expect(acceptedAt(inExecution)).toEqual([240]);
    const inLog = stop([write(60 * ms, 0, 'x', 'A')], { node });
    expect(acceptedAt(inLog)).toEqual([210]);
    const inAnswer = stop([write(48 * ms, 0, 'x', 'A')], { node });
    expect(acceptedAt(inAnswer)).toEqual([98]);
    expect(inAnswer.all('acknowledge').map(({ atUs }) => atUs / ms)).toEqual([203]);
  });

  test('is late with what was due after the end, too, if it had begun before', () => {
    const node = { writeUs: 150 * ms };
    expect(acceptedAt(stop([write(90 * ms, 0, 'x', 'A')], { node }))).toEqual([340]);
    expect(acceptedAt(stop([write(200 * ms, 0, 'x', 'A')], { node }))).toEqual([350]);
  });

  test('serves each worker\'s queue after it', () => {
    const node = { writeUs: 10 * ms, workers: 2 };
    const script = [110, 120, 130, 140, 205].map((at) => write(at * ms, 0, 'x', `v${at}`));
    expect(acceptedAt(stop(script, { node }))).toEqual([210, 210, 220, 220, 230]);
  });

  test('receives what arrives, and applies it afterwards, in order', () => {
    const script = [80, 95, 110, 140, 190].map((at) => write(at * ms, 1, 'x', `v${at}`));
    const run = stop(script);
    expect(run.all('receive').map(({ atUs }) => atUs / ms)).toEqual([90, 105, 120, 150, 200]);
    expect(run.all('apply').map(({ atUs, write: id }) => [atUs / ms, id])).toEqual([
      [90, 0],
      [200, 1],
      [200, 2],
      [200, 3],
      [200, 4],
    ]);
  });

  test('is late with a message that it was applying, and with those behind it', () => {
    const script = [75, 80].map((at) => write(at * ms, 1, 'x', `v${at}`));
    const run = stop(script, { node: { applyUs: 20 * ms } });
    expect(run.all('apply').map(({ atUs }) => atUs / ms)).toEqual([205, 225]);
  });

  test('keeps messages of one link in order, whichever worker has them', () => {
    const node = { applyUs: 30 * ms, workers: 3 };
    const script = [write(65 * ms, 1, 'x', 'A'), write(66 * ms, 1, 'x', 'B'), write(150 * ms, 1, 'x', 'C')];
    const run = stop(script, { node });
    expect(run.all('apply').map(({ write: id, atUs }) => [id, atUs / ms])).toEqual([
      [0, 205],
      [1, 206],
      [2, 230],
    ]);
  });

  test('lets no message overtake a longer one that another worker has', () => {
    const node = { applyUs: 30 * ms, workers: 2 };
    const sketch = { replication: { batch: { everyUs: 20 * ms, max: 100 } } };
    const script = [60, 60, 60, 81].map((at, i) => write(at * ms, 1, `k${i}`, 'A'));
    // Three writes arrive at 90 ms and take 90 ms; one arrives at 111 ms and would be done at 230 ms.
    const run = stop(script, { node, sketch });
    expect(run.all('apply').map(({ write: id, atUs }) => [id, atUs / ms])).toEqual([
      [0, 280],
      [1, 280],
      [2, 280],
      [3, 280],
    ]);
  });

  test('lets none overtake that arrives in the moment in which it goes on', () => {
    const topology = connect('mesh', 2, { latency: constant(100 * ms) });
    const script = [5, 100].map((at) => write(at * ms, 1, 'x', `v${at}`));
    const run = stop(script, { sketch: { topology } });
    expect(run.all('apply').map(({ write: id, atUs }) => [id, atUs / ms])).toEqual([
      [0, 200],
      [1, 200],
    ]);
  });

  test('acknowledges afterwards: the sender\'s backlog waits', () => {
    const run = stop([write(100 * ms, 1, 'x', 'A'), write(215 * ms, 1, 'y', 'B')]);
    expect(run.report.backlog.byLink[1]).toMatchObject({ from: 'b', peakWrites: 1 });
    const slower = stop([write(100 * ms, 1, 'x', 'A'), write(205 * ms, 1, 'y', 'B')]);
    expect(slower.report.backlog.byLink[1]).toMatchObject({ from: 'b', peakWrites: 2 });
  });

  test('sends nothing: a batch that is due waits, what is on its way arrives', () => {
    const batch = { everyUs: 50 * ms, max: 100 };
    const script = [write(45 * ms, 0, 'x', 'A'), write(96 * ms, 0, 'y', 'B')];
    const run = stop(script, { sketch: { replication: { batch } } });
    expect(run.all('send').map(({ atUs }) => atUs / ms)).toEqual([95, 200]);
    expect(run.all('receive').map(({ atUs }) => atUs / ms)).toEqual([105, 210]);
  });

  test('sends what a heal meanwhile lets go only afterwards', () => {
    const cut: Fault = { kind: 'partition', atUs: 50 * ms, untilUs: 150 * ms, cuts: [[0, 1]] };
    const run = runTraced(
      scenario({ workload: { script: [write(60 * ms, 0, 'x', 'A')] }, faults: [cut, pause] }),
    );
    expect(run.all('send').map(({ atUs }) => atUs / ms)).toEqual([200]);
  });

  test('passes nothing on to followers meanwhile', () => {
    const followers = { count: 1, latency: constant(5 * ms) };
    const regions = [{ name: 'a', followers }, 'b'];
    const run = stop([write(100 * ms, 1, 'x', 'A')], { sketch: { regions } });
    const atFollower = run.all('apply').filter(({ replica }) => replica === 'a/1');
    expect(atFollower.map(({ atUs }) => atUs / ms)).toEqual([205]);
  });

  test('loses no datagram', () => {
    const topology = connect('mesh', 2, { transport: 'datagram' });
    const run = stop([write(100 * ms, 1, 'x', 'A')], { sketch: { topology } });
    expect(run.all('apply').map(({ atUs }) => atUs / ms)).toEqual([200]);
    expect(run.report.fates).toMatchObject({ visible: 1, lost: 0 });
  });

  test('has a clock that goes on, and answers reads late', () => {
    const run = stop([write(150 * ms, 0, 'x', 'A'), read(160 * ms, 0, 'x')]);
    expect(run.all('accept').map(({ stamp }) => stamp / ms)).toEqual([200]);
    expect(run.report.clients.read.maxMs).toBe(40);
    expect(run.report.scriptedReads[0].values).toEqual(['A']);
  });

  test('hurts no other leader', () => {
    expect(acceptedAt(stop([write(150 * ms, 1, 'x', 'A')]))).toEqual([150]);
  });
});

describe('pauses that overlap', () => {
  const second: Fault = { ...pause, atUs: 150 * ms, untilUs: 300 * ms };

  test('are one from the first beginning to the last end', () => {
    const node = { writeUs: 20 * ms };
    const script = [90, 120, 160].map((at) => write(at * ms, 0, 'x', `v${at}`));
    const run = stop(script, { node, faults: [pause, second] });
    expect(acceptedAt(run)).toEqual([310, 330, 350]);
    expect(run.all('resume').map(({ atUs }) => atUs / ms)).toEqual([300]);
  });

  test('are no longer when one lies in the other', () => {
    const inner: Fault = { ...pause, atUs: 120 * ms, untilUs: 150 * ms };
    const run = stop([write(90 * ms, 0, 'x', 'A')], { node: { writeUs: 20 * ms }, faults: [pause, inner] });
    expect(acceptedAt(run)).toEqual([210]);
  });

  test('that follow each other at once leave no moment between', () => {
    const next: Fault = { ...pause, atUs: 200 * ms, untilUs: 300 * ms };
    const script = [write(150 * ms, 0, 'x', 'A'), write(140 * ms, 1, 'y', 'B')];
    const run = stop(script, { faults: [pause, next] });
    expect(acceptedAt(run)).toEqual([140, 300]);
    expect(run.all('apply').find(({ replica }) => replica === 'a')?.atUs).toBe(300 * ms);
  });
});

describe('a crash during a pause', () => {
  const crash: Fault = { kind: 'crash', atUs: 120 * ms, untilUs: 150 * ms, region: 0 };

  test('ends it: what waited is gone, and after the restart nothing waits', () => {
    const script = [write(110 * ms, 0, 'x', 'A'), write(160 * ms, 0, 'x', 'B')];
    const run = stop(script, { faults: [pause, crash] });
    expect(acceptedAt(run)).toEqual([160]);
    expect(run.report.writes).toMatchObject({ indeterminate: 1, acknowledged: 1 });
    expect(run.all('resume')).toEqual([]);
  });

  test('of the receiver has what it had buffered sent again', () => {
    const run = stop([write(95 * ms, 1, 'x', 'A')], { faults: [pause, crash] });
    expect(run.all('receive').map(({ atUs }) => atUs / ms)).toEqual([105, 160]);
    expect(run.all('apply').map(({ atUs }) => atUs / ms)).toEqual([160]);
  });

  test('and a pause of one that is down is none', () => {
    const early: Fault = { ...crash, atUs: 50 * ms };
    const run = stop([write(160 * ms, 0, 'x', 'B')], { faults: [early, pause] });
    expect(acceptedAt(run)).toEqual([160]);
    expect(run.all('pause')).toEqual([]);
  });
});

function stop(
  script: readonly ScriptedOp[],
  shape: {
    readonly node?: Partial<NodeCapacity>;
    readonly faults?: readonly Fault[];
    readonly sketch?: ScenarioSketch;
  } = {},
): TracedRun {
  const regions = [{ name: 'a', ...(shape.node === undefined ? {} : { node: shape.node }) }, 'b'];
  return runTraced(
    scenario({ regions, ...shape.sketch, workload: { script }, faults: shape.faults ?? [pause] }),
  );
}

function acceptedAt(run: TracedRun): readonly number[] {
  return run.all('accept').map(({ atUs }) => atUs / ms);
}

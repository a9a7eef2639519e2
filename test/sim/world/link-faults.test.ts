import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/sim/scenario.js';
import { connect, ms, scenario, write } from '../../support/scenario.js';
import type { LinkSketch, ScenarioSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const span = { atUs: 100 * ms, untilUs: 200 * ms, links: [[0, 1]] } as const;

describe('a latency spike', () => {
  const spike: Fault = { kind: 'latency-spike', ...span, addUs: 50 * ms };

  test('delays what is sent meanwhile, in its direction only', () => {
    const script = [0, 1].map((region) => write(150 * ms, region, `x${region}`, 'A'));
    const run = runTraced(scenario({ workload: { script }, faults: [spike] }));
    expect(run.all('receive').map(({ atUs, to }) => [atUs / ms, to])).toEqual([
      [160, 'a'],
      [210, 'b'],
    ]);
  });

  test('leaves alone what is under way when it begins', () => {
    expect(receivedAt([95], [spike])).toEqual([105]);
  });

  test('still delays what is under way when it ends, and what is sent after waits its turn', () => {
    expect(receivedAt([195, 205, 260], [spike])).toEqual([255, 255, 270]);
  });

  test('lets datagrams that are sent after it overtake', () => {
    expect(receivedAt([195, 205], [spike], { transport: 'datagram' })).toEqual([215, 255]);
  });

  test('delays the second copy of a datagram too', () => {
    const datagram = { transport: 'datagram', duplicate: 1 } as const;
    expect(receivedAt([150], [spike], datagram)).toEqual([210, 210]);
  });

  test('that overlaps another is added to it', () => {
    const second: Fault = { ...spike, atUs: 150 * ms, untilUs: 250 * ms, addUs: 7 * ms };
    const faults = [spike, second];
    expect(receivedAt([120], faults)).toEqual([180]);
    expect(receivedAt([170], faults)).toEqual([237]);
    expect(receivedAt([220], faults)).toEqual([237]);
  });

  test('of the way back delays acknowledgements: the backlog is deeper', () => {
    const script = Array.from({ length: 10 }, (_, i) => write((110 + 5 * i) * ms, 0, 'x', `${i}`));
    const back: Fault = { ...spike, links: [[1, 0]] };
    const peaks = [[], [back]].map((faults) => {
      const { report } = runTraced(scenario({ workload: { script }, faults }));
      return report.backlog.byLink[0].peakWrites;
    });
    expect(peaks).toEqual([4, 10]);
  });

  test('tells what is added from now on, at every change', () => {
    const second: Fault = { ...spike, atUs: 150 * ms, untilUs: 250 * ms, addUs: 7 * ms };
    const events = runTraced(scenario({ faults: [spike, second] })).all('latency-spike');
    expect(events).toEqual(
      [[100, 50], [150, 57], [200, 7], [250, 0]].map(([at, added]) => ({
        ...{ kind: 'latency-spike', atUs: at * ms, from: 'a', to: 'b', addedUs: added * ms },
      })),
    );
  });

  test('never ends when it does not say so', () => {
    expect(receivedAt([900], [{ ...spike, untilUs: null }])).toEqual([960]);
  });
});

describe('a loss', () => {
  const loss: Fault = { kind: 'loss', ...span, loss: 1 };
  const datagram = { transport: 'datagram' } as const;

  test('takes the datagrams that are sent meanwhile, and nobody sends them again', () => {
    const run = send([50, 150, 250], [loss], datagram);
    expect(arrivals(run)).toEqual([60, 260]);
    expect(run.all('drop')).toMatchObject([{ atUs: 150 * ms, reason: 'datagram-lost' }]);
    expect(run.lostWrites).toMatchObject([{ write: 1, cause: 'queue' }]);
  });

  test('leaves alone what is under way when it begins', () => {
    expect(receivedAt([95], [loss], datagram)).toEqual([105]);
  });

  test('has taken what was sent before it ended', () => {
    expect(receivedAt([199, 200], [loss], datagram)).toEqual([210]);
  });

  test('is delay on a FIFO link, for what comes after as well', () => {
    const half: Fault = { ...loss, loss: 0.5 };
    const at = Array.from({ length: 40 }, (_, i) => 100 + 2 * i);
    const run = send(at, [half], { retransmitUs: 30 * ms });
    const arrived = arrivals(run);
    expect(arrived).toHaveLength(40);
    expect(arrived).toEqual([...arrived].sort((x, y) => x - y));
    expect(arrived.some((atMs, i) => atMs >= at[i] + 40)).toBe(true);
    expect(run.report.fates.lost).toBe(0);
  });

  test('that overlaps another counts where it is higher', () => {
    const never: Fault = { ...loss, loss: 0, atUs: 120 * ms, untilUs: 300 * ms };
    expect(receivedAt([150, 250], [loss, never], datagram)).toEqual([260]);
  });

  test('takes as much from either of two strategies', () => {
    const half: Fault = { ...loss, loss: 0.5 };
    const at = Array.from({ length: 40 }, (_, i) => 100 + 2 * i);
    const [lww, fww] = (['lww', 'fww'] as const).map((resolve) =>
      send(at, [half], datagram, { conflicts: { resolve } }).all('drop').flatMap((e) => e.writes),
    );
    expect(lww.length).toBeGreaterThan(5);
    expect(lww.length).toBeLessThan(35);
    expect(fww).toEqual(lww);
  });
});

describe('a bandwidth clamp', () => {
  /** 100 bytes take 40 ms. */
  const clamp: Fault = { kind: 'bandwidth', ...span, bandwidthBps: 20_000 };

  test('makes what is sent meanwhile wait at the sender', () => {
    const run = send([100, 101, 102], [clamp]);
    expect(arrivals(run)).toEqual([150, 190, 230]);
    expect(run.report.backlog.byLink[0].peakWrites).toBe(3);
  });

  test('leaves alone what is under way when it begins', () => {
    expect(receivedAt([99], [clamp])).toEqual([109]);
  });

  test('holds for a transmission that has begun when it ends, and not for the next', () => {
    expect(receivedAt([190, 191, 192], [clamp])).toEqual([240, 240, 240]);
  });

  test('that overlaps another counts where it is narrower', () => {
    const second: Fault = { ...clamp, bandwidthBps: 10_000, atUs: 120 * ms, untilUs: 150 * ms };
    expect(receivedAt([125], [clamp, second])).toEqual([215]);
    expect(receivedAt([155], [clamp, second])).toEqual([205]);
  });

  test('tells the bandwidth from now on', () => {
    const run = send([], [clamp], { bandwidthBps: 1e9 });
    expect(run.all('bandwidth').map(({ bandwidthBps }) => bandwidthBps)).toEqual([20_000, 1e9]);
    const free = send([], [clamp]);
    expect(free.all('bandwidth').map(({ bandwidthBps }) => bandwidthBps)).toEqual([20_000, null]);
  });
});

describe('the end of a link fault', () => {
  test.each<Fault>([
    { kind: 'latency-spike', ...span, addUs: ms },
    { kind: 'loss', ...span, loss: 0.5 },
    { kind: 'bandwidth', ...span, bandwidthBps: 1e6 },
  ])('of $kind is waited for before the run has settled', (fault) => {
    const run = runTraced(scenario({ durationUs: 10 * ms, faults: [fault] }));
    expect(run.all(traced(fault)).map(({ atUs }) => atUs / ms)).toEqual([100, 200]);
    expect(run.report.settled).toBe(true);
  });

  test('is a heal: the time to converge counts from it', () => {
    const clamp: Fault = { kind: 'bandwidth', ...span, bandwidthBps: 20_000 };
    const { report } = send([150, 151], [clamp]);
    expect(report.convergence.timeToConvergeMs).toBe(40);
  });

  test('and its beginning are in the fingerprint', () => {
    const prints = [[], [50], [60]].map(([addUs]) => {
      const fault = { kind: 'latency-spike', ...span, addUs: addUs ?? 0 } as const;
      return send([], addUs === undefined ? [] : [fault]).report.fingerprint;
    });
    expect(new Set(prints).size).toBe(3);
  });
});

function traced(fault: Fault): 'latency-spike' | 'loss' | 'bandwidth' {
  const { kind } = fault;
  if (kind === 'latency-spike' || kind === 'loss' || kind === 'bandwidth') return kind;
  throw new Error('it is a fault of links');
}

/** Region 0 writes at these milliseconds, to a key of its own each time. */
function send(
  atMs: readonly number[],
  faults: readonly Fault[],
  links: LinkSketch = {},
  sketch: ScenarioSketch = {},
): TracedRun {
  const script = atMs.map((at, i) => write(at * ms, 0, `x${i}`, 'A'));
  const topology = connect('mesh', 2, links);
  return runTraced(scenario({ ...sketch, topology, workload: { script }, faults }));
}

function arrivals(run: TracedRun): readonly number[] {
  return run.all('receive').map(({ atUs }) => atUs / ms);
}

function receivedAt(
  atMs: readonly number[],
  faults: readonly Fault[],
  links: LinkSketch = {},
): readonly number[] {
  return arrivals(send(atMs, faults, links));
}

import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/sim/record/trace.js';
import type { AntiEntropy, Fault } from '../../../src/sim/scenario.js';
import { World } from '../../../src/sim/world/world.js';
import { bothWays, connect, link, ms, read, scenario, write } from '../../support/scenario.js';
import type { LinkSketch, ScenarioSketch } from '../../support/scenario.js';

describe('a session that is asked for', () => {
  test('goes from the root down to the records, one message a time', () => {
    const { world, told } = open(lostWrites(['x']));
    // Root and differences; digests and b's record, which is absent; a's record and the answer.
    expect(told).toEqual(['begin a to b at 1000', 'end a to b at 1060 with 1']);
    expect(world.antiEntropy?.counts).toEqual({
      sessions: 1,
      messages: 6,
      bytes: 6 * 64 + 16 + 1 + 2 * 16 + 16 + (16 + 100),
      records: 1,
      keysRepaired: 1,
    });
    expect(world.replicas[1].records.versions(1)).toEqual([0]);
    expect(world.channels.map(({ messages }) => messages)).toEqual([1 + 3, 3]);
  });

  test('is over after the roots where all is equal', () => {
    const { told, world } = open({ ...lostWrites([]), workload: { script: [write(0, 0, 'x', 'A')] } });
    expect(told).toEqual(['begin a to b at 1000', 'end a to b at 1020 with 0']);
    expect(world.antiEntropy?.counts).toMatchObject({ messages: 2, records: 0 });
  });

  test('is followed by another one that was asked for meanwhile', () => {
    const { told } = open(lostWrites(['x']), [1000, 1005, 1010]);
    expect(told).toEqual([
      'begin a to b at 1000',
      'end a to b at 1060 with 1',
      'begin a to b at 1060',
      'end a to b at 1080 with 0',
    ]);
  });

  test('begins once a cut is healed', () => {
    const { told } = open({ ...lostWrites(['x']), faults: [loss, cut(900, 1500)] });
    expect(told).toEqual(['begin a to b at 1500', 'end a to b at 1560 with 1']);
  });

  test('ends when a link of it is cut, and is begun anew after the heal', () => {
    const { told, world } = open({ ...lostWrites(['x']), faults: [loss, cut(1045, 1500)] });
    expect(told).toEqual([
      'begin a to b at 1000',
      'fail a to b at 1045 with 0',
      'begin a to b at 1500',
      'end a to b at 1560 with 1',
    ]);
    expect(world.replicas[1].records.versions(1)).toEqual([0]);
  });

  test('ends with the node it was at, and is begun anew when that is back', () => {
    const crash: Fault = { kind: 'crash', atUs: 1015 * ms, untilUs: 1200 * ms, region: 1 };
    const { told } = open({ ...lostWrites(['x']), faults: [loss, crash] });
    expect(told.slice(1)).toEqual([
      'fail a to b at 1015 with 0',
      'begin a to b at 1200',
      'end a to b at 1260 with 1',
    ]);
  });

  test('is tried again when a datagram of it was lost and its sender has waited long enough', () => {
    const blackout: Fault = { kind: 'loss', atUs: 1015 * ms, untilUs: 1100 * ms, links: [[0, 1]], loss: 1 };
    const { told } = open({ ...lostWrites(['x']), faults: [loss, blackout] });
    // Lost at 1020; four round trips would be 80 ms, and nobody gives up before 100.
    expect(told.slice(1)).toEqual([
      'fail a to b at 1120 with 0',
      'begin a to b at 1120',
      'end a to b at 1180 with 1',
    ]);
  });

  test('gets its answers as acknowledgements come where no link leads back', () => {
    const topology = { kind: 'links', forward: false, links: [link(1, 0, { transport: 'datagram' })] } as const;
    const lost = lossFrom(1, 0);
    const { told, world } = open({
      ...lostWrites([]),
      topology,
      workload: { script: [write(200 * ms, 1, 'x', 'A')] },
      faults: [lost],
    });
    // The only link leads from b, so b begins.
    expect(told).toEqual(['begin b to a at 1000', 'end b to a at 1060 with 1']);
    expect(world.antiEntropy?.counts.messages).toBe(3);
  });

  test('takes worker time for each record that is merged', () => {
    const keys = ['p', 'q', 'r'];
    const sketch = lostWrites(keys);
    const { told } = open({ ...sketch, regions: ['a', { name: 'b', node: { applyUs: 7 * ms } }] });
    expect(told.at(-1)).toBe('end a to b at 1081 with 3');
  });

  test('waits for the link’s bandwidth like everything else', () => {
    // 80 bytes at 64 kbit/s are 10 ms on the wire.
    const { told } = open({ ...lostWrites([]), topology: twoWays({ bandwidthBps: 64_000 }) });
    expect(told).toEqual(['begin a to b at 1000', 'end a to b at 1038.125 with 0']);
  });
});

describe('rounds', () => {
  test('are spread over the time between two of them, pair by pair', () => {
    const { told } = open({
      regions: ['a', 'b', 'c'],
      replication: { antiEntropy: every(300) },
      workload: { script: [write(0, 0, 'x', 'A'), write(650 * ms, 1, 'x', 'B')] },
    }, []);
    expect(told.filter((line) => line.startsWith('begin'))).toEqual([
      'begin a to b at 100',
      'begin a to c at 200',
      'begin b to c at 300',
      'begin a to b at 400',
      'begin a to c at 500',
      'begin b to c at 600',
      'begin a to b at 700',
      'begin a to c at 800',
      'begin b to c at 900',
    ]);
  });

  test('go on until one after the last change moved nothing, and no longer', () => {
    const { told, world } = open(lostWrites(['x'], every(800)), []);
    expect(told).toEqual([
      'begin a to b at 800',
      'end a to b at 860 with 1',
      'begin a to b at 1600',
      'end a to b at 1620 with 0',
    ]);
    expect([world.hasWork, world.lastWorkUs]).toEqual([false, 1620 * ms]);
  });

  test('are not waited for where nothing was written', () => {
    const { told, world } = open({ replication: { antiEntropy: every(800) } }, []);
    expect([told, world.hasWork]).toEqual([[], false]);
  });

  test('are not waited for by those who cannot reach each other', () => {
    const { told, world } = open({ ...lostWrites(['x'], every(800)), faults: [loss, cut(700, null)] }, []);
    expect([told, world.hasWork]).toEqual([[], false]);
  });
});

test('under seen ids what was repaired counts as seen', () => {
  const { world } = open({ ...lostWrites(['x']), replication: { loops: 'seen-ids', antiEntropy: onDemand } });
  expect(world.multiLeader.shipping.leaders[1].seen?.has(0)).toBe(true);
});

test('a leader that passes on passes on what was repaired, and not to whom it has it from', () => {
  const links = bothWays([0, 1], [1, 2]).map(([from, to]) => link(from, to, { transport: 'datagram' }));
  const { world } = open({
    ...lostWrites(['x']),
    regions: ['a', 'b', 'c'],
    topology: { kind: 'links', forward: true, links },
  });
  expect(world.replicas[2].records.versions(1)).toEqual([0]);
  expect(world.links.map(({ spec }, i) => [spec.from, spec.to, world.multiLeader.shipping.countDue(i, 0, 1)])).toEqual([
    [0, 1, 1],
    [1, 0, 0],
    [1, 2, 1],
    [2, 1, 0],
  ]);
});

const onDemand: AntiEntropy = { kind: 'merkle', everyUs: null, keysPerLeaf: 16 };
/** Everything from a to b is lost before 600 ms. */
const loss = lossFrom(0, 1);

function lossFrom(from: number, to: number): Fault {
  return { kind: 'loss', atUs: 100 * ms, untilUs: 600 * ms, links: [[from, to]], loss: 1 };
}

function every(periodMs: number): AntiEntropy {
  return { ...onDemand, everyUs: periodMs * ms };
}

function cut(atMs: number, untilMs: number | null): Fault {
  return { kind: 'partition', atUs: atMs * ms, untilUs: untilMs === null ? null : untilMs * ms, cuts: bothWays([0, 1]) };
}

function twoWays(sketch: LinkSketch = {}): NonNullable<ScenarioSketch['topology']> {
  return connect('mesh', 2, { transport: 'datagram', ...sketch });
}

/** Writes at a that never get to b, which is 10 ms away. */
function lostWrites(keys: readonly string[], antiEntropy = onDemand): ScenarioSketch {
  return {
    topology: twoWays(),
    replication: { batch: { max: 500 }, antiEntropy },
    workload: { script: keys.map((key) => write(200 * ms, 0, key, 'A')) },
    faults: [loss],
  };
}

/** Runs to rest, asking for a repair over link 0 at each of these times, and tells of sessions as words. */
function open(sketch: ScenarioSketch, askedAtMs: readonly number[] = [1000]): { world: World; told: string[] } {
  const told: string[] = [];
  const trace = (event: TraceEvent): void => {
    if (event.kind !== 'repair') return;
    const result = event.phase === 'begin' ? '' : ` with ${event.keys}`;
    told.push(`${event.phase} ${event.from} to ${event.to} at ${event.atUs / ms}${result}`);
  };
  // A read is an event, so the world is at that time when it is asked.
  const script = [...(sketch.workload?.script ?? []), ...askedAtMs.map((atMs) => read(atMs * ms, 0, 'x'))];
  const world = new World(scenario({ ...sketch, workload: { ...sketch.workload, script } }), { trace });
  for (const atMs of askedAtMs) {
    while (world.step(atMs * ms));
    world.antiEntropy?.request(0, atMs * ms);
  }
  while (world.step(world.limitUs));
  return { world, told };
}

/**
 * Closed loops: each client asks exactly a thinking time after its answer, under any strategy and any faults, and
 * never stops before the end; and what they come to is what queueing theory says.
 *
 * @see Little, A proof for the queuing formula L = λW, Operations Research 9, 1961
 * @see Feller, An introduction to probability theory and its applications, XVII.7: the servicing of machines
 */
import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../src/sim/base/distribution.js';
import type { ClientGroup, Fault, Resilience, Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import type { ClosedClient } from '../../src/sim/workload/closed-clients.js';
import { historyOf } from '../../src/sim/world/judge-clients.js';
import { World } from '../../src/sim/world/world.js';
import { certifiedScenario, cutOff } from '../support/certified-scenario.js';
import { closedScenario, closeLoops } from '../support/closed-scenario.js';
import { contextScenario } from '../support/context-scenario.js';
import { creatingScenario } from '../support/creating-scenario.js';
import { quorumScenario } from '../support/quorum-scenario.js';
import { connect, ms, scenario } from '../support/scenario.js';
import { raftSpec, shippingSpec } from '../support/single-leader-specs.js';
import { storageScenario } from '../support/storage-scenario.js';

const runs = 12;

describe('clients that wait', { timeout: 120_000 }, () => {
  test.each([
    ['several leaders, sessions and patience', closedScenario],
    ['quorums', (n: number) => closeLoops(quorumScenario(n), n)],
    ['new rows', (n: number) => closeLoops(creatingScenario(n), n)],
    ['contexts', (n: number) => closeLoops(contextScenario(n), n)],
    ['nobody who could answer', cutOffForGood],
    ['log shipping', (n: number) => oneLeader(n, shippingSpec())],
    ['Raft', (n: number) => oneLeader(n, raftSpec())],
    ['certification', (n: number) => closeLoops(certifiedScenario({ ratePerS: 60, keys: 5, faults: [cutOff(n % 3, { fromMs: 300, untilMs: 700 })] }), n)],
    ['shared storage', (n: number) => closeLoops(storageScenario(n), n)],
  ])('ask a thinking time after each answer, to the end: %s', (_, scenarioOf) => {
    let followed = 0;
    for (let n = 0; n < runs; n++) followed += followClients(scenarioOf(n));
    expect(followed).toBeGreaterThan(10 * runs);
  });
});

/** A request of one client, and when that knew what came of it; null: not yet. */
interface Step {
  readonly sentAtUs: number;
  endedUs: number | null;
}

/** Holds each client's requests against the rule; how many followed an answer. */
function followClients(each: Scenario): number {
  const { world, stepsOf } = watch(each);
  while (world.step(world.limitUs));
  world.giveUp();
  const history = historyOf(world);
  let followed = 0;
  for (const asker of each.workload.clients.flatMap((_, stream) => world.clients.closedClients(stream))) {
    const { arrivals, resilience } = each.workload.clients[asker.stream];
    const context = `${each.name}: ${asker.name}`;
    const thinkUs = thinkOf(arrivals);
    const steps = stepsOf.get(asker) ?? [];
    steps.forEach(({ sentAtUs }, i) => {
      const before = i === 0 ? null : steps[i - 1].endedUs;
      if (i === 0) expect(sentAtUs, context).toBeLessThanOrEqual(thinkUs);
      else expect(sentAtUs, context).toBe((before ?? NaN) + thinkUs);
    });
    const last = steps.at(-1)?.endedUs ?? null;
    if (last !== null) expect(last + thinkUs, context).toBeGreaterThanOrEqual(each.durationUs);
    // Whoever asked so late that the run was over before the answer is waiting, as is who has no timeout.
    else if (resilience?.timeoutUs === null || resilience === undefined) expect(steps.length, context).toBeGreaterThan(0);
    else expect(steps.at(-1)?.sentAtUs, context).toBeGreaterThan(each.durationUs - thinkUs - patienceUs(resilience));
    followed += steps.length;
    for (const { process, outcome, invokedAtUs, answeredAtUs } of history?.history.operations ?? []) {
      if (outcome !== 'ok' || history?.clients[process] !== asker.name) continue;
      const own = steps.find(({ sentAtUs }) => sentAtUs === invokedAtUs);
      if (own !== undefined) expect(own.endedUs, context).toBe(answeredAtUs);
    }
  }
  return followed;
}

/** A world whose clients are looked at when they ask, and when they are told. */
function watch(each: Scenario): { readonly world: World; readonly stepsOf: ReadonlyMap<ClosedClient, Step[]> } {
  const world = new World(each, { logsRequests: true });
  const { clients } = world;
  const stepsOf = new Map<ClosedClient, Step[]>();
  for (const asker of each.workload.clients.flatMap((_, stream) => clients.closedClients(stream))) stepsOf.set(asker, []);
  const draw = clients.draw.bind(clients);
  clients.draw = (stream, nowUs, number) => {
    const request = draw(stream, nowUs, number);
    if (request.asker !== undefined) stepsOf.get(request.asker)?.push({ sentAtUs: request.sentAtUs, endedUs: null });
    return request;
  };
  const arrivalAfterUs = clients.arrivalAfterUs.bind(clients);
  clients.arrivalAfterUs = (asker, answeredUs) => {
    const last = stepsOf.get(asker)?.at(-1);
    expect(last?.endedUs, `${each.name}: ${asker.name} is told once`).toBeNull();
    if (last !== undefined) last.endedUs = answeredUs;
    return arrivalAfterUs(asker, answeredUs);
  };
  return { world, stepsOf };
}

function thinkOf(arrivals: ClientGroup['arrivals']): number {
  const isKnown = typeof arrivals === 'object' && arrivals.kind === 'closed' && arrivals.think.kind === 'constant';
  if (!isKnown) throw new Error('it thinks as long each time');
  return arrivals.think.valueUs;
}

/** The most that a client takes until it gives up. */
function patienceUs({ timeoutUs, retries, backoff }: Resilience): number {
  return (retries + 1) * ((timeoutUs ?? 0) + backoff.mostUs);
}

function oneLeader(n: number, replication: ReturnType<typeof raftSpec> | ReturnType<typeof shippingSpec>): Scenario {
  const group = { ratePerS: 60, arrivals: 'poisson', mix: { write: 0.7, read: 0.3, delete: 0 } } as const;
  const faults: Fault[] = [{ kind: 'crash', region: n % 3, atUs: 400 * ms, untilUs: 900 * ms, disk: 'kept' }];
  const each = scenario({
    seed: `closed ${n}`,
    durationUs: 2000 * ms,
    regions: ['a', 'b', 'c'],
    topology: connect('mesh', 3),
    workload: { keys: { count: 5, choose: { kind: 'uniform' } }, clients: [0, 1, 2].map((region) => ({ ...group, region })) },
    faults,
  });
  return closeLoops({ ...each, replication }, n);
}

/** Cut off from both others for good, and a majority is to agree: clients give up after a while, over and over. */
function cutOffForGood(n: number): Scenario {
  const each = oneLeader(n, n % 2 === 0 ? raftSpec() : shippingSpec({ acknowledge: { kind: 'majority' }, failover: { kind: 'none' } }));
  const region = 0;
  const cuts = [1, 2].flatMap((other) => [[region, other], [other, region]] as const);
  const resilience: Resilience = {
    timeoutUs: 100 * ms, retries: 1, backoff: { baseUs: 0, times: 1, mostUs: 0, jitter: 'none' },
    idempotencyKeys: false, breaker: null, bulkhead: null,
  };
  const clients = each.workload.clients.filter((group) => group.region === region).map((group) => ({ ...group, resilience }));
  const faults = [{ kind: 'partition', atUs: 500 * ms, untilUs: null, cuts } as const];
  return { ...each, faults, workload: { ...each.workload, clients } };
}

const serviceUs = 10 * ms;

describe('what a closed loop comes to', { timeout: 120_000 }, () => {
  const exponential = (meanUs: number): Distribution => ({ kind: 'exponential', meanUs });
  const constant = (valueUs: number): Distribution => ({ kind: 'constant', valueUs });

  test.each([
    { clients: 1, think: constant(90 * ms), workers: 1 },
    { clients: 20, think: constant(50 * ms), workers: 1 },
    { clients: 20, think: exponential(400 * ms), workers: 2 },
    { clients: 50, think: { kind: 'uniform', minUs: 0, maxUs: 800 * ms } as const, workers: 4 },
  ])('is N / (R + Z) a second: $clients clients, $think.kind, $workers workers', ({ clients, think, workers }) => {
    const { asked, perS, meanUs } = loop({ clients, think, workers });
    // Thinking times that are drawn have a mean of their own, by chance.
    const error = think.kind === 'constant' ? 0 : 1 / Math.sqrt(asked);
    expect(Math.abs((perS * (meanUs + meanOf(think))) / 1e6 / clients - 1)).toBeLessThan(0.002 + 3 * error);
  });

  test.each([
    { clients: 2, thinkUs: 20 * ms },
    { clients: 5, thinkUs: 50 * ms },
    { clients: 10, thinkUs: 200 * ms },
    { clients: 30, thinkUs: 200 * ms },
  ])('is that of $clients machines and one repairman: thinking and service exponential', ({ clients, thinkUs }) => {
    const { perS } = loop({ clients, think: exponential(thinkUs), workers: 1, isDrawn: true });
    expect(Math.abs(perS / repairsPerS(clients, thinkUs) - 1)).toBeLessThan(0.01);
  });

  test('falls where the server slows down, and that of an open loop does not: what a load test leaves out', () => {
    const slow: Fault = { kind: 'slow', region: 0, atUs: 5_000 * ms, untilUs: 10_000 * ms, factor: 4 };
    // 100 requests a second either way while all is well; 25 a second is all that can be done while it is not.
    const think = constant(50 * ms);
    const closed = run({ arrivals: { kind: 'closed', clients: 6, think } }, { faults: [slow], durationUs: 15_000 * ms });
    const open = run({ ratePerS: 100 * 0.95 }, { faults: [slow], durationUs: 15_000 * ms });
    expect(open.asked).toBeGreaterThan(1300);
    // At most six stand in line for 40 ms each; in the open loop 70 more come each second than are served.
    expect(closed.maxUs).toBeLessThanOrEqual(6 * 4 * serviceUs);
    expect(closed.asked).toBeLessThan(1000 + 5 * 25 + 10);
    expect(open.maxUs).toBeGreaterThan(10 * closed.maxUs);
  });
});

/** Throughput and response time of one node's clients. */
function loop(sketch: {
  readonly clients: number;
  readonly think: Distribution;
  readonly workers: number;
  readonly isDrawn?: boolean;
}): { readonly asked: number; readonly perS: number; readonly meanUs: number } {
  const { clients, think, workers, isDrawn = false } = sketch;
  const durationUs = 400_000 * ms;
  const { asked, meanUs } = run({ arrivals: { kind: 'closed', clients, think } }, { durationUs, workers, isDrawn });
  return { asked, perS: (asked * 1e6) / durationUs, meanUs };
}

function run(
  group: Partial<ClientGroup>,
  rest: { readonly durationUs: number; readonly faults?: readonly Fault[]; readonly workers?: number; readonly isDrawn?: boolean },
): { readonly asked: number; readonly meanUs: number; readonly maxUs: number } {
  const { durationUs, faults = [], workers = 1, isDrawn = false } = rest;
  const drawn = isDrawn ? { drawn: { read: { kind: 'exponential', meanUs: serviceUs } } } as const : {};
  const { report } = simulate(scenario({
    seed: 'closed loops',
    durationUs,
    faults,
    regions: [{ name: 'a', clientLatencyUs: 0, node: { readUs: serviceUs, workers, ...drawn } }],
    workload: {
      keys: { count: 1000, choose: { kind: 'uniform' } },
      clients: [{ region: 0, ratePerS: 1, arrivals: 'poisson', mix: { write: 0, read: 1, delete: 0 }, ...group }],
    },
  }));
  const { count, meanMs, maxMs } = report.clients.read;
  return { asked: count, meanUs: (meanMs ?? 0) * 1000, maxUs: (maxMs ?? 0) * 1000 };
}

/** Requests a second of N clients at one worker: it is busy but for the share of time in which all of them think. */
function repairsPerS(clients: number, thinkUs: number): number {
  let weight = 1;
  let total = 1;
  for (let waiting = 0; waiting < clients; waiting++) {
    weight *= ((clients - waiting) * serviceUs) / thinkUs;
    total += weight;
  }
  return (1 - 1 / total) * (1e6 / serviceUs);
}

function meanOf(think: Distribution): number {
  switch (think.kind) {
    case 'constant':
      return think.valueUs;
    case 'exponential':
      return think.meanUs;
    case 'uniform':
      return (think.minUs + think.maxUs) / 2;
    default:
      throw new Error('no such thinking time here');
  }
}

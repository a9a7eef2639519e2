import { describe, expect, test } from 'vitest';
import { LossWatch } from '../../../src/scenarios/counterfactual/loss.js';
import { fateOfRequest, recognize } from '../../../src/scenarios/counterfactual/same-request.js';
import { parseScenarios } from '../../../src/scenarios/index.js';
import { fateOf, Simulation } from '../../../src/sim/simulate.js';

/** Clients that try again, or sessions that wait for their answers; a pause of the leader makes both late. */
function late(clients: string, fault: string): string {
  return `
version: 1
scenarios:
  late:
    duration: 3s
    regions: { here: {}, there: {} }
    links: { default: { latency: 20ms } }
    workload:
      keys: { count: 3 }
      clients: [{ in: here, rate: 30/s, ${clients} }]
    faults: [${fault}]
`;
}

function runOf(text: string) {
  const parsed = parseScenarios(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const watch = new LossWatch(0);
  const run = new Simulation(parsed.scenarios[0].scenario, { trace: watch.hear }).finishWrites();
  return { ...run, accepted: watch.accepted };
}

const pause = '{ at: 1s, until: 1.8s, pause: here }';

describe('a request', () => {
  test('is the same in a run in which its session had to wait for an earlier answer', () => {
    const [calm, slow] = ['', pause].map((fault) => runOf(late('sessions: 2', fault)));
    expect(slow.accepted.size).toBe(calm.accepted.size);
    let moved = 0;
    for (const [write, { key, client, sentAtUs }] of calm.accepted) {
      const request = recognize(calm, write, calm.accepted);
      expect(request).not.toBeNull();
      const [other] = slow.writesOf(request ?? 0);
      expect(slow.accepted.get(other)).toMatchObject({ key, client });
      if (slow.accepted.get(other)?.sentAtUs !== sentAtUs) moved++;
    }
    expect(moved).toBeGreaterThan(0);
  });

  test('that was tried again is one, with the fate of the write that was acknowledged', () => {
    const clients = 'timeout: 200ms, retries: { max: 3 }';
    const [calm, slow] = ['', pause].map((fault) => runOf(late(clients, fault)));
    let repeated = 0;
    for (const [write, { key, sentAtUs }] of calm.accepted) {
      const request = calm.requestOf(write) ?? 0;
      const writes = slow.writesOf(request);
      if (writes.length > 1) repeated++;
      for (const other of writes) expect(slow.accepted.get(other)).toMatchObject({ key, sentAtUs });
      const fates = writes.map((write) => fateOf(slow, write)).filter((fate) => fate !== null);
      expect(fates.length).toBeLessThanOrEqual(1);
      expect(fateOfRequest(slow, request)).toBe(fates.at(0) ?? null);
    }
    expect(repeated).toBeGreaterThan(0);
  });

  test('is not known again where what stands for it stands for another one too, or nobody asked', () => {
    const client = { client: 'c', sentAtUs: 1 };
    const accepted = new Map([[0, client], [1, { ...client, sentAtUs: 2 }], [2, client]]);
    const run = { requestOf: (write: number) => (write === 2 ? null : 7), writesOf: () => [0, 1] };
    expect(recognize(run, 0, accepted)).toBeNull();
    expect(recognize(run, 2, accepted)).toBeNull();
    expect(recognize(run, 9, accepted)).toBeNull();
    expect(recognize({ ...run, writesOf: () => [0] }, 0, accepted)).toBe(7);
  });
});

test('writes are judged alone as they are in a whole report', () => {
  const parsed = parseScenarios(late('timeout: 200ms, retries: { max: 1 }', `{ at: 1s, until: 2s, partition: [[here], [there]] }`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const simulation = new Simulation(parsed.scenarios[0].scenario);
  const writes = simulation.finishWrites();
  const { report, lostWrites, writeFates } = simulation.finish();
  expect(writes).toMatchObject({ fingerprint: report.fingerprint, settled: report.settled, events: report.events, lostWrites });
  expect(report.writes.acknowledged).toBeGreaterThan(20);
  expect(writes.writeFates).toEqual(writeFates);
});

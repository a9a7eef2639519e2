import { describe, expect, test } from 'vitest';
import type { ClientGroup, ReadPlace, ReadRouting, ScriptedOp } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { connect, constant, ms, read, scenario, write, type ScenarioSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

const place = (where: ReadPlace): ReadRouting => ({ kind: 'place', place: where });
const token = (sketch: Partial<ReadRouting & { kind: 'token' }> = {}): ReadRouting => ({
  kind: 'token',
  waitUs: 50 * ms,
  from: 'writes',
  otherwise: 'leader',
  ...sketch,
});

/** One client's operations, all routed alike. */
function by(client: string, reads: ReadRouting, ...ops: readonly ScriptedOp[]): readonly ScriptedOp[] {
  return ops.map((op) => ({ ...op, client, reads }));
}

/** Two regions with two followers each; a group in the first that only reads, ten times a millisecond. */
function readers(where: ReadPlace, sketch: ScenarioSketch = {}, group: Partial<ClientGroup> = {}) {
  const followers = { count: 2, latency: constant(ms) };
  const clients = [
    {
      region: 0, ratePerS: 10_000, arrivals: 'constant' as const, mix: { write: 0, read: 1, delete: 0 },
      reads: place(where), ...group,
    },
  ];
  return runTraced(
    scenario({
      durationUs: 100 * ms,
      regions: ['a', 'b'].map((name) => ({ name, followers })),
      workload: { clients },
      ...sketch,
    }),
  );
}

function servers(run: ReturnType<typeof readers>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { replica } of run.all('read')) counts[replica] = (counts[replica] ?? 0) + 1;
  return counts;
}

describe('reads are served', () => {
  test.each([
    ['leader', ['a']],
    ['follower', ['a/1', 'a/2']],
    ['nearest', ['a', 'a/1', 'a/2']],
    ['any', ['a', 'a/1', 'a/2', 'b', 'b/1', 'b/2']],
  ] as const)('at %s by each in turn that is meant', (where, expected) => {
    const counts = servers(readers(where));
    expect(Object.keys(counts).sort()).toEqual(expected);
    const each = 1000 / expected.length;
    // Five standard deviations of a binomial, at most.
    for (const count of Object.values(counts)) expect(Math.abs(count - each)).toBeLessThan(5 * Math.sqrt(each));
  });

  test('by one replica a session, at home, wherever it is', () => {
    const group = { sessions: 30, roam: { kind: 'share', share: 0.5 } } as const;
    const run = readers('sticky', {}, group);
    const places = new Map<string, Set<string>>();
    for (const { client, replica } of run.all('read')) {
      places.set(client, (places.get(client) ?? new Set()).add(replica));
    }
    expect(places.size).toBe(30);
    expect([...places.values()].every((own) => own.size === 1)).toBe(true);
    expect(Object.keys(servers(run)).sort()).toEqual(['a', 'a/1', 'a/2']);
    expect(run.report.clients.sessions?.reads.elsewhere).toBeGreaterThan(300);
  });

  test('elsewhere while the one that a session sticks to is down', () => {
    const outage = { kind: 'outage', region: 0, atUs: 20 * ms, untilUs: 50 * ms } as const;
    const run = readers('sticky', { faults: [outage] }, { sessions: 30 });
    const during = run.all('read').filter(({ atUs }) => atUs > 40 * ms && atUs < 50 * ms);
    const after = run.all('read').filter(({ atUs }) => atUs > 70 * ms);
    expect(new Set(during.map(({ replica }) => replica[0]))).toEqual(new Set(['b']));
    expect(new Set(after.map(({ replica }) => replica[0]))).toEqual(new Set(['a']));
    expect(run.report.clients.read.availability).toBe(1);
  });

  test('by the leader where no follower is up, and there is none', () => {
    const group = { region: 0, ratePerS: 100, arrivals: 'constant' as const, mix: { write: 0, read: 1, delete: 0 } };
    const clients = [{ ...group, reads: place('follower') }];
    expect(servers(runTraced(scenario({ workload: { clients } })))).toEqual({ a: 99 });
  });

  test('far away at the price of the way there and back', () => {
    const script = [{ ...read(0, 0, 'x'), replica: 1 }];
    const { report } = simulate(scenario({ workload: { script } }));
    expect(report.clients.read.maxMs).toBe(20);
    expect(report.clients.sessions?.reads).toEqual({ leader: 0, follower: 0, elsewhere: 1 });
  });

  test('by a follower with workers of its own', () => {
    const followers = { count: 1, latency: constant(ms) };
    const node = { readUs: 8 * ms, writeUs: 8 * ms };
    const script = [write(0, 0, 'x', 'A'), ...by('ann', place('follower'), read(0, 0, 'x'), read(0, 0, 'x'))];
    const { report } = simulate(scenario({ regions: [{ name: 'a', followers, node }], workload: { script } }));
    // One after the other at the follower; the leader is busy with the write meanwhile.
    expect(report.clients.read.maxMs).toBe(16);
    expect(report.clients.write.maxMs).toBe(8);
  });
});

describe('the leader for a while', () => {
  const followers = { count: 1, latency: constant(300 * ms) };
  const reads: ReadRouting = { kind: 'leader-for', forUs: 100 * ms, otherwise: 'follower' };
  const regions = [{ name: 'a', followers }];

  test('is asked until the window since the answer is over', () => {
    const ops = [write(0, 0, 'x', 'A'), read(99 * ms, 0, 'x'), read(100 * ms, 0, 'x')];
    const { report } = simulate(scenario({ regions, workload: { script: by('ann', reads, ...ops) } }));
    expect(report.scriptedReads.map(({ values }) => values)).toEqual([['A'], []]);
  });

  test('is the one that took the write, from wherever', () => {
    const ops = [write(0, 1, 'x', 'A'), read(5 * ms, 0, 'x')];
    const { report } = simulate(scenario({ workload: { script: by('ann', reads, ...ops) } }));
    expect(report.scriptedReads.map(({ values }) => values)).toEqual([['A']]);
    expect(report.clients.read.maxMs).toBe(20);
  });

  test('is nobody’s whom a partition keeps from it', () => {
    const ops = [write(0, 1, 'x', 'A'), read(50 * ms, 0, 'x')];
    const faults = [{ kind: 'partition', atUs: 40 * ms, untilUs: 60 * ms, cuts: [[0, 1], [1, 0]] } as const];
    const { report } = simulate(scenario({ workload: { script: by('ann', reads, ...ops) }, faults }));
    expect(report.clients.read).toMatchObject({ count: 0, availability: 0 });
  });

  test('is for those who wrote', () => {
    const script = [...by('ann', reads, write(0, 0, 'x', 'A')), ...by('bob', reads, read(9 * ms, 0, 'x'))];
    const { report } = simulate(scenario({ regions, workload: { script } }));
    expect(report.scriptedReads.map(({ values }) => values)).toEqual([[]]);
  });
});

describe('a token', () => {
  const far = connect('mesh', 2, { latency: constant(80 * ms) });
  const writeHere = write(0, 0, 'x', 'A');

  test('makes a read wait until its replica has what was written', () => {
    const script = by('ann', token(), writeHere, read(40 * ms, 1, 'x'));
    const run = runTraced(scenario({ topology: far, workload: { script } }));
    expect(run.report.scriptedReads[0].values).toEqual(['A']);
    expect(run.all('await-state')).toMatchObject([
      { atUs: 40 * ms, replica: 'b', client: 'ann', state: { a: 1 }, untilUs: 90 * ms },
    ]);
    expect(run.all('read')[0].atUs).toBe(80 * ms);
    expect(run.report.clients.sessions?.tokens).toMatchObject({ waits: { count: 1, maxMs: 40 }, sentOn: 0, refused: 0 });
  });

  test('sends a read to the source at the bound', () => {
    const script = by('ann', token(), writeHere, read(10 * ms, 1, 'x'));
    const run = runTraced(scenario({ topology: far, workload: { script } }));
    expect(run.all('send-on')).toMatchObject([{ atUs: 60 * ms, from: 'b', to: 'a' }]);
    expect(run.all('read')).toMatchObject([{ atUs: 140 * ms, replica: 'a' }]);
    // 50 ms of waiting, 80 ms there, 80 ms back.
    expect(run.report.clients.read.maxMs).toBe(210);
  });

  test('of nothing makes nobody wait', () => {
    const script = [...by('ann', token(), writeHere), ...by('bob', token(), read(10 * ms, 1, 'x'))];
    const { report } = simulate(scenario({ topology: far, workload: { script } }));
    expect(report.scriptedReads[0].values).toEqual([]);
    expect(report.clients.read.maxMs).toBe(0);
  });

  test('counts once the answer is there', () => {
    const regions = [{ name: 'a', clientLatencyUs: 5 * ms }, 'b'];
    const script = by('ann', token(), writeHere, read(9 * ms, 1, 'x'), read(10 * ms, 1, 'y'));
    const run = runTraced(scenario({ regions, topology: far, workload: { script } }));
    expect(run.all('await-state').map(({ key }) => key)).toEqual(['y']);
  });

  test('from reads too makes the next replica have what was read', () => {
    const ann = (reads: ReadRouting) => [
      writeHere,
      ...by('ann', reads, { ...read(10 * ms, 0, 'x'), replica: 0 }, { ...read(40 * ms, 1, 'x'), replica: 1 }),
    ];
    const values = (reads: ReadRouting) =>
      simulate(scenario({ topology: far, workload: { script: ann(reads) } })).report.scriptedReads.map((one) => one.values);
    expect(values(token())).toEqual([['A'], []]);
    expect(values(token({ from: 'reads-too' }))).toEqual([['A'], ['A']]);
  });

  test('is carried by writes in a causal session, and by no others', () => {
    const ops = [writeHere, write(40 * ms, 1, 'y', 'B')];
    const acceptedAt = (reads: ReadRouting) =>
      runTraced(scenario({ topology: far, workload: { script: by('ann', reads, ...ops) } }))
        .all('accept')
        .map(({ atUs, replica }) => [atUs, replica]);
    expect(acceptedAt(token({ from: 'reads-too' }))).toEqual([[0, 'a'], [40 * ms, 'b']]);
    expect(acceptedAt(token({ from: 'causal' }))).toEqual([[0, 'a'], [80 * ms, 'b']]);
    const impatient = token({ from: 'causal', waitUs: 10 * ms });
    expect(acceptedAt(impatient)).toEqual([[0, 'a'], [130 * ms, 'a']]);
  });

  test('that no leader satisfies is refused, after each was asked', () => {
    const ops = [writeHere, write(5 * ms, 1, 'y', 'B'), read(10 * ms, 2, 'x')];
    const mesh = connect('mesh', 3, { latency: constant(80 * ms) });
    // The two that were written to are far from each other; the way by the third is shorter.
    const links = mesh.links.map((link) => (link.from + link.to === 1 ? { ...link, latency: constant(900 * ms) } : link));
    const script = by('ann', token({ waitUs: 0 }), ...ops);
    const three = scenario({ regions: ['a', 'b', 'c'], topology: { ...mesh, links }, workload: { script } });
    const run = runTraced(three);
    expect(run.all('send-on').map(({ from, to }) => [from, to])).toEqual([['c', 'a'], ['a', 'b']]);
    expect(run.all('refuse')).toMatchObject([{ replica: 'b', reason: 'behind', atUs: 250 * ms }]);
    expect(run.report.clients.sessions?.tokens?.refused).toBe(1);
    expect(run.report.clients.read.availability).toBe(0);
    expect(run.report.settled).toBe(true);
  });

  test('goes past sources that are down', () => {
    const script = by('ann', token({ waitUs: 0 }), writeHere, read(10 * ms, 1, 'x'));
    const faults = [{ kind: 'crash', region: 0, atUs: 5 * ms, untilUs: 900 * ms, disk: 'kept' } as const];
    const run = runTraced(scenario({ topology: far, workload: { script }, faults }));
    expect(run.all('refuse')).toMatchObject([{ replica: 'b', reason: 'behind' }]);
  });

  test('goes past sources that a partition keeps it from', () => {
    const script = by('ann', token({ waitUs: 0 }), writeHere, read(10 * ms, 1, 'x'));
    const faults = [{ kind: 'partition', atUs: 5 * ms, untilUs: 900 * ms, cuts: [[0, 1], [1, 0]] } as const];
    const run = runTraced(scenario({ topology: far, workload: { script }, faults }));
    expect(run.all('refuse')).toMatchObject([{ replica: 'b', reason: 'behind' }]);
  });

  test('is waited for when everything else has come to rest', () => {
    // What the first writes is never shipped.
    const oneWay = { ...far, links: far.links.filter(({ from }) => from === 1) };
    const script = by('ann', token({ waitUs: 5000 * ms }), writeHere, read(10 * ms, 1, 'x'));
    const { report } = simulate(scenario({ topology: oneWay, workload: { script } }));
    expect(report.scriptedReads[0].values).toEqual(['A']);
    expect(report.clients.read.maxMs).toBe(5160);
  });

  test('of a run that ends first is refused', () => {
    const faults = [{ kind: 'partition', atUs: 0, untilUs: null, cuts: [[0, 1]] } as const];
    const script = by('ann', token({ waitUs: 90_000 * ms }), writeHere, read(10 * ms, 1, 'x'));
    const { report } = simulate(scenario({ topology: far, workload: { script }, faults, settleUs: 1000 * ms }));
    expect(report.settled).toBe(false);
    expect(report.clients.read).toMatchObject({ count: 0, availability: 0 });
  });
});

test('a client that gives up on a replica that is behind may find the next one further', () => {
  const resilience = {
    timeoutUs: 30 * ms,
    retries: 3,
    backoff: { baseUs: 0, times: 1, mostUs: 0, jitter: 'none' as const },
    idempotencyKeys: false,
    breaker: null,
    bulkhead: null,
  };
  const followers = { count: 1, latency: constant(400 * ms) };
  const reads = token({ waitUs: 1000 * ms, otherwise: 'nearest' });
  const group = { region: 0, arrivals: 'constant' as const, reads, resilience };
  const clients = [{ ...group, ratePerS: 50, mix: { write: 0.3, read: 0.7, delete: 0 } }];
  const { report } = simulate(scenario({ regions: [{ name: 'a', followers }], workload: { clients } }));
  expect(report.clients.attempts?.timedOut).toBeGreaterThan(5);
  expect(report.clients.attempts?.retried).toBeGreaterThan(5);
  expect(report.clients.violations.readYourWrites).toBe(0);
  expect(report.clients.read.maxMs).toBeGreaterThanOrEqual(30);
});

test('in a history each session is a process, with one operation at a time', () => {
  const group = { region: 0, ratePerS: 2000, arrivals: 'poisson' as const, mix: { write: 0.3, read: 0.7, delete: 0 } };
  const clients = [{ ...group, sessions: 10, roam: { kind: 'share' as const, share: 0.5 }, reads: token() }];
  const regions = ['a', 'b'].map((name) => ({ name, clientLatencyUs: 2 * ms }));
  const { history, report } = simulate(scenario({ regions, workload: { clients } }), { logsRequests: true });
  expect(new Set(history?.clients).size).toBe(10);
  expect(history?.clients).toHaveLength(10);
  const free = new Map<number, number>();
  for (const { process, invokedAt, answeredAt } of history?.history.operations ?? []) {
    expect(invokedAt).toBeGreaterThan(free.get(process) ?? 0);
    free.set(process, answeredAt);
  }
  expect(free.size).toBe(10);
  expect(report.clients.sessions?.heldBack).toBeGreaterThan(100);
});

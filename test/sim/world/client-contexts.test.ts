import { expect, test } from 'vitest';
import { hasContexts } from '../../../src/sim/scenario.js';
import { ms, read, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

const conflicts = { detect: 'dotted-version-vector', resolve: 'siblings' } as const;
const alice = { client: 'alice', context: 'read' } as const;
/** Clients are 5 ms away from their leader. */
const regions = [{ name: 'a', clientLatencyUs: 5 * ms }];

test('a client that never read writes as one that knows nothing', () => {
  const script = [write(0, 0, 'x', 'A'), { ...write(100 * ms, 0, 'x', 'B'), ...alice }];
  const [, second] = runTraced(scenario({ regions, conflicts, workload: { script } })).all('accept');
  expect(second).toMatchObject({ saw: [], holds: [0, 1] });
});

test('a write knows what its client had read when it was sent, not when it is served', () => {
  const script = [
    write(0, 0, 'x', 'A'),
    { ...read(20 * ms, 0, 'x'), client: 'alice' },
    write(40 * ms, 0, 'x', 'B'),
    { ...read(60 * ms, 0, 'x'), client: 'alice' },
    // The answer to the second read arrives at 70 ms.
    { ...write(69 * ms, 0, 'x', 'C'), ...alice },
    { ...write(70 * ms, 0, 'x', 'D'), ...alice },
  ];
  const run = runTraced(scenario({ regions, conflicts, workload: { script } }));
  const seen = run.all('accept').map(({ saw }) => saw);
  expect(seen.slice(2)).toEqual([[0], [1]]);
});

test('what another client read, or read of another key, is nobody else’s', () => {
  const script = [
    write(0, 0, 'x', 'A'),
    { ...read(20 * ms, 0, 'x'), client: 'bob' },
    { ...read(20 * ms, 0, 'y'), client: 'alice' },
    { ...write(100 * ms, 0, 'x', 'B'), ...alice },
  ];
  const [, second] = runTraced(scenario({ regions, conflicts, workload: { script } })).all('accept');
  expect(second?.saw).toEqual([]);
});

test('contexts matter where somebody brings one, or somebody resolves siblings', () => {
  expect(hasContexts(scenario())).toBe(false);
  expect(hasContexts(scenario({ workload: { script: [{ ...write(0, 0, 'x', 'A'), ...alice }] } }))).toBe(true);
  expect(hasContexts(scenario({ conflicts: { atRead: { merge: 'max' } } }))).toBe(true);
});

test('a group of clients brings what any of its reads returned', () => {
  const group = {
    region: 0,
    ratePerS: 100,
    arrivals: 'constant',
    mix: { write: 0.5, read: 0.5, delete: 0 },
    context: 'read',
  } as const;
  const run = runTraced(scenario({ regions, conflicts, workload: { clients: [group] } }));
  const reads = run.all('read');
  for (const { saw, sentAtUs } of run.all('accept')) {
    const last = reads.findLast(({ answeredAtUs = Infinity }) => answeredAtUs <= sentAtUs);
    expect(saw).toEqual(last?.returned ?? []);
  }
  expect(reads.length).toBeGreaterThan(20);
});

test('each session of a group brings what it read itself, and nothing where its group reads nothing first', () => {
  const mix = { write: 0.5, read: 0.5, delete: 0 };
  const group = { region: 0, ratePerS: 100, arrivals: 'constant', sessions: 3, mix } as const;
  const keys = { count: 1, choose: { kind: 'uniform' } } as const;
  const bringing = (context: 'read' | 'none') =>
    runTraced(scenario({ regions, conflicts, workload: { keys, clients: [{ ...group, context }] } }));
  const run = bringing('read');
  const reads = run.all('read');
  for (const { client, saw, sentAtUs } of run.all('accept')) {
    const last = reads.findLast((one) => one.client === client && (one.answeredAtUs ?? Infinity) <= sentAtUs);
    expect(saw).toEqual(last?.returned ?? []);
  }
  expect(new Set(reads.map(({ client }) => client)).size).toBe(3);
  expect(bringing('none').all('accept').every(({ saw }) => saw?.length === 0)).toBe(true);
});

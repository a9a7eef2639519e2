import { expect, test } from 'vitest';
import { writeHistoryScenario } from '../../../src/scenarios/counterexample/history-scenario.js';
import { withoutRepeats } from '../../../src/scenarios/counterexample/timetable.js';
import { parseScenarios } from '../../../src/scenarios/index.js';
import { drawHistory } from '../../../src/sim/check/resolver/random-histories.js';
import type { SmallHistory } from '../../../src/sim/resolver-check.js';
import { simulate } from '../../../src/sim/simulate.js';
import { cart, readingsOf, transcript } from '../../support/faulty-resolvers.js';

const subject = {
  name: 'it', title: 'It', about: 'It.', unit: 'second', resolver: './mine.ts', expect: ['settled: true'],
} as const;

const letters = ['a', 'b', 'c'].map((value) => JSON.stringify({ kind: 'write', value }));
const shopping = [
  { kind: 'add', element: 'milk' },
  { kind: 'remove', element: 'milk' },
  { kind: 'add', element: 'eggs' },
].map((operation) => JSON.stringify(operation));

test.each([
  ['a sound type converges to what the history comes to', cart, shopping],
  ['messages come in the order of the history, each once', transcript, letters],
])('in runs of 200 random histories, %s', (_what, resolver, operations) => {
  for (let number = 0; number < 200; number++) {
    const shape = { replicas: 2 + (number % 3), writes: 1 + (number % 5), operations: operations.length };
    const history = withoutRepeats(drawHistory(11, number, shape));
    const unit = number % 2 === 0 ? 'second' : 'microsecond';
    const { report } = simulate(load({ ...subject, history, operations, unit }), { resolver });
    const held = report.finalValues[0]?.replicas.map(({ values }) => JSON.stringify(values));
    expect(held, JSON.stringify(history)).toEqual(readingsOf(resolver, operations, history));
    expect(report.settled).toBe(true);
    if (resolver === cart) expect(report.convergence.converged).toBe(true);
  }
});

test('stamps stand to each other as in the history, or are exactly those', () => {
  const stamps: number[] = [];
  const resolver = {
    ...transcript,
    apply: (state: string, _operation: unknown, { stamp }: { readonly stamp: number }) => {
      stamps.push(stamp);
      return state;
    },
  };
  for (let number = 0; number < 50; number++) {
    const history = drawHistory(5, number, { replicas: 3, writes: 4, operations: 3 });
    const wanted = history.writes.map(({ stamp }) => stamp);
    for (const unit of ['second', 'microsecond'] as const) {
      stamps.length = 0;
      simulate(load({ ...subject, history, operations: letters, unit }), { resolver });
      // Each call is made twice.
      const given = stamps.filter((_, index) => index % 2 === 0);
      if (unit === 'microsecond') expect(given).toEqual(wanted);
      const second = given.map((stamp) => (stamp - given[0]) / 1e6);
      if (unit === 'second') expect(second).toEqual(wanted.map((stamp) => stamp - wanted[0]));
    }
  }
});

test('two replicas that write at once need neither clocks nor faults, and it is all readable', () => {
  const history: SmallHistory = {
    replicas: 3,
    writes: [
      { operation: 0, replica: 0, stamp: 1, takes: [] },
      { operation: 2, replica: 1, stamp: 1, takes: [] },
    ],
    ends: [[1], [0], [1, 0]],
  };
  const written = writeHistoryScenario({ ...subject, history, operations: letters, expect: ['converged: true'] });
  expect(written.ok && written.text).toBe(`scenarios:
  it:
    title: "It"
    about: "It."
    duration: 2s
    client-latency: 0us
    regions:
      a:
      b:
      c:
    links:
      default: { latency: 1s }
    workload:
      script:
        - { at: 1s, in: a, write: { x: a } }
        - { at: 1s, in: b, write: { x: c } }
    conflicts: { resolve: "./mine.ts" }
    faults:
      - { at: 900ms, until: 1100ms, latency-spike: { links: [a -> c], add: 1s } }
    expect:
      converged: true
`);
});

test.each([
  ['an operation of the author’s own', '{"kind":"paint","with":"red"}', /no client of a scenario can ask \{"kind":"paint"/],
  ['a known one with more to it', '{"kind":"add","element":"milk","times":2}', /can ask .*times/],
  ['no operation at all', '"go"', /can ask "go"/],
])('%s cannot be said', (_what, operation, reason) => {
  const writes = [{ operation: 0, replica: 0, stamp: 1, takes: [] }];
  const history = { replicas: 2, writes, ends: [[], [0]] };
  const written = writeHistoryScenario({ ...subject, history, operations: [operation] });
  expect(written.ok ? '' : written.reason).toMatch(reason);
});

test('what never arrives in a history cannot be said either', () => {
  const writes = [{ operation: 0, replica: 0, stamp: 1, takes: [] }];
  const written = writeHistoryScenario({ ...subject, history: { replicas: 2, writes, ends: [[], []] }, operations: letters });
  expect(written.ok ? '' : written.reason).toContain('never arrive');
});

function load(each: Parameters<typeof writeHistoryScenario>[0]) {
  const written = writeHistoryScenario(each);
  if (!written.ok) throw new Error(written.reason);
  const parsed = parseScenarios(`version: 1\n${written.text}`);
  if (!parsed.ok) throw new Error(`${written.text}\n${parsed.issues[0]?.message ?? ''}`);
  return parsed.scenarios[0].scenario;
}

test('of messages that come again, and of a replica’s own ones, the first one that is news is left', () => {
  const writes = [
    { operation: 0, replica: 0, stamp: 1, takes: [] },
    { operation: 0, replica: 1, stamp: 2, takes: [0, 0] },
    { operation: 0, replica: 1, stamp: 3, takes: [1, 0] },
  ];
  const { writes: kept, ends } = withoutRepeats({ replicas: 2, writes, ends: [[0, 2, 1, 2], [0, 2]] });
  expect([kept.map(({ takes }) => takes), ends]).toEqual([[[], [0], []], [[2, 1], []]]);
});

import { describe, expect, test } from 'vitest';
import type { ReadRouting } from '../../../src/sim/scenario.js';
import { issuesIn, load, twoRegions } from '../document-of.js';

const followers = 'regions: { a: { followers: 2 }, b: { followers: [10ms, 40ms] } }\nlinks: { default: { latency: 20ms } }';

function bodyOf(workload: string, rest = twoRegions): string {
  return `${rest}\nworkload: { ${workload} }`;
}

function group(sketch: string, rest = twoRegions) {
  const { workload } = load(bodyOf(`clients: [{ in: a, rate: 5/s, ${sketch} }]`, rest)).scenario;
  return workload.clients[0];
}

test.each<[string, ReadRouting]>([
  ['nearest', { kind: 'place', place: 'nearest' }],
  ['{ leader-for: 30s }', { kind: 'leader-for', forUs: 30_000_000, otherwise: 'nearest' }],
  ['{ leader-for: 30s, otherwise: any }', { kind: 'leader-for', forUs: 30_000_000, otherwise: 'any' }],
  ['{ token: {} }', { kind: 'token', waitUs: 50_000, from: 'writes', otherwise: 'any' }],
  [
    '{ token: { wait: 1s, from: reads-too, otherwise: sticky } }',
    { kind: 'token', waitUs: 1_000_000, from: 'reads-too', otherwise: 'sticky' },
  ],
])('reads: %s is read', (reads, expected) => {
  expect(group(`reads: ${reads}`).reads).toEqual(expected);
});

test('a causal session is a token of everything, where leaders keep causal order', () => {
  const rest = `${twoRegions}\nreplication: { order: causal }`;
  expect(group('reads: { causal: { wait: 20ms, otherwise: leader } }', rest).reads).toEqual({
    kind: 'token', waitUs: 20_000, from: 'causal', otherwise: 'leader',
  });
});

test('sessions and how they roam are read', () => {
  expect(group('sessions: 1000, roam: 10%')).toMatchObject({ sessions: 1000, roam: { kind: 'share', share: 0.1 } });
  expect(group('sessions: 7, roam: { every: 5s }').roam).toEqual({ kind: 'travel', everyUs: 5_000_000 });
});

test('who says nothing asks the leader, and is nobody in particular', () => {
  const plain = group('arrivals: constant');
  expect([plain.reads, plain.sessions, plain.roam]).toEqual([undefined, undefined, undefined]);
  expect(group('reads: leader').reads).toBeUndefined();
});

test('what the workload says of reads counts for the script, and for groups that say nothing', () => {
  const body = bodyOf(
    'reads: any, clients: [{ in: a, rate: 5/s }, { in: b, rate: 5/s, reads: leader }], ' +
      'script: [{ at: 1s, in: a, write: { x: A } }, { at: 2s, in: a, read: x }]',
  );
  const { clients, script } = load(body).scenario.workload;
  expect(clients.map(({ reads }) => reads)).toEqual([{ kind: 'place', place: 'any' }, undefined]);
  expect(script.map(({ reads }) => reads)).toEqual([{ kind: 'place', place: 'any' }, { kind: 'place', place: 'any' }]);
});

test('replicas are named, leaders and followers, and followers may differ', () => {
  const reads = ['a', 'b', 'a/2', 'b/2'].map((from, i) => `{ at: ${i}s, in: a, read: x, from: ${from} }`);
  const { scenario } = load(bodyOf(`script: [${reads.join(', ')}]`, followers));
  expect(scenario.workload.script.map(({ replica }) => replica)).toEqual([0, 1, 3, 5]);
  expect(scenario.regions[1].followers).toMatchObject({
    count: 2,
    latencies: [{ kind: 'constant', valueUs: 10_000 }, { kind: 'constant', valueUs: 40_000 }],
  });
});

test.each(['follower', '{ leader-for: 1s, otherwise: follower }'])(
  'whoever reads by %s is warned of regions without followers, once each',
  (reads) => {
    const workload = bodyOf(
      'clients: [{ in: a, rate: 5/s, mix: { read: 100% } }, { in: b, rate: 5/s, mix: { read: 100% } }], ' +
        `script: [{ at: 1s, in: b, read: x }], reads: ${reads}`,
      'regions: { a: { followers: 1 }, b: {} }\nlinks: { default: { latency: 20ms } }',
    );
    const message = 'reads: follower finds no follower in b and asks its leader; followers: 1 there makes one';
    expect(load(workload).warnings).toMatchObject([{ path: 'scenarios.s.regions.b', message }]);
    expect(load(workload.replace('b: {}', 'b: { followers: 1 }')).warnings).toEqual([]);
  },
);

const ask = 'clients: [{ in: a, rate: 5/s, reads: { token: { from: reads-too } } }]';

describe('a scenario is told', () => {
  test.each([
    ['clients: [{ in: a, rate: 5/s, roam: 10% }]', 'clients.0.roam', 'a group that is one client is in one region'],
    [
      'clients: [{ in: a, rate: 5/s, sessions: 5, timeout: 1s }]',
      'clients.0.sessions',
      'a session waits for each of its answers',
    ],
    ['script: [{ at: 1s, in: a, write: { x: A }, from: a }]', 'script.0.from', 'only a read can be asked of another replica than the leader'],
    ['script: [{ at: 1s, in: a, read: x, from: a/1 }]', 'script.0.from', 'there is no replica "a/1"'],
    ['reads: {}', 'reads', 'it does not say which kind it is'],
    ['reads: { token: {}, otherwise: any }', 'reads.otherwise', 'this stands beside leader-for alone'],
  ])('what is wrong with %s', (workload, path, message) => {
    expect(issuesIn(bodyOf(workload))).toMatchObject([{ path: `scenarios.s.workload.${path}`, message }]);
  });

  test.each([['leader-for', '{ leader-for: 30s }'], ['token', '{ token: {} }'], ['causal', '{ causal: {} }']])(
    'how %s is written, which does not stand alone',
    (word, expected) => {
      const message = `"${word}" does not stand alone`;
      expect(issuesIn(bodyOf(`reads: ${word}`))).toMatchObject([{ path: 'scenarios.s.workload.reads', message, expected }]);
    },
  );

  test('of a mapping where that is nearest', () => {
    const suggestion = 'did you mean "{ token: {} }"?';
    expect(issuesIn(bodyOf('reads: tokens'))).toMatchObject([{ suggestion }]);
  });

  test('that nobody roams where there is one region', () => {
    const body = bodyOf('clients: [{ in: a, rate: 5/s, sessions: 5, roam: 10% }]', 'regions: { a: {} }');
    expect(issuesIn(body)).toMatchObject([{ message: 'there is no other region' }]);
  });

  test.each([
    ['replication: { strategy: leaderless }', 'without leaders, replication.read says who is asked'],
    ['replication: { tombstones: { keep: 1s } }', 'a replica that forgets deletes cannot tell how far it is, as tokens ask'],
    ['conflicts: { resolve: or-set }', 'what is read of or-set is no single write, as tokens from reads need'],
  ])('that tokens do not go together with %s', (rest, message) => {
    const issues = issuesIn(bodyOf(ask, `${twoRegions}\n${rest}`));
    expect(issues.map((issue) => issue.message)).toContain(message);
  });

  test.each(['leaderless', 'single-leader', 'raft', 'certification', 'shared-storage'])(
    'where the sessions are that strategy: %s has no use for',
    (strategy) => {
      const three = 'regions: { a: {}, b: {}, c: {} }\nlinks: { default: { latency: 20ms } }';
      const rest = `${three}\nreplication: { strategy: ${strategy} }`;
      const pathsOf = (workload: string) =>
        issuesIn(bodyOf(workload, rest)).map(({ path }) => path.replace('scenarios.s.workload.', ''));
      expect(pathsOf('clients: [{ in: a, rate: 5/s, reads: { causal: {} } }]')).toEqual(['clients.0.reads']);
      expect(pathsOf('clients: [{ in: b, rate: 5/s }, { in: a, rate: 5/s, sessions: 5 }]')).toEqual(['clients.1.sessions']);
      expect(pathsOf('reads: any, clients: [{ in: a, rate: 5/s }]')).toEqual(['reads']);
      expect(pathsOf('script: [{ at: 1s, in: a, read: x, from: b }]')).toEqual(['script.0.from']);
    },
  );

  test('of the causal group where other leaders keep no causal order', () => {
    const workload = 'clients: [{ in: a, rate: 5/s }, { in: b, rate: 5/s, reads: { causal: {} } }]';
    expect(issuesIn(bodyOf(workload))).toMatchObject([{ path: 'scenarios.s.workload.clients.1.reads.causal' }]);
    expect(issuesIn(bodyOf(workload, `${twoRegions}\nreplication: { order: fifo }`))).toMatchObject([{ path: 'scenarios.s.replication.order' }]);
  });

  test('that causal sessions need causal leaders, or one', () => {
    const causal = 'reads: { causal: {} }, script: [{ at: 1s, in: a, read: x }]';
    expect(issuesIn(bodyOf(causal))).toMatchObject([
      {
        path: 'scenarios.s.workload.reads.causal',
        found: 'causal',
        message: 'causal sessions need leaders that take writes in after what those depend on',
        expected: 'replication.order: causal, or a single region',
      },
    ]);
    expect(load(bodyOf(causal, 'regions: { a: { followers: 1 } }')).scenario.workload.script[0].reads).toMatchObject({ from: 'causal' });
  });
});

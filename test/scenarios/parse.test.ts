import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScenarios } from '../../src/scenarios/parse.js';
import { starterDocument } from '../../src/scenarios/starter.js';
import { documentOf, issuesIn, issuesOf, load, twoRegions } from './document-of.js';

test('everything left out has its documented default', () => {
  const { scenario, expectations, about } = load(twoRegions);
  expect({ ...scenario, topology: null }).toEqual({
    name: 's',
    title: 's',
    seed: '1',
    durationUs: 10_000_000,
    settleUs: 60_000_000,
    regions: ['a', 'b'].map((name) => ({
      name,
      followers: { count: 0, latency: { kind: 'constant', valueUs: 500 } },
      clock: { skewUs: 0, driftPpm: 0 },
      node: { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0, workers: 1 },
      clientLatencyUs: 500,
    })),
    topology: null,
    replication: {
      strategy: 'multi-leader',
      batch: { everyUs: 0, max: 500, prepareUs: 0 },
      loops: 'origin-tag',
      hopLimit: 16,
      metadataBytes: 512,
      order: null,
      applyErrors: 'hold',
    },
    conflicts: { timestamps: 'physical', detect: 'version-vector', resolve: 'lww' },
    workload: {
      keys: { count: 1000, choose: { kind: 'uniform' } },
      payloadBytes: 1024,
      clients: [],
      script: [],
    },
    faults: [],
  });
  expect(expectations).toEqual([]);
  expect(about).toBe('');
});

test('issues come all at once, in document order, each with place, finding and remedy', () => {
  const issues = issuesIn(`
duration: 10 seconds
regions:
  us-east: { place: virgina }
  eu-west: { clock: { skew: 20 } }
topolgy: ring
workload:
  clients:
    - { in: us-est, rate: 500 }
faults:
  - { at: 5s, until: 3s, crash: eu-wets }
expect:
  lost-write: 0
`);
  expect(issues.map(({ line, column, path, found }) => [line, column, path, found])).toEqual([
    [4, 15, 'scenarios.s.duration', '10 seconds'],
    [6, 25, 'scenarios.s.regions.us-east.place', 'virgina'],
    [7, 33, 'scenarios.s.regions.eu-west.clock.skew', '20'],
    [8, 5, 'scenarios.s.topolgy', 'topolgy'],
    [11, 17, 'scenarios.s.workload.clients.0.in', 'us-est'],
    [11, 31, 'scenarios.s.workload.clients.0.rate', '500'],
    [13, 26, 'scenarios.s.faults.0.until', '3s'],
    [13, 37, 'scenarios.s.faults.0.crash', 'eu-wets'],
    [15, 7, 'scenarios.s.expect.lost-write', 'lost-write'],
  ]);
  expect(issues.map((issue) => issue.suggestion)).toEqual([
    'did you mean "10s"?',
    'did you mean "virginia"?',
    'did you mean "20ms"?',
    'did you mean "topology"?',
    'did you mean "us-east"?',
    'did you mean "500/s"?',
    undefined,
    'did you mean "eu-west"?',
    'did you mean "lost-writes"?',
  ]);
});

test('a missing key is told at the place of its parent', () => {
  expect(issuesIn(`${twoRegions}\nfaults:\n  - crash: a`)).toMatchObject([
    { line: 6, path: 'scenarios.s.faults.0.at', found: 'nothing', message: '"at" is missing' },
  ]);
});

test.each([
  ['settle: -5s', 'this cannot be negative'],
  ['links: { default: { latency: -5ms } }', 'this cannot be negative'],
  ['duration: 0s', 'this must be above zero'],
  ['duration: .inf', 'a duration must be a finite number'],
  ['seed: .nan', 'this is not a seed'],
  ['seed: 12345678901234567890', 'this is not a seed'],
  ['title: "a\\eb"', 'this text holds a control character'],
  ['node: { workers: 0 }', 'this is too small'],
  ['node: 5', 'this is not a mapping (key: value)'],
  ['faults: 5', 'this is not a list'],
  ['conflicts: { resolve: wish }', '"wish" is not known here'],
  ['replication: { strategy: wish }', '"wish" is not known here'],
  ['workload: { keys: { count: 10000001 } }', 'this is too large'],
  ['workload: { keys: { count: 5, choose: { hot: { keys: 6, share: 90% } } } }',
    'there are fewer keys than hot ones'],
  ['workload: { keys: { choose: zipf } }', '"zipf" does not stand alone'],
  ['workload: { clients: [{ in: a, rate: 5/s, mix: { write: 80%, read: 30% } }] }',
    'the shares sum to 110%'],
  ['workload: { script: [{ at: 1s, in: a, write: { x: B }, read: y }] }',
    'write and read cannot stand together'],
  ['workload: { script: [{ at: 1s, in: a, write: { x: B }, update: { x: C } }] }',
    'write and update cannot stand together'],
  ['workload: { script: [{ at: 1s, in: a, update: {} }] }', 'nothing is written'],
  ['workload: { clients: [{ in: a, rate: 5/s, mix: { write: 80%, update: 30% } }] }',
    'the shares sum to 110%'],
  ['replication: { order: total }', '"total" is not known here'],
  ['replication: { apply-errors: ignore }', '"ignore" is not known here'],
  ['workload: { script: [{ at: 1s, in: a }] }', 'it does not say which kind it is'],
  ['workload: { script: [{ at: 1s, in: a, write: { x: B }, expect: B }] }',
    'only a read can be expected to return something'],
  ['links: { default: { latency: { uniform: { min: 9ms, max: 5ms } } } }', 'max is below min'],
  ['links: { default: { latency: { lognormal: { median: 9ms, p99: 5ms } } } }',
    'p99 is below the median'],
  ['links: { default: { latency: { mixture: [] } } }', 'there are too few of these'],
  ['links: { default: { latency: { constant: 1ms, normal: { mean: 1ms, stddev: 0 } } } }',
    'constant and normal cannot stand together'],
  ['links: { default: { loss: 100% } }', 'a fifo link that loses everything never delivers'],
  ['links: { a - b: { loss: 1% } }', 'this does not name a link'],
  ['links: { a -> a: { loss: 1% } }', 'this link begins where it ends'],
  ['links: { a -> c: { loss: 1% } }', 'there is no region "c"'],
  ['topology: { star: { hub: c } }', 'there is no region "c"'],
  ['topology: { links: [a -> c] }', 'there is no region "c"'],
  ['topology: { links: [a to b] }', 'this is not a link'],
  ['topology: { mesh: {}, forward: true }',
    'forward stands inside the topology that it is about'],
  ['topology: [ring]', 'this is not a word'],
  ['faults: [{ at: 5s, until: 5s, crash: a }]', 'this fault ends before it begins'],
  ['faults: [{ at: 5s, until: 6s, leave: a }]', 'this fault has no end'],
  ['faults: [{ at: 5s, partition: [[a], [c]] }]', 'there is no region "c"'],
  ['faults: [{ at: 5s, partition: [[a], [a, b]] }]', '"a" stands in this partition twice'],
  ['faults: [{ at: 5s, partition: { from: [a], to: [c] } }]', 'there is no region "c"'],
  ['faults: [{ at: 5s, leave: a }, { at: 6s, leave: a }]', 'this region has left before'],
  ['faults: [{ at: 5s, clock-step: { in: c, by: 1ms } }]', 'there is no region "c"'],
  ['faults: [{ at: 5s, slow: { in: c, times: 2 } }]', 'there is no region "c"'],
  ['faults: [{ at: 5s, slow: { in: a, times: 0 } }]', 'this number is out of range'],
  ['faults: [{ at: 5s, latency-spike: { links: [a -> c], add: 1ms } }]', 'there is no region "c"'],
  ['faults: [{ at: 5s, latency-spike: { links: [a b], add: 1ms } }]', 'this is not a link'],
  ['faults: [{ at: 5s, latency-spike: { links: [a -> b] } }]', '"add" is missing'],
  ['faults: [{ at: 5s, latency-spike: { add: 1ms } }]', 'it does not say which kind it is'],
  ['faults: [{ at: 5s, loss: { between: [[a], [c]], to: 1% } }]', 'there is no region "c"'],
  ['faults: [{ at: 5s, loss: { between: [[a], [a, b]], to: 1% } }]',
    '"a" stands in this between twice'],
  ['faults: [{ at: 5s, loss: { links: [a -> b], to: 100% } }]',
    'a fifo link that loses everything never delivers'],
  ['faults: [{ at: 5s, bandwidth: { links: [a -> a], to: 1Mbps } }]',
    'this link begins where it ends'],
  ['faults: [{ at: 5s, bandwidth: { links: [a -> b], between: [[a], [b]], to: 1Mbps } }]',
    'links and between cannot stand together'],
  ['expect: { final.z: 1 }', 'the script never mentions this key'],
  ['expect: { lag.max: "> 10" }', 'a duration needs a unit'],
])('a mistake is told in plain words: %s', (line, message) => {
  expect(issuesIn(`${twoRegions}\n${line}`).map((issue) => issue.message)).toEqual([message]);
});

test.each([
  ['regions: {}', 'there are no regions'],
  ['title: x', '"regions" is missing'],
  ['regions: { all: }', '"all" cannot be the name of a region'],
  ['regions: { US_East: }', '"US_East" cannot be the name of a region'],
  ['regions: { a: { followers: 51 } }', 'this is too large'],
  ['regions: { a: { followers: -1 } }', 'this is too small'],
  ['regions: { a: , b: }\nlinks: { default: { latency: by-place } }',
    'this region has no place, and its links go by place'],
])('a mistake about regions is told in plain words: %s', (body, message) => {
  expect(issuesIn(body)[0]?.message).toBe(message);
});

test('there are at most 200 regions', () => {
  const regions = (count: number) =>
    `regions: { ${Array.from({ length: count }, (_, i) => `r${String(i)}: `).join(', ')} }`;
  expect(load(regions(200)).scenario.regions).toHaveLength(200);
  expect(issuesIn(regions(201)).map((issue) => issue.message)).toEqual([
    'there are too many regions',
  ]);
});

test.each([
  ['', 'the document is empty'],
  ['- a\n', 'the document is not a mapping'],
  ['42', 'the document is not a mapping'],
  ['scenarios: { s: { regions: { a: } } }', 'the version is missing'],
  ['version: 2\nscenarios: { s: { regions: { a: } } }', 'this version is not known'],
  ['version: 1', 'there are no scenarios'],
  ['version: 1\nscenarios: {}', 'there are no scenarios'],
  ['version: 1\nscenarios: [s]', 'this is not a mapping'],
  ['version: 1\nscenarios: { s: 5 }', 'this is not a mapping (key: value)'],
  ['version: 1\nscenarios: { Split Brain: { regions: { a: } } }',
    '"Split Brain" cannot be the name of a scenario'],
  ['version: 1\nversoin: 1\nscenarios: { s: { regions: { a: } } }',
    '"versoin" is not a key that is known here'],
])('what is wrong at the top is told (%#)', (text, message) => {
  expect(issuesOf(text).map((issue) => issue.message)).toEqual([message]);
});

test('one scenario can be read though another is wrong', () => {
  const text = 'version: 1\nscenarios:\n  good: { regions: { a: } }\n  bad: { regions: 5 }\n';
  const result = parseScenarios(text, { only: 'good' });
  expect(result.ok && result.scenarios.map(({ scenario }) => scenario.name)).toEqual(['good']);
  expect(parseScenarios(text).ok).toBe(false);
});

test('a scenario that does not exist is answered with the nearest name', () => {
  expect(issuesOf(starterDocument, { only: 'my-scenaro' })).toMatchObject([
    { path: 'scenarios', suggestion: 'did you mean "my-scenario"?' },
  ]);
});

test('a scripted read becomes an expectation, in order of time', () => {
  const { expectations, scenario } = load(`${twoRegions}
workload:
  script:
    - { at: 3s, in: b, as: carol, read: x, expect: [C, B] }
    - { at: 20ms, in: a, as: bob, read: x, expect: absent }
    - { at: 1s, in: a, write: { x: B } }
`);
  expect(scenario.workload.script.map((operation) => operation.atUs)).toEqual([2e4, 1e6, 3e6]);
  expect(expectations.map(({ name, expected, line, check }) => [name, expected, line, check]))
    .toEqual([
      ['read x by bob at 20ms', 'absent', 8, { kind: 'read', index: 0, values: [] }],
      ['read x by carol at 3s', '[B, C]', 7, { kind: 'read', index: 2, values: ['B', 'C'] }],
    ]);
});

test('a workload that does nothing, or too much, is warned about', () => {
  const [idle] = load(twoRegions).warnings;
  expect(idle?.path).toBe('scenarios.s.workload');
  expect(idle?.message).toContain('nothing happens');
  const many = 'workload: { clients: [{ in: all, rate: 2M/s }] }';
  const [busy] = load(`${twoRegions}\n${many}`).warnings;
  expect(busy?.line).toBe(5);
  expect(busy?.message).toContain('about 40 million requests');
});

test('no text makes it throw, and every issue has a place and words', () => {
  const check = (text: string) => {
    const result = parseScenarios(text);
    for (const issue of result.ok ? [] : result.issues) {
      expect(issue.line).toBeGreaterThan(0);
      expect(issue.column).toBeGreaterThan(0);
      expect(issue.message).not.toBe('');
      expect(issue.expected).not.toBe('');
    }
  };
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check));
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (body) => { check(documentOf(body)); }));
});

test('no mutation of a valid document makes it throw', () => {
  const pieces = ['{', '}', '[', ']', ':', ' - ', '\n', '\t', '&a ', '*a', '"', '-1', '.nan', '~'];
  const edit = fc.tuple(
    fc.nat(starterDocument.length), fc.nat(30), fc.constantFrom(...pieces, 'toString: 1'),
  );
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let text = starterDocument;
      for (const [at, length, piece] of edits) {
        text = text.slice(0, at) + piece + text.slice(at + length);
      }
      const result = parseScenarios(text);
      expect(result.ok ? result.scenarios.length : result.issues.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test('any JSON value in place of any part of a scenario is accepted or told', () => {
  const keys = [
    'regions', 'topology', 'links', 'replication', 'conflicts', 'workload', 'faults', 'expect',
    'node', 'seed', 'duration', 'title',
  ];
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...keys), value, (key, json) => {
      const regions = key === 'regions' ? {} : { regions: { a: null } };
      const scenario = { ...regions, [key]: json };
      const result = parseScenarios(JSON.stringify({ version: 1, scenarios: { s: scenario } }));
      expect(result.ok || result.issues.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

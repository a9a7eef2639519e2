import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

const threeRegions = 'regions: { a: { place: virginia }, b: { place: ireland }, c: { place: tokyo } }';

const issuesOf = (body: string) =>
  issuesIn(`${body}`).map(({ path, message, expected }) => [path.replace('scenarios.s.', ''), message, expected]);

test('certification has defaults, and applies what it certified in its order', () => {
  const { scenario } = load(`${threeRegions}\nreplication: { strategy: certification, leader: b }`);
  expect(scenario.replication).toMatchObject({
    strategy: 'certification',
    leader: 1,
    detection: { heartbeatUs: 100_000, timeoutUs: 500_000 },
    reads: 'local',
    minority: 'refuse',
    flowControl: null,
    collectEvery: 128,
  });
  expect(scenario.conflicts.resolve).toBe('arrival');
});

test('flow control lets others go on at its limit unless said otherwise', () => {
  const flowOf = (yaml: string) => {
    const { replication } = load(`${threeRegions}\nreplication: { strategy: certification, flow-control: ${yaml} }`).scenario;
    return replication.strategy === 'certification' ? replication.flowControl : null;
  };
  expect(flowOf('{}')).toEqual({ limit: 16, resumeAt: 16 });
  expect(flowOf('{ limit: 100, resume-at: 50 }')).toEqual({ limit: 100, resumeAt: 50 });
});

test('two regions are warned about', () => {
  const { warnings } = load(`${twoRegions}\nreplication: { strategy: certification }`);
  expect(warnings.map(({ message }) => message)).toContain('with fewer than three regions a group survives the loss of none');
});

test.each([
  ['replication: { strategy: certification, flow-control: { limit: 5, resume-at: 6 } }', 'replication.flow-control.resume-at'],
  ['replication: { strategy: certification, detection: { heartbeat: 1s, timeout: 1s } }', 'replication.detection'],
  ['replication: { strategy: certification, reads: linearizable }', 'replication.reads'],
  ['replication: { strategy: raft, reads: synced }', 'replication.reads'],
  ['replication: { strategy: certification, loops: none }', 'replication.loops'],
  ['replication: { strategy: multi-leader, minority: block }', 'replication.minority'],
  ['replication: { strategy: certification }\ntopology: ring', 'topology'],
  ['replication: { strategy: certification }\nlinks: { default: { transport: datagram } }', 'links'],
  ['replication: { strategy: certification }\nconflicts: { resolve: fww }', 'conflicts'],
  ['replication: { strategy: certification }\nconflicts: { timestamps: truetime }', 'conflicts.timestamps'],
])('%s is refused, with place and remedy', (yaml, path) => {
  const issues = issuesOf(`${threeRegions}\n${yaml}`);
  expect(issues.map(([where]) => where)).toContain(path);
  for (const [, message, expected] of issues) {
    expect(message).not.toBe('');
    expect(expected).not.toBe('');
  }
});

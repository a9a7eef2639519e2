import { describe, expect, test } from 'vitest';
import { issuesIn, load } from '../document-of.js';

const two = 'regions: { a: , b: }\nlinks: { default: { latency: 100ms } }\n';

function faultsIn(faults: string, rest = '') {
  return load(`${two}${rest}faults:\n${faults}`).scenario.faults;
}

test('a roll-out is to all regions, or to those that are named', () => {
  expect(faultsIn('  - { at: 1s, deploy: { resolve: fww } }\n  - { at: 2s, deploy: { resolve: arrival, regions: [b] } }')).toEqual([
    { kind: 'deploy', atUs: 1_000_000, rule: 'fww', regions: [0, 1] },
    { kind: 'deploy', atUs: 2_000_000, rule: 'arrival', regions: [1] },
  ]);
});

test('regions are given their priority where a rule that is rolled out goes by it', () => {
  const { conflicts } = load(
    `${two}conflicts: { priority: [b, a] }\nfaults: [{ at: 1s, deploy: { resolve: site-priority } }]`,
  ).scenario;
  expect(conflicts).toMatchObject({ resolve: 'lww', priority: [1, 0] });
});

describe('refused, with what can be done instead', () => {
  const fww = 'faults: [{ at: 1s, deploy: { resolve: fww } }]';
  const fromTheStart = 'no deploy, or the rule from the start: --set conflicts.resolve=fww';
  const path = 'scenarios.s.faults.0.deploy';

  test.each([
    ['siblings', 'conflicts: { resolve: siblings }'],
    ['a merged type', 'conflicts: { resolve: lww-register }'],
    ['a resolver of one’s own', 'conflicts: { resolve: ./mine.ts }'],
    ['rows that are created', 'workload: { clients: [{ in: a, rate: 1/s, mix: { create: 100% } }] }'],
    ['contexts', 'conflicts: { resolve: siblings }\nworkload: { context: read }'],
    ['sessions', 'workload: { clients: [{ in: a, rate: 1/s, sessions: 3 }] }'],
  ])('%s', (_, rest) => {
    expect(issuesIn(`${two}${rest}\n${fww}`)).toMatchObject([{ path, expected: fromTheStart }]);
  });

  test.each(['leaderless', 'single-leader', 'certification'])('strategy %s', (strategy) => {
    const three = 'regions: { a: , b: , c: }\nlinks: { default: { latency: 100ms } }\n';
    const issues = issuesIn(`${three}replication: { strategy: ${strategy} }\n${fww}`);
    expect(issues).toContainEqual(expect.objectContaining({ path, expected: 'strategy: multi-leader' }));
  });

  test.each(['siblings', 'pn-counter', './mine.ts'])('%s, whose records have another shape', (rule) => {
    expect(issuesIn(`${two}faults: [{ at: 1s, deploy: { resolve: ${rule} } }]`)).toMatchObject([
      {
        path: `${path}.resolve`,
        expected: `one of lww, fww, arrival or site-priority; or ${rule} from the start: --set conflicts.resolve=${rule}`,
      },
    ]);
  });

  test('an end', () => {
    expect(issuesIn(`${two}faults: [{ at: 1s, until: 2s, deploy: { resolve: fww } }]`)).toMatchObject([
      { path: 'scenarios.s.faults.0.until', message: 'this fault has no end' },
    ]);
  });

  test('regions that there are not', () => {
    expect(issuesIn(`${two}faults: [{ at: 1s, deploy: { resolve: fww, regions: [z] } }]`)).toMatchObject([
      { path: 'scenarios.s.faults.0.deploy.regions.0' },
    ]);
  });
});

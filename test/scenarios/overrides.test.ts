import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from './document-of.js';

function set(path: string, value: string) {
  return { overrides: [{ path, value }] };
}

const faulty = `${twoRegions}\nfaults:\n  - { at: 1s, until: 2s, crash: a }`;

test('an override replaces a value', () => {
  expect(load(twoRegions, set('seed', '7')).scenario.seed).toBe('7');
  expect(load(twoRegions, set('duration', '5s')).scenario.durationUs).toBe(5_000_000);
  expect(load(twoRegions, set('conflicts.resolve', 'fww')).scenario.conflicts.resolve).toBe('fww');
  expect(load(twoRegions, set('topology', 'ring')).scenario.topology.kind).toBe('ring');
  const narrow = `${twoRegions}\nfaults:\n  - { at: 1s, bandwidth: { links: [a -> b], to: 9Mbps } }`;
  expect(load(narrow, set('faults.0.bandwidth.to', '2Mbps')).scenario.faults).toMatchObject([
    { kind: 'bandwidth', bandwidthBps: 2e6 },
  ]);
  expect(load(faulty, set('faults.0.until', '9s')).scenario.faults).toMatchObject([
    { kind: 'crash', untilUs: 9_000_000 },
  ]);
});

test('an override makes the mappings on its way', () => {
  const { scenario } = load(twoRegions, set('regions.b.clock.skew', '40ms'));
  expect(scenario.regions[1]?.clock.skewUs).toBe(40_000);
});

test('an override may be any YAML value, and reach links by their text', () => {
  const star = load(twoRegions, set('topology', '{ star: { hub: b } }')).scenario.topology;
  expect(star.kind).toBe('star');
  const { scenario } = load(twoRegions, set('links.a -> b.loss', '1%'));
  expect(scenario.topology.links.map((link) => link.loss)).toEqual([0.01, 0]);
});

test('a name of an expectation keeps its dots', () => {
  const { expectations } = load(twoRegions, set('expect.lost-writes.skew', '0'));
  expect(expectations).toMatchObject([{ name: 'lost-writes.skew', expected: '= 0', line: 0 }]);
});

test('the last of two overrides wins', () => {
  const overrides = [{ path: 'seed', value: 'x' }, { path: 'seed', value: 'y' }];
  expect(load(twoRegions, { overrides }).scenario.seed).toBe('y');
});

test('a path that does not exist is an issue at --set, with the nearest name', () => {
  expect(issuesIn(twoRegions, set('regions.b.clock.skev', '1ms'))).toMatchObject([
    {
      line: 0, column: 0, path: '--set regions.b.clock.skev', found: 'skev',
      suggestion: 'did you mean "skew"?',
    },
  ]);
});

test('a wrong value is an issue at --set that quotes it', () => {
  expect(issuesIn(twoRegions, set('duration', '10 seconds'))).toMatchObject([
    {
      line: 0, path: '--set duration', found: '"10 seconds"', suggestion: 'did you mean "10s"?',
    },
  ]);
});

test('a mistake elsewhere keeps its place in the document', () => {
  const issues = issuesIn(`${twoRegions}\nsettle: 5`, set('seed', '7'));
  expect(issues).toMatchObject([{ line: 5, column: 13, path: 'scenarios.s.settle' }]);
});

test.each([
  ['seed', '[', 'flow sequence must end with a ]'],
  ['faults.7.until', '9s', 'this is a list'],
  ['faults.until', '9s', 'this is a list'],
  ['regions.a.place.name', 'x', '"place" is a single value here and has no "name"'],
])('an override that cannot be laid is an issue (%s)', (path, value, message) => {
  const issues = issuesIn(faulty, set(path, value));
  expect(issues).toMatchObject([{ line: 0, path: `--set ${path}` }]);
  expect(issues[0]?.message).toContain(message);
});

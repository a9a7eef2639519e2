import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

function bodyOf(conflicts: string): string {
  return `${twoRegions}\nconflicts: { ${conflicts} }`;
}

test('a priority of sites is read as regions', () => {
  const { scenario } = load(bodyOf('resolve: site-priority, priority: [b, a]'));
  expect(scenario.conflicts).toMatchObject({ resolve: 'site-priority', priority: [1, 0] });
  expect(load(bodyOf('resolve: site-priority')).scenario.conflicts).not.toHaveProperty('priority');
});

test.each([
  ['resolve: lww, priority: [a]', 'priority', 'lww does not look at the priority of regions'],
  ['resolve: site-priority, priority: [a, a]', 'priority.1', '"a" has a priority already'],
  ['resolve: site-priority, priority: [a, z]', 'priority.1', 'there is no region "z"'],
])('%s is refused', (conflicts, path, message) => {
  expect(issuesIn(bodyOf(conflicts))).toMatchObject([
    { path: `scenarios.s.conflicts.${path}`, message },
  ]);
});

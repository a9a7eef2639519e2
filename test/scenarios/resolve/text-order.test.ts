import { expect, test } from 'vitest';
import { issuesIn, load } from '../document-of.js';

const regions = 'regions: { hub: { place: virginia }, x: { place: ireland }, y: { place: tokyo } }';

function bodyOf(rest: string, resolve = 'text-ot'): string {
  const script = '[{ at: 1s, in: hub, insert: { doc: { at: 0, text: a } } }]';
  return [regions, `conflicts: { resolve: ${resolve} }`, `workload: { script: ${script} }`, rest].join('\n');
}

const star = 'topology: { star: { hub: hub } }';

test.each([
  ['topology: mesh', 'topology', 'needs one leader that all edits pass through'],
  ['topology: ring', 'topology', 'needs one leader that all edits pass through'],
  ['topology: { star: { hub: hub, forward: false } }', 'topology', 'needs a hub that passes edits on'],
  [`${star}\nlinks: { default: { transport: datagram } }`, 'links.default.transport', 'datagrams lose'],
  [`${star}\nlinks: { "hub -> x": { transport: datagram } }`, 'links.hub -> x.transport', 'datagrams lose'],
  [`${star}\nreplication: { anti-entropy: { merkle: { every: 1s } } }`, 'replication.anti-entropy', 'out of the order'],
  [`${star}\nreplication: { outbox: { capacity: 1MiB } }`, 'replication.outbox.capacity', 'desynchronize loses edits'],
  [`${star}\nreplication: { outbox: { capacity: 1MiB, when-full: drop } }`, 'replication.outbox.when-full', 'drop loses edits'],
  [`${star}\nreplication: { hop-limit: 1 }`, 'replication.hop-limit', 'over two links'],
  [`${star}\nfaults: [{ at: 1s, crash: x, disk: lost }]`, 'faults.0.disk', 'loses its place'],
  [`${star}\nfaults: [{ at: 1s, leave: hub }]`, 'faults.0.leave', 'without the leader that orders'],
])('text-ot refuses %s', (rest, path, message) => {
  const [issue, ...others] = issuesIn(bodyOf(rest));
  expect(others).toEqual([]);
  expect(issue?.path).toBe(`scenarios.s.${path}`);
  expect(issue?.message).toContain(message);
  expect(issue?.expected).toMatch(/ or resolve: text-sequence$/);
});

test.each([
  star,
  `${star}\nreplication: { outbox: { capacity: 1MiB, when-full: reject } }`,
  `${star}\nfaults: [{ at: 1s, until: 2s, crash: hub }, { at: 1s, leave: x }]`,
  'topology: { links: [x <-> hub, hub <-> y] }\nlinks: { "x <-> y": { transport: datagram } }',
])('text-ot takes %s', (rest) => {
  expect(load(bodyOf(rest)).scenario.conflicts.resolve).toBe('text-ot');
});

test('a sequence takes whatever text-ot refuses', () => {
  const rest = 'topology: mesh\nlinks: { default: { transport: datagram } }\nfaults: [{ at: 1s, leave: hub }]';
  expect(load(bodyOf(rest, 'text-sequence')).scenario.conflicts.resolve).toBe('text-sequence');
});

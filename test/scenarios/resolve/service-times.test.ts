import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

test('a duration is the same for all requests', () => {
  const [a] = load(`${twoRegions}\nnode: { write: 200us, read: { constant: 100us } }`).scenario.regions;
  expect(a.node).toMatchObject({ writeUs: 200, readUs: 100 });
  expect(a.node.drawn).toBe(undefined);
});

test('a distribution is drawn from; its median stands for it', () => {
  const [a] = load(`${twoRegions}\nnode: { write: { exponential: { mean: 1ms } }, read: 100us }`).scenario.regions;
  expect(a.node).toMatchObject({
    writeUs: 693, readUs: 100, drawn: { write: { kind: 'exponential', meanUs: 1000 } },
  });
});

test('a region’s own duration takes the place of a distribution for all', () => {
  const regions = 'regions: { a: { node: { write: 5ms } }, b: {} }';
  const loaded = load(`${regions}\nnode: { write: { uniform: { min: 0us, max: 2ms } } }`);
  expect(loaded.scenario.regions.map(({ node }) => [node.writeUs, node.drawn !== undefined])).toEqual([
    [5000, false], [1000, true],
  ]);
});

test('under other strategies a distribution is refused once, where it stands', () => {
  const body = `${twoRegions}\nreplication: { strategy: leaderless }\nnode: { read: { exponential: { mean: 1ms } } }`;
  expect(issuesIn(body)).toMatchObject([
    { path: 'scenarios.s.node.read', expected: 'a duration such as 200us, or strategy: multi-leader' },
  ]);
});

test('what is neither is refused with what would be', () => {
  expect(issuesIn(`${twoRegions}\nnode: { write: fast }`)).toMatchObject([{ path: 'scenarios.s.node.write' }]);
  expect(issuesIn(`${twoRegions}\nnode: { write: { exponentiel: { mean: 1ms } } }`)).toMatchObject([
    { suggestion: 'did you mean "exponential"?' },
  ]);
});

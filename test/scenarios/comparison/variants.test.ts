import { expect, test } from 'vitest';
import { combine, readVaried } from '../../../src/scenarios/comparison/variants.js';
import type { Varied } from '../../../src/scenarios/comparison/variants.js';
import { parseScenarios } from '../../../src/scenarios/index.js';
import { catalogueText, shipped } from '../../support/catalogue.js';
import { documentOf, issuesIn, load, twoRegions } from '../document-of.js';

function varied(text: string): Varied {
  const read = readVaried(text);
  if (!read.ok) throw new Error(read.message);
  return read.varied;
}

test('values are parted by commas, but not within braces, brackets or quotes', () => {
  expect(varied('conflicts.resolve=lww,fww, or-set')).toEqual({
    path: 'conflicts.resolve', values: ['lww', 'fww', 'or-set'],
  });
  expect(varied('topology={ star: { hub: a } },mesh').values).toEqual(['{"star":{"hub":"a"}}', 'mesh']);
  expect(varied('x="a,b",c').values).toEqual(['"a,b"', 'c']);
  expect(varied('links.a -> b.loss=1%,0.5').values).toEqual(['1%', '0.5']);
});

test.each([
  ['resolve', 'there is no path='],
  ['a=', 'there is no value'],
  ['a=[', 'expected a=first,second'],
  ['a=1,2,', '--vary a=1,2,: nothing follows the comma at its end (character 6); expected a=1,2'],
  ['a=b,c,b', 'b stands there twice'],
])('%s is no list of values, and is refused with what would be one', (text, message) => {
  const read = readVaried(text);
  expect(read.ok ? '' : read.message).toContain(message);
});

test('a value is called what a person writes, in quotes only where YAML would read it otherwise', () => {
  const values = varied('regions.a.clock.skew=-1ms,0ms,"1","true",2KiB').values;
  expect(values).toEqual(['-1ms', '0ms', '"1"', '"true"', '2KiB']);
});

test('several varied paths make every combination, the last changing fastest', () => {
  const variants = combine([varied('a=x,y'), varied('b=1,2')]);
  expect(variants.map(({ name }) => name)).toEqual(['x, 1', 'x, 2', 'y, 1', 'y, 2']);
  expect(variants[2]?.changes).toMatchObject([{ path: 'a', value: 'y' }, { path: 'b', value: '1' }]);
  expect(combine([])).toEqual([{ name: '', changes: [] }]);
});

test('a wrong change of a variant is told with its place in the document', () => {
  const body = `${twoRegions}\ncompare:\n  bad: { conflicts.resolve: sibling }`;
  const [bad] = load(body).variants;
  expect(issuesIn(body, { overrides: bad.changes })).toMatchObject([
    {
      line: 6, column: 33, path: 'scenarios.s.compare.bad.conflicts.resolve',
      suggestion: 'did you mean "siblings"?',
    },
  ]);
});

test('a wrong change of a flag is told by the name of the flag', () => {
  const [first] = combine([varied('conflicts.resolv=lww,fww')]);
  expect(issuesIn(twoRegions, { overrides: first.changes })).toMatchObject([
    { line: 0, path: '--vary conflicts.resolv', suggestion: 'did you mean "resolve"?' },
  ]);
  const [whole] = combine([varied('replication={ strategy: leaderless, copies: 9 }')]);
  expect(issuesIn(twoRegions, { overrides: whole.changes })).toMatchObject([
    { line: 0, path: '--vary replication.copies' },
  ]);
});

test('changes are laid over the scenario in their order', () => {
  const [only] = combine([varied('seed=7'), varied('conflicts.resolve=fww')]);
  const { scenario } = load(twoRegions, { overrides: only.changes });
  expect([scenario.seed, scenario.conflicts.resolve]).toEqual(['7', 'fww']);
});

test('every variant that the catalogue lists is a valid scenario', () => {
  const listing = shipped.filter(({ variants }) => variants.length > 0);
  expect(listing.length).toBeGreaterThan(0);
  for (const { scenario: { name }, variants } of listing) {
    for (const { changes } of variants) {
      const parsed = parseScenarios(catalogueText, { only: name, overrides: changes });
      expect(parsed.ok ? [] : parsed.issues).toEqual([]);
    }
  }
});

test('variants do not change the scenario that lists them', () => {
  const plain = load(twoRegions).scenario;
  expect(load(`${twoRegions}\ncompare: { other: { seed: 2 } }`).scenario).toEqual(plain);
  expect(documentOf(twoRegions)).not.toContain('compare');
});

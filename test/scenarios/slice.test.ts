import { parse } from 'yaml';
import { assert, expect, test } from 'vitest';
import { readCatalogue } from '../../src/cli/package-files.js';
import { parseScenarios } from '../../src/scenarios/index.js';
import { isolateScenario, sliceScenario } from '../../src/scenarios/slice.js';

const text = `# the catalogue
version: 1
scenarios:
  # about first
  first:
    title: One # of two
    about: >
      Two lines
      of it.

  # about second
  second:
    title: &shared Two
  third:
    title: *shared
`;

test('a scenario is cut out with its comments, and stands as a document of its own', () => {
  expect(sliceScenario(text, 'first')).toBe(
    'version: 1\nscenarios:\n  first:\n    title: One # of two\n    about: >\n' +
      '      Two lines\n      of it.\n',
  );
});

test('the last line of a slice keeps its comment, and the next scenario keeps its own', () => {
  const short =
    'version: 1\nscenarios:\n  a:\n    title: A # note\n  # about b\n  b:\n    title: B\n';
  expect(sliceScenario(short, 'a')).toBe('version: 1\nscenarios:\n  a:\n    title: A # note\n');
  expect(sliceScenario(short.trimEnd(), 'b')).toBe('version: 1\nscenarios:\n  b:\n    title: B\n');
});

test('a scenario that leans on an anchor elsewhere is written out', () => {
  expect(sliceScenario(text, 'third')).not.toContain('*');
  expect(parsed('third')).toEqual({ version: 1, scenarios: { third: { title: 'Two' } } });
});

test('every slice says what the whole document says of that scenario', () => {
  const whole: unknown = parse(text);
  for (const name of ['first', 'second', 'third']) {
    expect(whole).toMatchObject(parsed(name));
  }
});

test('a document in flow style is written out too', () => {
  const flow = '{version: 1, scenarios: {a: {title: A}, b: {title: B}}}';
  expect(parse(sliceScenario(flow, 'b') ?? '')).toEqual({
    version: 1,
    scenarios: { b: { title: 'B' } },
  });
});

test('there is no slice of a scenario that does not exist', () => {
  expect(sliceScenario(text, 'fourth')).toBe(null);
  expect(sliceScenario('- a list', 'first')).toBe(null);
});

function parsed(name: string): object {
  const document: unknown = parse(sliceScenario(text, name) ?? '');
  assert(typeof document === 'object' && document !== null);
  return document;
}

test('a scenario of the catalogue reads the same alone, places included', () => {
  const catalogue = readCatalogue();
  const all = parseScenarios(catalogue);
  assert(all.ok);
  const whole = catalogue.split('\n');
  let before = 0;
  for (const loaded of all.scenarios) {
    const text = isolateScenario(catalogue, loaded.scenario.name);
    assert(text !== null);
    const lines = text.split('\n');
    expect(lines.filter((line, i) => line !== '' && line !== whole[i])).toEqual([]);
    // It ends with its own scenario, so each is longer than that of the one before.
    expect(lines.length).toBeGreaterThan(before);
    expect(lines.length).toBeLessThanOrEqual(whole.length);
    before = lines.length;
    const alone = parseScenarios(text);
    assert(alone.ok);
    expect(alone.scenarios).toEqual([loaded]);
  }
});

test('a document without such a line has nothing to isolate', () => {
  expect(isolateScenario(text, 'fourth')).toBe(null);
  expect(isolateScenario('version: 1\n', 'first')).toBe(null);
});

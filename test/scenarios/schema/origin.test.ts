import { assert, expect, test } from 'vitest';
import { parseScenarios } from '../../../src/scenarios/index.js';

test('a scenario says whose behaviour it shows and where that is published', () => {
  const loaded = load('systems: [Riak, Dynamo]\n    source: " SOSP 2007 "');
  assert(loaded.ok);
  expect(loaded.scenarios[0]).toMatchObject({ systems: ['Riak', 'Dynamo'], source: 'SOSP 2007' });
  const silent = load('seed: 1');
  assert(silent.ok);
  expect(silent.scenarios[0]).toMatchObject({ systems: [], source: '' });
});

test('what is no list of names is refused where it stands', () => {
  const loaded = load('systems: Riak');
  assert(!loaded.ok);
  expect(loaded.issues).toMatchObject([{ line: 4, path: 'scenarios.s.systems' }]);
});

function load(line: string): ReturnType<typeof parseScenarios> {
  return parseScenarios(`version: 1\nscenarios:\n  s:\n    ${line}\n    regions: { a: }\n`);
}

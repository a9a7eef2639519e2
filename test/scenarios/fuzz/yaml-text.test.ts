import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isolateScenario, listScenarios, parseScenarios, replayToken } from '../../../src/scenarios/index.js';
import { documentText, readPlainScenario } from '../../../src/scenarios/fuzz/case-document.js';
import { blockText, flowText } from '../../../src/scenarios/fuzz/yaml-text.js';
import { catalogueText } from '../../support/catalogue.js';

const scalar = fc.oneof(
  fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('1s', '-20ms', '1e5', '0x1f', '50%', 'a -> b', 'a <-> b', '> 0', 'true', 'No', '~', '', ' a', 'a: b', '# c', '1.0', '-', '.inf', '5.5/s'),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('any'), { maxLength: 4 }), tie('mapping')),
  mapping: fc.dictionary(fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'), tie('any'), { maxKeys: 5, noNullPrototype: true }),
}));

test('whatever is written is read back as itself', () => {
  fc.assert(
    fc.property(value.any, value.mapping, (any, mapping) => {
      // JSON has one zero, and so has YAML.
      const same: unknown = JSON.parse(JSON.stringify({ any, mapping }));
      const flow: unknown = parse(flowText({ any, mapping }));
      const block: unknown = parse(blockText({ any, mapping }));
      expect([flow, block]).toEqual([same, same]);
    }),
    { numRuns: 500 },
  );
});

test('it looks as a person would write it', () => {
  const text = blockText({
    duration: '1.5s',
    regions: { a: { place: 'virginia' }, b: {} },
    workload: { script: [{ at: '1s', in: 'a', write: { x: 'B' } }] },
    faults: [{ at: '0us', until: '2s', partition: [['a'], ['b']] }],
    expect: { 'lost-writes': '> 0', availability: '100%' },
  });
  expect(text).toBe(`duration: 1.5s
regions: { a: { place: virginia }, b: {} }
workload:
  script:
    - { at: 1s, in: a, write: { x: B } }
faults:
  - { at: 0us, until: 2s, partition: [[a], [b]] }
expect: { lost-writes: "> 0", availability: 100% }
`);
});

describe('documents of plain scenarios', () => {
  test.each(listScenarios(catalogueText).map(({ name }) => name))('%s runs the same when it is written anew', (name) => {
    const text = isolateScenario(catalogueText, name) ?? '';
    const plain = documentText(name, readPlainScenario(text, name, []));
    const [old, anew] = [parseScenarios(text), parseScenarios(plain)];
    const tokens = [old, anew].map((one) => (one.ok ? one.scenarios.map(({ scenario }) => replayToken(scenario)) : one.issues));
    expect(tokens[1]).toEqual(tokens[0]);
    expect(tokens[0]).toHaveLength(1);
  });
});

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseScenarios } from '../../src/scenarios/parse.js';
import { scenarioJsonSchema } from '../../src/scenarios/schema.js';
import { starterDocument } from '../../src/scenarios/starter.js';
import { documentOf, twoRegions } from './document-of.js';

const schema = scenarioJsonSchema();
const validate = new Ajv({ allowUnionTypes: true, strict: false }).compile(schema);
const shipped = readFileSync(new URL('../../scenarios.yaml', import.meta.url), 'utf8');

test.each([['scenarios.yaml', shipped], ['the starter document', starterDocument]])(
  'editors find nothing wrong with %s',
  (_name, text) => {
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  },
);

test.each([
  'durration: 5s',
  'duration: 10 seconds',
  'topology: mash',
  'topology: { star: { hubb: a } }',
  'conflicts: { resolve: wish }',
  'links: { default: { latency: { lognormal: { median: 95 } } } }',
  'workload: { clients: [{ in: a }] }',
  'workload: { clients: [{ in: a, rate: 5/s, clients: 5 }] }',
  'workload: { clients: [{ in: a, rate: 5/s, arrivals: { bursts: { every: 1s } } }] }',
  'faults: [{ crash: a }]',
  'node: { workers: 0 }',
  'expect: { lost-write: 0 }',
  'expect: { lag.max: "> 10" }',
  'replication: { batch: { max: 0 } }',
])('editors and the parser refuse the same: %s', (line) => {
  const text = documentOf(`${twoRegions}\n${line}`);
  expect(parseScenarios(text).ok).toBe(false);
  expect(validate(parse(text))).toBe(false);
});

test.each([
  'topology: { mesh: { forward: true } }',
  'workload: { clients: [{ in: a, clients: 5, think: { exponential: { mean: 5ms } } }] }',
  'workload: { clients: [{ in: a, rate: 5/s, arrivals: { bursts: { every: 1s, for: 10ms } } }] }',
  'topology: { links: [a -> b, b -> a], forward: false }',
  'links: { a <-> b: { latency: { mixture: [{ weight: 1, of: 5ms }] }, loss: 0.02 } }',
  'faults: [{ at: 5s, partition: { from: [a], to: [b] } }]',
  'expect: { availability: 100%, "lag.p99": 10ms..20ms, settled: true, lost-writes: 0 }',
])('editors and the parser accept the same: %s', (line) => {
  const text = documentOf(`${twoRegions}\n${line}`);
  expect(parseScenarios(text).ok).toBe(true);
  expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
});

test('every field has a description', () => {
  const bare: string[] = [];
  visitProperties(schema, 'document', (path, field) => {
    if (!('description' in field) && !('$ref' in field) && !('allOf' in field)) bare.push(path);
  });
  expect(bare).toEqual([]);
});

test('every field of a scenario that takes one value has an example', () => {
  const bare: string[] = [];
  visitProperties(schema, 'document', (path, field) => {
    const isLeaf = 'enum' in field || 'pattern' in field || field['type'] === 'integer';
    if (isLeaf && !('examples' in field)) bare.push(path);
  });
  expect(bare).toEqual([]);
});

function visitProperties(
  value: unknown,
  path: string,
  found: (path: string, field: Readonly<Record<string, unknown>>) => void,
): void {
  for (const [key, inner] of entriesOf(value)) {
    // A field may be called `properties` too.
    if (key !== 'properties') visitProperties(inner, `${path}.${key}`, found);
    else {
      for (const [name, field] of entriesOf(inner)) {
        found(`${path}.${name}`, Object.fromEntries(entriesOf(field)));
        visitProperties(field, `${path}.${name}`, found);
      }
    }
  }
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).map((key) => [key, Reflect.get(value, key)]);
}

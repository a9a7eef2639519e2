import { Ajv } from 'ajv';
import { assert, describe, expect, test } from 'vitest';
import { readCheckSchema } from '../../../src/cli/package-files.js';
import type { ConductKind, ResolverCall } from '../../../src/sim/base/resolver-fault.js';
import { checkResolver } from '../../../src/sim/check-resolver.js';
import { conducts, properties } from '../../../src/sim/check/resolver/property.js';
import type { ToldCounterexample, ToldFault } from '../../../src/sim/resolver-check.js';
import { runCli } from '../capture-io.js';
import {
  doubler,
  greatest,
  greedy,
  latest,
  recount,
  refuser,
  thrower,
  votes,
} from '../../support/sample-resolvers.js';

const schema = asObject(JSON.parse(readCheckSchema()));
const definitions = asObject(schema['definitions']);
const resolvers = [doubler, greatest, greedy, latest, thrower, refuser, votes, recount];

describe.each(resolvers)('the check of $name', (resolver) => {
  const check = checkResolver(resolver, { writes: 3, runs: 100 });
  const document: unknown = JSON.parse(JSON.stringify({ formatVersion: '1.0', ...check }));

  test('is what the schema describes', () => {
    const rules = { strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true };
    const validate = new Ajv(rules).compile(schema);
    validate(document);
    expect(validate.errors).toBe(null);
  });

  test('has no field that the schema does not describe', () => {
    expect(undescribed(document, schema, '')).toEqual([]);
  });
});

test.each(['latest', 'votes', 'endless'])('so is what the command prints of %s', async (name) => {
  const file = `test/matchers/fixtures/${name}.ts`;
  const { stdout } = await runCli(['check', file, '--writes', '2', '--runs', '100', '--json']);
  const document: unknown = JSON.parse(stdout);
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  validate(document);
  expect(validate.errors).toBe(null);
  expect(undescribed(document, schema, '')).toEqual([]);
});

describe('a document is refused', () => {
  const validate = new Ajv({ strict: false }).compile(schema);
  const check = { formatVersion: '1.0', ...checkResolver(latest, { writes: 2, runs: 0 }) };
  const [answer] = check.properties.filter(({ verdict }) => verdict === 'violated');

  test.each([
    ['without a verdict', { verdict: undefined }],
    ['with a verdict that does not exist', { verdict: 'perhaps' }],
    ['of another major version', { formatVersion: '2.0' }],
    ['whose violated property shows nothing', { properties: [{ property: 'pure', verdict: 'violated' }] }],
    ['whose unknown property has no reason', { properties: [{ property: 'pure', verdict: 'unknown' }] }],
    ['with a property that does not exist', { properties: [{ property: 'beautiful', verdict: 'holds' }] }],
  ])('%s', (_, change) => {
    expect(validate({ ...check, ...change })).toBe(false);
  });

  test('but not for what later versions and commands add', () => {
    const later = { ...answer, replay: 'v1:x', saved: null, source: null, later: true };
    expect(validate({ ...check, formatVersion: '1.9', properties: [later], later: 1 })).toBe(true);
  });
});

describe('the schema names all and only', () => {
  test('properties', () => {
    expect(asObject(definitions['property'])['enum']).toEqual([...conducts, ...properties]);
  });

  test('findings and functions', () => {
    expect(enumOf('finding', 'kind')).toEqual(Object.keys(findingKinds));
    expect(asObject(definitions['call'])['enum']).toEqual(Object.keys(calls));
  });

  test('faults and engines of search', () => {
    expect(enumOf('fault', 'kind')).toEqual(Object.keys(faults));
    expect(enumOf('counterexample', 'source')).toEqual(Object.keys(sources));
  });
});

/** The compiler refuses these when a kind is missing or none. */
const findingKinds: Readonly<Record<ConductKind, true>> = {
  'threw': true,
  'never-returned': true,
  'changed-arguments': true,
  'unusable-result': true,
  'not-repeatable': true,
  'read-clock': true,
  'used-chance': true,
  'read-locale': true,
  'exhausted-memory': true,
  'ended-process': true,
  'changed-globals': true,
};

const calls: Readonly<Record<ResolverCall, true>> = {
  resolve: true,
  apply: true,
  merge: true,
  equals: true,
  read: true,
  valid: true,
  includes: true,
};

const faults: Readonly<Record<ToldFault['kind'], true>> = {
  'diverged': true,
  'late-joiner': true,
  'law': true,
  'loop': true,
  'loss': true,
  'invalid': true,
  'shrunk': true,
  'growth': true,
  'disagreed': true,
  'engine': true,
};

const sources: Readonly<Record<ToldCounterexample['source'], true>> = {
  'all-histories': true,
  'random-histories': true,
  'engine': true,
};

function enumOf(definition: string, property: string): unknown {
  const { properties: all } = asObject(definitions[definition]);
  return asObject(asObject(all)[property])['enum'];
}

function undescribed(value: unknown, given: Record<string, unknown>, path: string): string[] {
  const rule = follow(given);
  if (Array.isArray(value)) {
    return value.flatMap((item) => undescribed(item, asObject(rule['items']), `${path}[]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const known = asObject(rule['properties'] ?? {});
  return Object.entries(value).flatMap(([key, inner]) => {
    const described = known[key];
    if (described === undefined) return [`${path}.${key}`];
    return undescribed(inner, asObject(described), `${path}.${key}`);
  });
}

/** To what a reference stands for; of alternatives, what is not null. */
function follow(rule: Record<string, unknown>): Record<string, unknown> {
  const reference = rule['$ref'];
  if (typeof reference === 'string') {
    return follow(asObject(definitions[reference.replace('#/definitions/', '')]));
  }
  const { anyOf } = rule;
  return Array.isArray(anyOf) ? follow(asObject(anyOf.at(-1))) : rule;
}

function asObject(value: unknown): Record<string, unknown> {
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

import { Ajv } from 'ajv';
import { assert, expect, test } from 'vitest';
import { readReportSchema } from '../../../src/cli/package-files.js';
import { renderJson } from '../../../src/cli/report/json.js';
import { sampleResult } from './sample-result.js';

const schema = asObject(JSON.parse(readReportSchema()));

test('the document is what the published schema describes', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
  validate(JSON.parse(renderJson(sampleResult)));
  expect(validate.errors).toBe(null);
});

test('the schema refuses a document without a verdict, or with one that does not exist', () => {
  const validate = new Ajv().compile(schema);
  const document = asObject(JSON.parse(renderJson(sampleResult)));
  expect(validate({ ...document, verdict: undefined })).toBe(false);
  expect(validate({ ...document, verdict: 'perhaps' })).toBe(false);
});

test('a reader may meet fields that the schema does not know', () => {
  const validate = new Ajv().compile(schema);
  const document = asObject(JSON.parse(renderJson(sampleResult)));
  expect(validate({ ...document, formatVersion: '1.7', later: true })).toBe(true);
});

test('every field that is printed is described in the schema', () => {
  const document: unknown = JSON.parse(renderJson(sampleResult));
  expect(undescribed(document, schema, '')).toEqual([]);
});

test('the keys come in the order of the published format', () => {
  const document = asObject(JSON.parse(renderJson(sampleResult)));
  expect(Object.keys(document)).toEqual([
    'formatVersion',
    'scenario',
    'seed',
    'fingerprint',
    'replay',
    'simulatedMs',
    'settled',
    'unsettled',
    'events',
    'writes',
    'fates',
    'lostWrites',
    'conflicts',
    'siblings',
    'convergence',
    'lag',
    'backlog',
    'ordering',
    'rows',
    'unique',
    'tombstones',
    'clients',
    'quorums',
    'leadership',
    'certification',
    'sharedStorage',
    'transactions',
    'network',
    'faults',
    'finalValues',
    'scriptedReads',
    'findings',
    'expectations',
    'verdict',
  ]);
});

test('it is indented by two spaces and ends in one line break', () => {
  expect(renderJson(sampleResult)).toMatch(/^\{\n {2}"formatVersion": "1\.0",\n.*[^\n]\n\}\n$/s);
});

/** Paths of the fields in a document that its schema says nothing about. */
function undescribed(value: unknown, rule: Record<string, unknown>, path: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => undescribed(item, asObject(rule['items']), `${path}[]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const properties = asObject(rule['properties'] ?? {});
  return Object.entries(value).flatMap(([key, inner]) => {
    const described = properties[key] ?? rule['additionalProperties'];
    if (described === undefined) return [`${path}.${key}`];
    return undescribed(inner, asObject(described), `${path}.${key}`);
  });
}

function asObject(value: unknown): Record<string, unknown> {
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

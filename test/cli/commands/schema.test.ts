import { Ajv } from 'ajv';
import { assert, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCatalogue, readCheckSchema, readListSchema, readReplaySchema, readShowSchema } from '../../../src/cli/package-files.js';
import { runCli } from '../capture-io.js';

test('the schema of scenario documents accepts the shipped catalogue', async () => {
  const { exitCode, stdout } = await runCli(['schema']);
  expect(exitCode).toBe(0);
  const validate = new Ajv({ strict: false, allErrors: true }).compile(asObject(stdout));
  validate(parse(readCatalogue()));
  expect(validate.errors).toBe(null);
});

test('the schema of scenario documents refuses a key that does not exist', async () => {
  const { stdout } = await runCli(['schema', 'scenario']);
  const validate = new Ajv({ strict: false }).compile(asObject(stdout));
  expect(validate({ version: 1, scenarios: { a: { regions: {}, colour: 'red' } } })).toBe(false);
});

test('the schema of the report is a schema by the rules of its own draft', async () => {
  const { exitCode, stdout } = await runCli(['schema', 'report']);
  expect(exitCode).toBe(0);
  expect(new Ajv().validateSchema(asObject(stdout))).toBe(true);
});

test('the schema of checks is the published file', async () => {
  const { exitCode, stdout } = await runCli(['schema', 'check']);
  expect([exitCode, stdout]).toEqual([0, readCheckSchema()]);
});

test('the schema of what replay prints is the published file', async () => {
  expect(await runCli(['schema', 'replay'])).toMatchObject({ exitCode: 0, stdout: readReplaySchema() });
});

test.each([
  ['list', readListSchema(), ['list']],
  ['show', readShowSchema(), ['show', 'split-brain']],
] as const)('what %s prints fits its schema, which lets nothing be left out', async (what, schema, argv) => {
  expect((await runCli(['schema', what])).stdout).toBe(schema);
  const validate = new Ajv({ allErrors: true }).compile(asObject(schema));
  const document = asObject((await runCli([...argv, '--json'])).stdout);
  validate(document);
  expect(validate.errors).toBe(null);
  for (const name of Object.keys(document)) {
    expect(validate(Object.fromEntries(Object.entries(document).filter(([each]) => each !== name))), name).toBe(false);
  }
});

function asObject(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, assert, describe, expect, test } from 'vitest';
import { readVerificationSchema } from '../../../src/cli/package-files.js';
import { runCli } from '../capture-io.js';
import type { Outcome } from '../capture-io.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const right = history([0, 'write', 1], [1, 'read', 1]);
const stale = history([0, 'write', 1], [1, 'read', null]);

describe('verdicts', () => {
  test('a model that holds is exit code 0', async () => {
    const { exitCode, stdout, stderr } = await verify(right, '--model', 'linearizable');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      '2 operations by 2 processes on 1 key\n\nholds ✓  linearizable (keys 1, states 1)\n',
    );
  });

  test('a violated one is exit code 1, with the operations that show it', async () => {
    const { exitCode, stdout } = await verify(stale, '--model', 'linearizable', '--ascii');
    expect(exitCode).toBe(1);
    expect(stdout).toBe(`2 operations by 2 processes on 1 key

VIOLATED  linearizable (keys 1, states 1)
  - key x: process 1 read x = null (lines 3 to 4), and no order explains that
    together with what came before (NoLinearOrder)
    lines 1 to 2  process 0 wrote x = 1
    lines 3 to 4  process 1 read x = null
`);
  });

  test('one that cannot be told is exit code 3, with the reason', async () => {
    const both = history([0, 'write', 1], [1, 'write', 2], [0, 'read', 2]);
    const { exitCode, stdout } = await verify(both, '--model', 'read-your-writes');
    expect(exitCode).toBe(3);
    expect(stdout).toContain('unknown ?  read-your-writes');
    expect(stdout).toContain('? key x: read-your-writes depends on the order of its versions');
  });

  test('of several models the worst decides, and each is told', async () => {
    const { exitCode, stdout } = await verify(stale, '--model', 'causal,linearizable,sequential');
    expect(exitCode).toBe(1);
    expect(stdout.match(/^(holds|VIOLATED|unknown) . {2}[a-z]+/gm)).toEqual([
      'holds ✓  causal',
      'VIOLATED ✗  linearizable',
      'holds ✓  sequential',
    ]);
  });

  test('sessions are the four guarantees, and the four together', async () => {
    const { stdout } = await verify(right, '--model', 'sessions', '--json');
    expect(judgementsOf(stdout).map(({ model }) => model)).toEqual([
      'read-your-writes',
      'monotonic-reads',
      'monotonic-writes',
      'writes-follow-reads',
      'sessions',
    ]);
  });
});

describe('flags', () => {
  test('--initial is JSON, or else text, and has the last word', async () => {
    const model = ['--model', 'linearizable', '--initial'];
    expect((await verify(history([0, 'read', 0]), ...model, '0')).exitCode).toBe(0);
    expect((await verify(history([0, 'read', 'none']), ...model, 'none')).exitCode).toBe(0);
    expect((await verify(history([0, 'read', '0']), ...model, '"0"')).exitCode).toBe(0);
    expect((await verify(history([0, 'read', 0]), ...model, '"0"')).exitCode).toBe(1);
  });

  test('--failed-cas says whether a failed cas saw something else', async () => {
    const cas = { process: 1, f: 'cas', key: 'x', value: [1, 2] };
    const text = `${right}${line({ ...cas, type: 'invoke' })}${line({ ...cas, type: 'fail' })}`;
    expect((await verify(text, '--model', 'linearizable')).exitCode).toBe(0);
    expect(
      (await verify(text, '--model', 'linearizable', '--failed-cas', 'mismatch')).exitCode,
    ).toBe(1);
  });

  test('staleness is bounded in versions or in time', async () => {
    const model = ['--model', 'bounded-staleness'];
    const timed = stale
      .split('\n')
      .map((text, i) => text.replace('}', `,"time":${1000 * i}}`))
      .join('\n');
    expect((await verify(timed, ...model, '--max-versions', '2')).exitCode).toBe(0);
    expect((await verify(timed, ...model, '--max-versions', '1')).exitCode).toBe(1);
    expect((await verify(timed, ...model, '--max-age', '1ms')).exitCode).toBe(1);
    expect((await verify(timed, ...model, '--max-age', '2ms')).exitCode).toBe(0);
  });

  test('--states bounds a search', async () => {
    const writes = history(...Array.from({ length: 9 }, (_, i) => [0, 'write', i % 2] as const));
    expect((await verify(writes, '--model', 'linearizable', '--states', '3')).exitCode).toBe(3);
  });

  test.each([
    [['--model', 'linearisable'], 'there is no model "linearisable"; did you mean "linearizable"?'],
    [['--model', ''], 'there is no model ""'],
    [['--model', 'bounded-staleness'], 'bounded-staleness needs --max-age'],
    [['--model', 'causal', '--max-age', '1s'], '--max-age and --max-versions belong to the model'],
    [['--model', 'bounded-staleness', '--max-age', 'soon'], '--max-age soon: '],
    [['--model', 'causal', '--states', '0'], 'Write a whole number from 1'],
    [['--model', 'causal', '--failed-cas', 'maybe'], 'Allowed choices are none, mismatch'],
    [[], "required option '--model <names>' not specified"],
  ])('%j is refused: %s', async (flags, message) => {
    const { exitCode, stdout, stderr } = await verify(right, ...flags);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('input', () => {
  test('a history comes from stdin too', async () => {
    const { exitCode } = await runCli(['verify', '-', '--model', 'causal'], { stdin: right });
    expect(exitCode).toBe(0);
  });

  test('a terminal is not waited for', async () => {
    const { exitCode, stderr } = await runCli(['verify', '-', '--model', 'causal'], {
      isTerminal: true,
      env: { NO_COLOR: '1' },
    });
    expect([exitCode, stderr]).toEqual([
      2,
      'error: -: stdin is a terminal; name a file, or send one with < history.jsonl\n',
    ]);
  });

  test('every mistake is told with its line, and nothing is judged', async () => {
    const { exitCode, stdout, stderr } = await verify(
      `${right}x\n{"process":1}\n`,
      '--model',
      'causal',
    );
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/:5:1: this is not a JSON object; found x/);
    expect(stderr).toMatch(/:6:1: "type" is missing/);
    expect(stderr).toContain('3 problems; nothing was judged.');
  });

  test('a file without operations, that is none, or is missing, is refused', async () => {
    expect((await verify('\n', '--model', 'causal')).stderr).toContain('holds no operation');
    expect((await runCli(['verify', folder, '--model', 'causal'])).stderr).toContain(
      'name a .jsonl file in it',
    );
    expect((await runCli(['verify', join(folder, 'none'), '--model', 'causal'])).exitCode).toBe(2);
  });
});

test('--json prints one document that the published schema describes, with all that a reader needs', async () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(
    asObject(readVerificationSchema()),
  );
  const { stdout } = await verify(stale, '--model', 'linearizable,sessions', '--json');
  const document = asObject(stdout);
  validate(document);
  expect(validate.errors).toBe(null);
  expect(document).toMatchObject({
    formatVersion: '1.0',
    history: { operations: 2, processes: 2, keys: 1 },
    verdict: 'violated',
  });
  expect(judgementsOf(stdout)[0]).toMatchObject({
    model: 'linearizable',
    findings: [
      {
        key: 'x',
        operations: [
          { line: 1, answerLine: 2 },
          { line: 3, answerLine: 4, result: null },
        ],
      },
    ],
  });
  expect(validate({ ...document, verdict: 'perhaps' })).toBe(false);
});

test('the schema of verifications can be printed', async () => {
  expect((await runCli(['schema', 'verification'])).stdout).toBe(readVerificationSchema());
});

test('every line of the help fits into 80 columns and every model is named there', async () => {
  const { stdout } = await runCli(['verify', '--help']);
  for (const text of stdout.split('\n')) expect(text.length).toBeLessThanOrEqual(80);
  for (const model of ['causal-memory', 'bounded-staleness', 'sessions', 'set'])
    expect(stdout).toContain(model);
});

function verify(text: string, ...flags: readonly string[]): Promise<Outcome> {
  const path = join(folder, 'history.jsonl');
  writeFileSync(path, text);
  return runCli(['verify', path, ...flags]);
}

/** One operation after the other on x. */
function history(
  ...operations: readonly (readonly [process: number, f: string, value: unknown])[]
): string {
  return operations
    .map(([process, f, value]) => {
      const common = { process, f, key: 'x' };
      const asked = f === 'read' ? null : value;
      return (
        line({ ...common, type: 'invoke', value: asked }) + line({ ...common, type: 'ok', value })
      );
    })
    .join('');
}

function line(event: object): string {
  return `${JSON.stringify(event)}\n`;
}

function judgementsOf(json: string): readonly Record<string, unknown>[] {
  const { judgements } = asObject(json);
  assert(Array.isArray(judgements));
  return judgements.map((judgement) => asObject(JSON.stringify(judgement)));
}

function asObject(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

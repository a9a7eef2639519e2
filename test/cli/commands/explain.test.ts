import { Ajv } from 'ajv';
import { assert, describe, expect, test } from 'vitest';
import type { ExplainRequest } from '../../../src/cli/explain-request.js';
import { explainScenario } from '../../../src/cli/explain-scenario.js';
import type { FindCounterfactuals } from '../../../src/cli/explain-scenario.js';
import { readExplanationSchema } from '../../../src/cli/package-files.js';
import { captureIo, runCli } from '../capture-io.js';

const validate = new Ajv({ strict: false, allErrors: true }).compile(asObject(readExplanationSchema()));

test('without a choice the lost writes are explained, the first of them whole', async () => {
  const { exitCode, stdout, stderr } = await runCli(['explain', 'concurrent-x', '--no-what-if']);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`Lost: 1 of 3 acknowledged writes
concurrent-x | mesh of 2 regions | version-vector + lww | seed 1

Why w1 of x was lost

Lost everywhere, though alice was told yes: it and w2 (C) are concurrent,
neither author had seen the other. lww kept w2: 1.020 s > 1.000 s.

         1.000       1.020       1.030       1.036       1.056
 us-east ─1W──────────────────────5R──────────────────────7X──> w2 (C)
           └───────────────────────────────────┐           │
                       ┌───────────────────────┼───────────┘
 eu-west ─────────────4W──────────────────────6X──────────────> w2 (C)

 W written, R read, X discarded; numbers are those of the steps

 1  1.000 s  us-east  alice writes x = B over w0 (A), stamped 1.000 s
 2  1.000 s  us-east  sends it to eu-west
 3  1.000 s  us-east  says yes to alice
 4  1.020 s  eu-west  bob writes x = C (w2), not having seen w1, stamped 1.020 s
 5  1.030 s  us-east  alice reads it
 6  1.036 s  eu-west  it comes from us-east and is discarded for w2 (C),
                      concurrent: lww compares 1.020 s > 1.000 s
 7  1.056 s  us-east  w2 (C), from eu-west, concurrent, takes its place

Fingerprint  24fe48ae336611a8
Again        quarrel explain concurrent-x --lost --seed 1
`);
});

test('many lost writes stand in groups, each with what befell it and a command', async () => {
  const { stdout } = await runCli(['explain', 'split-brain', '--limit', '3', '--no-what-if']);
  expect(stdout).toContain('  162 writes of eu-west, accepted 4.991 s to 14.828 s, cut off from us-east');
  expect(stdout).toContain('      quarrel explain split-brain --write 546 --seed 42');
  expect(stdout).toMatch(/and [\d,]+ writes in \d+ more groups; --limit shows them/);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('where nothing was lost it says so, and what else can be explained', async () => {
  const { exitCode, stdout } = await runCli(['explain', 'cart-or-set']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('None of 4 acknowledged writes was lost. Concurrent writes met on 1 key: cart.');
  expect(stdout).toContain('  quarrel explain cart-or-set --key cart --seed 1');
});

test('conflicts are listed as they first met, as far as the detector saw them', async () => {
  const { exitCode, stdout } = await runCli(['explain', 'concurrent-x', '--conflicts']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Conflicts: 1 pair of writes, as they first met\n');
  expect(stdout).toContain('1.036 s  eu-west  x    update/update  w1, w2  w2 (C)  2\n');
  expect(stdout).toContain('  quarrel explain concurrent-x --write 1 --seed 1\n');
  expect(stdout).not.toContain('undetected');
  const many = await runCli(['explain', 'split-brain', '--conflicts', '--limit', '2']);
  expect(many.stdout).toContain('\nand 1,087 more; --limit shows them, --json has all\n');
  const none = await runCli(['explain', 'quiet-day', '--conflicts']);
  expect(none.stdout).toMatch(/^No conflict was detected\n/);
});

test('a list of conflicts is also Markdown and JSON, and no screen', async () => {
  const { stdout: markdown } = await runCli(['explain', 'concurrent-x', '--conflicts', '--format', 'markdown']);
  expect(markdown).toContain('| 1.036 s | eu-west | x | update/update | w1, w2 | w2 (C) | 2 |');
  const { stdout } = await runCli(['explain', 'concurrent-x', '--conflicts', '--json']);
  const document = asObject(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  expect(document).toMatchObject({
    about: 'conflicts',
    conflicts: [{ replica: 'eu-west', key: 'x', kind: 'update-update', writes: [1, 2], kept: [2], meetings: 2 }],
  });
  const both = await runCli(['explain', 'concurrent-x', '--conflicts', '--lost']);
  expect(both.exitCode).toBe(2);
});

test('a key is told write by write, with what each replica holds at the end', async () => {
  const { stdout } = await runCli(['explain', 'concurrent-x-arrival', '--key', 'x']);
  expect(stdout).toContain('What became of x, and of its 3 writes');
  expect(stdout).toMatch(/At the end\n {2}us-east +w2 \(C\)\n {2}eu-west +w1 \(B\)\n/);
});

test('a long story of a key is cut in the middle, with the count', async () => {
  const { stdout } = await runCli(['explain', 'split-brain', '--key', 'k1', '--limit', '6']);
  const steps = stdout.split('\n').filter((line) => /^ +(w\d+)? +\d+\.\d{3} s /.test(line));
  expect(steps).toHaveLength(6);
  expect(stdout).toMatch(/\.\.\. [\d,]+ more steps; --limit shows them/);
});

test('drawings and words keep within ASCII where asked to', async () => {
  const { stdout } = await runCli(['explain', 'split-brain', '--ascii']);
  expect(stdout).toMatch(/^[\x20-\x7e\n]+$/);
  expect(stdout).toMatch(/cut: [a-z-]+ to us-east ~+\n|~+ +cut:/);
});

describe.each([
  ['clock-skew', ['--write', 'w1']],
  ['clock-skew', []],
  ['cart-or-set', []],
  ['split-brain', []],
  ['row-reset', ['--key', 'user']],
  ['update-before-insert', ['--key', 'order']],
])('the explanation of %s %j', (name, choice) => {
  test('is as JSON what the schema describes', async () => {
    const { exitCode, stdout } = await runCli(['explain', name, ...choice, '--json']);
    expect(exitCode).toBe(0);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBe(null);
  });

  test('is the same bytes each time, in each format', async () => {
    for (const format of ['text', 'json', 'markdown']) {
      const args = ['explain', name, ...choice, '--format', format, '--no-what-if'];
      const [one, other] = await Promise.all([0, 1].map(() => runCli(args)));
      expect(other.stdout).toBe(one.stdout);
    }
  });
});

test('the schema refuses a story without its steps', async () => {
  const { stdout } = await runCli(['explain', 'clock-skew', '--write', '1', '--json']);
  const document = asObject(stdout);
  const { steps, ...story } = asObject(JSON.stringify(document['story']));
  expect(steps).toBeDefined();
  expect(validate({ ...document, story })).toBe(false);
});

test('the schema is printed by its command', async () => {
  const { stdout } = await runCli(['schema', 'explanation']);
  expect(stdout).toBe(readExplanationSchema());
});

test('as Markdown it has a table of steps and a fenced drawing', async () => {
  const { stdout } = await runCli(['explain', 'concurrent-x', '--write', '1', '--format', 'markdown']);
  expect(stdout).toContain('## Why w1 of x was lost\n');
  expect(stdout).toContain('| 7 | 1.056 s | us-east | w2 (C), from eu-west, concurrent, takes its place |');
  expect(stdout).toContain('```text\n');
});

test.each([
  [['--write', '9'], 'error: --write 9: there is no such write; this run has 3 writes, w0 to w2\n'],
  [['--key', 'xx'], 'error: --key xx: nobody wrote it; did you mean "x"? (written were x)\n'],
])('%j names nothing in the run', async (choice, message) => {
  const { exitCode, stdout, stderr } = await runCli(['explain', 'concurrent-x', ...choice]);
  expect([exitCode, stdout, stderr]).toEqual([2, '', message]);
});

test.each([
  [['--write', '1', '--key', 'x'], /--write <number>.*cannot be used with.*--key <key>/],
  [['--lost', '--key', 'x'], /--key <key>.*cannot be used with.*--lost/],
  [['--write', 'B'], /has to be the number of a write, such as 17 or w17/],
  [['--limit', '0'], /has to be a whole number from 1/],
  [['--format', 'html'], /Allowed choices are text, json, markdown/],
])('%j is no way to ask', async (choice, message) => {
  const { exitCode, stdout, stderr } = await runCli(['explain', 'concurrent-x', ...choice]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

const request: ExplainRequest = {
  target: 'clock-skew', scenario: null, seed: null, overrides: [], about: { kind: 'lost' },
  format: 'text', plain: false, ascii: false, limit: null, whatIf: true,
};

const find: FindCounterfactuals = ({ name, write }, { onProgress }) => {
  onProgress({ tried: 1, most: 20 });
  const fingerprint = '0123456789abcdef';
  const change = (skew: string) => ({ path: 'regions.us-east.clock.skew', value: skew });
  return Promise.resolve([{
    words: `${name}'s clock in us-east were less than 200 ms ahead (w${write})`,
    kept: { changes: [change('199ms')], fingerprint, fate: 'visible' },
    lost: { changes: [change('200ms')], fingerprint, fate: 'lost' },
    lostWrites: 0,
  }]);
};

test('what would have kept a write stands with a command for each', async () => {
  const { io, stdout, stderr } = captureIo();
  expect(await explainScenario(request, io, find)).toBe(0);
  expect(stdout()).toContain(`What would have kept w1, with the same seed; each was run
  kept if clock-skew's clock in us-east were less than 200 ms ahead (w1)
          (nothing is lost then)
    quarrel run clock-skew --seed 1 --set regions.us-east.clock.skew=199ms
`);
  expect(stderr()).toBe('');
});

test.each(['json', 'markdown'] as const)('it stands in %s as well', async (format) => {
  const { io, stdout } = captureIo();
  await explainScenario({ ...request, format }, io, find);
  expect(stdout()).toContain('regions.us-east.clock.skew=199ms');
  if (format === 'json') expect(validate(JSON.parse(stdout()))).toBe(true);
});

test('a search that is stopped leaves what it found, and the exit code of the signal', async () => {
  const { io, stdout, interrupt } = captureIo();
  const stopped: FindCounterfactuals = (sought, options) => {
    expect(options.isStopped()).toBe(false);
    interrupt(130);
    expect(options.isStopped()).toBe(true);
    return find(sought, options);
  };
  expect(await explainScenario(request, io, stopped)).toBe(130);
  expect(stdout()).toContain("  kept if clock-skew's clock in us-east were less than 200 ms ahead (w1)");
  expect(stdout()).toContain('The search was stopped; there may be more.');
});

test('a run that is stopped explains nothing, and says how to start over', async () => {
  const { exitCode, stdout, stderr } = await runCli(['explain', 'split-brain', '--key', 'k1'], { interruptBy: 143 });
  expect([exitCode, stdout]).toEqual([143, '']);
  expect(stderr).toMatch(/^Interrupted at .* of simulated time: .* so far\. Nothing was explained\.\n/);
  expect(stderr).toContain('To start over: quarrel explain split-brain --key k1 --seed 42\n');
});

test.each([
  [{ isTerminal: true }, '\r\u001b[KLooking for what would have kept w1: 3 of at most 20 runs\r\u001b[K'],
  [{}, 'Looking for what would have kept w1: 3 of at most 20 runs\nLooking for what would have kept w1: 9 of at most 20 runs\n'],
])('a long search says how far it is: %j', async (world, told) => {
  let nowMs = 0;
  const { io, stderr } = captureIo(world);
  const slow: FindCounterfactuals = (sought, options) => {
    for (const [atMs, tried] of [[500, 1], [10_500, 3], [10_550, 4], ...('isTerminal' in world ? [] : [[20_500, 9]])]) {
      nowMs = atMs;
      options.onProgress({ tried, most: 20 });
    }
    return find(sought, { ...options, onProgress: () => undefined });
  };
  await explainScenario(request, { ...io, nowMs: () => nowMs }, slow);
  expect(stderr()).toBe(told);
});

test('nobody looks for what would have kept it where that is not wanted, or nothing was lost', async () => {
  const never: FindCounterfactuals = () => Promise.reject(new Error('nobody asked'));
  const quiet: readonly ExplainRequest[] = [
    { ...request, whatIf: false },
    { ...request, about: { kind: 'write', write: 0 } },
  ];
  for (const asked of quiet) {
    const { io, stdout } = captureIo();
    expect(await explainScenario(asked, io, never)).toBe(0);
    expect(stdout()).not.toContain('What would have kept');
  }
});

function asObject(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

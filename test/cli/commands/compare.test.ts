import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, assert, describe, expect, test } from 'vitest';
import { strategyNames } from '../../../src/scenarios/comparison/strategies.js';
import { readComparisonSchema } from '../../../src/cli/package-files.js';
import { runCli, viewExitCode } from '../capture-io.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'mine.yaml');
writeFileSync(path, `version: 1
scenarios:
  one:
    title: Two writers
    duration: 1s
    regions: { a: { place: virginia }, b: { place: ireland } }
    workload:
      keys: { count: 3 }
      clients: [{ in: a, rate: 40/s }, { in: b, rate: 40/s }]
    compare:
      siblings: { conflicts.resolve: siblings }
  two:
    duration: 1s
    regions: { a: { place: virginia }, b: { place: ireland } }
    workload:
      keys: { count: 4 }
      clients: [{ in: a, rate: 40/s }, { in: b, rate: 40/s }]
  alone:
    regions: { a: {}, b: {} }
  wrong:
    regions: { a: {}, b: {} }
    compare:
      bad: { conflicts.resolve: sibling }
      good: { conflicts.resolve: siblings }
      worse: { topology: star-shaped }
`);

test('one variant is one', async () => {
  const { stdout } = await runCli(['compare', `${path}#two`, '--strategies', 'multi-leader', '--format', 'text']);
  expect(stdout).toContain('| 1 variant |');
});

test('text, Markdown and JSON name one fingerprint, which another seed changes', async () => {
  const fingerprintIn = async (format: string, seed: string): Promise<string | undefined> => {
    const { stdout } = await runCli(['compare', `${path}#one`, '--seed', seed, '--format', format]);
    return /(?:^Fingerprint {1,2}|^ {2}"fingerprint": ")([0-9a-f]{16})/m.exec(stdout)?.[1];
  };
  const text = await fingerprintIn('text', '1');
  expect(text).toMatch(/^[0-9a-f]{16}$/);
  expect([await fingerprintIn('markdown', '1'), await fingerprintIn('json', '1')]).toEqual([text, text]);
  expect(await fingerprintIn('text', '2')).not.toBe(text);
});

test('help has a line for each strategy', async () => {
  const { stdout } = await runCli(['compare', '--help']);
  const named = stdout.split('\n').flatMap((line) => /^ {2}([a-z-]+) {2,}\S/.exec(line)?.[1] ?? []);
  expect(named).toEqual(expect.arrayContaining([...strategyNames]));
});

describe('what is compared', () => {
  test('without flags, the scenario with the variants that it lists', async () => {
    const { exitCode, stdout, stderr } = await runCli(['compare', `${path}#one`]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Two writers\none \| 2 variants \| seed 1\n\n {2,}one {2,}siblings\n/);
    expect(stdout).toMatch(/^lost writes +\d+ +0 \*$/m);
    expect(stdout).toMatch(/siblings: best at lost writes \(0 against \d+\); worst at nothing\./);
  });

  test('with --vary, every value and nothing else', async () => {
    const { columns } = await compareJson('one', '--vary', 'conflicts.resolve=lww,fww,siblings');
    expect(columns.map(({ name }) => name)).toEqual(['lww', 'fww', 'siblings']);
    const asked = columns.map(({ runs: [{ figures }] }) => figures['writes.acknowledged']);
    // One seed: the same requests meet the same network whatever is made of them.
    expect(new Set(asked).size).toBe(1);
  });

  test('a variant that is neither best nor worst is told of as well', async () => {
    const { stdout } = await runCli(['compare', `${path}#one`, '--vary', 'workload.payload=1KiB,2KiB,3KiB']);
    expect(stdout).toMatch(/^2KiB: best and worst at nothing, between the others\.$/m);
  });

  test('shorthands vary the usual paths, in all combinations', async () => {
    const { columns } = await compareJson('one', '--resolver', 'lww,siblings', '--topology', 'mesh,ring');
    expect(columns.map(({ name }) => name)).toEqual([
      'mesh, lww', 'mesh, siblings', 'ring, lww', 'ring, siblings',
    ]);
  });

  test('with --strategies, the same workload under each of them', async () => {
    const { columns } = await compareJson('one', '--strategies', 'multi-leader,leaderless');
    expect(columns.map(({ name, unlike }) => [name, unlike])).toEqual([['multi-leader', []], ['leaderless', []]]);
    const [near, far] = columns.map(({ runs: [{ figures }] }) => figures['write-latency.p50']);
    // A quorum of two regions is a way across the Atlantic.
    expect(Number(near)).toBeLessThan(5);
    expect(Number(far)).toBeGreaterThan(50);
  });

  test('with --with, other scenarios under the first one’s seed, and in what they differ', async () => {
    const { columns } = await compareJson('one', '--with', `${path}#two`, '--seed', 'x');
    expect(columns.map(({ name, unlike }) => [name, unlike])).toEqual([['one', []], ['two', ['workload']]]);
    expect(columns.map(({ runs: [{ seed }] }) => seed)).toEqual(['x', 'x']);
    const { stdout } = await runCli(['compare', `${path}#one`, '--with', `${path}#two`]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'two differs from one in its workload: their figures do not compare strategies alone.',
    );
  });

  test('--set changes every variant, and each can be run alone with the same fingerprint', async () => {
    const { columns } = await compareJson('one', '--set', 'duration=2s');
    for (const { repeat, runs } of columns) {
      const words = repeat.split(' ').slice(1).map((word) => word.replaceAll("'", ''));
      const { stdout } = await runCli([...words, '--json']);
      expect(stdout).toContain(`"fingerprint": "${String(runs[0]?.fingerprint)}"`);
    }
  });
});

describe('forms', () => {
  test('JSON is what the published schema describes', async () => {
    await compareJson('one');
    expect(isCompared.errors).toBe(null);
    const { stdout: printed } = await runCli(['schema', 'comparison']);
    expect(printed).toBe(readComparisonSchema());
  });

  test('Markdown has one table with the best in bold', async () => {
    const { stdout } = await runCli(['compare', `${path}#one`, '--markdown']);
    expect(stdout).toMatch(/^## Two writers\n\n`one`, seed 1; best of each row in bold\.\n\n/);
    expect(stdout).toMatch(/^\| lost writes \| \d+ \| \*\*0\*\* \|$/m);
  });

  test('no value is taken for markup in Markdown', async () => {
    const { stdout } = await runCli(['compare', `${path}#one`, '--vary', 'title=_a_,"@b | <i>"', '--markdown']);
    const header = stdout.split('\n').find((line) => line.startsWith('|')) ?? '';
    expect(header).toContain(String.raw`\_a\_`);
    expect(header).toContain('@\u200bb \\| \\<i\\>');
  });

  test('the same input gives the same bytes', async () => {
    const argv = ['compare', `${path}#one`, '--json'];
    expect((await runCli(argv)).stdout).toBe((await runCli(argv)).stdout);
  });

  test('more columns than fit stand below each other, within 80 columns', async () => {
    const seeds = 'seed=1000000001,1000000002,1000000003,1000000004,1000000005,1000000006';
    const { stdout } = await runCli(['compare', `${path}#one`, '--vary', seeds]);
    const [tables = ''] = stdout.split('* best in its row');
    expect(Math.max(...tables.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(tables.match(/^lost writes /gm)?.length).toBe(2);
  });
});

describe('what is refused, with exit code 2', () => {
  test.each([
    ['nothing to compare with', [`${path}#alone`], 'expected --vary, --strategies or --with'],
    ['a misspelt scenario', ['split-brian', '--resolver', 'lww'], 'did you mean "split-brain"?'],
    ['a misspelt other one', [`${path}#one`, '--with', 'split-brian'], 'did you mean "split-brain"?'],
    ['a misspelt value', [`${path}#one`, '--resolver', 'lww,sibling'], 'did you mean "siblings"?'],
    ['a misspelt path', [`${path}#one`, '--vary', 'conflict.resolve=lww'], 'did you mean "conflicts"?'],
    ['a misspelt strategy', [`${path}#one`, '--strategies', 'leadrless'], 'did you mean "leaderless"?'],
    ['no path', [`${path}#one`, '--vary', 'lww'], 'there is no path='],
    ['a value twice', [`${path}#one`, '--resolver', 'lww,lww'], 'lww stands there twice'],
    ['a path twice', [`${path}#one`, '--resolver', 'lww', '--vary', 'conflicts.resolve=fww'], 'name all its values in one'],
    ['a scenario beside itself', [`${path}#one`, '--with', `${path}#one`], 'would stand there twice'],
    ['a wrong variant', [`${path}#wrong`], 'mine.yaml:23:33: "sibling" is not known'],
    ['two forms', [`${path}#one`, '--json', '--markdown'], 'cannot be used with'],
    ['too many columns', [`${path}#one`, '--vary', `seed=${Array.from({ length: 25 }, (_, i) => i).join()}`], 'at most 24'],
  ])('%s', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await runCli(['compare', ...argv]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message);
  });

  test('all columns that are wrong are named at once', async () => {
    const { exitCode, stderr } = await runCli(['compare', `${path}#wrong`]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^In bad:\n.*"sibling" is not known/);
    expect(stderr).toMatch(/\n\nIn worse:\n.*"star-shaped" is not known/);
    expect(stderr).not.toContain('In good:');
  });

  test('a column that is wrong is named', async () => {
    const { stderr } = await runCli(['compare', `${path}#one`, '--resolver', 'lww,sibling']);
    expect(stderr).toMatch(/^In sibling:\n--vary conflicts\.resolve: /);
  });
});

test('an interrupt stops it with its own exit code, and nothing is compared', async () => {
  const { exitCode, stdout, stderr } = await runCli(['compare', `${path}#one`], { interruptBy: 130 });
  expect([exitCode, stdout]).toEqual([130, '']);
  expect(stderr).toContain('Interrupted after 0 of 2 runs; nothing was compared.');
});

interface ComparedJson {
  readonly columns: readonly {
    readonly name: string;
    readonly unlike: readonly string[];
    readonly repeat: string;
    readonly runs: readonly {
      readonly seed: string;
      readonly fingerprint: string;
      readonly figures: Readonly<Record<string, number | boolean | null>>;
    }[];
  }[];
}

const isCompared = new Ajv({ strict: true, allowUnionTypes: true }).compile<ComparedJson>(
  asObject(JSON.parse(readComparisonSchema())),
);

async function compareJson(name: string, ...flags: readonly string[]): Promise<ComparedJson> {
  const { exitCode, stdout, stderr } = await runCli(['compare', `${path}#${name}`, '--json', ...flags]);
  expect([exitCode, stderr]).toEqual([0, '']);
  const compared: unknown = JSON.parse(stdout);
  assert(isCompared(compared));
  return compared;
}

function asObject(value: unknown): Record<string, unknown> {
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

describe('played side by side', () => {
  const asked = ['compare', `${path}#one`, '--format', 'tui'];

  test('on a terminal the runs are handed over, with what repeats each', async () => {
    const { exitCode, lockstep, stdout } = await runCli([...asked, '--ascii'], { isTerminal: true });
    expect([exitCode, stdout]).toEqual([viewExitCode, '']);
    expect(lockstep.map(({ ascii }) => ascii)).toEqual([true]);
    expect(lockstep[0]?.runs.map(({ name }) => name)).toEqual(['one', 'siblings']);
    expect(lockstep[0]?.runs[1]?.repeat).toContain('conflicts.resolve=siblings');
  });

  test('elsewhere there is the text, and a word about why', async () => {
    const { exitCode, lockstep, stdout, stderr } = await runCli(asked);
    expect([exitCode, lockstep]).toEqual([0, []]);
    expect(stdout).toContain('| 2 variants |');
    expect(stderr).toBe('no side by side: stdout is not a terminal; showing the text comparison\n');
  });

  test.each([
    [['--seeds', '3'], /leave --seeds and --threads out/],
    [['--plain'], /--plain and --format tui contradict/],
    [['--vary', 'seed=1'], /there are 1; expected 2 to 4/],
    [['--vary', 'seed=1,2,3,4,5'], /there are 5; expected 2 to 4/],
  ])('%j is refused', async (flags, words) => {
    const { exitCode, stderr } = await runCli([...asked, ...flags], { isTerminal: true });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(words);
  });
});

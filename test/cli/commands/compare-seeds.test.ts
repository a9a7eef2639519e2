import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, assert, describe, expect, test } from 'vitest';
import { readComparisonSchema } from '../../../src/cli/package-files.js';
import { runCli } from '../capture-io.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-compare-seeds-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'mine.yaml');
writeFileSync(join(folder, 'longer.ts'), `export default {
  name: 'longer',
  resolve: (local, incoming) => (String(incoming).length > String(local).length ? incoming : local),
};
`);
writeFileSync(path, `version: 1
scenarios:
  one:
    title: Two writers
    duration: 1s
    regions: { a: { place: virginia }, b: { place: ireland } }
    workload:
      keys: { count: 3 }
      clients:
        - { in: a, rate: 40/s, mix: { write: 80%, read: 20% } }
        - { in: b, rate: 40/s, mix: { write: 80%, read: 20% } }
    compare:
      siblings: { conflicts.resolve: siblings }
`);

test('each variant runs under every seed of the series, the first of them the scenario’s own', async () => {
  const { seeds, columns } = await compareJson('--seeds', '5');
  expect(seeds).toEqual(['1', '1-2', '1-3', '1-4', '1-5']);
  for (const { runs } of columns) expect(runs.map(({ seed }) => seed)).toEqual(seeds);
  const [first] = (await compareJson()).columns;
  expect(columns[0]?.runs[0]).toEqual(first?.runs[0]);
  const alone = await runCli(['run', `${path}#one`, '--seed', '1-4', '--json']);
  expect(alone.stdout).toContain(`"fingerprint": "${String(columns[0]?.runs[3]?.fingerprint)}"`);
});

test('columns meet the same requests: what was asked for is equal in every pair, whatever became of it', async () => {
  const { columns } = await compareJson('--seeds', '5', '--strategies', 'multi-leader,leaderless,raft');
  const asked = columns.map(({ runs }) => runs.map(({ figures }) => {
    const [acknowledged, availability] = [figures['writes.acknowledged'], figures['availability']];
    return Math.round(Number(acknowledged) / Number(availability));
  }));
  expect(new Set(asked[0]).size).toBeGreaterThan(1);
  expect(asked[1]).toEqual(asked[0]);
  expect(asked[2]).toEqual(asked[0]);
});

test('variants that change nothing differ by exactly nothing', async () => {
  const { paired } = await compareJson('--seeds', '5', '--vary', 'conflicts={resolve: lww},{}');
  expect(paired).toHaveLength(1);
  for (const pair of Object.values(paired[0]?.figures ?? {})) {
    expect([pair.more, pair.less, pair.says]).toEqual([0, 0, null]);
    if (pair.difference !== null) expect(pair.difference.mean).toBe(0);
  }
});

test('another baseline flips the signs', async () => {
  const [one, other] = [await compareJson('--seeds', '5'), await compareJson('--seeds', '5', '--against', 'siblings')];
  expect([one.against, other.against]).toEqual(['one', 'siblings']);
  expect(other.paired.map(({ column, against }) => [column, against])).toEqual([['one', 'siblings']]);
  for (const [name, pair] of Object.entries(one.paired[0]?.figures ?? {})) {
    const turned = other.paired[0]?.figures[name];
    expect([turned?.more, turned?.less, turned?.p]).toEqual([pair.less, pair.more, pair.p]);
    if (pair.difference !== null) expect((turned?.difference?.mean ?? NaN) + pair.difference.mean).toBe(0);
  }
});

test('what came out is the same on one thread and on two, in every form', async () => {
  for (const form of ['text', 'json', 'markdown', 'csv']) {
    const [one, two] = [1, 2].map((threads) => ['--seeds', '5', '--threads', String(threads), '--format', form]);
    expect((await compareCli(...(one ?? []))).stdout).toBe((await compareCli(...(two ?? []))).stdout);
  }
});

test('one seed on a thread is one seed', async () => {
  expect((await compareCli('--threads', '1')).stdout).toBe((await compareCli()).stdout);
});

test('where seeds change nothing it says that one is enough', async () => {
  const { stdout: fixed } = await runCli(['compare', 'ring-break', '--with', 'mesh-goes-on', '--seeds', '3']);
  const { stdout: drawn } = await compareCli('--seeds', '3');
  const [alike, unlike] = [drawn, fixed].map((text) => text.replaceAll(/\s+/g, ' '));
  expect(unlike).toContain('Every seed gives the same figures');
  expect(alike).not.toContain('Every seed gives the same figures');
  // Other scenarios have other requests.
  expect(unlike).not.toContain('both met the same requests');
  expect(alike).toContain('both met the same requests');
});

test('a resolver of one’s own runs on threads as well', async () => {
  const { columns, paired } = await compareJson('--seeds', '3', '--resolver', `lww,${join(folder, 'longer.ts')}`);
  expect(columns.map(({ runs }) => runs.length)).toEqual([3, 3]);
  expect(paired[0]?.figures['lost-writes']?.pairs).toBe(3);
});

describe('forms', () => {
  test('text tells means, differences, what they say, and how to read that, within 80 columns', async () => {
    const { exitCode, stdout, stderr } = await compareCli('--seeds', '8');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Two writers\none \| 2 variants \| 8 seeds: 1, 1-2 to 1-8\n\n {2,}one {2,}siblings {2,}difference\n/);
    expect(stdout).toMatch(/^lost writes +[\d.]+ +0 \* +-[\d.]+ ± [\d.]+ +better$/m);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /siblings against one: it loses [\d.]+ ± [\d.]+ fewer writes \(8 of 8 seeds\); no cost of that was seen\./,
    );
    const lines = stdout.slice(0, stdout.indexOf('Run one alone')).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('text has no other characters with --ascii', async () => {
    const { stdout } = await compareCli('--seeds', '3', '--ascii');
    expect(stdout).toMatch(/^[\x00-\x7f]+$/);
    expect(stdout).toMatch(/ -[\d.]+ \+- [\d.]+ /);
    expect(stdout).not.toContain('?s');
  });

  test('Markdown has a column of differences beside each variant', async () => {
    const { stdout } = await compareCli('--seeds', '8', '--markdown');
    expect(stdout).toContain('`one`, 8 seeds: 1, 1-2 to 1-8; best of each row in bold.');
    expect(stdout).toContain('|  | one | siblings | difference |');
    expect(stdout).toMatch(/^\| lost writes \| [\d.]+ \| \*\*0\*\* \| -[\d.]+ ± [\d.]+ better \|$/m);
  });

  test('CSV has one line a run, and nothing where a run does not tell', async () => {
    const { stdout } = await compareCli('--seeds', '3', '--format', 'csv', '--topology', 'mesh', '--resolver', 'lww,siblings');
    const [header = '', ...lines] = stdout.trimEnd().split('\n');
    expect(header).toMatch(/^column,seed,fingerprint,write-latency\.mean,/);
    expect(lines.map((line) => /^"(.+?)",([^,]+),[0-9a-f]{16},/.exec(line)?.slice(1))).toEqual([
      ['mesh, lww', '1'], ['mesh, lww', '1-2'], ['mesh, lww', '1-3'],
      ['mesh, siblings', '1'], ['mesh, siblings', '1-2'], ['mesh, siblings', '1-3'],
    ]);
    const at = header.split(',').indexOf('violations.monotonic-reads');
    // The name of the column has a comma of its own.
    expect(lines[3]?.split(',')[at + 1]).toBe('');
    expect(lines[0]?.split(',')[at + 1]).toMatch(/^\d+$/);
  });

  test('few seeds cannot show that truths differ, and it says so', async () => {
    const { stdout } = await compareCli('--seeds', '3', '--strategies', 'multi-leader,raft');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('3 seeds cannot show that a yes or no differs: that takes 6 at least.');
    const { stdout: same } = await compareCli('--seeds', '3');
    expect(same).not.toContain('cannot show');
  });
});

describe('what is refused, with exit code 2', () => {
  test.each([
    ['no seed', ['--seeds', '0'], 'Write a whole number from 1 to 10000.'],
    ['too many seeds', ['--seeds', '10001'], 'Write a whole number from 1 to 10000.'],
    ['more runs than can be kept', ['--seeds', '10000', '--vary', 'duration=1s,2s,3s,4s,5s,6s'], 'expected --seeds of at most 8333'],
    ['half a seed', ['--seeds', '1.5'], 'Write a whole number from 1 to 10000.'],
    ['no thread', ['--seeds', '2', '--threads', '0'], 'Write a whole number from 1 to 256.'],
    ['a baseline that is none', ['--seeds', '2', '--against', 'sibling'], 'expected one or siblings; did you mean "siblings"?'],
    ['a baseline under one seed', ['--against', 'siblings'], 'one seed makes no pairs; expected --seeds 2 or more beside it'],
    ['a seed of its own', ['--seeds', '2', '--vary', 'seed=1,2'], '"2" has a seed of its own'],
    ['an unknown form', ['--format', 'csw'], 'Allowed choices are text, json, markdown, csv, tui.'],
  ])('%s', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await compareCli(...argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message);
  });
});

test('a baseline is named as its value was written', async () => {
  const { against } = await compareJson('--seeds', '2', '--vary', 'workload.payload=1KiB,2KiB', '--against', '2KiB');
  expect(against).toBe('2KiB');
});

test('an interrupt lets end what has begun, says how much that was, and compares nothing', async () => {
  const { exitCode, stdout, stderr } = await runCli(['compare', `${path}#one`, '--seeds', '5'], { interruptBy: 130 });
  expect([exitCode, stdout]).toEqual([130, '']);
  expect(stderr).toBe('Interrupted after 0 of 10 runs; nothing was compared.\n');
});

interface MeanJson {
  readonly mean: number;
  readonly interval: readonly [number, number] | null;
}

interface PairJson {
  readonly pairs: number;
  readonly more: number;
  readonly less: number;
  readonly difference: MeanJson | null;
  readonly p: number | null;
  readonly says: string | null;
}

interface ComparedJson {
  readonly seeds: readonly string[];
  readonly against: string;
  readonly columns: readonly {
    readonly name: string;
    readonly runs: readonly {
      readonly seed: string;
      readonly fingerprint: string;
      readonly figures: Readonly<Record<string, number | boolean | null>>;
    }[];
  }[];
  readonly paired: readonly {
    readonly column: string;
    readonly against: string;
    readonly figures: Readonly<Record<string, PairJson>>;
  }[];
}

const isCompared = new Ajv({ strict: true, allowUnionTypes: true }).compile<ComparedJson>(
  asObject(JSON.parse(readComparisonSchema())),
);

function compareCli(...flags: readonly string[]): ReturnType<typeof runCli> {
  return runCli(['compare', `${path}#one`, ...flags]);
}

async function compareJson(...flags: readonly string[]): Promise<ComparedJson> {
  const { exitCode, stdout, stderr } = await compareCli('--json', ...flags);
  expect([exitCode, stderr]).toEqual([0, '']);
  const compared: unknown = JSON.parse(stdout);
  const isValid = isCompared(compared);
  expect(isCompared.errors).toBe(null);
  assert(isValid);
  return compared;
}

function asObject(value: unknown): Record<string, unknown> {
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

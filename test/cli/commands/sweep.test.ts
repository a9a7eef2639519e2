import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { afterAll, assert, beforeAll, describe, expect, test } from 'vitest';
import { readSweepSchema } from '../../../src/cli/package-files.js';
import { runCli } from '../capture-io.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-sweep-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'mine.yaml');
writeFileSync(path, `version: 1
scenarios:
  two:
    title: Two writers
    duration: 1s
    regions: { a: { place: virginia }, b: { place: ireland } }
    workload:
      keys: { count: 3 }
      clients: [{ in: all, rate: 20/s, mix: { write: 50%, read: 50% } }]
`);
const varied = ['--vary', 'regions.a.clock.skew=0ms..200ms/100ms'];
const asked = ['sweep', path, ...varied, '--seeds', '4', '--metric', 'lost-writes,converged,lag.p99,linearizable'];
const forms = [['--format', 'text'], ['--ascii'], ['--format', 'csv'], ['--format', 'csv', '--runs'], ['--json'], ['--json', '--runs']];

const whole = join(folder, 'whole.jsonl');
let lines: readonly string[] = [];

beforeAll(async () => {
  const { exitCode } = await runCli([...asked, '--out', whole]);
  expect(exitCode).toBe(0);
  const [header = '', ...runs] = readFileSync(whole, 'utf8').split('\n').slice(0, -1);
  // They stand there as they were done.
  lines = [header, ...runs.sort((a, b) => numberOf(a) - numberOf(b))];
}, 60_000);

let files = 0;

/** A file of part `index` that holds these lines of the whole, as the part would have written them. */
function writePart(index: number, count: number, runs: readonly string[]): string {
  const file = join(folder, `${String(files++)}.jsonl`);
  const header = lines[0]?.replace('"shard":{"index":1,"count":1}', `"shard":{"index":${index},"count":${count}}`);
  writeFileSync(file, [header, ...runs, ''].join('\n'));
  return file;
}

function numberOf(line: string): number {
  return Number(/^\[(\d+),/.exec(line)?.[1]);
}

function partsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => writePart(i + 1, count, lines.slice(1).filter((line) => numberOf(line) % count === i)));
}

describe('a sweep', () => {
  test('is the same whatever the number of threads, and each of its runs can be repeated alone', async () => {
    const one = await runCli([...asked, '--threads', '1', '--format', 'csv', '--runs']);
    const three = await runCli([...asked, '--threads', '3', '--format', 'csv', '--runs']);
    expect(three.stdout).toBe(one.stdout);
    const [header, first] = one.stdout.split('\n');
    expect(header).toBe('regions.a.clock.skew,seed,fingerprint,lost-writes,converged,lag.p99,linearizable');
    const { stdout } = await runCli(['run', path, '--set', 'regions.a.clock.skew=0ms', '--json']);
    const report: unknown = JSON.parse(stdout);
    expect(first).toContain(String(Reflect.get(Object(report), 'fingerprint')));
    expect(first).toMatch(/,(true|false)$/);
  });

  test('shows a curve with scales, a table below it, and what to run again', async () => {
    const { stdout } = await runCli(asked);
    expect(stdout).toMatch(/^Two writers\ntwo \| 3 points under 4 seeds from 1: 12 runs \|/);
    expect(stdout).toMatch(/^lost writes against regions\.a\.clock\.skew$/m);
    expect(stdout).toMatch(/^ +0ms +100ms +200ms$/m);
    expect(stdout).toMatch(/^100ms +[\d.]+ +[\d.-]+ \.\. [\d.]+ +\d+ +\d+$/m);
    expect(stdout).toContain(`quarrel sweep ${path} --vary regions.a.clock.skew=0ms..200ms/100ms --seeds 4 --metric `);
    const wide = stdout.split('\n').filter((line) => line.length > 80 && !line.startsWith('  quarrel'));
    expect(wide).toEqual([]);
    const { stdout: ascii } = await runCli([...asked, '--ascii']);
    expect(ascii).toMatch(/^[\x00-\x7f]*$/);
    expect(ascii).not.toContain('?');
  });

  test('over two parameters is a table with a cell for each combination', async () => {
    const { stdout } = await runCli(['sweep', path, ...varied, '--vary', 'conflicts.resolve=lww,siblings', '--seeds', '2']);
    expect(stdout).toMatch(/^ +lww +siblings$/m);
    expect(stdout).toMatch(/^200ms +\S+ [\d.]+ +\S+ 0$/m);
  });

  test('without a parameter is one point', async () => {
    const { stdout } = await runCli(['sweep', path, '--seeds', '3', '--format', 'csv']);
    expect(stdout.split('\n')[0]).toBe('metric,unit,mean,low,high,min,max,count,unknown');
    expect(stdout).toMatch(/^converged,share of runs,1,0\.4\d+,1,1,1,3,0$/m);
  });

  test('is JSON as the published schema describes it', async () => {
    const schema: unknown = JSON.parse(readSweepSchema());
    assert(typeof schema === 'object' && schema !== null);
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
    for (const more of [[], ['--runs']]) {
      const { stdout } = await runCli([...asked, '--json', ...more]);
      const document: unknown = JSON.parse(stdout);
      validate(document);
      expect(validate.errors).toBe(null);
      const points: unknown = Reflect.get(Object(document), 'points');
      expect(JSON.stringify(points).includes('"runs"')).toBe(more.length > 0);
      expect(validate({ ...Object(document), points: [] })).toBe(false);
    }
    expect((await runCli(['schema', 'sweep'])).stdout).toBe(readSweepSchema());
  });
});

describe('a journal', () => {
  test('that is whole is shown without a run', async () => {
    const before = readFileSync(whole, 'utf8');
    const { stdout, stderr } = await runCli([...asked, '--out', whole]);
    expect(stderr).toContain('whole.jsonl: all 12 runs are done already');
    expect(stdout).toBe((await runCli(asked)).stdout);
    expect(readFileSync(whole, 'utf8')).toBe(before);
  });

  test('goes on after any cut, within a line too, to what an unbroken sweep shows', async () => {
    const text = readFileSync(whole, 'utf8');
    const { stdout: unbroken } = await runCli(asked);
    const header = lines[0]?.length ?? 0;
    for (const cut of [0, 10, header, header + 1, header + 30, text.length - 1, text.length - 60]) {
      const torn = join(folder, 'torn.jsonl');
      writeFileSync(torn, text.slice(0, cut));
      const { exitCode, stdout } = await runCli([...asked, '--out', torn]);
      expect([exitCode, stdout]).toEqual([0, unbroken]);
      // What it left is whole.
      const again = await runCli([...asked, '--out', torn]);
      expect(again.stderr).toContain('all 12 runs are done already');
    }
  });

  test('is kept by Ctrl-C, which says how to go on', async () => {
    const file = writePart(1, 1, lines.slice(1, 4));
    const { exitCode, stdout, stderr } = await runCli([...asked, '--out', file], { interruptBy: 130 });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('\nStopped after 3 of 12 runs; shown is the first of 4 seeds, under which 1 of 3\npoints were run so far.\n');
    expect(stderr).toContain('3 of 12 runs are done already; going on with the rest');
    expect(stderr).toMatch(/Interrupted after 3 of 12 runs; all of them are in .*\. The same command goes on from there\./);
    const bare = await runCli(asked, { interruptBy: 143 });
    expect([bare.exitCode, bare.stdout]).toEqual([143, '']);
    expect(bare.stderr).toContain('none was kept. With --out sweep.jsonl');
  });

  test('that Ctrl-C ended shows the seeds that every point was run under, as a sweep of them alone does', async () => {
    // Seeds 0 and 1 of every point, and the next one of the first.
    const done = lines.slice(1).filter((line) => numberOf(line) % 4 < 2 || numberOf(line) === 2);
    const stop = (form: readonly string[]) => runCli([...asked, ...form, '--out', writePart(1, 1, done)], { interruptBy: 130 });
    const two = asked.map((word) => (word === '4' ? '2' : word));
    const { stdout: csv } = await stop(['--format', 'csv', '--runs']);
    expect(csv).toBe((await runCli([...two, '--format', 'csv', '--runs'])).stdout);
    const told = 'Stopped after 7 of 12 runs; shown are the first 2 of 4 seeds, under which every point was run.';
    const { stdout: text } = await stop([]);
    expect(text.replaceAll('\n', ' ')).toContain(`two | 3 points under 2 seeds from 1: 6 runs | 95 % intervals ${told} `);
    expect(text).toContain('The whole sweep again:\n  quarrel sweep ');
    expect(text).toContain(' --seeds 4 ');
    expect((await stop(['--format', 'html'])).stdout).toContain(`<p><b>${told}</b></p>`);
    expect((await runCli([...asked, '--format', 'html'])).stdout).not.toContain('Stopped');
    const validate = new Ajv({ allowUnionTypes: true }).compile(Object(JSON.parse(readSweepSchema())));
    for (const form of [['--json'], ['--json', '--runs']]) {
      const document: unknown = JSON.parse((await stop(form)).stdout);
      expect(document).toMatchObject({ stopped: { done: 7, total: 12 }, seeds: { count: 2 } });
      expect(validate(document)).toBe(true);
    }
  });

  test('that has not even one seed of every point shows the points that it has, in every form', async () => {
    const kept = lines.slice(1).filter((line) => numberOf(line) === 0 || numberOf(line) === 8);
    for (const form of forms) {
      const { exitCode, stdout } = await runCli([...asked, ...form, '--out', writePart(1, 1, kept)], { interruptBy: 130 });
      expect(exitCode).toBe(130);
      expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
    }
    const file = writePart(1, 1, kept);
    const { stdout } = await runCli([...asked, '--format', 'csv', '--out', file], { interruptBy: 130 });
    const counts = stdout.split('\n').filter((line) => line.includes(',lost-writes,')).map((line) => line.split(',').at(-2));
    expect(counts).toEqual(['1', '0', '1']);
    const two = await runCli([...asked, '--out', file, '--format', 'json'], { interruptBy: 130 });
    expect(new Ajv({ allowUnionTypes: true }).compile(Object(JSON.parse(readSweepSchema())))(JSON.parse(two.stdout))).toBe(true);
  });

  test('of a part shows nothing where it is stopped: a part is no result', async () => {
    const file = writePart(1, 2, lines.slice(1).filter((line) => numberOf(line) === 0));
    const { exitCode, stdout } = await runCli([...asked, '--shard', '1/2', '--out', file], { interruptBy: 130 });
    expect([exitCode, stdout]).toEqual([130, '']);
  });

  test('of another sweep is refused with what differs, and left as it is', async () => {
    const before = readFileSync(whole, 'utf8');
    const cases: readonly (readonly [words: readonly string[], told: string])[] = [
      [['--seed', 'x'], 'it has the first seed 1, and this one has x'],
      [['--set', 'workload.keys.count=4'], 'content of the scenario with digest'],
      [['--shard', '1/2'], 'it has a number of parts of 1, and this one has 2'],
    ];
    for (const [words, told] of cases) {
      const { exitCode, stdout, stderr } = await runCli([...asked, ...words, '--out', whole]);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain(told);
    }
    const { stderr } = await runCli(['sweep', path, '--seeds', '4', '--out', whole]);
    expect(stderr).toContain('it has --vary regions.a.clock.skew=0ms..200ms/100ms, and this one has nothing');
    expect(readFileSync(whole, 'utf8')).toBe(before);
    const other = join(folder, 'other.txt');
    writeFileSync(other, 'something of mine\n');
    expect((await runCli([...asked, '--out', other])).stderr).toContain('is no journal of a sweep');
    expect(readFileSync(other, 'utf8')).toBe('something of mine\n');
  });

  test('whose lines were changed is refused with the line', async () => {
    const [, first = '', second = ''] = lines;
    const damaged = writePart(1, 1, [first, second.replace(/,"[0-9a-f]+"/, ',"zz"')]);
    expect((await runCli([...asked, '--out', damaged])).stderr).toContain('is damaged in line 3');
    const contrary = writePart(1, 1, [first, first.replace(/,"[0-9a-f]{16}"/, ',"0123456789abcdef"')]);
    expect((await runCli([...asked, '--out', contrary])).stderr).toContain('line 3 contradicts an earlier one about seed 1 of point 1');
    const twice = writePart(1, 1, [first, first, ...lines.slice(2)]);
    expect((await runCli([...asked, '--out', twice])).exitCode).toBe(0);
  });
});

describe('parts', () => {
  test('hold the runs that the whole has under their numbers', async () => {
    const file = join(folder, 'part-2.jsonl');
    const { exitCode, stdout, stderr } = await runCli([...asked, '--shard', '2/3', '--out', file]);
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toContain('Part 2 of 3 is whole: 4 runs in ');
    const runs = readFileSync(file, 'utf8').split('\n').slice(1, -1);
    expect([...runs].sort()).toEqual(lines.slice(1).filter((line) => numberOf(line) % 3 === 1).sort());
  });

  test('however many, in whatever order: merged they are the unsharded sweep, byte for byte, in every form', async () => {
    const unsharded = new Map<string, string>();
    for (const form of forms) unsharded.set(form.join(' '), (await runCli([...asked, ...form])).stdout);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 14 }).chain((count) => fc.shuffledSubarray([...Array(count).keys()], { minLength: count })), async (order) => {
        const parts = partsOf(order.length);
        for (const form of forms) {
          const merged = await runCli(['merge', ...order.map((i) => parts[i] ?? ''), ...form]);
          expect(merged).toMatchObject({ exitCode: 0, stderr: '', stdout: unsharded.get(form.join(' ')) });
        }
      }),
      { numRuns: 12 },
    );
  });

  test('that are missing or not finished are named with the command that mends them', async () => {
    const [first = '', , third = ''] = partsOf(3);
    const missing = await runCli(['merge', third, first]);
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain('part 2 of 3 is missing; make it with: quarrel sweep ');
    expect(missing.stderr).toContain('--seeds 4 --metric lost-writes,converged,lag.p99,linearizable --shard 2/3 --out part-2.jsonl');
    const cut = writePart(2, 3, lines.slice(1).filter((line) => numberOf(line) % 3 === 1).slice(0, 1));
    const { stderr } = await runCli(['merge', first, cut, third]);
    expect(stderr).toMatch(/, part 2 of 3, is not finished: 1 of 4 runs; go on with: quarrel sweep .* --shard 2\/3 --out /);
    // That command alone makes it whole.
    const words = /go on with: quarrel (.+)\n/.exec(stderr)?.[1]?.split(' ') ?? [];
    expect((await runCli(words)).exitCode).toBe(0);
    expect((await runCli(['merge', first, cut, third])).stdout).toBe((await runCli(asked)).stdout);
  });

  test('a part that is to be made takes no name of one that is there', async () => {
    const [, second = ''] = partsOf(2);
    const counted = join(folder, 'part-1.jsonl');
    renameSync(second, counted);
    const { stderr } = await runCli(['merge', counted]);
    expect(stderr).toContain('part 1 of 2 is missing; ');
    expect(stderr).toContain('--shard 1/2 --out part-1-of-2.jsonl\n');
  });

  test('that do not belong together are refused', async () => {
    const [first = '', second = ''] = partsOf(2);
    expect((await runCli(['merge', first, first, second])).stderr).toContain('stands there twice; name each part once');
    const other = join(folder, 'other-seed.jsonl');
    await runCli([...asked, '--seed', 'x', '--shard', '2/2', '--out', other]);
    expect((await runCli(['merge', first, other])).stderr).toContain('parts of different sweeps');
    expect((await runCli(['merge', first, path])).stderr).toContain('mine.yaml: is no journal of a sweep');
    expect((await runCli(['merge', first, join(folder, 'none')])).stderr).toContain('none: does not exist');
    expect((await runCli(['merge', first, second, '--format', 'junit'])).stderr).toContain('these are parts of a sweep; expected text, csv, json or html');
    expect((await runCli(['merge', first, second, '--test'])).stderr).toContain('--test is for parts of a check');
  });
});

describe('what cannot be done', () => {
  test.each([
    [['--vary', 'regions.a.clock.skew=0ms..5ms/2ms'], 'steps of 2ms do not end at 5ms'],
    [['--vary', 'regions.a.clock.skew=0ms,5'], 'At regions.a.clock.skew=5:\n'],
    [['--vary', 'a=1', '--vary', 'b=1', '--vary', 'c=1'], 'expected at most 2'],
    [['--vary', 'a=1', '--vary', 'a=2'], '--vary a stands there twice'],
    [['--vary', 'seed=1,2'], 'say how many with --seeds'],
    [['--vary', 'a=1..1000', '--vary', 'b=1..2'], 'these are 2,000 points; expected at most 1,000'],
    [['--vary', 'a=1..1000', '--seeds', '2000'], 'are 2,000,000 runs; expected --seeds 1,000 or fewer'],
    [['--metric', 'lost-write'], 'did you mean "lost-writes"?'],
    [['--seeds', '0'], 'Write a whole number from 1'],
    [['--shard', '1/2'], 'needs --out: a file for quarrel merge'],
    [['--shard', 'auto'], 'No scheduler says which part this is'],
    [['--shard', '1/2', '--out', 'x', '--json'], '--format json does not go with --shard'],
    [['--runs'], '--runs does not go with --format text'],
    [['--out', '/dev/null'], 'is no file that can be read again'],
  ])('%j is refused before anything is run', async (words, told) => {
    const { exitCode, stdout, stderr } = await runCli(['sweep', path, ...words]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
  });
});

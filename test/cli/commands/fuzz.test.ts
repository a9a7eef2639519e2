import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, assert, beforeEach, describe, expect, test } from 'vitest';
import { readFuzzSchema } from '../../../src/cli/package-files.js';
import { fuzzKinds } from '../../../src/scenarios/fuzz/fault-kinds.js';
import { runCli } from '../capture-io.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));
const out = join(folder, 'failures');
beforeEach(() => rmSync(out, { recursive: true, force: true }));

const path = join(folder, 'mine.yaml');
writeFileSync(path, `version: 1
scenarios:
  # The later write has the later stamp, unless a clock is off by half a second, or a partition keeps them apart.
  one-after-the-other:
    duration: 4s
    about: Not to be found in what is written.
    regions: { a: { place: virginia, followers: 1 }, b: { place: ireland }, c: { place: tokyo } }
    links: { default: { latency: by-place, jitter: 10% } }
    node: { write: 200us }
    workload:
      script:
        - { at: 500ms, in: a, as: alice, write: { x: A } }
        - { at: 600ms, in: c, as: carol, write: { y: A } }
        - { at: 1s, in: b, as: bob, write: { x: B } }
        - { at: 1.5s, in: b, as: bob, read: x, expect: B }
    expect: { settled: true, converged: true, conflicts: 0, lost-writes: 0 }
  asynchronous:
    duration: 8s
    regions: { a: {}, b: {}, c: {} }
    replication: { strategy: single-leader, acknowledge: asynchronous, failover: majority, fencing: term }
    workload:
      keys: { count: 50 }
      clients: [{ in: a, rate: 20/s, mix: { write: 80%, read: 20% } }]
    expect: { lost-writes: 0 }
  consensus:
    duration: 4s
    regions: { a: {}, b: {}, c: {} }
    links: { default: { latency: 20ms } }
    replication: { strategy: raft }
    workload: { clients: [{ in: b, rate: 5/s }] }
    expect: { settled: true }
  # 20 KiB hold thirteen writes of 1.5 KiB: a second and a half without the link.
  small-queue:
    duration: 4s
    regions: { a: {}, b: {} }
    replication: { outbox: { capacity: 20KiB, when-full: desynchronize } }
    conflicts: { resolve: siblings }
    workload: { clients: [{ in: a, rate: 10/s }] }
  or-set:
    duration: 2s
    regions: { a: {}, b: {}, c: {} }
    links: { default: { latency: 20ms } }
    conflicts: { resolve: or-set }
    workload:
      keys: { count: 3 }
      clients: [{ in: all, rate: 5/s, mix: { add: 70%, remove: 30% } }]
    expect: { settled: true, converged: true }
  own:
    duration: 1s
    regions: { a: {}, b: {} }
    conflicts: { resolve: ./arrival.mjs }
    workload: { script: [{ at: 100ms, in: a, write: { x: A } }, { at: 600ms, in: b, write: { x: B } }] }
  broken:
    duration: 1s
    regions: { a: {}, b: {} }
    workload: { script: [{ at: 1ms, in: a, write: { x: A } }, { at: 1ms, in: b, write: { x: B } }] }
    expect: { converged: true, lost-writes: 0 }
`);
writeFileSync(join(folder, 'arrival.mjs'), 'export default { name: "last-to-arrive", resolve: (local, incoming) => incoming.value };\n');

interface FuzzedJson {
  readonly runs: number;
  readonly kinds: readonly string[];
  readonly verdict: string;
  readonly failsAlone: boolean;
  readonly expectations: readonly { readonly name: string; readonly failed: number; readonly firstRun: number | null }[];
  readonly failures: readonly {
    readonly expectation: string;
    readonly needed: readonly string[];
    readonly isMinimal: boolean;
    readonly fileName: string;
    readonly document: string;
    readonly replay: string;
  }[];
}

const isFuzzed = new Ajv({ strict: true, allowUnionTypes: true }).compile<FuzzedJson>(asObject(readFuzzSchema()));

async function fuzz(name: string, ...flags: readonly string[]) {
  return runCli(['fuzz', `${path}#${name}`, '--out', out, ...flags]);
}

async function fuzzJson(name: string, ...flags: readonly string[]): Promise<FuzzedJson & { readonly exitCode: number }> {
  const { exitCode, stdout } = await fuzz(name, '--json', ...flags);
  const fuzzed: unknown = JSON.parse(stdout);
  assert(isFuzzed(fuzzed), JSON.stringify(isFuzzed.errors));
  return { ...fuzzed, exitCode };
}

function asObject(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

/** Lines of the scenario alone. */
function linesOf(document: string): readonly string[] {
  return document.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

async function runsToViolation(fileName: string, expectation: string): Promise<void> {
  const { exitCode, stdout } = await runCli(['run', join(out, fileName), '--json']);
  expect(exitCode).toBe(1);
  const report: unknown = JSON.parse(stdout);
  // What a run finds in a resolver counts without being asked for.
  expect(report).toHaveProperty('expectations.0', expect.objectContaining({ name: expectation, verdict: 'violated' }));
}

describe('a planted weakness is found and shrunk to a file that fails alone', () => {
  test('last-write-wins with clocks that are off', async () => {
    const { exitCode, failures, expectations } = await fuzzJson('one-after-the-other', '--runs', '20', '--only', 'clocks');
    expect(exitCode).toBe(1);
    expect(expectations.map(({ name }) => name)).toEqual(['settled', 'converged', 'lost-writes']);
    const [{ document, fileName, needed, expectation, isMinimal }] = failures;
    expect([failures.length, expectation, isMinimal, needed.length]).toEqual([1, 'lost-writes', true, 1]);
    expect(needed[0]).toMatch(/^clock of [ab]: \{ skew: -?[\d.]+(ms|s) \}$|clock-step/);
    expect(readFileSync(join(out, fileName), 'utf8')).toBe(document);
    expect(linesOf(document).length).toBeLessThan(14);
    const head = /^# one-after-the-other under faults: lost-writes should be = 0, and is 1\.\n# Found in run \d+ of: /;
    expect(document).toMatch(head);
    expect(document).not.toMatch(/Not to be found|tokyo|carol|expect: B/);
    await runsToViolation(fileName, 'lost-writes');
  });

  test('failover to whoever is left, of writes that nobody else had', async () => {
    const { exitCode, failures } = await fuzzJson('asynchronous', '--runs', '12', '--only', 'faults');
    expect(exitCode).toBe(1);
    const [{ document, fileName, needed }] = failures;
    expect(needed).toHaveLength(1);
    expect(needed[0]).toMatch(/crash|partition|outage|pause|offline/);
    // One write is enough, spelt out.
    expect(document.match(/write: \{/g)).toHaveLength(1);
    expect(linesOf(document).length).toBeLessThan(18);
    await runsToViolation(fileName, 'lost-writes');
  });

  test('a majority of three that loses its disks, and not one disk of two members', async () => {
    const flags = ['--runs', '30', '--only', 'faults', '--kinds', 'disk-loss'];
    const { exitCode, failures } = await fuzzJson('consensus', ...flags);
    expect(exitCode).toBe(1);
    const [{ fileName, needed, expectation }] = failures;
    expect(needed).toHaveLength(2);
    await runsToViolation(fileName, expectation);
  });

  test('a queue that drops what it cannot hold, in a scenario that promises nothing', async () => {
    const { exitCode, failures } = await fuzzJson('small-queue', '--runs', '10', '--kinds', 'partition', '--only', 'faults');
    expect(exitCode).toBe(1);
    expect(failures.map(({ expectation }) => expectation)).toEqual(['converged', 'lost-writes']);
    for (const { fileName, expectation, needed } of failures) {
      expect(needed).toHaveLength(1);
      expect(needed[0]).toContain('partition');
      await runsToViolation(fileName, expectation);
    }
  });

  test('a resolver of one’s own, which the file names from where it stands', async () => {
    const flags = ['--runs', '30', '--only', 'faults', '--kinds', 'partition,latency-spike'];
    const { exitCode, failures } = await fuzzJson('own', ...flags);
    expect(exitCode).toBe(1);
    const [{ document, fileName, expectation }] = failures;
    expect(expectation).toBe('converged');
    expect(document).toContain('resolve: "../arrival.mjs"');
    await runsToViolation(fileName, 'converged');
  });
});

describe('a sound scenario', () => {
  test('is not refuted by 200 runs, and nothing is written', async () => {
    const { exitCode, stdout } = await fuzz('or-set');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('HOLDS: none of 200 runs violated its own expectations; others may');
    expect(existsSync(out)).toBe(false);
  });
});

test('one run is not counted as several', async () => {
  const { stdout } = await fuzz('or-set', '--runs', '1');
  expect(stdout).toContain('HOLDS: the one run has not violated its own expectations; others may');
  expect(stdout).toMatch(/^settled +true +not violated in the one run$/m);
});

describe('what is drawn', () => {
  test('is the same for a seed, to the byte, and another for another seed', async () => {
    const first = await fuzz('asynchronous', '--runs', '4', '--seed', 'x');
    const files = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
    rmSync(out, { recursive: true });
    const again = await fuzz('asynchronous', '--runs', '4', '--seed', 'x');
    expect(again).toEqual(first);
    expect(readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'))).toEqual(files);
    expect(files.length).toBeGreaterThan(0);
    const other = await fuzz('asynchronous', '--runs', '4', '--seed', 'y');
    expect(other.stdout).not.toBe(first.stdout);
  });

  test('comes to the same bytes whatever the number of threads', async () => {
    const written = () => readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
    const flags = ['--runs', '9', '--shrink-runs', '5', '--json'];
    const one = await fuzz('asynchronous', ...flags, '--threads', '1');
    const files = written();
    expect([one.exitCode, files.length]).toEqual([1, 1]);
    for (const threads of ['2', '3']) {
      rmSync(out, { recursive: true });
      expect(await fuzz('asynchronous', ...flags, '--threads', threads)).toEqual(one);
      expect(written()).toEqual(files);
    }
  });

  test('of run n, is the same whatever the number of runs', async () => {
    const few = await fuzzJson('asynchronous', '--runs', '3', '--shrink-runs', '1');
    const more = await fuzzJson('asynchronous', '--runs', '9', '--shrink-runs', '1');
    expect(few.expectations[0].firstRun).not.toBe(null);
    expect(more.expectations[0].firstRun).toBe(few.expectations[0].firstRun);
    expect(more.failures[0].document).toBe(few.failures[0].document);
    expect(more.failures[0].isMinimal).toBe(false);
  });

  test('is what the scenario has a use for', async () => {
    const { kinds } = await fuzzJson('or-set', '--runs', '1', '--kinds', 'storage,crash,leave');
    expect(kinds).toEqual(['crash', 'leave']);
  });

  test('stays within a time', async () => {
    const { exitCode, runs } = await fuzzJson('or-set', '--time', '1ms');
    expect([exitCode, runs]).toEqual([0, 1]);
  });
});

describe('what is judged', () => {
  test('can be named: a figure of the run, where no fault need leave it as it was', async () => {
    const flags = ['--runs', '20', '--only', 'faults', '--expect', 'conflicts'];
    const { exitCode, failures } = await fuzzJson('one-after-the-other', ...flags);
    expect(exitCode).toBe(1);
    expect(failures.map(({ expectation }) => expectation)).toEqual(['conflicts']);
  });

  test('can be said with a condition of its own', async () => {
    const flags = ['--expect', 'availability>=10%', '--expect', 'settled', '--expect', 'lag.p50=< 10s'];
    const { expectations } = await fuzzJson('or-set', '--runs', '2', ...flags);
    expect(expectations).toMatchObject([
      { name: 'settled', expected: 'true' },
      { name: 'availability', expected: '>= 10%' },
      { name: 'lag.p50', expected: '< 10s' },
    ]);
  });

  test('a scenario that fails by itself is told so with 1, and nothing is drawn', async () => {
    const { exitCode, stdout } = await fuzz('broken');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/VIOLATED without any fault: lost-writes\. Nothing was drawn/);
    expect(stdout).toContain(`See          quarrel run ${path}#broken`);
    expect(existsSync(out)).toBe(false);
    expect(await fuzzJson('broken')).toMatchObject({ failsAlone: true, runs: 0, verdict: 'violated' });
  });
});

describe('wrong input ends in 2 with one word about it', () => {
  test.each([
    [['--runs', '0'], 'Write a whole number from 1'],
    [['--threads', '0'], 'Write a whole number from 1 to 256'],
    [['--runs', '5', '--time', '1s'], 'cannot be used with'],
    [['--time', '60'], 'did you mean "60ms"|a duration needs a unit'],
    [['--only', 'fault'], 'did you mean "faults"'],
    [['--kinds', 'crashes'], 'did you mean "crash"'],
    [['--expect', 'lag.max'], 'expects no such thing; expected --expect lag.max=<condition>'],
    [['--expect', 'lost-write=0'], 'did you mean "lost-writes"'],
    [['--expect', '= 0'], 'Write the name of an expectation'],
    [['--set', 'duration=0'], 'duration'],
    [['--seed', ''], '--seed: expected a text'],
    [['--scenario', 'other'], 'contradict each other'],
  ])('%j', async (flags, message) => {
    const { exitCode, stdout, stderr } = await fuzz('or-set', ...flags);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(message));
  });

  test.each([
    ['a file', path, 'this is no folder'],
    ['below a file', join(path, 'failures'), 'mine.yaml is no folder'],
  ])('a folder that is %s, though nothing is found', async (_what, unwritable, message) => {
    const { exitCode, stdout, stderr } = await fuzz('or-set', '--runs', '1', '--out', unwritable);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`--out ${unwritable}: `);
    expect(stderr).toContain(message);
  });
});

test('Ctrl-C ends it with 130 and what was found so far', async () => {
  const { exitCode, stdout } = await runCli(['fuzz', `${path}#or-set`, '--out', out], { interruptBy: 130 });
  expect(exitCode).toBe(130);
  expect(stdout).toMatch(/UNKNOWN: .*, interrupted after 0\s+runs/);
});

test('the schema is printed by its command', async () => {
  const { stdout } = await runCli(['schema', 'fuzz']);
  expect(stdout).toBe(readFuzzSchema());
});

test('help names each kind of fault, and has its examples and exit codes', async () => {
  const { stdout } = await runCli(['fuzz', '--help']);
  const words = stdout.split(/[\s,.;:]+/);
  expect(words).toEqual(expect.arrayContaining([...fuzzKinds]));
  expect(stdout.match(/\$ quarrel fuzz /g)?.length).toBeGreaterThanOrEqual(2);
  expect(stdout).toContain('Exit codes:');
  expect(stdout.split('\n').filter((line) => line.length > 84)).toEqual([]);
});

import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { assert, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { readReportSchema } from '../../../src/cli/package-files.js';
import { runCli, viewExitCode } from '../capture-io.js';

vi.setConfig({ testTimeout: 60_000 });

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** Two regions that write one key at the same moment; `expect` is up to the test. */
function documentOf(expectations: string, name = 'pair'): string {
  return `version: 1
scenarios:
  ${name}:
    title: Two writes of one key
    regions: { us-east: {}, eu-west: {} }
    workload:
      script:
        - { at: 1s, in: us-east, as: alice, write: { x: B } }
        - { at: 1s, in: eu-west, as: bob, write: { x: C } }
    expect: { ${expectations} }
`;
}

test('a run whose expectations hold ends in 0', async () => {
  const { exitCode, stdout, stderr } = await runCli(['run', save(documentOf('lost-writes: 1'))]);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('HOLDS: the one expectation holds');
});

test('a missed expectation ends in 1, with what was and what should have been', async () => {
  const { exitCode, stdout } = await runCli(['run', save(documentOf('lost-writes: 0'))]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('VIOLATED: 1 of 1 expectation does not hold');
  expect(stdout).toMatch(/^VIOLATED ✗ +lost-writes += 0 +1$/m);
});

test('a run of which something cannot be told ends in 3', async () => {
  const { exitCode, stdout } = await runCli(['run', save(documentOf('backlog.drain: "< 1s"'))]);
  expect(exitCode).toBe(3);
  expect(stdout).toContain('UNKNOWN: 1 of 1 expectation cannot be told');
});

test('the last line of the text report repeats the run exactly', async () => {
  const path = save(documentOf('lost-writes: 1'));
  const first = await runCli(['run', path, '--set', 'conflicts.resolve=fww', '--seed', '7']);
  const line = first.stdout.trimEnd().split('\n').at(-1) ?? '';
  expect(line).toBe(`Run again    quarrel run ${path} --seed 7 --set conflicts.resolve=fww`);
  const words = line.replace(/^Run again +quarrel /, '').split(' ');
  expect(await runCli(words)).toEqual(first);
});

test('the line above it replays a run that does not hold, wherever its scenario is from', async () => {
  const path = save(documentOf('lost-writes: 0'));
  for (const asked of [['concurrent-x', '--set', 'conflicts.resolve=arrival'], [path, '--set', 'conflicts.resolve=fww'], [path]]) {
    const first = await runCli(['run', ...asked]);
    expect(first.exitCode).toBe(1);
    const line = /^Replay +quarrel (.*)$/m.exec(first.stdout)?.[1] ?? '';
    const again = await runCli(line.split(' '));
    expect(again.exitCode, again.stderr).toBe(1);
    expect(again.stdout).toContain(/^Fingerprint +(\S+)$/m.exec(first.stdout)?.[1] ?? 'no fingerprint');
  }
});

test('the JSON report is one document of the published schema, and nothing else', async () => {
  const { exitCode, stdout, stderr } = await runCli(['run', 'split-brain', '--json']);
  expect(exitCode).toBe(0);
  expect(stderr).toBe('');
  const validate = new Ajv({ allowUnionTypes: true }).compile(asObject(readReportSchema()));
  validate(asObject(stdout));
  expect(validate.errors).toBe(null);
});

test('a run that takes its time says on stderr how far it is', async () => {
  const { stdout, stderr } = await runCli(['run', 'split-brain'], { msPerLook: 600 });
  expect(stderr).toMatch(/^(running: \d+ % .*\n)+(settling: .*\n)*$/);
  expect(stdout).not.toContain('running: ');
});

test('--json and --format json print the same bytes, twice', async () => {
  const first = await runCli(['run', 'split-brain', '--json']);
  const second = await runCli(['run', 'split-brain', '--format', 'json']);
  expect([second.exitCode, second.stdout]).toEqual([first.exitCode, first.stdout]);
});

test('the JSON report names neither a path nor the time nor the machine', async () => {
  const path = save(documentOf('lost-writes: 1'));
  const { stdout } = await runCli(['run', path, '--json']);
  expect(stdout).not.toContain(folder);
  expect(stdout).not.toContain('.yaml');
  const elsewhere = join(folder, 'elsewhere.yaml');
  writeFileSync(elsewhere, documentOf('lost-writes: 1'));
  expect((await runCli(['run', elsewhere, '--json'])).stdout).toBe(stdout);
});

test('the fates in the report sum to the acknowledged writes', async () => {
  const { stdout } = await runCli(['run', 'split-brain', '--json']);
  const report = asObject(stdout);
  const fates = Object.values(asRecord(report['fates'])).map(Number);
  const { acknowledged } = asRecord(report['writes']);
  expect(fates.reduce((sum, count) => sum + count, 0)).toBe(acknowledged);
});

test('another seed gives another run, and a seed is text also where it looks a number', async () => {
  const one = asObject((await runCli(['run', 'split-brain', '--seed', '7', '--json'])).stdout);
  const two = asObject((await runCli(['run', 'split-brain', '--seed', '007', '--json'])).stdout);
  expect(one['seed']).toBe('7');
  expect(two['seed']).toBe('007');
  expect(two['fingerprint']).not.toBe(one['fingerprint']);
});

test('--resolver, --topology and --detect are short for --set', async () => {
  const path = save(documentOf('converged: true'));
  const short = ['--resolver', 'siblings', '--topology', 'ring', '--detect', 'timestamp'];
  const long = [
    ['--set', 'conflicts.resolve=siblings'],
    ['--set', 'topology=ring'],
    ['--set', 'conflicts.detect=timestamp'],
  ].flat();
  const shortened = await runCli(['run', path, ...short, '--json']);
  expect(await runCli(['run', path, ...long, '--json'])).toEqual(shortened);
  expect(asObject(shortened.stdout)).not.toHaveProperty('conflicts.resolvedBy.lww');
});

test('keeping siblings instead of the last write loses nothing', async () => {
  const path = save(documentOf('lost-writes: 0'));
  expect((await runCli(['run', path])).exitCode).toBe(1);
  expect((await runCli(['run', path, '--resolver', 'siblings'])).exitCode).toBe(0);
});

test('a scenario of a file with several is named after # or by --scenario', async () => {
  const [, , ...other] = documentOf('lost-writes: 0', 'other').split('\n');
  const path = save(`${documentOf('lost-writes: 1')}${other.join('\n')}`);
  expect((await runCli(['run', `${path}#pair`])).exitCode).toBe(0);
  expect((await runCli(['run', `${path}#other`])).exitCode).toBe(1);
  expect((await runCli(['run', path, '--scenario', 'other'])).exitCode).toBe(1);

  const unnamed = await runCli(['run', path]);
  expect(unnamed.exitCode).toBe(2);
  expect(unnamed.stderr).toMatch(/holds 2 scenarios; say which with --scenario: pair, other/);

  const misspelt = await runCli(['run', `${path}#pairs`]);
  expect(misspelt.exitCode).toBe(2);
  expect(misspelt.stderr).toContain('did you mean "pair"?');

  const torn = await runCli(['run', `${path}#pair`, '--scenario', 'other']);
  expect(torn.exitCode).toBe(2);
  expect(torn.stderr).toContain('contradict each other');
});

test('a scenario that does not exist is refused with the one that was meant', async () => {
  const { exitCode, stdout, stderr } = await runCli(['run', 'split-brian']);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/no scenario "split-brian"; did you mean "split-brain"\? .*quarrel list/);
});

test('every mistake in a document is told at once, with place, line and caret', async () => {
  const path = save(`version: 1
scenarios:
  pair:
    title: Two mistakes
    regions: { us-east: {}, eu-west: {} }
    duraton: 10s
    settle: 10 seconds
`);
  const { exitCode, stdout, stderr } = await runCli(['run', path, '--json']);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  const [first = '', second = '', count] = stderr.split('\n\n');
  expect(first).toContain(`${path}:6:5: `);
  expect(first).toMatch(/did you mean "duration"\?\n {6}duraton: 10s\n {6}\^$/);
  expect(second).toContain(`${path}:7:13: `);
  expect(second).toMatch(/; found 10 seconds; expected .*\n {6}settle: 10 seconds\n {14}\^$/);
  expect(count).toBe('2 problems; nothing was run.\n');
});

test.each([
  { name: 'an empty file', text: '' },
  { name: 'a list', text: '- a\n- b\n' },
  { name: 'broken syntax', text: 'version: [1\n' },
  { name: 'a tab for indentation', text: 'version: 1\nscenarios:\n\tpair: {}\n' },
  { name: 'another version', text: 'version: 2\nscenarios: {}\n' },
  { name: 'no scenario', text: 'version: 1\nscenarios: {}\n' },
  { name: 'a key twice', text: 'version: 1\nversion: 1\nscenarios: {}\n' },
  { name: 'aliases that explode', text: explosion() },
  { name: 'an unknown region', text: documentOf('settled: true').replace('in: us-', 'in: ') },
])('$name is refused with a place and without a report', async ({ text }) => {
  const path = save(text);
  const { exitCode, stdout, stderr } = await runCli(['run', path]);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(new RegExp(`^${path}:\\d+:\\d+: \\S`));
  expect(stderr).toMatch(/\d problems?; nothing was run\.\n$/);
});

test('files that cannot be read are refused with a remedy', async () => {
  const huge = save('');
  truncateSync(huge, 50 * 1024 * 1024);
  const binary = join(folder, 'binary.yaml');
  writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00]));
  const cases = [
    { target: join(folder, 'none.yaml'), says: 'does not exist' },
    { target: `${folder}/`, says: 'is a directory' },
    { target: huge, says: 'is too big' },
    { target: binary, says: 'is not UTF-8' },
  ];
  for (const { target, says } of cases) {
    const { exitCode, stdout, stderr } = await runCli(['run', target]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  }
});

test('a change that the document has no place for is refused by its flag', async () => {
  const path = save(documentOf('lost-writes: 1'));
  const { exitCode, stderr } = await runCli(['run', path, '--set', 'conflicts.resolv=fww']);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^--set conflicts\.resolv: .*did you mean "resolve"\?/);
});

test('a resolver that does not exist is refused with those that do', async () => {
  const path = save(documentOf('lost-writes: 1'));
  const { exitCode, stderr } = await runCli(['run', path, '--resolver', 'lwww']);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/conflicts\.resolve: .*lwww.*siblings.*did you mean "lww"\?/s);
});

test('a trace tells every event, and its run has the same fingerprint as one without', async () => {
  const trace = join(folder, 'trace.ndjson');
  const traced = await runCli(['run', 'split-brain', '--json', '--trace', trace]);
  const { exitCode, stdout } = await runCli(['run', 'split-brain', '--json']);
  expect({ exitCode, stdout }).toEqual({ exitCode: traced.exitCode, stdout: traced.stdout });
  const [header, ...events] = linesOf(trace);
  const { seed, writes } = asObject(traced.stdout);
  expect(header).toEqual({ formatVersion: '1.0', scenario: 'split-brain', seed });
  const acknowledged = events.filter((event) => event['kind'] === 'acknowledge');
  expect(acknowledged).toHaveLength(Number(asRecord(writes)['acknowledged']));
  const times = events.map((event) => Number(event['atUs']));
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('a trace that cannot be written stops the command before it runs', async () => {
  const path = save(documentOf('lost-writes: 1'));
  for (const trace of ['-', folder, join(folder, 'none', 'trace.ndjson'), '/dev/null']) {
    const { exitCode, stdout, stderr } = await runCli(['run', path, '--trace', trace]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`--trace ${trace}`);
  }
});

test('a trace never takes the place of the scenario it was made from', async () => {
  const path = save(documentOf('lost-writes: 1'));
  const { exitCode, stderr } = await runCli(['run', path, '--trace', `${folder}/./scenario.yaml`]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("is the scenario's own file");
  expect(readFileSync(path, 'utf8')).toBe(documentOf('lost-writes: 1'));
});

test.each(['--trace', '--metrics', '--out'])('%s never takes the place of the code that decides', async (flag) => {
  const path = join(folder, 'mine.ts');
  const code = "export default { name: 'mine', resolve: (local, incoming) => incoming ?? local };\n";
  writeFileSync(path, code);
  const { exitCode, stdout, stderr } = await runCli(['run', 'concurrent-x', '--resolver', path, flag, path, '--json']);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('is code of the resolver; name another');
  expect(readFileSync(path, 'utf8')).toBe(code);
});

test('bad input leaves no trace behind', async () => {
  const path = save('nonsense');
  const trace = join(folder, 'trace.ndjson');
  expect((await runCli(['run', path, '--trace', trace])).exitCode).toBe(2);
  expect(readdirSync(folder)).toEqual(['scenario.yaml']);
});

test.each([130, 143])('an interrupt ends in %i, with neither report nor file', async (code) => {
  const trace = join(folder, 'trace.ndjson');
  const argv = ['run', 'split-brain', '--seed', '7', '--json', '--trace', trace];
  const { exitCode, stdout, stderr } = await runCli(argv, { interruptBy: code });
  expect(exitCode).toBe(code);
  expect(stdout).toBe('');
  expect(stderr).toContain('Interrupted at ');
  expect(stderr).toContain('To start over: quarrel run split-brain --seed 7\n');
  expect(existsSync(trace)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('at a terminal the live view opens with the scenario and leaves its exit code', async () => {
  const { exitCode, stdout, views } = await runCli(
    ['run', 'split-brain', '--seed', '7', '--ascii'],
    { isTerminal: true },
  );
  expect(exitCode).toBe(viewExitCode);
  expect(stdout).toBe('');
  const [view] = views;
  expect(view?.loaded.scenario.name).toBe('split-brain');
  expect(view?.options).toMatchObject({ ascii: true, repeat: 'quarrel run split-brain --seed 7' });
  expect(view?.options.origin?.choice).toMatchObject({ target: 'split-brain', scenario: null, seed: '7', overrides: [] });
  expect(view?.options.origin?.text).toContain('split-brain:');
});

test('--plain at a terminal prints the text report', async () => {
  const { exitCode, stdout, views } = await runCli(['run', 'split-brain', '--plain'], {
    isTerminal: true,
  });
  expect(exitCode).toBe(0);
  expect(views).toEqual([]);
  expect(stdout).toContain('Fingerprint');
});

test('asking for the live view without a terminal gives text, and says why on stderr', async () => {
  const { exitCode, stdout, stderr } = await runCli(['run', 'split-brain', '--format', 'tui']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Fingerprint');
  expect(stderr).toBe('no live view: stdout is not a terminal; showing the text report\n');
});

test('the live view goes neither with --plain nor with --trace', async () => {
  const argv = ['run', 'split-brain', '--format', 'tui'];
  expect((await runCli([...argv, '--plain'])).exitCode).toBe(2);
  expect((await runCli([...argv, '--trace', join(folder, 't.ndjson')])).exitCode).toBe(2);
});

test('a terminal gets colours, and NO_COLOR takes them away again', async () => {
  const argv = ['run', 'split-brain', '--plain'];
  const painted = await runCli(argv, { isTerminal: true });
  const plain = await runCli(argv, { isTerminal: true, env: { NO_COLOR: '1' } });
  expect(painted.stdout).toContain('\u001b[');
  expect(plain.stdout).not.toContain('\u001b[');
  expect(painted.stdout.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
});

test('--ascii keeps every other character out of the text report', async () => {
  const { stdout } = await runCli(['run', 'split-brain', '--ascii']);
  expect(stdout).toMatch(/^[\n\x20-\x7e]+$/);
});

function save(text: string): string {
  const path = join(folder, 'scenario.yaml');
  writeFileSync(path, text);
  return path;
}

function linesOf(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n').map(asObject);
}

function asObject(json: string): Record<string, unknown> {
  return asRecord(JSON.parse(json));
}

function asRecord(value: unknown): Record<string, unknown> {
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

/** A few hundred bytes that stand for a billion values. */
function explosion(): string {
  const levels = 'abcdefghi'.split('').map((level, index, all) => {
    const before = index === 0 ? '1' : `*${all[index - 1] ?? ''}`;
    return `${level}: &${level} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
  });
  return `${levels.join('\n')}\nversion: 1\nscenarios: *i\n`;
}

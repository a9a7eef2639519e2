/** The built program, as a shell starts it: streams, signals and exit codes of a real process. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { compileFiles } from './tui/terminal/compile-program.js';

// A process takes a second to start where others keep the machine busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));
let build = '';
let program = '';

beforeAll(() => {
  build = mkdtempSync(join(root, 'node_modules', '.quarrel-'));
  program = join(build, 'dist', 'cli', 'main.js');
  for (const name of ['package.json', 'scenarios.yaml', 'schema']) {
    symlinkSync(join(root, name), join(build, name));
  }
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  compileFiles(sources.map((name) => join(root, 'src', name)), { outbase: join(root, 'src'), outdir: join(build, 'dist') });
});

afterAll(() => {
  rmSync(build, { recursive: true, force: true });
});

test('the program starts in the shell, and from a link as package managers make it', () => {
  expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  const link = join(folder(), 'quarrel');
  symlinkSync(program, link);
  expect(run(['--version'], { program: link })).toMatchObject({ status: 0, stderr: '' });
});

test('each way to end has its exit code in a real process', () => {
  const argv = ['run', 'concurrent-x', '--plain'];
  expect(run(argv).status).toBe(0);
  expect(run([...argv, '--set', 'expect={lost-writes: 0}']).status).toBe(1);
  expect(run([...argv, '--nonsense']).status).toBe(2);
  expect(run(['run', 'concurrent-y']).status).toBe(2);
  expect(run([...argv, '--set', 'expect={backlog.drain: < 1s}']).status).toBe(3);
});

test('two processes print the same bytes', () => {
  const first = run(['run', 'split-brain', '--json']);
  expect(first.stdout.length).toBeGreaterThan(1000);
  const second = run(['run', 'split-brain', '--json'], { cwd: folder() });
  // How far a slow run is stands on stderr.
  expect([second.status, second.stdout]).toEqual([first.status, first.stdout]);
});

test('a reader that goes away early ends it quietly', async () => {
  const child = spawn(process.execPath, [program, 'run', 'concurrent-x', '--json']);
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  child.stdout.destroy();
  const closed: unknown[] = await once(child, 'close');
  expect(stderr).toBe('');
  expect(closed[0]).toBe(0);
});

const hasFullDevice = existsSync('/dev/full');

test.skipIf(!hasFullDevice)('a result that finds no room on the disk is no success', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [program, 'list'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('the result could not be written');
});

test.each([
  { signal: 'SIGINT', code: 130 },
  { signal: 'SIGTERM', code: 143 },
] as const)('$signal stops a long run with $code and leaves no file behind', async (how) => {
  const place = folder();
  const path = join(place, 'long.yaml');
  writeFileSync(path, longDocument);
  const traces = folder();
  const hasBegun = new Promise((resolve) => {
    const watcher = watch(traces, resolve);
    onTestFinished(() => watcher.close());
  });
  const argv = [program, 'run', path, '--json', '--trace', join(traces, 'trace.ndjson')];
  const child = spawn(process.execPath, argv);
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  await hasBegun;
  child.kill(how.signal);
  const closed: unknown[] = await once(child, 'close');
  expect(closed[0]).toBe(how.code);
  expect(stdout).toBe('');
  expect(stderr).toContain(`To start over: quarrel run ${path} --seed 1`);
  expect(readdirSync(traces)).toEqual([]);
});

test('a lesson reads its lines from a pipe that stays open, and from a file', async () => {
  const lesson = join(folder(), 'starter.yaml');
  expect(run(['init', 'lesson', lesson]).status).toBe(0);
  const argv = ['learn', lesson, '--no-progress'];
  const child = spawn(process.execPath, [program, ...argv]);
  let stdout = '';
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stdin.write('2 certain\nq\n');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(stdout).toContain('You said  2: C, the last write (certain)');
  const file = join(folder(), 'answers.txt');
  writeFileSync(file, '1 guess\n');
  const read = spawnSync(process.execPath, [program, ...argv], { encoding: 'utf8', stdio: [openSync(file, 'r'), 'pipe', 'pipe'] });
  expect([read.status, read.stderr]).toEqual([0, '']);
  expect(read.stdout).toContain('Done: 0 right, 1 wrong.');
});

test('asking for help loads neither engine nor parser nor live view', () => {
  const reached = staticImportsOf(join(root, 'src', 'cli', 'main.ts'));
  const packages = [...reached].filter((name) => !/^(\/|node:)/.test(name));
  expect(packages).toEqual(['commander']);
  const rings = [...reached].filter((name) => name.includes('/src/scenarios/'));
  // A leaf, which asks whether the nearest word was meant.
  expect(rings).toEqual([join(root, 'src', 'scenarios', 'suggestion.ts')]);
});

test('before the first frame of a scenario of the catalogue neither a reader of YAML, nor checks, nor ink are loaded', () => {
  const first = ['run-scenario.ts', 'tui/live/live-view.ts', 'tui/screens/show-screens.ts', 'tui/learn/learn-view.ts'];
  for (const file of first) {
    const reached = staticImportsOf(join(root, 'src', 'cli', file));
    expect([...reached].filter((name) => ['yaml', 'zod', 'ink', 'react', 'esbuild'].includes(name))).toEqual([]);
  }
});

const longDocument = `version: 1
scenarios:
  long:
    title: More than anybody waits for
    duration: 30m
    regions: { us-east: {}, eu-west: {} }
    workload:
      clients: [{ in: all, rate: 1000/s }]
    expect: { converged: true }
`;

interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  argv: readonly string[],
  options: { readonly program?: string; readonly cwd?: string } = {},
): Finished {
  const words = [options.program ?? program, ...argv];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    cwd: options.cwd ?? root,
  });
  return { status, stdout, stderr };
}

/** All that is loaded before the first line of a module runs: files by path, packages by name. */
function staticImportsOf(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  const statements = /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'/gm;
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(statements)) {
    if (!specifier.startsWith('.')) reached.add(specifier);
    else staticImportsOf(join(dirname(file), specifier.replace(/\.js$/, '.ts')), reached);
  }
  return reached;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

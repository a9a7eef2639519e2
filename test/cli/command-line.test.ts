import { expect, test } from 'vitest';
import type { Environment } from '../../src/cli/command-io.js';
import { main } from '../../src/cli/command-line.js';
import { InternalError } from '../../src/sim/base/assert.js';
import { captureIo, runCli } from './capture-io.js';

const commands = ['run', 'list', 'show', 'init', 'schema'];

test('bare quarrel says in twelve lines what it is for, with four examples', async () => {
  const { exitCode, stdout, stderr } = await runCli([]);
  expect(exitCode).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(12);
  expect(stdout.match(/^ {2}quarrel /gm)).toHaveLength(4);
  expect(stderr).toBe('');
});

test('bare quarrel opens the home screen where a person can use it, and nowhere else', async () => {
  const home = await runCli([], { isTerminal: true });
  expect(home).toMatchObject({ homes: [{ ascii: false }], stdout: '' });
  expect((await runCli(['--ascii'], { isTerminal: true })).homes).toEqual([{ ascii: true }]);
  expect((await runCli(['--theme=light'], { isTerminal: true })).homes).toEqual([{ ascii: false, theme: 'light' }]);
  const wrong = await runCli(['--theme', 'ligth'], { isTerminal: true });
  expect(wrong).toMatchObject({ exitCode: 2, homes: [] });
  expect(wrong.stderr).toContain('did you mean');
  const unseen = await runCli(['--record', 'a.cast']);
  expect(unseen.exitCode).toBe(2);
  expect(unseen.stderr).toContain('--record');
  const elsewhere = [
    runCli(['--plain'], { isTerminal: true }),
    runCli([], { isTerminal: true, env: { CI: 'true' } }),
    runCli([], { isTerminal: true, env: { TERM: 'dumb' } }),
    runCli(['--ascii']),
  ];
  for (const { exitCode, homes, stdout } of await Promise.all(elsewhere)) {
    expect({ exitCode, homes }).toEqual({ exitCode: 0, homes: [] });
    expect(stdout).toContain('quarrel run split-brain');
  }
});

test('--help says what happens without a command', async () => {
  const { stdout } = await runCli(['--help']);
  expect(stdout).toMatch(/Without a command:\n.*home screen/);
});

test('--version prints the version and nothing else', async () => {
  const { exitCode, stdout } = await runCli(['--version']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('--help names every command', async () => {
  const { exitCode, stdout } = await runCli(['--help']);
  expect(exitCode).toBe(0);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
});

test.each(commands)('%s --help has two examples, exit codes and variables', async (name) => {
  const { exitCode, stdout, stderr } = await runCli([name, '--help']);
  expect(exitCode).toBe(0);
  expect(stderr).toBe('');
  expect(stdout.match(/^ {2}\$ quarrel /gm)?.length).toBeGreaterThanOrEqual(2);
  expect(stdout).toMatch(/^Exit codes:\n {2}0 /m);
  expect(stdout).toMatch(/^Variables:\n {2}NO_COLOR/m);
});

test.each([[], ...commands.map((name) => [name])])(
  'no line of the help of quarrel %s is longer than 80 columns',
  async (...words) => {
    const { stdout } = await runCli([...words, '--help']);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  },
);

test('an unknown command is refused with the one that was meant', async () => {
  const { exitCode, stdout, stderr } = await runCli(['rnu']);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain("unknown command 'rnu'");
  expect(stderr).toContain('Did you mean run?');
});

test('an unknown option is refused with the one that was meant', async () => {
  const { exitCode, stdout, stderr } = await runCli(['run', 'split-brain', '--sede', '7']);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain("unknown option '--sede'");
  expect(stderr).toContain('Did you mean --seed?');
});

test.each([
  { argv: ['run'], says: "missing required argument 'scenario'" },
  { argv: ['run', 'a', 'b'], says: 'too many arguments' },
  { argv: ['run', 'a', '--seed'], says: "option '--seed <seed>' argument missing" },
  { argv: ['run', 'a', '--format', 'jsom'], says: 'Allowed choices are tui, text, json, junit, markdown, github, html; did you mean "json"?' },
  { argv: ['run', 'a', '--json', '--format', 'text'], says: 'cannot be used with option' },
  { argv: ['run', 'a', '--set', 'seed'], says: 'Write path=value' },
  { argv: ['run', 'a', '--set', '=7'], says: 'Write path=value' },
  { argv: ['schema', 'trace'], says: 'Allowed choices are scenario, report' },
  { argv: ['show', 'a', 'extra'], says: 'too many arguments' },
  { argv: ['--nonsense'], says: "unknown option '--nonsense'" },
])('wrong usage ends in 2, on stderr: quarrel $argv', async ({ argv, says }) => {
  const { exitCode, stdout, stderr } = await runCli(argv);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(says);
});

test('a bug of ours ends in 70 with the command that repeats it and without a stack', async () => {
  const { exitCode, stdout, stderr } = await withBug(['run', 'split-brain', '--seed', 'a b'], {});
  expect(exitCode).toBe(70);
  expect(stdout).toBe('');
  expect(stderr).toContain('internal error: a row went missing');
  expect(stderr).toContain("quarrel run split-brain --seed 'a b'");
  expect(stderr).toContain('Please report');
  expect(stderr).not.toContain('    at ');
});

test('QUARREL_DEBUG=1 shows where a bug of ours happened', async () => {
  const { stderr } = await withBug(['run', 'split-brain'], { QUARREL_DEBUG: '1' });
  expect(stderr).toMatch(/^ {4}at /m);
});

/** A world that breaks where nothing can: an exception that no part of the program expects. */
async function withBug(argv: readonly string[], env: Environment) {
  const { io, stdout, stderr } = captureIo({ env });
  const write = () => {
    throw new InternalError('a row went missing');
  };
  const exitCode = await main(argv, { ...io, stdout: { write } });
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

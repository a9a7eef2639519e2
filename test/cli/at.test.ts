/** `--at`: the moment that the live view begins at. */
import { expect, test } from 'vitest';
import { runCli } from './capture-io.js';

test.each([
  ['12.5s', 12_500_000],
  ['40%', 12_000_000],
])('the live view begins at %s', async (at, atUs) => {
  const { views } = await runCli(['run', 'split-brain', '--at', at], { isTerminal: true });
  expect(views.map(({ options }) => options.atUs)).toEqual([atUs]);
});

test('a moment that is none is refused, with what is one', async () => {
  const { exitCode, stderr, views } = await runCli(['run', 'split-brain', '--at', 'noon'], { isTerminal: true });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("--at: 'noon' is no moment of the run; type a time such as 12.5s");
  expect(views).toEqual([]);
});

test('where there is no live view, there is no moment to begin at', async () => {
  const { exitCode, stderr } = await runCli(['run', 'split-brain', '--at', '1s'], { isTerminal: false });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--at is for the live view; leave it out with --format text');
});

import { expect, test } from 'vitest';
import { Progress } from '../../src/cli/progress.js';

test('a run that takes less than a second says nothing', () => {
  const { progress, output, clock } = start({ rewrite: true });
  clock.ms = 999;
  progress.update(5e6);
  progress.clear();
  expect(output).toEqual([]);
});

test('on a terminal one line is rewritten, and wiped at the end', () => {
  const { progress, output, clock } = start({ rewrite: true });
  clock.ms = 1000;
  progress.update(5e6);
  clock.ms = 1050;
  progress.update(6e6);
  clock.ms = 1100;
  progress.update(7e6);
  progress.clear();
  expect(output).toEqual([
    '\r\u001b[Krunning: 50 % (5.0 s of 10.0 s of simulated time)',
    '\r\u001b[Krunning: 70 % (7.0 s of 10.0 s of simulated time)',
    '\r\u001b[K',
  ]);
});

test('elsewhere there is a line for every tenth', () => {
  const { progress, output, clock } = start({ rewrite: false });
  clock.ms = 1000;
  for (const tenth of [0.5, 1, 1.5, 2, 3]) progress.update(tenth * 1e6);
  progress.clear();
  expect(output).toEqual([
    'running: 10 % (1.0 s of 10.0 s of simulated time)\n',
    'running: 20 % (2.0 s of 10.0 s of simulated time)\n',
    'running: 30 % (3.0 s of 10.0 s of simulated time)\n',
  ]);
});

test('elsewhere there is a line after ten seconds without one', () => {
  const { progress, output, clock } = start({ rewrite: false });
  clock.ms = 9_999;
  progress.update(1000);
  clock.ms = 10_000;
  progress.update(2000);
  clock.ms = 19_999;
  progress.update(3000);
  expect(output).toEqual(['running: 0 % (0.0 s of 10.0 s of simulated time)\n']);
});

test('after the workload it says that the system is settling', () => {
  const { progress, output, clock } = start({ rewrite: true });
  clock.ms = 2000;
  progress.update(12.5e6);
  expect(output).toEqual(['\r\u001b[Ksettling: 12.5 s of simulated time']);
});

function start({ rewrite }: { readonly rewrite: boolean }) {
  const output: string[] = [];
  const clock = { ms: 0 };
  const progress = new Progress({
    output: { write: (text: string) => output.push(text) },
    rewrite,
    durationUs: 10e6,
    nowMs: () => clock.ms,
  });
  return { progress, output, clock };
}

import { describe, expect, test } from 'vitest';
import { CountProgress } from '../../src/cli/count-progress.js';

function watch(rewrite: boolean) {
  const written: string[] = [];
  let now = 0;
  const progress = new CountProgress({ output: { write: (text) => written.push(text) }, rewrite, nowMs: () => now });
  return { progress, written, at: (ms: number) => (now = ms) };
}

describe('how far a search is', () => {
  test('on a terminal is one line, rewritten ten times a second at most, and gone in the end', () => {
    const { progress, written, at } = watch(true);
    progress.update('run 1');
    at(999);
    progress.update('run 2');
    expect(written).toEqual([]);
    at(1000);
    progress.update('run 3');
    at(1050);
    progress.update('run 4');
    at(1100);
    progress.update('run 5');
    progress.clear();
    expect(written).toEqual(['\r\u001b[Krun 3', '\r\u001b[Krun 5', '\r\u001b[K']);
  });

  test('elsewhere is a line each ten seconds', () => {
    const { progress, written, at } = watch(false);
    for (const ms of [500, 5000, 9999, 10_000, 15_000, 20_000]) {
      at(ms);
      progress.update(`run ${ms}`);
    }
    progress.clear();
    expect(written).toEqual(['run 10000\n', 'run 20000\n']);
  });
});

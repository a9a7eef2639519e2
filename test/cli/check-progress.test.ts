import { expect, test } from 'vitest';
import { CheckProgress } from '../../src/cli/check-progress.js';

/** A clock that is set by hand, and all that was written. */
function setUp(rewrites: boolean) {
  const written: string[] = [];
  const clock = { nowMs: 0 };
  const progress = new CheckProgress(
    { write: (text) => written.push(text) },
    { rewrites, nowMs: () => clock.nowMs },
  );
  return { progress, written, clock };
}

test('a check of less than a second says nothing', () => {
  const { progress, written, clock } = setUp(false);
  clock.nowMs = 999;
  progress.update(9, 10);
  progress.clear();
  expect(written).toEqual([]);
});

test('elsewhere there is a line every tenth, and every ten seconds', () => {
  const { progress, written, clock } = setUp(false);
  clock.nowMs = 2000;
  progress.update(15, 100);
  progress.update(16, 100);
  clock.nowMs = 12_000;
  progress.update(17, 100);
  progress.update(20, 100);
  expect(written).toEqual([
    'checking: 15 % (15 of 100 parts)\n',
    'checking: 17 % (17 of 100 parts)\n',
    'checking: 20 % (20 of 100 parts)\n',
  ]);
});

test('on a terminal one line is rewritten, not more often than anybody can read, and taken away', () => {
  const { progress, written, clock } = setUp(true);
  clock.nowMs = 1000;
  progress.update(1, 4);
  clock.nowMs = 1050;
  progress.update(2, 4);
  clock.nowMs = 1150;
  progress.update(3, 4);
  progress.clear();
  progress.clear();
  expect(written).toEqual([
    '\r\u001b[Kchecking: 25 % (1 of 4 parts)',
    '\r\u001b[Kchecking: 75 % (3 of 4 parts)',
    '\r\u001b[K',
  ]);
});

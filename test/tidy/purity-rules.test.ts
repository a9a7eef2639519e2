import { describe, expect, test } from 'vitest';
import { checkKernelWords, checkPurity } from './purity-rules.js';

/** What is wrong with a line of the engine. */
function judge(text: string, path = 'src/sim/world.ts'): readonly string[] {
  return checkPurity([{ path, text }]).map(({ rule }) => rule);
}

describe('purity of the engine', () => {
  test.each([
    'Math.random()',
    'Math.pow(2, 3)',
    'Math.log1p(x)',
    'Math.hypot(x, y)',
    'Math.futureFunction(x)',
    "Math['random']()",
    'const { exp } = Math;',
    'x ** 2',
    'x **= 2',
    'Date.now()',
    'new Date()',
    'performance.now()',
    'process.hrtime()',
    'globalThis.Date',
    'setTimeout(go, 1)',
    'new Intl.Collator()',
    'a.localeCompare(b)',
    'n.toLocaleString()',
    "require('fs')",
  ])('%s is refused', (text) => {
    expect(judge(text)).not.toEqual([]);
  });

  test.each([
    'Math.floor(x) + Math.imul(a, b)',
    'Math.sqrt(2)',
    'port.process(event)',
    'const it = { Date: 1 }',
    'interface It { performance: number }',
    '// Math.random is not for us',
    "const text = 'Date.now()';",
  ])('%s is allowed', (text) => {
    expect(judge(text)).toEqual([]);
  });

  test('outside the engine nothing is refused', () => {
    expect(judge('Date.now()', 'src/cli/main.ts')).toEqual([]);
  });

  test('the message names the place and the way out', () => {
    const [violation] = checkPurity([{ path: 'src/sim/world.ts', text: '\n\nMath.exp(1);' }]);
    expect(violation).toEqual({
      path: 'src/sim/world.ts',
      line: 3,
      rule: 'Math.exp differs between engines',
      remedy: 'use the one of base/math',
    });
  });
});

describe('words in the kernel', () => {
  test('a database word is found, in comments too', () => {
    const text = '/** Wakes the Replica. */\nconst leaderless = 0;';
    const [violation, ...others] = checkKernelWords([{ path: 'src/sim/kernel/loop.ts', text }]);
    expect(violation).toMatchObject({
      line: 1,
      rule: 'the kernel must not know the word "Replica"',
    });
    expect(others).toEqual([]);
  });

  test('other folders may use them', () => {
    const file = { path: 'src/sim/replication/replica.ts', text: 'const replica = 1;' };
    expect(checkKernelWords([file])).toEqual([]);
  });
});

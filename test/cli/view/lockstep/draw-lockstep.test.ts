import { describe, expect, test } from 'vitest';
import { rowText } from '../../../../src/cli/view/drawing/row.js';
import { measureWidth } from '../../../../src/cli/view/drawing/text-width.js';
import { asciiTheme, unicodeTheme } from '../../../../src/cli/view/drawing/theme.js';
import { drawLockstep } from '../../../../src/cli/view/lockstep/draw-lockstep.js';
import { describeLockstepEnd } from '../../../../src/cli/view/lockstep/lockstep-farewell.js';
import type { LockstepState } from '../../../../src/cli/view/lockstep/lockstep-state.js';
import { textOf } from '../live/sample-state.js';
import { lockstepAt } from './sample-lockstep.js';

const wide = { columns: 140, rows: 39 };

function draw(state: LockstepState, size = wide): string {
  return textOf(drawLockstep(state, size, asciiTheme));
}

describe('what differs', () => {
  test('has a word beside its figures, once they have parted', () => {
    const text = draw(lockstepAt(20_000_000));
    expect(text).toMatch(/conflicts +11 +0 {2}\* differs/);
    expect(text).toMatch(/lost writes +11 +0 {2}\* differs/);
    expect(text).toMatch(/written +200 +200 +\|/);
  });

  test('has a sign in the logs', () => {
    const lines = draw(lockstepAt(20_000_000)).split('\n');
    expect(lines.filter((line) => /^\|\* +\d/.test(line))).not.toEqual([]);
  });

  test('before they part nothing does, even where counts are not of one moment', () => {
    const text = draw(lockstepAt(20_000_000, { parting: { kind: 'unknown', sameUntilUs: 20_000_000 } }));
    expect(text).not.toMatch(/\d {2}\* differs/);
    expect(text).toContain('The same up to t=20.000s');
  });
});

test('where they part is said, with what each does there', () => {
  const text = draw(lockstepAt(20_000_000));
  expect(text).toContain('They part at t=9.100s; up to there every event is the same.');
  expect(text).toMatch(/A CUT ap-se - us-east/);
  expect(text).toMatch(/B nothing happens/);
  expect(draw(lockstepAt(1, { parting: { kind: 'never' } }))).toContain('The same from beginning to end');
});

test('each run has a timeline of its own on one scale, with the moment that all are at in one column', () => {
  const lines = draw(lockstepAt(20_000_000)).split('\n');
  const [a = '', b = ''] = lines.filter((line) => /^ [AB] \|/.test(line));
  expect(a.length).toBe(140);
  expect(a.indexOf('v')).toBe(b.indexOf('v'));
  expect(a.indexOf('!')).toBe(b.indexOf('!'));
  expect(a).toContain('~');
  expect(b).not.toContain('~');
});

test('where two logs have no room, that of the chosen run is there', () => {
  const small = draw(lockstepAt(20_000_000, { chosen: 1 }), { columns: 70, rows: 30 });
  expect(small).toContain('B no partition');
  expect(small).not.toContain('- A as written');
});

describe.each([
  [60, 17],
  [80, 23],
  [120, 35],
  [140, 39],
  [300, 89],
])('in %i x %i', (columns, rows) => {
  test.each([asciiTheme, unicodeTheme])('nothing is outside', (theme) => {
    const [one, other] = lockstepAt(20_000_000).lanes;
    const long = '\u6771\u4eac'.repeat(15) + 'x'.repeat(30);
    const lanes = [one, other, one, other].flatMap((lane) => (lane === undefined ? [] : [{ ...lane, name: long }]));
    for (const state of [lockstepAt(20_000_000), lockstepAt(20_000_000, { lanes })]) {
      const drawn = drawLockstep(state, { columns, rows }, theme);
      expect(drawn.length).toBeLessThanOrEqual(rows);
      const framed = drawn.filter((row) => /^[│|┌+└]/.test(rowText(row)));
      expect(new Set(framed.map((row) => measureWidth(rowText(row))))).toEqual(new Set([columns]));
      expect(textOf(drawn)).toMatch(/^ A \|/m);
    }
  });
});

test('what stays behind says where they part and how far each came', () => {
  const text = textOf(describeLockstepEnd(lockstepAt(20_000_000)));
  expect(text).toBe(
    'They part at t=9.100s; up to there every event is the same.\n' +
      'A as written: left at t=20.000s, before its end\n' +
      'B no partition: left at t=20.000s, before its end',
  );
});

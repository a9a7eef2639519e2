import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { FrameStream } from '../../../../src/cli/tui/terminal/frame-stream.js';

/** A terminal that notes what it is sent and can fall behind. */
class FakeTarget extends EventEmitter {
  readonly writes: string[] = [];
  isBehind = false;

  write(text: string): boolean {
    this.writes.push(text);
    return !this.isBehind;
  }
}

function open(rows = 4) {
  const target = new FakeTarget();
  const frames = new FrameStream(target, () => ({ columns: 20, rows }));
  return { target, frames };
}

test('the first frame clears the screen and draws every row, at once', () => {
  const { target, frames } = open();
  frames.write('one\ntwo');
  expect(target.writes).toHaveLength(1);
  const [text = ''] = target.writes;
  expect(text.startsWith('\u001b[?2026h\u001b[2J')).toBe(true);
  expect(text).toContain('\u001b[1;1H\u001b[0m\u001b[2Kone');
  expect(text).toContain('\u001b[2;1H\u001b[0m\u001b[2Ktwo');
  expect(text.endsWith('\u001b[?2026l')).toBe(true);
});

test('of a later frame only the rows that changed are drawn', () => {
  const { target, frames } = open();
  frames.write('one\ntwo\nthree');
  frames.write('one\nTWO\nthree');
  expect(target.writes[1]).toBe('\u001b[?2026h\u001b[2;1HTWO\u001b[?2026l');
});

test('an equal frame writes nothing', () => {
  const { target, frames } = open();
  frames.write('one');
  frames.write('one');
  expect(target.writes).toHaveLength(1);
});

test('rows that are no more are erased', () => {
  const { target, frames } = open();
  frames.write('one\ntwo');
  frames.write('one');
  expect(target.writes[1]).toContain('\u001b[2;1H\u001b[0m\u001b[2K');
});

test('a frame higher than the screen is cut, so that nothing scrolls', () => {
  const { target, frames } = open(2);
  frames.write('one\ntwo\nthree');
  expect(target.writes[0]).not.toContain('three');
});

test('frames that come while the terminal is behind are replaced by the newest', () => {
  const { target, frames } = open();
  target.isBehind = true;
  frames.write('one');
  frames.write('two');
  frames.write('three');
  expect(target.writes).toHaveLength(1);
  target.isBehind = false;
  target.emit('drain');
  expect(target.writes).toHaveLength(2);
  expect(target.writes[1]).toContain('three');
  expect(target.writes.join('')).not.toContain('two');
});

test('a repaint draws the newest frame from nothing', () => {
  const { target, frames } = open();
  frames.write('one');
  frames.repaint();
  expect(target.writes[1]).toBe(target.writes[0]);
});

test('an empty write, as when ink is taken down, leaves the screen alone', () => {
  const { target, frames } = open();
  frames.write('one');
  frames.write('');
  frames.write('\n');
  expect(target.writes).toHaveLength(1);
});

test('a closed stream writes nothing more', () => {
  const { target, frames } = open();
  frames.close();
  frames.write('one');
  frames.repaint();
  expect(target.writes).toEqual([]);
});

test('ink is told the size of the terminal', () => {
  const { frames } = open(7);
  expect([frames.columns, frames.rows]).toEqual([20, 7]);
});

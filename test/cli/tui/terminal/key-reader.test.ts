import { expect, test } from 'vitest';
import fc from 'fast-check';
import { KeyReader } from '../../../../src/cli/tui/terminal/key-reader.js';

function read(...chunks: readonly string[]): readonly string[] {
  const reader = new KeyReader();
  return chunks.flatMap((chunk) => reader.read(chunk));
}

test('keys that arrive together are told apart', () => {
  expect(read('++. q')).toEqual(['+', '+', '.', ' ', 'q']);
});

test('Backspace is Backspace, and both ends of a line are Return', () => {
  expect(read('\u007f')).toEqual(['\b']);
  expect(read('\r\n')).toEqual(['\r', '\r']);
});

test.each([
  ['up', '\u001b[A', ['\u001b[A', '\u001bOA']],
  ['down', '\u001b[B', ['\u001b[B', '\u001bOB']],
  ['right', '\u001b[C', ['\u001b[C', '\u001bOC']],
  ['left', '\u001b[D', ['\u001b[D', '\u001bOD']],
  ['home', '\u001b[H', ['\u001b[H', '\u001bOH', '\u001b[1~', '\u001b[7~']],
  ['end', '\u001b[F', ['\u001b[F', '\u001bOF', '\u001b[4~', '\u001b[8~']],
  ['page up', '\u001b[5~', ['\u001b[5~']],
  ['page down', '\u001b[6~', ['\u001b[6~']],
  ['shift and tab', '\u001b[Z', ['\u001b[Z']],
])('%s comes through in each of its forms', (_, passed, forms) => {
  expect(read(forms.join(''))).toEqual(forms.map(() => passed));
});

test.each([
  ['Ctrl+F1', '\u001b[1;5P'],
  ['Ctrl+F5', '\u001b[15;5~'],
  ['F1', '\u001bOP'],
  ['F1 of a console', '\u001b[[A'],
  ['Ctrl+Up', '\u001b[1;5A'],
  ['Delete', '\u001b[3~'],
  ['a mouse', '\u001b[<0;10;10M'],
  ['a report of the cursor', '\u001b[12;40R'],
  ['Alt+x', '\u001bx'],
])('%s does nothing', (_, sequence) => {
  expect(read(sequence)).toEqual([]);
  expect(read(`${sequence}q`)).toEqual(['q']);
});

test('Escape alone is a key, and so is each of two', () => {
  expect(read('\u001b')).toEqual(['\u001b']);
  expect(read('\u001b\u001b')).toEqual(['\u001b', '\u001b']);
});

test('a sequence that arrives in pieces is put together', () => {
  expect(read('\u001b[', '1;5', 'Pq')).toEqual(['q']);
  expect(read('\u001b[', 'A')).toEqual(['\u001b[A']);
});

test('a character outside the basic plane is one key', () => {
  expect(read('🦉a')).toEqual(['🦉', 'a']);
});

test('whatever arrives, what is passed on is a character or a known sequence', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (chunks) => {
      for (const key of read(...chunks)) {
        const isKnown = /^\u001b(\[([A-DFHZ]|[56]~))?$/.test(key);
        expect(isKnown || ([...key].length === 1 && key !== '\u007f')).toBe(true);
      }
    }),
  );
});

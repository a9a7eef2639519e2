import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { maskStream } from '../../../../src/cli/tui/terminal/stream-mask.js';

test('a masked stream is read and written, not the one it stands for', () => {
  const hidden = new PassThrough({ encoding: 'utf8' });
  const stream = new PassThrough({ encoding: 'utf8' });
  const masked = maskStream(hidden, stream);
  masked.write('hello');
  expect(stream.read()).toBe('hello');
  expect(hidden.read()).toBeNull();
});

test('what the stream has not is not taken from the one it stands for', () => {
  const masked = maskStream({ isTTY: true, columns: 80 }, { columns: 20 });
  expect(masked.columns).toBe(20);
  expect(masked.isTTY).toBeUndefined();
  expect('isTTY' in masked).toBe(false);
});

import { PassThrough } from 'node:stream';
import { ReadStream } from 'node:tty';
import { expect, test } from 'vitest';
import { openInputProxy } from '../../../../src/cli/tui/terminal/input-proxy.js';
import { maskStream } from '../../../../src/cli/tui/terminal/stream-mask.js';

/** A proxy in front of a terminal that is a pipe. */
function open() {
  const pipe = new PassThrough();
  const proxy = openInputProxy(maskStream(ReadStream.prototype, pipe));
  return { pipe, proxy };
}

test('each key is read alone', () => {
  const { pipe, proxy } = open();
  pipe.emit('data', '.q\u007f');
  expect([proxy.stream.read(), proxy.stream.read(), proxy.stream.read()]).toEqual([
    '.',
    'q',
    '\b',
  ]);
  expect(proxy.stream.read()).toBeNull();
});

test('ink finds a terminal whose modes it cannot change', () => {
  const { proxy } = open();
  expect(proxy.stream.isTTY).toBe(true);
  expect(() => proxy.stream.setRawMode(true).setEncoding('utf8').ref().unref()).not.toThrow();
});

test('a closed proxy hears nothing more', () => {
  const { pipe, proxy } = open();
  proxy.close();
  expect(pipe.listenerCount('data')).toBe(0);
});

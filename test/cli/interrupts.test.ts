import { expect, test } from 'vitest';
import { watchInterrupts } from '../../src/cli/interrupts.js';
import { captureIo } from './capture-io.js';

test('the first interrupt gives the exit code, whatever comes after it', () => {
  const { io, interrupt } = captureIo();
  const watch = watchInterrupts(io);
  expect(watch.exitCode()).toBe(null);
  interrupt(143);
  interrupt(130);
  expect(watch.exitCode()).toBe(143);
});

test('a watch that has ended hears nothing more', () => {
  const { io, interrupt } = captureIo();
  const watch = watchInterrupts(io);
  watch.end();
  interrupt(130);
  expect(watch.exitCode()).toBe(null);
});

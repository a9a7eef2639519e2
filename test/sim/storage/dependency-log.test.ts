import { expect, test } from 'vitest';
import { DependencyLog } from '../../../src/sim/storage/dependency-log.js';

/** What two leaders have taken in of each of three, at an offset. */
const taken = Int32Array.from([-1, 4, 0, 7, 2, 9, 7]);

test('under fifo, a write waits for its leader’s previous one, however many rows there are', () => {
  const log = new DependencyLog({ order: 'fifo', leaders: 3, expected: 1 });
  for (let write = 0; write < 100; write++) log.append(write % 3, taken, 1);
  expect(log.findMissing(90, 0, taken, 4)).toBe(3);
  expect(log.findMissing(91, 1, taken, 4)).toBe(-1);
  expect(log.findMissing(92, 2, taken, 4)).toBe(-1);
  expect(log.findMissing(92, 2, Int32Array.from([0, 0, 6]), 0)).toBe(6);
});

test('under causal, a write waits for all that its leader had taken in, of whomever', () => {
  const log = new DependencyLog({ order: 'causal', leaders: 3, expected: 1 });
  for (let write = 0; write < 100; write++) log.append(1, taken, 1);
  expect(log.findMissing(99, 1, taken, 1)).toBe(-1);
  expect(log.findMissing(99, 1, taken, 4)).toBe(3);
  expect(log.findMissing(99, 1, Int32Array.from([4, 0, 6]), 0)).toBe(6);
});

test('a row is what was taken in when it was added', () => {
  const log = new DependencyLog({ order: 'causal', leaders: 2, expected: 4 });
  const growing = Int32Array.from([1, 0]);
  log.append(1, growing, 0);
  growing[0] = 9;
  expect(log.findMissing(0, 1, Int32Array.from([1, 0]), 0)).toBe(-1);
});

import { expect, test } from 'vitest';
import { EventLog, logCapacity } from '../../../../src/cli/view/live/event-log.js';
import type { TraceEvent } from '../../../../src/sim/record/trace.js';

function crashAt(atUs: number): TraceEvent {
  return { kind: 'crash', atUs, replica: 'a' };
}

function fill(count: number): EventLog {
  const log = new EventLog();
  for (let atUs = 0; atUs < count; atUs += 1) log.push(crashAt(atUs));
  return log;
}

test('the newest events come last', () => {
  const moments = fill(10).newest(3, () => true).map(({ atUs }) => atUs);
  expect(moments).toEqual([7, 8, 9]);
});

test('an empty log has none', () => {
  expect(fill(0).newest(3, () => true)).toEqual([]);
});

test('a full log forgets its oldest events', () => {
  const log = fill(logCapacity + 5);
  expect(log.size).toBe(logCapacity);
  const moments = log.newest(logCapacity * 2, () => true).map(({ atUs }) => atUs);
  expect(moments).toHaveLength(logCapacity);
  expect(moments[0]).toBe(5);
  expect(moments.at(-1)).toBe(logCapacity + 4);
});

test('only wanted events are found, as far back as the log goes', () => {
  const found = fill(100).newest(3, ({ atUs }) => atUs % 30 === 0);
  expect(found.map(({ atUs }) => atUs)).toEqual([30, 60, 90]);
});

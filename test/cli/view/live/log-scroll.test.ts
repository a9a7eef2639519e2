import { expect, test } from 'vitest';
import { EventLog, logCapacity } from '../../../../src/cli/view/live/event-log.js';
import { followed, moveInLog, windowOfLog } from '../../../../src/cli/view/live/log-scroll.js';
import type { LogPlace, Move } from '../../../../src/cli/view/live/log-scroll.js';

function logOf(events: number): EventLog {
  const log = new EventLog();
  for (let atUs = 0; atUs < events; atUs += 1) log.push({ kind: 'clock-step', atUs, replica: 'a', byUs: 1 });
  return log;
}

function seen(log: EventLog) {
  return { log, rows: 5, isWanted: ({ atUs }: { readonly atUs: number }) => atUs % 2 === 0 };
}

function after(log: EventLog, ...moves: readonly Move[]): LogPlace {
  return moves.reduce<LogPlace>((place, move) => moveInLog(seen(log), place, move), followed);
}

function shown(log: EventLog, { logEnd }: LogPlace): readonly number[] {
  return windowOfLog(seen(log), logEnd).map(({ number }) => number);
}

test('the first move up chooses the newest event that is seen, the next ones older ones', () => {
  const log = logOf(100);
  expect(after(log, 'up').selected?.number).toBe(98);
  expect(after(log, 'up', 'up', 'up').selected?.number).toBe(94);
});

test('the window moves only when the chosen event would leave it', () => {
  const log = logOf(100);
  const within = after(log, 'up', 'up', 'up', 'up', 'up');
  expect(shown(log, within)).toEqual([90, 92, 94, 96, 98]);
  expect(shown(log, moveInLog(seen(log), within, 'up'))).toEqual([88, 90, 92, 94, 96]);
});

test('a held log stands still while events come', () => {
  const log = logOf(100);
  const place = after(log, 'up', 'up');
  const before = shown(log, place);
  for (let atUs = 100; atUs < 300; atUs += 1) log.push({ kind: 'clock-step', atUs, replica: 'a', byUs: 1 });
  expect(shown(log, place)).toEqual(before);
  expect(shown(log, followed)).toEqual([290, 292, 294, 296, 298]);
});

test('what the log has forgotten gives way to its oldest events', () => {
  const log = logOf(100);
  const place = after(log, 'first');
  expect(shown(log, place)).toEqual([0, 2, 4, 6, 8]);
  for (let atUs = 100; atUs < logCapacity + 100; atUs += 1) log.push({ kind: 'clock-step', atUs, replica: 'a', byUs: 1 });
  expect(shown(log, place)).toEqual([100, 102, 104, 106, 108]);
});

test('pages overlap by a row, and the ends are ends', () => {
  const log = logOf(100);
  expect(after(log, 'up', 'page-up').selected?.number).toBe(90);
  expect(after(log, 'first', 'up', 'up').selected?.number).toBe(0);
  expect(after(log, 'first', 'page-down').selected?.number).toBe(8);
  expect(after(log, 'up', 'down').selected?.number).toBe(98);
  expect(after(log, 'first', 'last')).toEqual(followed);
});

test('in an empty log nothing moves', () => {
  expect(after(new EventLog(), 'up', 'first', 'page-down')).toEqual(followed);
});

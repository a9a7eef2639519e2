import { expect, test } from 'vitest';
import { CheckpointShelf } from '../../../../src/cli/tui/live/checkpoint-shelf.js';
import { LiveRecord } from '../../../../src/cli/view/live/live-record.js';

const record = new LiveRecord().keep();

/** A shelf with a checkpoint every 100 events, of ten events a microsecond. */
function shelfOf(count: number): CheckpointShelf {
  const shelf = new CheckpointShelf();
  for (let index = 0; index < count; index += 1) shelf.add({ checkpoint: checkpointAt(index * 100), record });
  return shelf;
}

function checkpointAt(events: number) {
  return { events, nowUs: Math.floor(events / 10), bytes: 1000 };
}

function eventsAt(shelf: CheckpointShelf, events: number): number | undefined {
  return shelf.find({ kind: 'event', events })?.checkpoint.events;
}

test('the last checkpoint that is not beyond the goal is found', () => {
  const shelf = shelfOf(10);
  expect([0, 99, 100, 899, 5000].map((events) => eventsAt(shelf, events))).toEqual([0, 0, 100, 800, 900]);
  expect(shelf.find({ kind: 'time', atUs: 20 })?.checkpoint.events).toBe(200);
  expect(shelf.find({ kind: 'time', atUs: 19.9 })?.checkpoint.events).toBe(100);
  expect(shelf.find({ kind: 'time', atUs: Infinity })?.checkpoint.events).toBe(900);
  expect(new CheckpointShelf().find({ kind: 'event', events: 5 })).toBeNull();
});

test('they are kept in order, however they come', () => {
  const shelf = shelfOf(3);
  shelf.add({ checkpoint: checkpointAt(50), record });
  expect(eventsAt(shelf, 70)).toBe(50);
  expect(eventsAt(shelf, 120)).toBe(100);
});

test('of several at one moment the latest stays', () => {
  const shelf = shelfOf(3);
  const latest = checkpointAt(200);
  shelf.add({ checkpoint: latest, record });
  expect(shelf.size).toBe(3);
  expect(shelf.bytes).toBe(3000);
  expect(shelf.find({ kind: 'event', events: 300 })?.checkpoint).toBe(latest);
});

test('a shelf that holds too much lets them go evenly, but not the first and the last', () => {
  const shelf = shelfOf(33);
  shelf.limit(20_000);
  expect(shelf.bytes).toBeLessThanOrEqual(20_000);
  expect(eventsAt(shelf, 0)).toBe(0);
  expect(eventsAt(shelf, 3200)).toBe(3200);
  const kept = new Set(Array.from({ length: 33 }, (_, index) => eventsAt(shelf, index * 100)));
  const gaps = [...kept].slice(1).map((events, index) => (events ?? 0) - ([...kept][index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(400);
  expect(kept.size).toBeLessThan(33);
});

test('one that would be let go at once is not taken', () => {
  const shelf = shelfOf(33);
  expect(shelf.hasRoomAt(3210)).toBe(true);
  shelf.limit(20_000);
  expect(shelf.hasRoomAt(3210)).toBe(false);
  expect(shelf.hasRoomAt(4000)).toBe(true);
  shelf.limit(1_000_000);
  expect(shelf.hasRoomAt(3210)).toBe(true);
});

test('the newest that is added stays within the limit', () => {
  const shelf = new CheckpointShelf();
  shelf.limit(5000);
  for (let events = 0; events < 100_000; events += 100) shelf.add({ checkpoint: checkpointAt(events), record });
  expect(shelf.bytes).toBeLessThanOrEqual(5000);
  expect(eventsAt(shelf, Infinity)).toBe(99_900);
});

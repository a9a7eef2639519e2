import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEvent, EventQueue } from '../../../src/sim/kernel/event-queue.js';
import type { Event } from '../../../src/sim/kernel/event-queue.js';

/** The definition: a list, sorted by time; what was scheduled earlier goes first. */
class SortedList {
  readonly #pending: { readonly timeUs: number; readonly id: number }[] = [];

  get size(): number {
    return this.#pending.length;
  }

  get nextTimeUs(): number {
    return this.#pending[0]?.timeUs ?? Infinity;
  }

  push(timeUs: number, id: number): void {
    const at = this.#pending.findIndex((event) => event.timeUs > timeUs);
    this.#pending.splice(at < 0 ? this.#pending.length : at, 0, { timeUs, id });
  }

  pop(limitUs: number): { readonly timeUs: number; readonly id: number } | undefined {
    return this.nextTimeUs <= limitUs ? this.#pending.shift() : undefined;
  }
}

const latestUs = 2 ** 52;
/** Distances that end in the same instant, slot, level and far beyond. */
const distance = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 ** 24 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 ** 36 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: latestUs }) },
);
type Act =
  | { readonly kind: 'push'; readonly afterUs: number; readonly count: number }
  | { readonly kind: 'pop'; readonly count: number; readonly limitUs: number };
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('push' as const),
    afterUs: distance,
    count: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({
    kind: fc.constant('pop' as const),
    count: fc.integer({ min: 1, max: 12 }),
    limitUs: fc.oneof(distance, fc.constant(Infinity)),
  }),
);

describe('the event queue', () => {
  test('is a list sorted by time and scheduling, under any pushes, pops and limits', () => {
    const capacities = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), capacities, (acts, fit) => {
        follow(acts, new EventQueue(fit));
      }),
      { numRuns: 600 },
    );
  });

  test('gives back every operand as it was, negative ones too', () => {
    const queue = new EventQueue();
    queue.push(5, 9, -1, 2 ** 31 - 1, -(2 ** 31), 0);
    expect(popOne(queue)).toEqual({
      timeUs: 5, kind: 9, a: -1, b: 2 ** 31 - 1, c: -(2 ** 31), d: 0,
    });
  });

  test('puts what is scheduled for this very instant after what is due in it already', () => {
    const queue = new EventQueue();
    for (let a = 0; a < 20; a++) queue.push(1000, 1, a, 0, 0, 0);
    const order: number[] = [];
    const event = createEvent();
    while (queue.popInto(event)) {
      order.push(event.a);
      if (event.a < 20) queue.push(1000, 1, event.a + 100, 0, 0, 0);
    }
    const first = Array.from({ length: 20 }, (_, a) => a);
    expect(order).toEqual([...first, ...first.map((a) => a + 100)]);
  });

  test.each([3_000, 5_000_000, 2 ** 33, 2 ** 45])(
    'keeps the order of scheduling at %d us, however long before each event was scheduled',
    (timeUs) => {
      const queue = new EventQueue();
      const steps = [0, 1, timeUs - 2 ** 21, timeUs - 2 ** 12, timeUs - 1500, timeUs - 3, timeUs];
      const moments = steps.filter((step) => step >= 0);
      for (const moment of moments) queue.push(moment, 0, 0, 0, 0, 0);
      const event = createEvent();
      const order: number[] = [];
      let pushed = 0;
      while (queue.popInto(event)) {
        if (event.kind === 1) order.push(event.a);
        else queue.push(timeUs, 1, pushed++, 0, 0, 0);
      }
      expect(order).toEqual(Array.from(moments, (_, i) => i));
    },
  );

  test('gives back in order a hundred thousand events that fill every level', () => {
    const queue = new EventQueue(1);
    const count = 100_000;
    let word = 1;
    for (let i = 0; i < count; i++) {
      word = Math.imul(word, 1664525) + 1013904223;
      queue.push((word >>> 0) % 2 ** (4 + (i % 28)), 0, i, 0, 0, 0);
    }
    expect(queue.size).toBe(count);
    const event = createEvent();
    let last = { timeUs: -1, a: -1 };
    for (let i = 0; i < count; i++) {
      queue.popInto(event);
      const isInOrder =
        event.timeUs > last.timeUs || (event.timeUs === last.timeUs && event.a > last.a);
      if (!isInOrder) expect(event, `after ${JSON.stringify(last)}`).toBeUndefined();
      last = { timeUs: event.timeUs, a: event.a };
    }
    expect(queue.size).toBe(0);
    expect(queue.popInto(event)).toBe(false);
  });

  test('refuses an event before the last one that left', () => {
    const queue = new EventQueue();
    queue.push(100, 0, 0, 0, 0, 0);
    popOne(queue);
    expect(() => queue.push(99, 0, 0, 0, 0, 0)).toThrow('in the past');
  });

  test('leaves an event that is later than the limit where it is', () => {
    const queue = new EventQueue();
    queue.push(10, 0, 7, 0, 0, 0);
    const event: Event = { timeUs: -1, kind: -1, a: -1, b: -1, c: -1, d: -1 };
    expect(queue.popInto(event, 9)).toBe(false);
    expect(event.a).toBe(-1);
    expect(queue.popInto(event, 10)).toBe(true);
    expect(event.a).toBe(7);
  });
});

/** Lets queue and list do the same and compares all they say. No push is before a limit asked. */
function follow(acts: readonly Act[], queue: EventQueue): void {
  const list = new SortedList();
  const event = createEvent();
  let nowUs = 0;
  let id = 0;
  const pop = (limitUs: number): boolean => {
    expect(queue.nextTimeUs()).toBe(list.nextTimeUs);
    const expected = list.pop(limitUs);
    const found = queue.popInto(event, limitUs);
    expect(found ? { timeUs: event.timeUs, id: event.a } : undefined).toEqual(expected);
    expect(queue.size).toBe(list.size);
    if (expected !== undefined) nowUs = expected.timeUs;
    return found;
  };
  for (const { kind, count, ...rest } of acts) {
    const isPop = 'limitUs' in rest;
    const limitUs = isPop ? Math.min(latestUs, nowUs + rest.limitUs) : 0;
    for (let i = 0; i < count; i++) {
      if (kind === 'push' && !isPop) {
        const timeUs = Math.min(latestUs, nowUs + rest.afterUs * (i % 3));
        queue.push(timeUs, 0, id, 0, 0, 0);
        list.push(timeUs, id++);
      } else if (!pop(limitUs)) {
        if (list.size > 0) nowUs = Math.max(nowUs, limitUs);
        break;
      }
    }
  }
  while (pop(Infinity));
}

function popOne(queue: EventQueue): Event {
  const event = createEvent();
  expect(queue.popInto(event)).toBe(true);
  return event;
}

describe('an announcement', () => {
  /** Many events of one slot of 2 ms, and a few that are alone in theirs. */
  function fill(queue: EventQueue): void {
    for (let i = 0; i < 40; i++) queue.push(4096 + ((i * 7) % 40), i, 100 + i, 200 + i, 0, 0);
    queue.push(9_000, 40, 140, 240, 0, 0);
  }

  function drain(queue: EventQueue): string[] {
    const event = createEvent();
    const order: string[] = [];
    while (queue.popInto(event)) order.push(`${event.timeUs} ${event.kind} ${event.a} ${event.b}`);
    return order;
  }

  test('comes before its event leaves, with what the event carries', () => {
    const heard = new Set<string>();
    const queue = new EventQueue(16, (kind, a, b) => heard.add(`${kind} ${a} ${b}`));
    fill(queue);
    const event = createEvent();
    for (let i = 0; i < 40; i++) {
      queue.popInto(event);
      expect(heard).toContain(`${event.kind} ${event.a} ${event.b}`);
    }
    expect(heard.size).toBe(40);
  });

  test('changes neither what leaves nor when', () => {
    const quiet = new EventQueue(16);
    const announcing = new EventQueue(16, () => undefined);
    fill(quiet);
    fill(announcing);
    expect(drain(announcing)).toEqual(drain(quiet));
  });
});

/** The event queue against flatqueue and tinyqueue on the hold model: pop the earliest, schedule one at now + Exp(1 s). */
import FlatQueue from 'flatqueue';
import TinyQueue from 'tinyqueue';
import { createEvent, EventQueue } from '../dist/sim/kernel/event-queue.js';
import { log } from '../dist/sim/base/math.js';
import { RandomStreams } from '../dist/sim/base/random.js';
import { compare, median } from './measure.js';

const holds = 1_000_000;

/** Delays are drawn beforehand so that every queue gets the same ones and only queues are timed. */
function drawDelays(count) {
  const stream = new RandomStreams('hold model').stream('delays');
  return Float64Array.from({ length: count }, () => Math.round(-log(stream.nextUnit()) * 1e6) + 1);
}

function holdOurs(pending, delays) {
  const queue = new EventQueue(pending);
  const event = createEvent();
  for (let i = 0; i < pending; i++) queue.push(delays[i], 1, i, 2, 3, 4);
  const start = performance.now();
  for (let i = 0, draw = 0; i < holds; i++) {
    queue.popInto(event);
    queue.push(event.timeUs + delays[draw], event.kind, event.a, event.b, event.c, event.d);
    if (++draw === delays.length) draw = 0;
  }
  return holds / (performance.now() - start) / 1000;
}

function holdFlat(pending, delays) {
  const queue = new FlatQueue(pending + 1);
  for (let i = 0; i < pending; i++) queue.push(i, delays[i]);
  const start = performance.now();
  for (let i = 0, draw = 0; i < holds; i++) {
    const now = queue.peekValue();
    queue.push(queue.pop(), now + delays[draw]);
    if (++draw === delays.length) draw = 0;
  }
  return holds / (performance.now() - start) / 1000;
}

function holdTiny(pending, delays) {
  const queue = new TinyQueue([], (x, y) => x.time - y.time || x.sequence - y.sequence);
  let sequence = 0;
  for (let i = 0; i < pending; i++) queue.push({ time: delays[i], sequence: sequence++, kind: 1, a: i, b: 2, c: 3, d: 4 });
  const start = performance.now();
  for (let i = 0, draw = 0; i < holds; i++) {
    const event = queue.pop();
    queue.push({ ...event, time: event.time + delays[draw], sequence: sequence++ });
    if (++draw === delays.length) draw = 0;
  }
  return holds / (performance.now() - start) / 1000;
}

/** Rows of the bench: millions of holds a second, and how many times the peer's. */
export function benchEventQueue(rounds) {
  return [1_000, 100_000, 1_000_000].map((pending) => {
    const delays = drawDelays(Math.max(pending, 262_144));
    const speeds = compare(rounds, {
      quarrel: () => holdOurs(pending, delays),
      flatqueue: () => holdFlat(pending, delays),
      tinyqueue: () => holdTiny(pending, delays),
    });
    const ours = median(speeds.quarrel);
    return {
      'pending events': pending.toLocaleString('en'),
      'quarrel M/s': ours.toFixed(2),
      'flatqueue (typed) M/s': median(speeds.flatqueue).toFixed(2),
      'tinyqueue M/s': median(speeds.tinyqueue).toFixed(2),
      '÷ flatqueue': (ours / median(speeds.flatqueue)).toFixed(2),
      '÷ tinyqueue': (ours / median(speeds.tinyqueue)).toFixed(2),
    };
  });
}

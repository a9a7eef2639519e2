import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LinkChannel } from '../../../src/sim/network/link-channel.js';
import type { LinkSketch } from '../../support/scenario.js';
import { constant, link, ms } from '../../support/scenario.js';

const spread = { kind: 'uniform', minUs: 0, maxUs: 100 * ms } as const;
const lossy: LinkSketch = { latency: spread, loss: 0.3, retransmitUs: 50 * ms };

describe('a FIFO link', () => {
  test('never reorders and never loses, whatever its latency, loss and bandwidth', () => {
    const message = fc.record({
      afterUs: fc.integer({ min: 0, max: 20 * ms }),
      bytes: fc.integer({ min: 1, max: 10_000 }),
    });
    const seeds = fc.integer();
    fc.assert(
      fc.property(fc.array(message), seeds, fc.boolean(), (messages, seed, isNarrow) => {
        const bandwidth = isNarrow ? { bandwidthBps: 1_000_000 } : {};
        const channel = new LinkChannel(link(0, 1, { ...lossy, ...bandwidth }), seed);
        let nowUs = 0;
        let lastUs = 0;
        messages.forEach(({ afterUs, bytes }, i) => {
          nowUs += afterUs;
          const arrivalUs = channel.transmit(i, nowUs, bytes, 1);
          expect(arrivalUs).toBeGreaterThanOrEqual(Math.max(nowUs, lastUs));
          expect(Number.isInteger(arrivalUs)).toBe(true);
          lastUs = arrivalUs;
        });
        expect(channel.inFlightWrites).toBe(messages.length);
      }),
    );
  });

  test('shows loss as delay: a timeout that doubles with each transmission lost in a row', () => {
    const spec = link(0, 1, { latency: constant(10 * ms), loss: 0.5, retransmitUs: 10 * ms });
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 8000; seed++) {
      const delayUs = new LinkChannel(spec, seed).transmit(1, 0, 100, 1) - 10 * ms;
      const losses = Math.log2(delayUs / (10 * ms) + 1);
      expect(Number.isInteger(losses)).toBe(true);
      counts.set(losses, (counts.get(losses) ?? 0) + 1);
    }
    for (const losses of [0, 1, 2, 3]) {
      const expected = 8000 * 0.5 ** (losses + 1);
      const deviation = Math.sqrt(expected);
      expect(Math.abs((counts.get(losses) ?? 0) - expected)).toBeLessThan(4.5 * deviation);
    }
  });

  test('sends again over the link as it is by then, and waits no more than two minutes for that', () => {
    const spec = link(0, 1, { latency: constant(10 * ms), retransmitUs: 100 * ms });
    for (let seed = 0; seed < 200; seed++) {
      const channel = new LinkChannel(spec, seed);
      channel.condition.impair({ kind: 'loss', loss: 0.99, untilUs: 1000 * ms });
      // Lost at 0, 100, 300 and 700 ms at most; what is sent again at 1,500 ms gets through.
      expect(channel.transmit(1, 0, 100, 1)).toBeLessThanOrEqual(1510 * ms);
    }
    const lossy = new LinkChannel({ ...spec, loss: 1, retransmitUs: 60e6 }, 1);
    expect(lossy.transmit(1, 0, 100, 1)).toBe(10 * ms + 60e6 + 11 * 120e6);
  });

  test('holds up what is sent after a lost transmission', () => {
    const spec = link(0, 1, { latency: constant(10 * ms), loss: 0.5, retransmitUs: 100 * ms });
    const seed = Array.from({ length: 100 }, (_, i) => i).find(
      (i) => arrivalsAlone(spec, i, [1, 2]).join() === `${110 * ms},${10 * ms}`,
    );
    const channel = new LinkChannel(spec, seed ?? -1);
    const arrivals = [1, 2].map((message) => channel.transmit(message, 0, 1, 1));
    expect(arrivals).toEqual([110 * ms, 110 * ms]);
  });

  test('makes bytes wait for those before them where bandwidth is short', () => {
    const channel = new LinkChannel(link(0, 1, { bandwidthBps: 8_000_000 }), 1);
    expect(channel.transmit(0, 0, 5000, 1)).toBe(5 * ms + 10 * ms);
    expect(channel.freeAtUs).toBe(5 * ms);
    expect(channel.transmit(1, 1 * ms, 3000, 1)).toBe(8 * ms + 10 * ms);
    expect(channel.transmit(2, 50 * ms, 1000, 1)).toBe(51 * ms + 10 * ms);
    expect(channel.bytes).toBe(9000);
    expect(channel.messages).toBe(3);
  });

  test('begins with an idle wire when the connection is made anew', () => {
    const channel = new LinkChannel(link(0, 1, { bandwidthBps: 8_000 }), 1);
    channel.transmit(0, 0, 5000, 3);
    const { connection } = channel;
    channel.takeDown();
    channel.bringUp();
    expect(channel.connection).not.toBe(connection);
    expect(channel.inFlightWrites).toBe(0);
    expect(channel.transmit(1, 20 * ms, 10, 1)).toBe(20 * ms + 10 * ms + 10 * ms);
  });
});

describe('a link', () => {
  test('is up again when every reason for it to be down is gone', () => {
    const channel = new LinkChannel(link(0, 1), 1);
    expect([channel.isUp, channel.takeDown(), channel.takeDown()]).toEqual([true, true, false]);
    expect([channel.bringUp(), channel.isUp]).toEqual([false, false]);
    expect([channel.bringUp(), channel.isUp]).toEqual([true, true]);
  });

  test.each(['fifo', 'datagram'] as const)(
    'of kind %s delays a message by the same whatever else was sent before',
    (transport) => {
      const spec = link(0, 1, { ...lossy, transport });
      for (let seed = 0; seed < 200; seed++) {
        const alone = new LinkChannel(spec, seed).transmit(77, 10 ** 9, 100, 1);
        const busy = new LinkChannel(spec, seed);
        for (let message = 0; message < 20; message++) busy.transmit(message, message * ms, 100, 1);
        expect(busy.transmit(77, 10 ** 9, 100, 1)).toBe(alone);
      }
    },
  );

  test('delays a message differently on another link and on another connection', () => {
    const spec = link(0, 1, { latency: spread });
    const again = new LinkChannel(spec, 5);
    const first = again.transmit(1, 0, 1, 1);
    again.takeDown();
    again.bringUp();
    expect(again.transmit(1, 0, 1, 1)).not.toBe(first);
    expect(new LinkChannel(spec, 6).transmit(1, 0, 1, 1)).not.toBe(first);
  });

  test('draws every part of its latency distribution', () => {
    const channel = new LinkChannel(link(0, 1, { latency: spread, transport: 'datagram' }), 3);
    const delays = Array.from({ length: 2000 }, (_, i) => channel.transmit(i, 0, 1, 1));
    for (let tenth = 0; tenth < 10; tenth++) {
      const inTenth = delays.filter((us) => Math.floor(us / (10 * ms)) === tenth).length;
      expect(Math.abs(inTenth - 200)).toBeLessThan(4.5 * Math.sqrt(200));
    }
  });

  test('tells its typical latency', () => {
    expect(new LinkChannel(link(0, 1, { latency: spread }), 1).medianLatencyUs).toBe(50 * ms);
  });

  test('tells the megabits of its busiest second', () => {
    const channel = new LinkChannel(link(0, 1), 1);
    const sent = [0, 400, 999, 1000, 1500, 1999, 2500];
    sent.forEach((atMs, i) => channel.transmit(i, atMs * ms, (i + 1) * 125_000, 1));
    expect(channel.peakMbps).toBe(4 + 5 + 6);
  });
});

describe('the busiest second of a link', () => {
  test('has no more than its bandwidth, however much waits', () => {
    const channel = new LinkChannel(link(0, 1, { bandwidthBps: 8_000_000 }), 1);
    channel.transmit(0, 500 * ms, 2_500_000, 1);
    expect(channel.peakMbps).toBe(8);
    channel.transmit(1, 600 * ms, 1_000_000, 1);
    expect(channel.peakMbps).toBe(8);
  });

  test('has its part of a transmission that goes on into the next one', () => {
    const channel = new LinkChannel(link(0, 1, { bandwidthBps: 8_000_000 }), 1);
    channel.transmit(0, 900 * ms, 400_000, 1);
    expect(channel.peakMbps).toBeCloseTo(2.4, 9);
    channel.transmit(1, 1_500 * ms, 100_000, 1);
    expect(channel.peakMbps).toBeCloseTo(3.2, 9);
  });
});

describe('a datagram link', () => {
  const datagram = { transport: 'datagram', latency: spread } as const;

  test('loses and duplicates as often as it should', () => {
    const channel = new LinkChannel(link(0, 1, { ...datagram, loss: 0.2, duplicate: 0.25 }), 9);
    const count = 10_000;
    let lost = 0;
    let twice = 0;
    for (let i = 0; i < count; i++) {
      if (channel.transmit(i, i * ms, 10, 1) < 0) lost++;
      if (channel.duplicateArrivalUs >= 0) twice++;
    }
    expect(Math.abs(lost - 2000)).toBeLessThan(4.5 * Math.sqrt(count * 0.2 * 0.8));
    expect(Math.abs(twice - 2000)).toBeLessThan(4.5 * Math.sqrt(count * 0.2 * 0.8));
    expect(channel.inFlightWrites).toBe(count - lost + twice);
  });

  test('reorders', () => {
    const channel = new LinkChannel(link(0, 1, datagram), 2);
    const arrivals = Array.from({ length: 50 }, (_, i) => channel.transmit(i, i, 1, 1));
    expect(arrivals).not.toEqual([...arrivals].sort((x, y) => x - y));
  });

  test('loses everything while it is down', () => {
    const channel = new LinkChannel(link(0, 1, datagram), 2);
    channel.takeDown();
    expect(channel.transmit(0, 0, 1, 1)).toBe(-1);
    channel.bringUp();
    expect(channel.transmit(0, 0, 1, 1)).toBeGreaterThanOrEqual(0);
  });

  test('delivers the second copy at a time of its own', () => {
    const channel = new LinkChannel(link(0, 1, { ...datagram, duplicate: 1 }), 4);
    const gaps = Array.from({ length: 50 }, (_, i) => {
      const firstUs = channel.transmit(i, 0, 1, 1);
      return channel.duplicateArrivalUs - firstUs;
    });
    expect(gaps.some((gap) => gap > 0)).toBe(true);
    expect(gaps.some((gap) => gap < 0)).toBe(true);
  });
});

/** When each message arrives on a connection of its own. */
function arrivalsAlone(
  spec: ConstructorParameters<typeof LinkChannel>[0],
  seed: number,
  messages: readonly number[],
): readonly number[] {
  return messages.map((message) => new LinkChannel(spec, seed).transmit(message, 0, 1, 1));
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandRange, mayBeRange } from '../../../src/scenarios/sweep/range.js';
import { duration } from '../../../src/scenarios/units.js';

function valuesOf(text: string): readonly (number | string)[] {
  const read = expandRange(text, 1000);
  return read.ok ? read.values : [read.message];
}

test('values are those from the first to the last, in the units of the document', () => {
  expect(valuesOf('0ms..60ms/20ms')).toEqual(['0ms', '20ms', '40ms', '60ms']);
  expect(valuesOf('1..5')).toEqual([1, 2, 3, 4, 5]);
  expect(valuesOf('10Mbps..30Mbps/10Mbps')).toEqual(['10Mbps', '20Mbps', '30Mbps']);
  expect(valuesOf('10/s..30/s/10/s')).toEqual(['10/s', '20/s', '30/s']);
  expect(valuesOf('0%..1%/0.5%')).toEqual(['0%', '0.5%', '1%']);
  expect(valuesOf('-20ms..20ms/20ms')).toEqual(['-20ms', '0ms', '20ms']);
  expect(valuesOf('0.1..0.4/0.1')).toEqual([0.1, 0.2, 0.3, 0.4]);
  expect(valuesOf('5..5')).toEqual([5]);
});

test('units of one kind go together, and a bare 0 with all of them', () => {
  expect(valuesOf('0..1s/500ms')).toEqual(['0ms', '500ms', '1000ms']);
  expect(valuesOf('1KiB..4KiB/1024B')).toEqual(['1024B', '2048B', '3072B', '4096B']);
});

test('a unit that is not one of the document is kept, for whoever reads the document to say so', () => {
  expect(valuesOf('10Mbit/s..30Mbit/s/10Mbit/s')).toEqual(['10Mbit/s', '20Mbit/s', '30Mbit/s']);
});

test('whatever first value, step and number of steps: so many values, each a step after the one before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5000, max: 5000 }),
      fc.integer({ min: 1, max: 700 }),
      fc.integer({ min: 0, max: 200 }),
      fc.constantFrom('us', 'ms', 's'),
      (first, step, steps, unit) => {
        const values = valuesOf(`${first}${unit}..${first + step * steps}${unit}/${step}${unit}`);
        const read = values.map((value) => duration.read(value));
        const each = Number(duration.read(`1${unit}`).ok ? { us: 1, ms: 1e3, s: 1e6 }[unit] : NaN);
        expect(read).toEqual(Array.from({ length: steps + 1 }, (_, i) => ({ ok: true, value: (first + i * step) * each })));
      },
    ),
  );
});

test('decimals are as people would write them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 300 }), (step, steps) => {
      const values = valuesOf(`0..${(step * steps) / 1000}/${step / 1000}`);
      expect(values).toEqual(Array.from({ length: steps + 1 }, (_, i) => (i * step) / 1000));
    }),
  );
});

test('what is no range is told with what is', () => {
  expect(valuesOf('0ms..200ms/30ms')[0]).toBe('0ms..200ms/30ms: steps of 30ms do not end at 200ms; expected 180ms or 210ms there');
  expect(valuesOf('0ms..200ms')[0]).toContain('there is no step');
  expect(valuesOf('0.5..2')[0]).toContain('there is no step');
  expect(valuesOf('0ms..200ms/0ms')[0]).toContain('its step leads nowhere');
  expect(valuesOf('0ms..200ms/-1ms')[0]).toContain('its step leads nowhere');
  expect(valuesOf('5..1')[0]).toContain('it ends before it begins; expected 1..5');
  expect(valuesOf('0ms..1MB/1ms')[0]).toContain('units that do not go together');
  expect(valuesOf('1..1000000')[0]).toContain('these are 1000000 values; expected at most 1000');
  expect(valuesOf('1..2..3')[0]).toContain('this is no range; expected from..to/step');
});

test('names and texts are no ranges', () => {
  for (const text of ['lww', './mine.ts', '../mine.ts', 'a..b', '20ms', 'v1.2']) expect(mayBeRange(text)).toBe(false);
  for (const text of ['1..2', '0ms..x', '..5/1']) expect(mayBeRange(text)).toBe(true);
});

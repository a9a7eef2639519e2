import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greatCircleKm } from '../../../src/scenarios/places/great-circle.js';

const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

test('distances agree with the haversine formula to a metre', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      const rad = Math.PI / 180;
      const dLat = (b.latitude - a.latitude) * rad;
      const dLon = (b.longitude - a.longitude) * rad;
      const h =
        Math.sin(dLat / 2) ** 2 +
        Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(dLon / 2) ** 2;
      const haversine = 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
      // Near the antipode both lose digits to rounding.
      if (haversine < 19_900) expect(greatCircleKm(a, b)).toBeCloseTo(haversine, 3);
    }),
  );
});

test('a quarter and a half of the globe', () => {
  const here = { latitude: 0, longitude: 0 };
  expect(greatCircleKm(here, { latitude: 90, longitude: 0 })).toBeCloseTo(10_007.557, 2);
  expect(greatCircleKm(here, { latitude: 0, longitude: 180 })).toBeCloseTo(20_015.115, 2);
  expect(greatCircleKm(here, here)).toBe(0);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeNames } from '../../../src/scenarios/places/place.js';
import { pairsOf, roundTripBetween, roundTripsFrom, writeCosts } from '../../../src/scenarios/places/round-trips.js';

test('a measured round trip names who measured it; another one is estimated from the distance', () => {
  expect(roundTripBetween('london', 'sydney')?.roundTripMs).toBeCloseTo(274, 0);
  expect(roundTripBetween('london', 'sydney')?.measuredBy).toBe('aws');
  expect(roundTripBetween('iowa', 'taiwan')?.measuredBy).toBe('gcp');
  const estimated = roundTripBetween('lagos', 'lima');
  expect(estimated?.measuredBy).toBe(null);
  expect((estimated?.roundTripMs ?? 0) / (estimated?.leastMs ?? 1)).toBeCloseTo(1.5, 3);
  expect(roundTripBetween('london', 'atlantis')).toBe(null);
});

test('the published floors hold: New York to London 55 ms, to Tokyo 110, London to Sydney 170', () => {
  const floors = [['new-york', 'london'], ['new-york', 'tokyo'], ['london', 'sydney']] as const;
  const least = floors.map(([from, to]) => Math.round((roundTripBetween(from, to)?.leastMs ?? 0) / 5) * 5);
  expect(least).toEqual([55, 110, 170]);
});

test('no round trip is below light in fibre, and it is the way there and the way back', () => {
  fc.assert(fc.property(fc.constantFrom(...placeNames), fc.constantFrom(...placeNames), (from, to) => {
    const trip = roundTripBetween(from, to);
    expect(trip?.roundTripMs).toBeGreaterThanOrEqual(trip?.leastMs ?? Infinity);
    const back = roundTripBetween(to, from);
    expect((trip?.oneWayMs ?? 0) + (back?.oneWayMs ?? 0)).toBeCloseTo(trip?.roundTripMs ?? 0, 6);
    expect(back?.roundTripMs).toBe(trip?.roundTripMs);
  }));
});

test('every pair of some places comes once', () => {
  expect(pairsOf(['a', 'london'])).toEqual([]);
  expect(pairsOf(['london', 'tokyo', 'virginia']).map(({ from, to }) => `${from} ${to}`)).toEqual([
    'london tokyo', 'london virginia', 'tokyo virginia',
  ]);
});

test('from one place, the nearest come first, and it is not among them', () => {
  const trips = roundTripsFrom('ap-southeast-2');
  expect(trips.map(({ to }) => to)).not.toContain('sydney');
  expect(trips.map(({ roundTripMs }) => roundTripMs)).toEqual(trips.map(({ roundTripMs }) => roundTripMs).sort((a, b) => a - b));
});

test('a write waits for nobody, for the leader, for the nearest of a majority, or for the farthest', () => {
  const trip = (from: string, to: string) => roundTripBetween(from, to)?.roundTripMs;
  const [virginia, london, tokyo] = writeCosts(['virginia', 'london', 'tokyo']);
  expect(virginia).toMatchObject({ ownLeaderMs: 0, oneLeaderMs: 0, majorityMs: trip('virginia', 'london') });
  expect(london).toMatchObject({ oneLeaderMs: trip('london', 'virginia'), everywhereMs: trip('london', 'tokyo') });
  expect(tokyo).toMatchObject({ majorityMs: trip('tokyo', 'virginia'), everywhereMs: trip('tokyo', 'london') });
  // Three of four, itself included: the second nearest. Of two, both.
  const four = writeCosts(['virginia', 'london', 'tokyo', 'sydney']);
  expect(four[0]?.majorityMs).toBe(trip('virginia', 'tokyo'));
  expect(writeCosts(['virginia', 'london'])[0]?.majorityMs).toBe(trip('virginia', 'london'));
});

import { expect, test } from 'vitest';
import { awsCodes, awsRoundTripsMs } from '../../../src/scenarios/places/aws.js';
import { cities } from '../../../src/scenarios/places/cities.js';
import { gcpCodes, gcpRoundTripsMs } from '../../../src/scenarios/places/gcp.js';
import type { Place } from '../../../src/scenarios/places/place.js';
import {
  fibreFloorUs, leastUnmeasuredUs, oneWayUs, placeNames, readPlace,
} from '../../../src/scenarios/places/place.js';

function place(name: string): Place {
  const found = readPlace(name);
  if (found === null) throw new Error(`no place ${name}`);
  return found;
}

function oneWay(from: string, to: string): number {
  return oneWayUs(place(from), place(to));
}

test('a measured pair takes half of its round trip', () => {
  expect(oneWay('virginia', 'ireland')).toBe(oneWay('us-east-1', 'eu-west-1'));
  expect(oneWay('af-south-1', 'ap-east-1')).toBe(191_434); // 382.868 ms there and back
  expect(oneWay('asia-east1', 'asia-east2')).toBe(9_454); // 18.908 ms there and back
});

test('a city that one provider did not measure takes the other one’s figures', () => {
  expect(oneWay('virginia', 'belgium')).toBe(oneWay('us-east4', 'europe-west1'));
});

test('a pair that nobody measured takes the great circle in fibre, times 1.5', () => {
  const floorUs = fibreFloorUs(place('new-york'), place('london'));
  expect(oneWay('new-york', 'london')).toBe(Math.round(1.5 * floorUs));
  expect(oneWay('us-east-1', 'europe-west1')).toBeGreaterThan(floorUs);
  expect(oneWay('new-york', 'new-york')).toBe(leastUnmeasuredUs);
});

test('published distances give the floor that physics sets', () => {
  // One way in milliseconds at 200,000 km/s, within a tenth of the rounded published distance.
  const near = (from: string, to: string, km: number) => {
    const floorUs = fibreFloorUs(place(from), place(to));
    expect(Math.abs(floorUs / (km / 0.2) - 1)).toBeLessThan(0.1);
  };
  near('new-york', 'london', 5_570);
  near('new-york', 'tokyo', 10_850);
  near('london', 'sydney', 17_000);
  near('sao-paulo', 'singapore', 16_000);
});

test('no measured pair of different places is faster than light in fibre', () => {
  const measured = cities.filter((city) => city.aws !== undefined || city.gcp !== undefined);
  const pairs = measured.flatMap((a) => measured.map((b) => [a.name, b.name] as const));
  const tooFast = pairs.filter(([a, b]) => oneWay(a, b) < fibreFloorUs(place(a), place(b)));
  expect(tooFast).toEqual([]);
});

test('every measured region has a place, and tables are square', () => {
  for (const code of [...awsCodes, ...gcpCodes]) {
    expect(cities.some((city) => city.aws === code || city.gcp === code), code).toBe(true);
  }
  const widths = [...awsRoundTripsMs.map((row) => row.length - awsCodes.length)];
  widths.push(...gcpRoundTripsMs.map((row) => row.length - gcpCodes.length));
  expect([awsRoundTripsMs.length, gcpRoundTripsMs.length]).toEqual([19, 20]);
  expect(widths.every((difference) => difference === 0)).toBe(true);
});

test('names are unique, and what is not one of them is no place', () => {
  expect(new Set(placeNames).size).toBe(placeNames.length);
  expect(placeNames).toHaveLength(cities.length + awsCodes.length + gcpCodes.length);
  expect(readPlace('atlantis')).toBeNull();
});

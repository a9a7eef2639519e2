/** Places and round trips for people, and as CSV. */
import { cities } from '../../../scenarios/places/cities.js';
import { detour } from '../../../scenarios/places/place.js';
import type { MeasuredBy } from '../../../scenarios/places/place.js';
import { roundTripBetween, writeCosts } from '../../../scenarios/places/round-trips.js';
import type { RoundTrip } from '../../../scenarios/places/round-trips.js';
import { formatCount, trimmed } from '../format.js';
import { table, textColumns, wrap } from '../layout.js';

/** Who measured, in words. */
export const measurers: Readonly<Record<MeasuredBy, string>> = {
  aws: 'AWS, 5 June 2020',
  gcp: 'Google Cloud',
};

/** Every place that scenarios and this command know. */
export function renderPlaces(): string {
  const measured = cities.filter(({ aws, gcp }) => aws !== undefined || gcp !== undefined);
  const rows = measured.map(({ name, aws = '-', gcp = '-' }) => [name, aws, gcp]);
  const others = cities.filter(({ aws, gcp }) => aws === undefined && gcp === undefined).map(({ name }) => name).join(', ');
  return [
    ...table([['Place', 'AWS', 'Google Cloud'], ...rows]),
    '',
    ...wrap('The names of these regions are places too. Round trips between two of one cloud are measured. Not measured:', textColumns),
    ...wrap(others, textColumns - 2).map((line) => `  ${line}`),
    '',
    'Round trips between some: quarrel places virginia london tokyo',
    '',
  ].join('\n');
}

/** From one place to all others. */
export function renderFrom(trips: readonly RoundTrip[]): string {
  return [...tripRows(trips), '', ...sources(trips), ''].join('\n');
}

/** Two places or more: the table, every pair, and what a write costs. */
export function renderBetween(names: readonly string[], trips: readonly RoundTrip[]): string {
  const square = names.length === 2 ? [] : ['Round trips in ms', ...squareLines(names).map((line) => `  ${line}`), ''];
  return [...square, ...tripRows(trips), '', ...costLines(names), '', ...sources(trips), ''].join('\n');
}

/** Columns are headed by numbers where names would not fit beside each other. */
function squareLines(names: readonly string[]): readonly string[] {
  const rows = names.map((from) => names.map((to) => cellOf(from, to)));
  const named = table([['', ...names], ...names.map((from, index) => [from, ...(rows[index] ?? [])])]);
  if (named.every((line) => line.length <= textColumns - 2)) return named;
  const numbers = names.map((_, index) => String(index + 1));
  return table([['', '', ...numbers], ...names.map((from, index) => [numbers[index] ?? '', from, ...(rows[index] ?? [])])]);
}

function cellOf(from: string, to: string): string {
  return from === to ? '-' : shortMs(roundTripBetween(from, to)?.roundTripMs ?? 0).replace(' ms', '');
}

function tripRows(trips: readonly RoundTrip[]): readonly string[] {
  const rows = trips.map((trip) => [
    trip.from, trip.to, shortMs(trip.roundTripMs), shortMs(trip.oneWayMs), shortMs(trip.leastMs), `${formatCount(Math.round(trip.km))} km`,
    trip.measuredBy === null ? 'estimated' : measurers[trip.measuredBy].replace(/,.*/, ''),
  ]);
  return table([['From', 'To', 'Round trip', 'One way', 'At least', 'Distance', 'Source'], ...rows]);
}

function costLines(names: readonly string[]): readonly string[] {
  const [leader = ''] = names;
  const rows = writeCosts(names).map(({ at, ownLeaderMs, oneLeaderMs, majorityMs, everywhereMs }) =>
    [at, ...[ownLeaderMs, oneLeaderMs, majorityMs, everywhereMs].map(shortMs)]);
  return [
    'What a write there waits for on the network',
    ...table([['At', 'Own leader', `Leader in ${leader}`, 'Majority', 'Everywhere'], ...rows]).map((line) => `  ${line}`),
    ...wrap(
      'Own leader: every place has one and sends afterwards. One leader: the way there and back. Majority: the copy here ' +
        'waits until more than half have it, itself included. Everywhere: until all have it. Clients are beside their copy.',
      textColumns - 2,
    ).map((line) => `  ${line}`),
  ];
}

function sources(trips: readonly RoundTrip[]): readonly string[] {
  const by = [...new Set(trips.flatMap(({ measuredBy }) => measuredBy ?? []))].map((name) => measurers[name]);
  const measured = by.length === 0 ? '' : `Measured: average of pings between regions of ${by.join(' and ')}. `;
  const isEstimated = trips.some(({ measuredBy }) => measuredBy === null);
  const estimated = isEstimated ? `Estimated: at least × ${String(detour)}, for paths are longer than the great circle. ` : '';
  return wrap(`${measured}${estimated}At least: light in fibre, 200,000 km/s, along the great circle and back.`, textColumns);
}

/** CSV of pairs. */
export function renderPairsCsv(trips: readonly RoundTrip[]): string {
  const rows = trips.map((trip) => [
    trip.from, trip.to, trimmed(trip.roundTripMs, 3), trimmed(trip.oneWayMs, 3), trimmed(trip.leastMs, 3), trimmed(trip.km, 0),
    trip.measuredBy ?? 'estimated',
  ].join(','));
  return ['from,to,round_trip_ms,one_way_ms,least_round_trip_ms,km,source', ...rows, ''].join('\n');
}

/** CSV of places. */
export function renderPlacesCsv(): string {
  const rows = cities.map(({ name, latitude, longitude, aws = '', gcp = '' }) =>
    [name, String(latitude), String(longitude), aws, gcp].join(','));
  return ['place,latitude,longitude,aws,gcp', ...rows, ''].join('\n');
}

function shortMs(ms: number): string {
  return `${trimmed(ms, ms < 10 ? 1 : 0)} ms`;
}

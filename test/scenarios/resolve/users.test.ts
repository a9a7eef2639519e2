import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

const clients = 'clients: [{ in: all, rate: 5/s, home: 99% }]';

function bodyOf(workload: string, regions = twoRegions): string {
  return `${regions}\nworkload: { ${workload} }`;
}

test('a group whose writes go home is enough: its users have homes by their id', () => {
  const { workload } = load(bodyOf(clients)).scenario;
  expect(workload.users).toEqual({ homes: 'by-id', localShare: 0 });
  expect(workload.clients.map(({ region, home }) => [region, home])).toEqual([[0, 0.99], [1, 0.99]]);
});

test('users, where they are and how they travel are read', () => {
  const users = 'users: { homes: geohash, local: 95%, travel: { share: 5%, for: 10s, rehome: 500ms } }';
  expect(load(bodyOf(`${users}, ${clients}`)).scenario.workload.users).toEqual({
    homes: 'geohash', localShare: 0.95, travel: { share: 0.05, forUs: 10_000_000, rehomeUs: 500_000 },
  });
  const staying = 'users: { travel: { share: 5%, for: 10s } }';
  expect(load(bodyOf(`${staying}, ${clients}`)).scenario.workload.users?.travel?.rehomeUs).toBeNull();
});

test('keys belong to nobody unless something is said', () => {
  expect(load(bodyOf('clients: [{ in: all, rate: 5/s }]')).scenario.workload.users).toBeUndefined();
});

test.each([
  ['users: { homes: geohash }', 'users', 'users have homes, and nothing goes by them'],
  [`keys: { count: 1 }, users: { local: 50% }, ${clients}`, 'users.local', '1 keys are too few for a user in each region'],
  [`users: { travel: { share: 0%, for: 1s } }, ${clients}`, 'users.travel.share', 'nobody travels'],
])('%s is refused', (workload, path, message) => {
  expect(issuesIn(bodyOf(workload))).toMatchObject([{ path: `scenarios.s.workload.${path}`, message }]);
});

test('nobody travels where there is one region', () => {
  const body = bodyOf(`users: { travel: { share: 5%, for: 1s } }, ${clients}`, 'regions: { a: {} }');
  expect(issuesIn(body)).toMatchObject([{ message: 'there is no other region to travel to' }]);
});

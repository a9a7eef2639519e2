import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../../src/sim/base/random.js';
import type { Users } from '../../../src/sim/scenario.js';
import { UserHomes } from '../../../src/sim/workload/user-homes.js';
import { ms, scenario } from '../../support/scenario.js';

const users = 300;
const everyone = Array.from({ length: users }, (_, user) => user);

describe('a home', () => {
  test('is where its user lives, one user in turn in each region, or a hash of the user', () => {
    const byPlace = open({ homes: 'geohash', localShare: 0 });
    expect([0, 1, 2, 3].map((user) => byPlace.choose(user, 0, 1, 0, 1).leader)).toEqual([0, 1, 2, 0]);
    const byId = open({ homes: 'by-id', localShare: 0 });
    const homes = everyone.map((user) => byId.choose(user, 0, 1, 0, 1).leader);
    for (const region of [0, 1, 2]) {
      expect(Math.abs(homes.filter((home) => home === region).length - 100)).toBeLessThan(4 * Math.sqrt(67));
    }
    expect(homes).not.toEqual(everyone.map((user) => user % 3));
  });

  test('is missed by those that stray, and never by what is sent there', () => {
    const homes = open({ homes: 'geohash', localShare: 0 });
    const choices = Array.from({ length: 20_000 }, (_, identity) => homes.choose(1, 0, identity, 0, 0.9));
    const strays = choices.filter(({ why }) => why === 'stray');
    expect(Math.abs(strays.length - 2000)).toBeLessThan(4 * Math.sqrt(1800));
    expect(strays.every(({ leader }) => leader === 0)).toBe(true);
    expect(choices.filter(({ why }) => why === 'home').every(({ leader }) => leader === 1)).toBe(true);
    expect(homes.choose(1, 1, 5, 0, 0)).toEqual({ leader: 1, why: 'home' });
  });
});

describe('a traveller', () => {
  const forUs = 10_000 * ms;

  test('is away for their share of any stretch of time, each time somewhere else than at home', () => {
    const homes = open({ homes: 'geohash', localShare: 0, travel: { share: 0.25, forUs, rehomeUs: null } });
    const stepUs = 100 * ms;
    for (const user of [0, 1, 2, 17]) {
      const places = Array.from({ length: 4000 }, (_, i) => homes.placeOf(user, i * stepUs));
      const away = places.filter((place) => place !== user % 3);
      expect(away.length / places.length).toBeCloseTo(0.25, 2);
      expect(new Set(away).size).toBe(2);
    }
  });

  test('writes where they are, and the others of the account at home', () => {
    const homes = open({ homes: 'geohash', localShare: 0, travel: { share: 1, forUs, rehomeUs: null } });
    const place = homes.placeOf(0, 0);
    const third = 3 - place;
    expect(homes.choose(0, place, 1, 0, 1)).toEqual({ leader: place, why: 'away' });
    expect(homes.choose(0, third, 1, 0, 1)).toEqual({ leader: 0, why: 'home' });
    expect(homes.choose(0, 0, 1, 0, 1)).toEqual({ leader: 0, why: 'home' });
  });

  test('takes the home along, after a while, there and back', () => {
    const rehomeUs = 1_000 * ms;
    const homes = open({ homes: 'geohash', localShare: 0, travel: { share: 0.5, forUs, rehomeUs } });
    let departureUs = 0;
    while (homes.placeOf(0, departureUs) !== 0) departureUs += ms;
    while (homes.placeOf(0, departureUs) === 0) departureUs += ms;
    const place = homes.placeOf(0, departureUs);
    const fromThird = (afterUs: number): number => homes.choose(0, 3 - place, 1, departureUs + afterUs, 1).leader;
    expect([fromThird(rehomeUs - 2 * ms), fromThird(rehomeUs), fromThird(forUs + rehomeUs - 2 * ms)]).toEqual([0, place, place]);
    expect(fromThird(forUs + rehomeUs)).toBe(0);
    // Back at home before the home is: what is written there is out of place.
    expect(homes.choose(0, 0, 1, departureUs + forUs, 1)).toEqual({ leader: 0, why: 'away' });
  });
});

describe('a request', () => {
  test('is about a user of its region as often as the scenario says, and else about whom it picked', () => {
    const homes = open({ homes: 'by-id', localShare: 0.8 });
    const about = Array.from({ length: 20_000 }, (_, identity) => homes.keyFor(identity % users, 1, identity, 0));
    const local = about.filter((key) => key % 3 === 1).length;
    // And of the other fifth one in three.
    expect(Math.abs(local / 20_000 - (0.8 + 0.2 / 3))).toBeLessThan(0.01);
    expect(about.every((key, i) => Math.floor(key / 3) === Math.floor((i % users) / 3))).toBe(true);
  });

  test('finds a user of its region also in the last, short block', () => {
    const homes = open({ homes: 'by-id', localShare: 1 }, 4);
    expect([homes.keyFor(3, 0, 1, 0), homes.keyFor(3, 1, 1, 0), homes.keyFor(3, 2, 1, 0)]).toEqual([3, 1, 2]);
  });

  test('is about one who is there, visitors too, where users travel', () => {
    const homes = open({ homes: 'geohash', localShare: 1, travel: { share: 0.3, forUs: 1000 * ms, rehomeUs: null } });
    const about = Array.from({ length: 3000 }, (_, identity) => ({
      key: homes.keyFor(identity % users, 2, identity, identity * ms),
      atUs: identity * ms,
    }));
    expect(about.every(({ key, atUs }) => homes.placeOf(key, atUs) === 2)).toBe(true);
    expect(about.some(({ key }) => key % 3 !== 2)).toBe(true);
  });
});

function open(spec: Users, count = users): UserHomes {
  const each = scenario({
    regions: ['a', 'b', 'c'],
    workload: { keys: { count, choose: { kind: 'uniform' } }, users: spec },
  });
  return new UserHomes(spec, each, new RandomStreams('homes'));
}

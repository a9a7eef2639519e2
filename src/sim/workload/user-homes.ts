/**
 * Users, their homes and their trips: which region a write belongs to, and who asks where.
 *
 * Everything is a function of (seed, user, time), so a scenario with homes and one without meet the same
 * requests at the same moments, and nothing has to be kept.
 */
import { mix32, unitFromIdentity } from '../base/hash.js';
import type { RandomStreams } from '../base/random.js';
import type { Scenario, Travel, Users } from '../scenario.js';

/** Where a write has to go, and why. */
export interface HomeChoice {
  readonly leader: number;
  /** `stray`: past the home, for no reason; `away`: its user is on a trip and writes there. */
  readonly why: 'home' | 'stray' | 'away';
}

/** What the purposes of draws are told apart by. */
const draws = { phase: 0, destination: 1, locality: 2, stray: 3, visitor: 4 } as const;

/** The users of a run. */
export class UserHomes {
  private readonly users: Users;
  private readonly regions: number;
  private readonly count: number;
  private readonly seed: number;

  constructor(users: Users, scenario: Scenario, streams: RandomStreams) {
    this.users = users;
    this.regions = scenario.regions.length;
    this.count = scenario.workload.keys.count;
    this.seed = streams.identitySeed('users');
  }

  /** The key that a request from this region is about, after it picked one out of all. */
  keyFor(picked: number, region: number, identity: number, atUs: number): number {
    const { localShare, travel } = this.users;
    if (localShare === 0 || this.draw(identity, 0, draws.locality) >= localShare) return picked;
    const block = picked - (picked % this.regions);
    if (travel === undefined) return this.within(block + region, picked);
    return this.pickPresent(block, region, identity, atUs) ?? picked;
  }

  /** Where a write of a key goes that is sent in this region; a share of such writes goes home. */
  choose(key: number, region: number, identity: number, atUs: number, homeShare: number): HomeChoice {
    const { travel } = this.users;
    const owner = this.ownerAt(key, atUs);
    if (travel !== undefined && this.placeOf(key, atUs) === region) {
      const wanted = this.wantedAt(key, atUs);
      if (wanted !== owner) return { leader: wanted, why: 'away' };
    }
    const isStray = owner !== region && this.draw(identity, 0, draws.stray) >= homeShare;
    return isStray ? { leader: region, why: 'stray' } : { leader: owner, why: 'home' };
  }

  /** The region in which a user is. */
  placeOf(user: number, atUs: number): number {
    const lives = user % this.regions;
    const { travel } = this.users;
    return travel === undefined ? lives : (this.destinationAt(user, atUs, travel) ?? lives);
  }

  /** The region whose leader a user's writes belong to: it follows a trip late, or never. */
  private ownerAt(user: number, atUs: number): number {
    const { travel } = this.users;
    const follows = travel?.rehomeUs ?? null;
    return follows === null ? this.homeOf(user) : this.wantedAt(user, atUs - follows);
  }

  /** The region whose leader a user writes to who is not told otherwise. */
  private wantedAt(user: number, atUs: number): number {
    const { travel } = this.users;
    const destination = travel === undefined ? null : this.destinationAt(user, atUs, travel);
    return destination ?? this.homeOf(user);
  }

  private homeOf(user: number): number {
    return (this.users.homes === 'by-id' ? mix32(user) : user) % this.regions;
  }

  /** Where a user has gone; null when at home. Trips come round evenly, from a moment of the user's own. */
  private destinationAt(user: number, atUs: number, { share, forUs }: Travel): number | null {
    const everyUs = forUs / share;
    const sinceUs = atUs + this.draw(user, 0, draws.phase) * everyUs;
    const trip = Math.floor(sinceUs / everyUs);
    if (sinceUs - trip * everyUs >= forUs) return null;
    const others = this.regions - 1;
    return (user + 1 + Math.floor(this.draw(user, trip, draws.destination) * others)) % this.regions;
  }

  /** One of the users who are in a region, among those of a block of neighbours with one of each region. */
  private pickPresent(block: number, region: number, identity: number, atUs: number): number | null {
    const blocks = Math.ceil(this.count / this.regions);
    for (let i = 0; i < blocks; i++) {
      const start = (block + i * this.regions) % (blocks * this.regions);
      const end = Math.min(start + this.regions, this.count);
      const present: number[] = [];
      for (let user = start; user < end; user++) {
        if (this.placeOf(user, atUs) === region) present.push(user);
      }
      if (present.length === 0) continue;
      return present[Math.floor(this.draw(identity, 0, draws.visitor) * present.length)];
    }
    return null;
  }

  /** The last block may be short of users: then one of the block before. */
  private within(key: number, otherwise: number): number {
    if (key < this.count) return key;
    return key >= this.regions ? key - this.regions : otherwise;
  }

  private draw(identity: number, count: number, purpose: number): number {
    return unitFromIdentity(this.seed, identity, count, purpose);
  }
}

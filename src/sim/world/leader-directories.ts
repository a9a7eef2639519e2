/**
 * Directories: one a region, told of a new leader as far as news gets. A region that is cut off keeps the leader
 * that it knows, and learns of another one when it is joined again.
 */
import { hashString, unitFromIdentity } from '../base/hash.js';
import { LeaderCache, LeaderDirectory } from '../replication/single-leader/routing.js';
import type { Redirect, Scenario } from '../scenario.js';
import type { Clients } from '../workload/clients.js';
import type { RegionWays } from './region-ways.js';

/** Whom the clients of each region take for the leader. */
export class LeaderDirectories {
  private readonly ways: RegionWays;
  private readonly directories: readonly LeaderDirectory[];
  /** By client. */
  private readonly caches: ReadonlyMap<string, LeaderCache>;

  constructor(parts: {
    readonly ways: RegionWays;
    readonly regions: number;
    readonly firstLeader: number;
    readonly redirect: Redirect;
    readonly clients: readonly { readonly name: string; readonly region: number }[];
    /** Draws how much of its first address's time each client has left. */
    readonly seed: number;
  }) {
    const { regions, firstLeader, redirect, clients, seed } = parts;
    this.ways = parts.ways;
    this.directories = Array.from({ length: regions }, () => new LeaderDirectory(firstLeader));
    this.caches = new Map(
      clients.map(({ name, region }) => {
        const phase = unitFromIdentity(seed, hashString(name), region, 0);
        return [name, new LeaderCache(this.directories[region], redirect, phase)];
      }),
    );
  }

  /** A member leads: its region knows, and tells. */
  publish(leader: number, term: number): void {
    this.directories[leader].publish(leader, term);
    this.spread();
  }

  /** Regions that hear each other tell each other what they know. */
  spread(): void {
    const { directories, ways } = this;
    // News goes over as many regions as there are at most.
    for (let hops = 1; hops < directories.length; hops++) {
      directories.forEach((directory, region) => {
        directories.forEach((other, from) => {
          if (from !== region && ways.isOpen(from, region)) directory.learnFrom(other);
        });
      });
    }
  }

  /** Whom a client's request goes to that is sent now from its region. */
  leaderFor(client: string, region: number, nowUs: number): number {
    return this.caches.get(client)?.leaderAt(nowUs) ?? this.directories[region].lookUp();
  }

  /** Who was asked does not lead, and names another one; −1: nobody. */
  noteHint(client: string, leader: number): void {
    this.caches.get(client)?.noteHint(leader);
  }
}

/** Everybody who asks in a scenario: generated clients, then those of the script. */
export function listClients(
  { workload }: Scenario,
  { askers }: Clients,
): readonly { readonly name: string; readonly region: number }[] {
  return [
    ...askers.map(({ name, stream }) => ({ name, region: workload.clients[stream].region })),
    ...workload.script.map(({ client, region }) => ({ name: client, region })),
  ];
}

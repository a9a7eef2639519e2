/**
 * Placement: which nodes keep the copies of a key, and who stands in for them.
 *
 * Each key orders all nodes by a hash of its own (rendezvous hashing): the first of them keep the copies, the
 * next one stands in. A node that is down moves nobody else's keys.
 *
 * @see Thaler, Ravishankar, Using name-based mappings to increase hit rates, IEEE/ACM ToN 6(1) (1998)
 */
import { mix32 } from '../../base/hash.js';
import type { Copies } from '../../scenario.js';

/** The copies of every key. */
export class Placement {
  /** By node; equal numbers are one datacenter. */
  readonly datacenters: readonly number[];
  private readonly copies: Copies;
  private readonly homes = new Map<number, readonly number[]>();

  constructor(datacenters: readonly number[], copies: Copies) {
    this.datacenters = datacenters;
    this.copies = copies;
  }

  /** The nodes that keep copies of a key, in its order. */
  homesOf(key: number): readonly number[] {
    const known = this.homes.get(key);
    if (known !== undefined) return known;
    const homes = this.chooseHomes(this.orderOf(key));
    this.homes.set(key, homes);
    return homes;
  }

  /** The other nodes, in the order in which they stand in. */
  standInsOf(key: number): readonly number[] {
    const homes = this.homesOf(key);
    return this.orderOf(key).filter((node) => !homes.includes(node));
  }

  private chooseHomes(order: readonly number[]): readonly number[] {
    const { copies, datacenters } = this;
    if (copies.kind === 'in-all') return order.slice(0, copies.count);
    const left = [...copies.counts];
    return order.filter((node) => left[datacenters[node]]-- > 0);
  }

  private orderOf(key: number): readonly number[] {
    const scored = this.datacenters.map((_, node) => ({ node, score: mix32(mix32(key + 1) ^ (node + 1)) >>> 0 }));
    return scored.sort((x, y) => x.score - y.score || x.node - y.node).map(({ node }) => node);
  }
}

/**
 * Worker times of requests where a node's are drawn.
 *
 * A time is a function of the request's identity and of how often it was tried, so that under another
 * strategy, or at another leader, the same request takes as long.
 */
import { unitFromIdentity } from '../base/hash.js';
import { compileQuantile } from '../base/sampler.js';
import type { Quantile } from '../base/sampler.js';
import type { NodeCapacity } from '../scenario.js';
import type { Request } from './clients.js';

/** What each request takes of a worker at one node, before anything slows that node down. */
export class ServiceTimes {
  private readonly write: Quantile;
  private readonly read: Quantile;
  private readonly seed: number;

  private constructor({ writeUs, readUs, drawn }: NodeCapacity, seed: number) {
    this.write = compileQuantile(drawn?.write ?? { kind: 'constant', valueUs: writeUs });
    this.read = compileQuantile(drawn?.read ?? { kind: 'constant', valueUs: readUs });
    this.seed = seed;
  }

  /** Null for a node where every write, and every read, takes the same. */
  static of(capacity: NodeCapacity, seed: number): ServiceTimes | null {
    return capacity.drawn === undefined ? null : new ServiceTimes(capacity, seed);
  }

  /** A write that is only looked up again is served as a read. */
  workUs({ identity, attempt }: Request, isRead: boolean): number {
    const u = unitFromIdentity(this.seed, identity, attempt?.of.attempts ?? 0, isRead ? 1 : 0);
    return isRead ? this.read(u) : this.write(u);
  }
}

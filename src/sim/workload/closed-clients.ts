/**
 * Clients of a closed loop: each asks, waits until it knows what came of that, thinks, and asks again.
 *
 * What a client asks for, and how long it thinks before, is a function of its name and of how often it has
 * asked. So under another strategy its n-th request is the same, at another time.
 */
import { hashString, mix32, unitFromIdentity } from '../base/hash.js';
import type { RandomStream, RandomStreams } from '../base/random.js';
import { compileQuantile, type Quantile } from '../base/sampler.js';
import type { Arrivals } from '../scenario.js';

/** What the purposes of draws are told apart by. */
const draws = { think: 0, start: 1, mix: 2 } as const;

/** One client. */
export interface ClosedClient {
  readonly name: string;
  /** The number of its stream. */
  readonly stream: number;
  /** Among the clients of its stream. */
  readonly number: number;
  readonly keys: RandomStream;
  /** Of the identities of its requests. */
  readonly seed: number;
  /** Requests so far. */
  asked: number;
}

/** All clients of one stream. */
export class ClosedClients {
  readonly clients: readonly ClosedClient[];
  private readonly think: Quantile;
  private readonly seed: number;

  constructor(
    { clients, think }: Extract<Arrivals, { readonly kind: 'closed' }>,
    { stream, name }: { readonly stream: number; readonly name: string },
    streams: RandomStreams,
  ) {
    this.clients = Array.from({ length: clients }, (_, number) => {
      const own = `${name} #${number + 1}`;
      return { name: own, stream, number, keys: streams.stream(`keys ${own}`), seed: hashString(own), asked: 0 };
    });
    this.think = compileQuantile(think);
    this.seed = streams.identitySeed(`closed ${name}`);
  }

  /** When a client asks first: somewhere in its first think time, or all would march in step. */
  firstUs(client: ClosedClient): number {
    return Math.floor(this.drawThinkUs(client) * this.draw(identityOf(client), draws.start));
  }

  /** When it asks next: what happens at the instant of its answer has no order, so later than that. */
  nextUs(client: ClosedClient, answeredUs: number): number {
    return answeredUs + Math.max(1, this.drawThinkUs(client));
  }

  /** It asks now: the identity of the request, and a number from 0 to 1 that chooses its kind. */
  ask(client: ClosedClient): { readonly identity: number; readonly u: number } {
    const identity = identityOf(client);
    client.asked++;
    return { identity, u: this.draw(identity, draws.mix) };
  }

  private drawThinkUs(client: ClosedClient): number {
    return this.think(this.draw(identityOf(client), draws.think));
  }

  private draw(identity: number, purpose: number): number {
    return unitFromIdentity(this.seed, identity, 0, purpose);
  }
}

function identityOf({ seed, asked }: ClosedClient): number {
  return mix32(seed + asked);
}

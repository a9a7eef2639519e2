/** Pulling in a world: who is asked over which links, and what carries it. */
import type { LinkChannel } from '../network/link-channel.js';
import { Pulling, type PullingParts } from '../replication/pulling.js';
import type { PullRules } from '../scenario.js';
import type { Actor } from './actor.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';
import { PullCarrier } from './pull-carrier.js';

/** What a world has for it. */
type Surroundings = Omit<PullingParts, 'spec' | 'port'> & {
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly agenda: Agenda;
};

/** Null where the scenario says that everything is sent unasked. */
export function createPulling(spec: PullRules | undefined, parts: Surroundings): Pulling | null {
  if (spec === undefined) return null;
  const { outboxes } = parts.multiLeader.shipping;
  return new Pulling({ ...parts, spec, port: new PullCarrier({ ...parts, outboxes }) });
}

/** Pulling among the actors of a world. */
export class PullActor implements Actor {
  readonly turns: Actor['turns'];
  private readonly pulling: Pulling;

  constructor(pulling: Pulling) {
    this.pulling = pulling;
    this.turns = [
      { kind: kinds.pullRound, take: ({ a, timeUs }) => pulling.ask(a, timeUs) },
      { kind: kinds.pullArrive, take: ({ a, b, timeUs }) => pulling.arrive(a, b, timeUs) },
      { kind: kinds.pullWork, take: ({ a, b, timeUs }) => pulling.work(a, b, timeUs) },
    ];
  }

  get isOwed(): boolean {
    return this.pulling.isOwed;
  }

  disconnect(link: number): void {
    this.pulling.disconnect(link);
  }
}

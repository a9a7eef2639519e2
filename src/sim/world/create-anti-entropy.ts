/** Anti-entropy in a world: who compares, what carries it, and when its turn is. */
import { AntiEntropy, type AntiEntropyParts } from '../replication/anti-entropy.js';
import type { MultiLeader as ShippingRules } from '../scenario.js';
import type { LinkChannel } from '../network/link-channel.js';
import type { Actor } from './actor.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';
import { RepairCarrier } from './repair-carrier.js';

/** What a world has for it. */
type Surroundings = Omit<AntiEntropyParts, 'spec' | 'maxHashes' | 'port'> & {
  readonly rules: ShippingRules;
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly agenda: Agenda;
};

/** Null where leaders never compare what they hold. */
export function createAntiEntropy({ rules, ...parts }: Surroundings): AntiEntropy | null {
  if (rules.antiEntropy === undefined) return null;
  const { outboxes } = parts.multiLeader.shipping;
  const port = new RepairCarrier({ ...parts, outboxes });
  return new AntiEntropy({ ...parts, spec: rules.antiEntropy, maxHashes: rules.batch.max, port });
}

/** Anti-entropy among the actors of a world. */
export class RepairActor implements Actor {
  readonly turns: Actor['turns'];
  private readonly antiEntropy: AntiEntropy;
  private readonly agenda: Agenda;

  constructor(antiEntropy: AntiEntropy, agenda: Agenda) {
    this.antiEntropy = antiEntropy;
    this.agenda = agenda;
    this.turns = [
      { kind: kinds.repairArrive, take: ({ a, b, timeUs }) => antiEntropy.arrive(a, b, timeUs) },
      { kind: kinds.repairWork, take: ({ a, b, timeUs }) => antiEntropy.work(a, b, timeUs) },
      { kind: kinds.repairExpire, take: ({ a, b, timeUs }) => antiEntropy.expire(a, b, timeUs) },
      { kind: kinds.repairRound, take: ({ a, timeUs }) => antiEntropy.beginRound(a, timeUs) },
    ];
  }

  get isOwed(): boolean {
    return this.antiEntropy.isOwed;
  }

  disconnect(link: number): void {
    this.antiEntropy.disconnect(link, this.agenda.nowUs);
  }

  connect(link: number): void {
    this.antiEntropy.connect(link, this.agenda.nowUs);
  }
}

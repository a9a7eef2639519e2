/** The carrier: what replication asks of the world, by links and the agenda. */
import type { LinkChannel } from '../network/link-channel.js';
import type { AntiEntropy } from '../replication/anti-entropy.js';
import type { ReplicationPort } from '../replication/port.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';

/** Puts messages on links and sets timers. */
export class Carrier implements ReplicationPort {
  /** Who brings what queues have dropped; null: nobody, it stays missing. */
  antiEntropy: AntiEntropy | null = null;
  private readonly links: readonly ReplicationLink[];
  private readonly channels: readonly LinkChannel[];
  private readonly nodes: readonly Node[];
  private readonly agenda: Agenda;
  private readonly writeBytes: number;

  constructor(parts: {
    readonly links: readonly ReplicationLink[];
    readonly channels: readonly LinkChannel[];
    readonly nodes: readonly Node[];
    readonly agenda: Agenda;
    readonly writeBytes: number;
  }) {
    this.links = parts.links;
    this.channels = parts.channels;
    this.nodes = parts.nodes;
    this.agenda = parts.agenda;
    this.writeBytes = parts.writeBytes;
  }

  isUp(link: number): boolean {
    return this.channels[link].isUp;
  }

  isSenderUp(link: number): boolean {
    return this.nodes[this.links[link].spec.from].isUp;
  }

  awakeAtUs(link: number): number {
    return this.nodes[this.links[link].spec.from].pausedUntilUs;
  }

  freeAtUs(link: number): number {
    return this.channels[link].freeAtUs;
  }

  latencyUs(link: number): number {
    return this.channels[link].medianLatencyUs;
  }

  setTimer(link: number, atUs: number): void {
    this.agenda.schedule(atUs, kinds.wake, link);
  }

  requestRepair(link: number): boolean {
    this.antiEntropy?.request(link, this.agenda.nowUs);
    return this.antiEntropy !== null;
  }

  runOutOfMemory(region: number): void {
    this.agenda.schedule(this.agenda.nowUs, kinds.outOfMemory, region);
  }

  transmit(
    link: number,
    from: number,
    to: number,
    writes: number,
    departsUs: number,
    identity: number,
  ): boolean {
    const { agenda } = this;
    const channel = this.channels[link];
    const arrivalUs = channel.transmit(identity, departsUs, writes * this.writeBytes, writes);
    if (arrivalUs < 0) return false;
    channel.inFlightMessages++;
    agenda.schedule(arrivalUs, kinds.deliver, link, from, to, channel.connection);
    if (channel.duplicateArrivalUs >= 0) {
      agenda.schedule(channel.duplicateArrivalUs, kinds.deliver, link, from, to, channel.connection);
      channel.duplicateArrivalUs = -1;
    }
    return true;
  }
}

/** The pull carrier: what pulling asks of the world, by links, nodes and the agenda. */
import type { LinkChannel } from '../network/link-channel.js';
import type { PullMessage, PullPort } from '../replication/pulling.js';
import type { Outbox } from '../replication/outbox.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';

/** Puts questions and answers on links, and the work they make on nodes. */
export class PullCarrier implements PullPort {
  private readonly links: readonly ReplicationLink[];
  private readonly channels: readonly LinkChannel[];
  private readonly nodes: readonly Node[];
  private readonly outboxes: readonly Outbox[];
  private readonly agenda: Agenda;

  constructor(parts: {
    readonly links: readonly ReplicationLink[];
    readonly channels: readonly LinkChannel[];
    readonly nodes: readonly Node[];
    readonly outboxes: readonly Outbox[];
    readonly agenda: Agenda;
  }) {
    this.links = parts.links;
    this.channels = parts.channels;
    this.nodes = parts.nodes;
    this.outboxes = parts.outboxes;
    this.agenda = parts.agenda;
  }

  isUp(link: number): boolean {
    const { spec, target } = this.links[link];
    return this.channels[link].isUp && this.nodes[spec.from].isUp && this.nodes[target].isUp;
  }

  isInUse(link: number): boolean {
    return this.outboxes[link].isOpen;
  }

  readClock(leader: number): number {
    return this.nodes[leader].clock.read(this.agenda.nowUs);
  }

  isAwake(leader: number): boolean {
    return this.nodes[leader].pausedUntilUs <= this.agenda.nowUs;
  }

  latencyUs(link: number): number {
    return this.channels[link].medianLatencyUs;
  }

  send(on: number, bytes: number, identity: number, message: PullMessage): boolean {
    const channel = this.channels[on];
    const arrivalUs = channel.transmit(identity, this.agenda.nowUs, bytes, 0);
    // A second copy of a datagram would find its step taken.
    channel.duplicateArrivalUs = -1;
    if (arrivalUs < 0) return false;
    this.arriveAt(arrivalUs, message);
    return true;
  }

  arriveAt(atUs: number, { link, step }: PullMessage): void {
    this.agenda.scheduleTimer(atUs, kinds.pullArrive, link, step);
  }

  serve(leader: number, writes: number, { link, step }: PullMessage): void {
    const { nowUs } = this.agenda;
    const { applyUs, slowdown, appliers, pausedUntilUs } = this.nodes[leader];
    const workUs = Math.round(writes * applyUs * slowdown);
    const doneUs = workUs === 0 ? Math.max(nowUs, pausedUntilUs) : appliers.serve(nowUs, workUs);
    this.agenda.scheduleTimer(doneUs, kinds.pullWork, link, step);
  }

  setTimer(atUs: number, link: number): void {
    this.agenda.scheduleTimer(atUs, kinds.pullRound, link);
  }
}

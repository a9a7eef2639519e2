/** The repair carrier: what anti-entropy asks of the world, by links, nodes and the agenda. */
import type { LinkChannel } from '../network/link-channel.js';
import type { AntiEntropyPort } from '../replication/anti-entropy.js';
import type { Outbox } from '../replication/outbox.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';

/** Puts repair messages on links, and the work they make on nodes. */
export class RepairCarrier implements AntiEntropyPort {
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

  /** A link whose outbox is closed waits for a gap to bridge, or leads to someone who left. */
  isInUse(link: number): boolean {
    return this.outboxes[link].isOpen;
  }

  latencyUs(link: number): number {
    return this.channels[link].medianLatencyUs;
  }

  send(link: number, bytes: number, identity: number, to: { readonly pair: number; readonly step: number }): boolean {
    const { agenda } = this;
    const channel = this.channels[link];
    const arrivalUs = channel.transmit(identity, agenda.nowUs, bytes, 0);
    // A second copy of a datagram would find its step taken.
    channel.duplicateArrivalUs = -1;
    if (arrivalUs < 0) return false;
    this.arriveAt(arrivalUs, to.pair, to.step);
    return true;
  }

  arriveAt(atUs: number, pair: number, step: number): void {
    this.agenda.scheduleTimer(atUs, kinds.repairArrive, pair, step);
  }

  isAwake(leader: number): boolean {
    return this.nodes[leader].pausedUntilUs <= this.agenda.nowUs;
  }

  serve(leader: number, records: number, pair: number, step: number): void {
    const { nowUs } = this.agenda;
    const { applyUs, slowdown, appliers, pausedUntilUs } = this.nodes[leader];
    const workUs = Math.round(records * applyUs * slowdown);
    const doneUs = workUs === 0 ? Math.max(nowUs, pausedUntilUs) : appliers.serve(nowUs, workUs);
    this.agenda.scheduleTimer(doneUs, kinds.repairWork, pair, step);
  }

  expireAt(atUs: number, pair: number, step: number): void {
    this.agenda.scheduleTimer(atUs, kinds.repairExpire, pair, step);
  }

  setTimer(atUs: number, pair: number): void {
    this.agenda.scheduleTimer(atUs, kinds.repairRound, pair);
  }
}

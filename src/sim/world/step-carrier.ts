/** Carries conversations over links, step by step: their messages, and the work that these make on nodes. */
import type { LinkChannel } from '../network/link-channel.js';
import type { Outbox } from '../replication/outbox.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Agenda } from './agenda.js';
import type { Node } from './node.js';

/** What a carrier is made of. */
export interface StepCarrierParts {
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly outboxes: readonly Outbox[];
  readonly agenda: Agenda;
}

/** Kinds of events: a step has come, its work is done, a round begins. */
interface StepKinds {
  readonly arrive: number;
  readonly work: number;
  readonly round: number;
}

/** A conversation is named by a number; its steps are timers, for whoever carries them on knows what is owed. */
export class StepCarrier {
  protected readonly agenda: Agenda;
  protected readonly nodes: readonly Node[];
  private readonly links: readonly ReplicationLink[];
  private readonly channels: readonly LinkChannel[];
  private readonly outboxes: readonly Outbox[];
  private readonly kinds: StepKinds;

  constructor(parts: StepCarrierParts, kinds: StepKinds) {
    this.links = parts.links;
    this.channels = parts.channels;
    this.nodes = parts.nodes;
    this.outboxes = parts.outboxes;
    this.agenda = parts.agenda;
    this.kinds = kinds;
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

  isAwake(leader: number): boolean {
    return this.nodes[leader].pausedUntilUs <= this.agenda.nowUs;
  }

  setTimer(atUs: number, about: number): void {
    this.agenda.scheduleTimer(atUs, this.kinds.round, about);
  }

  /** Puts a step on a link; false if it is lost. */
  protected carry(link: number, message: { readonly bytes: number; readonly identity: number }, about: number, step: number): boolean {
    const channel = this.channels[link];
    const arrivalUs = channel.transmit(message.identity, this.agenda.nowUs, message.bytes, 0);
    // A second copy of a datagram would find its step taken.
    channel.duplicateArrivalUs = -1;
    if (arrivalUs < 0) return false;
    this.comeAt(arrivalUs, about, step);
    return true;
  }

  protected comeAt(atUs: number, about: number, step: number): void {
    this.agenda.scheduleTimer(atUs, this.kinds.arrive, about, step);
  }

  /** Makes a leader work on so many records for a step. */
  protected workOn(leader: number, records: number, about: number, step: number): void {
    const { nowUs } = this.agenda;
    const { applyUs, slowdown, appliers, pausedUntilUs } = this.nodes[leader];
    const workUs = Math.round(records * applyUs * slowdown);
    const doneUs = workUs === 0 ? Math.max(nowUs, pausedUntilUs) : appliers.serve(nowUs, workUs);
    this.agenda.scheduleTimer(doneUs, this.kinds.work, about, step);
  }
}

/**
 * Delivery: messages that have crossed their link, until they are taken in.
 *
 * A message waits for a worker of its receiver and is then applied; messages of one link are applied in
 * order. What was sent on a connection that broke, or to a memory that is gone, is not.
 */
import { assert } from '../base/assert.js';
import type { LinkChannel } from '../network/link-channel.js';
import type { Tracer } from '../record/tracer.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';
import { WaitingMessages } from './waiting-messages.js';

/** Receives messages. */
export class Delivery {
  private readonly links: readonly ReplicationLink[];
  private readonly channels: readonly LinkChannel[];
  private readonly nodes: readonly Node[];
  private readonly agenda: Agenda;
  private readonly multiLeader: MultiLeader;
  private readonly tracer: Tracer | null;
  /** When the last message of a link is applied. */
  private readonly appliedUs: Float64Array;
  /** The incarnation of the receiver that {@link appliedUs} belongs to. */
  private readonly appliedIn: Int32Array;
  /** Null where nobody ever pauses. */
  private readonly waiting: WaitingMessages | null;

  constructor(parts: {
    readonly links: readonly ReplicationLink[];
    readonly channels: readonly LinkChannel[];
    readonly nodes: readonly Node[];
    readonly agenda: Agenda;
    readonly multiLeader: MultiLeader;
    readonly tracer: Tracer | null;
    readonly mayPause: boolean;
  }) {
    this.waiting = parts.mayPause ? new WaitingMessages(parts.links.length) : null;
    this.links = parts.links;
    this.channels = parts.channels;
    this.nodes = parts.nodes;
    this.agenda = parts.agenda;
    this.multiLeader = parts.multiLeader;
    this.tracer = parts.tracer;
    this.appliedUs = new Float64Array(parts.links.length);
    this.appliedIn = new Int32Array(parts.links.length);
  }

  /** A message has crossed its link, if the connection it was sent on still stands. */
  deliver(link: number, from: number, to: number, connection: number): void {
    const { nowUs } = this.agenda;
    const { shipping } = this.multiLeader;
    const channel = this.channels[link];
    const isVoid = channel.connection !== connection;
    // What a broken connection carried is nobody's work since it broke.
    if (isVoid && channel.spec.transport === 'fifo') return;
    this.agenda.noteWork();
    if (isVoid) {
      shipping.noteLost(link, from, to, nowUs);
      return;
    }
    channel.inFlightMessages--;
    const { target } = this.links[link];
    const writes = shipping.countDue(link, from, to);
    channel.inFlightWrites -= writes;
    const node = this.nodes[target];
    this.tracer?.receive(nowUs, channel.spec.from, target, shipping.listDue(link, from, to));
    // An applier that has stopped takes nobody's time.
    const isIdle = this.multiLeader.intake?.isStopped(link) === true;
    const applyUs = isIdle ? 0 : Math.round(writes * node.applyUs * node.slowdown);
    const { pausedUntilUs } = node;
    const doneUs =
      node.applyUs === 0 ? Math.max(nowUs, pausedUntilUs) : node.appliers.serve(nowUs, applyUs);
    if (this.appliedIn[link] !== node.incarnation) this.appliedUs[link] = 0;
    this.appliedIn[link] = node.incarnation;
    const appliedUs = Math.max(doneUs, this.appliedUs[link]);
    this.appliedUs[link] = appliedUs;
    const epochs = (node.incarnation << 16) | (connection & 0xffff);
    // At the end of a pause those that waited come first.
    if (appliedUs === nowUs && pausedUntilUs < nowUs) this.apply(link, from, to, epochs);
    else if (this.waiting === null) this.agenda.schedule(appliedUs, kinds.apply, link, from, to, epochs);
    else {
      this.waiting.add(link, { from, to, epochs, dueUs: appliedUs, pausedUs: node.pausedUs });
      this.agenda.schedule(appliedUs, kinds.applyWaiting, link);
    }
  }

  /** It may be the turn of a link's first message, unless a pause has moved that. */
  applyWaiting(link: number): void {
    const { waiting } = this;
    assert(waiting !== null, 'a message waits where nobody pauses');
    const node = this.nodes[this.links[link].target];
    for (;;) {
      const message = waiting.first(link);
      if (message === undefined) return;
      const isCurrent = isOf(node, message.epochs);
      if (isCurrent) {
        message.dueUs += node.pausedUs - message.pausedUs;
        message.pausedUs = node.pausedUs;
        if (message.dueUs > this.agenda.nowUs) {
          this.agenda.schedule(message.dueUs, kinds.applyWaiting, link);
          return;
        }
      }
      waiting.removeFirst(link);
      this.apply(link, message.from, message.to, message.epochs);
      // What a crash made void needs no turn of its own.
      if (isCurrent) return;
    }
  }

  /** A node applies nothing for `byUs` from then on. */
  stop(replica: number, fromUs: number, byUs: number): void {
    this.links.forEach(({ target }, link) => {
      if (target === replica && this.appliedUs[link] >= fromUs) this.appliedUs[link] += byUs;
    });
  }

  /** A message has been processed, if the node did not crash meanwhile. */
  apply(link: number, from: number, to: number, epochs: number): void {
    const { nowUs } = this.agenda;
    const { shipping } = this.multiLeader;
    const { target, spec } = this.links[link];
    const node = this.nodes[target];
    if (!isOf(node, epochs)) {
      if (spec.transport === 'datagram') shipping.noteLost(link, from, to, nowUs);
      return;
    }
    const reached = this.multiLeader.receive(link, from, to, nowUs);
    const isSameConnection = (this.channels[link].connection & 0xffff) === (epochs & 0xffff);
    if (spec.transport === 'fifo' && isSameConnection && reached > from) {
      shipping.acknowledge(link, from, reached, nowUs);
    }
  }
}

/** Whether the node has not crashed since. */
function isOf(node: Node, epochs: number): boolean {
  return epochs >> 16 === (node.incarnation << 16) >> 16;
}

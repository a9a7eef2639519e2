/** The quorum carrier: what leaderless replication asks of the world, by links, nodes and the agenda. */
import type { LinkChannel } from '../network/link-channel.js';
import type { QuorumPort } from '../replication/leaderless/port.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';

/** Who hears of what the carrier brings. */
export interface QuorumReceiver {
  arrive(message: number, nowUs: number): void;
  process(message: number, nowUs: number): void;
  lose(message: number): void;
}

/** Who waits for replicas to agree. */
export interface RequestsInService {
  agree(slot: number, isEnough: boolean, nowUs: number): void;
  agreeOnRead(slot: number, versions: readonly number[] | null, nowUs: number): void;
}

/** Puts messages of coordinators and replicas on links, and the work they make on nodes. */
export class QuorumCarrier implements QuorumPort {
  private readonly links: readonly ReplicationLink[];
  private readonly channels: readonly LinkChannel[];
  private readonly nodes: readonly Node[];
  private readonly agenda: Agenda;
  private readonly requests: RequestsInService;
  /** By sender, then receiver. */
  private readonly ways: readonly (readonly number[])[];

  constructor(parts: {
    readonly links: readonly ReplicationLink[];
    readonly channels: readonly LinkChannel[];
    readonly nodes: readonly Node[];
    readonly agenda: Agenda;
    readonly requests: RequestsInService;
  }) {
    this.links = parts.links;
    this.channels = parts.channels;
    this.nodes = parts.nodes;
    this.agenda = parts.agenda;
    this.requests = parts.requests;
    this.ways = parts.nodes.map((_, from) =>
      parts.nodes.map((__, to) => parts.links.findIndex(({ spec, target }) => spec.from === from && target === to)),
    );
  }

  isUp(node: number): boolean {
    return this.nodes[node].isUp;
  }

  isReachable(from: number, to: number): boolean {
    const link = this.ways[from][to];
    return link >= 0 && this.channels[link].isUp && this.nodes[to].isUp;
  }

  send(from: number, to: number, bytes: number, identity: number, message: number): boolean {
    const link = this.ways[from][to];
    if (link < 0 || !this.nodes[from].isUp) return false;
    const channel = this.channels[link];
    if (channel.spec.transport === 'fifo' && !channel.isUp) return false;
    const arrivalUs = channel.transmit(identity, this.agenda.nowUs, bytes, 0);
    // Whoever gets a message twice has an answer to it already.
    channel.duplicateArrivalUs = -1;
    if (arrivalUs < 0) return false;
    this.agenda.schedule(arrivalUs, kinds.quorumArrive, message, link, channel.connection, this.nodes[to].incarnation);
    return true;
  }

  serve(node: number, work: 'apply' | 'read', message: number): void {
    const { applyUs, readUs, slowdown, appliers, servers, incarnation } = this.nodes[node];
    const isApply = work === 'apply';
    const workUs = Math.round((isApply ? applyUs : readUs) * slowdown);
    const doneUs = (isApply ? appliers : servers).serve(this.agenda.nowUs, workUs);
    this.agenda.schedule(doneUs, kinds.quorumWork, message, node, incarnation);
  }

  setTimer(atUs: number, timer: number): void {
    this.agenda.scheduleTimer(atUs, kinds.quorumTimer, timer);
  }

  commit(request: number, isEnough: boolean): void {
    this.requests.agree(request, isEnough, this.agenda.nowUs);
  }

  answerRead(request: number, versions: readonly number[] | null): void {
    this.requests.agreeOnRead(request, versions, this.agenda.nowUs);
  }

  /** A message has crossed its link, if the connection and its receiver lasted; one that stands still gets to it later. */
  arrive(message: number, link: number, connection: number, incarnation: number, receiver: QuorumReceiver): void {
    const { nowUs } = this.agenda;
    const node = this.nodes[this.links[link].target];
    if (this.channels[link].connection !== connection || node.incarnation !== incarnation || !node.isUp) {
      receiver.lose(message);
    } else if (node.pausedUntilUs > nowUs) {
      this.agenda.schedule(node.pausedUntilUs, kinds.quorumArrive, message, link, connection, incarnation);
    } else receiver.arrive(message, nowUs);
  }

  /** A node is done with a message, if it did not crash or stand still meanwhile. */
  work(message: number, replica: number, incarnation: number, receiver: QuorumReceiver): void {
    const { nowUs } = this.agenda;
    const node = this.nodes[replica];
    if (node.incarnation !== incarnation) receiver.lose(message);
    else if (node.pausedUntilUs > nowUs) {
      this.agenda.schedule(node.pausedUntilUs, kinds.quorumWork, message, replica, incarnation);
    } else receiver.process(message, nowUs);
  }
}

/** What faults do to the parts of a world. */
import { assertNever } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import type { NemesisPort } from '../fault/nemesis.js';
import type { LinkChannel } from '../network/link-channel.js';
import type { Tracer } from '../record/tracer.js';
import type { AntiEntropy } from '../replication/anti-entropy.js';
import type { Shipping } from '../replication/shipping.js';
import type { DeployableRule, Impairment, LastingImpairment } from '../scenario.js';
import type { Actor } from './actor.js';
import type { Agenda } from './agenda.js';
import type { Delivery } from './delivery.js';
import type { DiskLoss } from './disk-loss.js';
import type { Node } from './node.js';
import type { RegionWays } from './region-ways.js';
import type { RollOut } from './roll-out.js';
import type { SharedStorage } from './shared-storage.js';
import type { Wiring } from './wiring.js';

/** State changes as the fingerprint sees them. */
const marks = {
  cut: 101,
  heal: 102,
  crash: 103,
  restart: 104,
  leave: 105,
  clock: 106,
  latency: 109,
  loss: 110,
  bandwidth: 111,
  slow: 112,
  wipe: 113,
  pause: 114,
  resume: 115,
  offline: 116,
  online: 117,
} as const;

/** Carries out faults on links, nodes and clocks. */
export class FaultEffects implements NemesisPort {
  /** When something was last made whole again. */
  lastHealUs = 0;
  private readonly nodes: readonly Node[];
  private readonly ways: RegionWays;
  private readonly wiring: Wiring;
  private readonly channels: readonly LinkChannel[];
  private readonly shipping: Shipping;
  private readonly antiEntropy: AntiEntropy | null;
  private readonly actors: readonly Actor[];
  /** Null where storage has no nodes of its own. */
  private readonly sharedStorage: SharedStorage | null;
  private readonly delivery: Delivery;
  private readonly diskLoss: DiskLoss;
  private readonly rollOut: RollOut;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;
  private readonly clock: Agenda;

  constructor(parts: {
    readonly nodes: readonly Node[];
    readonly ways: RegionWays;
    readonly wiring: Wiring;
    readonly channels: readonly LinkChannel[];
    readonly shipping: Shipping;
    readonly antiEntropy: AntiEntropy | null;
    readonly actors: readonly Actor[];
    readonly sharedStorage: SharedStorage | null;
    readonly delivery: Delivery;
    readonly diskLoss: DiskLoss;
    readonly rollOut: RollOut;
    readonly fingerprint: Fingerprint;
    readonly tracer: Tracer | null;
    readonly clock: Agenda;
  }) {
    this.nodes = parts.nodes;
    this.ways = parts.ways;
    this.wiring = parts.wiring;
    this.channels = parts.channels;
    this.shipping = parts.shipping;
    this.antiEntropy = parts.antiEntropy;
    this.actors = parts.actors;
    this.sharedStorage = parts.sharedStorage;
    this.delivery = parts.delivery;
    this.diskLoss = parts.diskLoss;
    this.rollOut = parts.rollOut;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
    this.clock = parts.clock;
    for (const bridge of this.wiring.allBridges) {
      this.channels[bridge].takeDown();
      this.shipping.close(bridge);
    }
  }

  cut(from: number, to: number): void {
    this.note(marks.cut, from, to);
    this.tracer?.link('cut', this.clock.nowUs, from, to);
    this.ways.add(from, to, 1);
    for (const actor of this.actors) actor.cut?.(from, to);
    for (const link of this.wiring.between(from, to)) this.takeDown(link);
  }

  heal(from: number, to: number): void {
    this.lastHealUs = this.clock.nowUs;
    this.note(marks.heal, from, to);
    this.tracer?.link('heal', this.clock.nowUs, from, to);
    this.ways.add(from, to, -1);
    for (const actor of this.actors) actor.heal?.(from, to);
    for (const link of this.wiring.between(from, to)) this.bringUp(link);
  }

  crash(replica: number): void {
    this.note(marks.crash, replica, 0);
    this.tracer?.node('crash', this.clock.nowUs, replica);
    const node = this.nodes[replica];
    node.crashes++;
    this.stopWorking(node);
    for (const link of this.wiring.touching(replica)) this.takeDown(link);
    if (node.isFollower) return;
    this.shipping.loseMemory(replica, this.clock.nowUs);
    for (const actor of this.actors) actor.crash?.(replica);
  }

  restart(replica: number): void {
    const node = this.nodes[replica];
    node.crashes--;
    node.isUp = node.crashes === 0 && !node.hasLeft;
    if (!node.hasLeft) {
      this.lastHealUs = this.clock.nowUs;
      this.note(marks.restart, replica, 0);
      this.tracer?.node('restart', this.clock.nowUs, replica);
    }
    if (!node.isFollower) for (const actor of this.actors) actor.restart?.(replica);
    for (const link of this.wiring.touching(replica)) this.bringUp(link);
  }

  loseDisk(region: number, fault: number): void {
    if (this.nodes[region].hasLeft) return;
    this.note(marks.wipe, region, 0);
    this.tracer?.node('wipe', this.clock.nowUs, region);
    this.diskLoss.wipe(region, fault, this.clock.nowUs);
    for (const actor of this.actors) actor.loseDisk?.(region);
    // Asked for now, brought when it is back.
    for (const link of this.wiring.abroad(region)) this.antiEntropy?.request(link, this.clock.nowUs);
  }

  beginOutage(region: number): void {
    this.forEachReplica(region, (replica) => this.crash(replica));
  }

  endOutage(region: number): void {
    this.forEachReplica(region, (replica) => this.restart(replica));
  }

  pause(region: number, untilUs: number): void {
    const node = this.nodes[region];
    const { nowUs } = this.clock;
    const fromUs = Math.max(nowUs, node.pausedUntilUs);
    if (!node.isUp || untilUs <= fromUs) return;
    this.note(marks.pause, region, 0);
    this.tracer?.node('pause', nowUs, region);
    const byUs = untilUs - fromUs;
    node.isPaused = true;
    node.pausedUntilUs = untilUs;
    node.pausedUs += byUs;
    node.servers.stop(fromUs, byUs);
    if (node.appliers !== node.servers) node.appliers.stop(fromUs, byUs);
    this.delivery.stop(region, fromUs, byUs);
    for (const actor of this.actors) actor.pause?.(region);
  }

  resume(region: number): void {
    const node = this.nodes[region];
    const { nowUs } = this.clock;
    if (!node.isPaused || node.pausedUntilUs > nowUs) return;
    node.isPaused = false;
    this.lastHealUs = nowUs;
    this.note(marks.resume, region, 0);
    this.tracer?.node('resume', nowUs, region);
    for (const actor of this.actors) actor.resume?.(region);
  }

  goOffline(region: number): void {
    this.note(marks.offline, region, 0);
    this.tracer?.node('offline', this.clock.nowUs, region);
    for (const link of this.wiring.abroad(region)) this.takeDown(link);
    this.ways.addAround(region, 1);
    for (const actor of this.actors) actor.goOffline?.(region);
  }

  goOnline(region: number): void {
    this.lastHealUs = this.clock.nowUs;
    this.note(marks.online, region, 0);
    this.tracer?.node('online', this.clock.nowUs, region);
    this.ways.addAround(region, -1);
    for (const actor of this.actors) actor.goOnline?.(region);
    for (const link of this.wiring.abroad(region)) this.bringUp(link);
  }

  crashStorage(nodes: readonly number[], disk: 'kept' | 'lost'): void {
    this.sharedStorage?.volumes.crashNodes(nodes, disk);
  }

  restartStorage(nodes: readonly number[]): void {
    this.lastHealUs = this.clock.nowUs;
    this.sharedStorage?.volumes.restartNodes(nodes);
  }

  leave(region: number, fault: number): void {
    this.note(marks.leave, region, 0);
    this.tracer?.node('leave', this.clock.nowUs, region);
    for (const node of this.nodes) {
      if (node.region !== region) continue;
      node.hasLeft = true;
      this.stopWorking(node);
    }
    for (const actor of this.actors) actor.leave?.(region);
    const links = this.wiring.touching(region);
    for (const link of links) this.takeDown(link);
    for (const bridge of this.wiring.bridgesOf(fault)) {
      const { from } = this.wiring.links[bridge].spec;
      const [old] = this.wiring.between(from, region);
      this.shipping.openLink(bridge, old, this.clock.nowUs);
      this.bringUp(bridge);
    }
    for (const link of links) this.shipping.abandon(link, this.clock.nowUs);
  }

  stepClock(region: number, byUs: number): void {
    this.note(marks.clock, region, byUs);
    this.tracer?.stepClock(this.clock.nowUs, region, byUs);
    this.nodes[region].clock.step(this.clock.nowUs, byUs);
  }

  deploy(region: number, rule: DeployableRule): void {
    this.rollOut.deploy(region, rule);
  }

  slow(region: number, factor: number): void {
    this.nodes[region].slowedBy.push(factor);
    this.noteSlowdown(region);
  }

  quicken(region: number, factor: number): void {
    this.lastHealUs = this.clock.nowUs;
    const { slowedBy } = this.nodes[region];
    slowedBy.splice(slowedBy.indexOf(factor), 1);
    this.noteSlowdown(region);
  }

  impair(from: number, to: number, impairment: LastingImpairment): void {
    for (const link of this.wiring.between(from, to)) {
      this.channels[link].condition.impair(impairment);
      this.shipping.noteLatency(link);
    }
    this.noteCondition(from, to, impairment.kind);
  }

  relieve(from: number, to: number, impairment: LastingImpairment): void {
    this.lastHealUs = this.clock.nowUs;
    for (const link of this.wiring.between(from, to)) {
      this.channels[link].condition.relieve(impairment);
      this.shipping.noteLatency(link);
    }
    this.noteCondition(from, to, impairment.kind);
  }

  /** Multiplied anew each time, so that what has ended leaves no rounding behind. */
  private noteSlowdown(region: number): void {
    const node = this.nodes[region];
    node.slowdown = node.slowedBy.reduce((product, factor) => product * factor, 1);
    this.note(marks.slow, region, Math.round(node.slowdown * 1e6));
    this.tracer?.slow(this.clock.nowUs, region, node.slowdown);
  }

  /** Tells how the links between two leaders are now in one respect. */
  private noteCondition(from: number, to: number, kind: Impairment['kind']): void {
    const [link] = this.wiring.between(from, to);
    if (link === undefined) return;
    const { addedUs, loss, bitsPerUs } = this.channels[link].condition;
    const { nowUs } = this.clock;
    switch (kind) {
      case 'latency-spike':
        this.note(marks.latency, from, to, addedUs);
        this.tracer?.latency(nowUs, from, to, addedUs);
        return;
      case 'loss':
        this.note(marks.loss, from, to, Math.round(loss * 1e9));
        this.tracer?.loss(nowUs, from, to, loss);
        return;
      case 'bandwidth':
        this.note(marks.bandwidth, from, to, Math.round(bitsPerUs * 1e6));
        this.tracer?.bandwidth(nowUs, from, to, bitsPerUs === Infinity ? null : bitsPerUs * 1e6);
        return;
      default:
        assertNever(kind);
    }
  }

  /** What it was doing is void; a pause is over. */
  private stopWorking(node: Node): void {
    node.isUp = false;
    node.isPaused = false;
    node.pausedUntilUs = -1;
    node.incarnation++;
    node.servers.clear();
    node.appliers.clear();
  }

  private forEachReplica(region: number, act: (replica: number) => void): void {
    this.nodes.forEach((node, replica) => {
      if (node.region === region) act(replica);
    });
  }

  private takeDown(link: number): void {
    const channel = this.channels[link];
    if (channel.spec.transport === 'fifo') this.clock.cancelWork(channel.inFlightMessages);
    if (!channel.takeDown()) return;
    this.shipping.disconnect(link, this.clock.nowUs);
    for (const actor of this.actors) actor.disconnect?.(link);
  }

  private bringUp(link: number): void {
    if (!this.channels[link].bringUp()) return;
    this.shipping.connect(link, this.clock.nowUs);
    const { spec, target } = this.wiring.links[link];
    for (const actor of this.actors) actor.connect?.(link, spec.from, target);
  }

  private note(mark: number, a: number, b: number, c = 0): void {
    this.fingerprint.addTime(this.clock.nowUs);
    this.fingerprint.add(mark, a, b, c);
  }
}

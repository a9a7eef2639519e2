/**
 * A network for tests of the protocol of shared storage: storage nodes that crash and lose disks, drivers that take over
 * from each other, FIFO connections with numbers. It implements the protocol's ports and drives it; nothing of the world
 * is used. It keeps what was ever told to be durable, and says when that is not so.
 */
import TinyQueue from 'tinyqueue';
import { Driver } from '../../src/sim/replication/shared-storage/driver.js';
import { StorageNode, type VolumeShape } from '../../src/sim/replication/shared-storage/storage-node.js';
import type { StorageMessage } from '../../src/sim/replication/shared-storage/storage-message.js';
import { makeDice, type Dice } from './dice.js';

/** The quorums of a volume, and how chance goes. */
export interface StorageNetworkParts {
  readonly nodes: number;
  readonly writeQuorum: number;
  readonly readQuorum: number;
  readonly seed: number;
  /** One-way latencies are drawn between these. */
  readonly latencyUs?: readonly [low: number, high: number];
}

interface Event {
  readonly atUs: number;
  readonly order: number;
  readonly run: () => void;
}

/** Instances are numbered from here on. */
const firstInstance = 1000;
const writeUs = 300;

/** One volume, and all who ever drove it. */
export class StorageNetwork {
  nowUs = 0;
  readonly dice: Dice;
  readonly nodes: readonly StorageNode[];
  /** The one that was made the writer last. */
  writer: Driver;
  /** Records that somebody was told to be durable, position 1 first. */
  readonly durable: number[] = [];
  /** What was told to be durable and is not, or not where it was. */
  readonly broken: string[] = [];
  /** How many takeovers came to their end. */
  opened = 0;
  refused = 0;
  gossiped = 0;
  private readonly shape: VolumeShape;
  private readonly latencyUs: readonly [low: number, high: number];
  private readonly queue = new TinyQueue<Event>([], (x, y) => x.atUs - y.atUs || x.order - y.order);
  private readonly drivers: Driver[] = [];
  private readonly lives = new Map<number, number>();
  private readonly down = new Set<number>();
  private readonly lastArrivalUs = new Map<string, number>();
  private order = 0;
  private records = 0;

  constructor({ seed, latencyUs = [100, 5000], ...quorums }: StorageNetworkParts) {
    this.dice = makeDice(seed);
    this.shape = { ...quorums, gossipUs: 10_000 };
    this.latencyUs = latencyUs;
    this.nodes = Array.from({ length: quorums.nodes }, (_, index) => {
      return new StorageNode(index, this.shape, {
        sendToNode: (to, message) => this.send(index, to, message),
        sendToInstance: (to, message) => this.send(index, to, message),
        wakeAt: (atUs) => this.at(atUs, () => this.nodes[index].wake(this.nowUs)),
        noteGossip: (count) => (this.gossiped += count),
      });
    });
    this.writer = this.createDriver();
    for (const node of this.nodes) node.begin(0);
  }

  /** Does something at a time. */
  at(atUs: number, run: () => void): void {
    this.queue.push({ atUs, order: this.order++, run });
  }

  runUntil(untilUs: number): void {
    for (let next = this.queue.peek(); next !== undefined && next.atUs <= untilUs; next = this.queue.peek()) {
      this.queue.pop();
      this.nowUs = next.atUs;
      next.run();
    }
    this.nowUs = untilUs;
  }

  /** Every driver that believes to be the writer writes a record. */
  write(): void {
    for (const driver of this.drivers) if (driver.isOpen) driver.append([this.records++]);
  }

  /** Another instance takes over; the old one goes on, unless it is stopped. */
  takeOver(stopsOld: boolean): void {
    if (stopsOld) this.writer.retire();
    this.writer = this.createDriver();
    this.writer.takeOver();
  }

  /** Storage nodes that are down, or do not have again what their disk had. */
  get failing(): readonly number[] {
    return [...this.nodes.keys()].filter((node) => this.down.has(node) || this.nodes[node].segment.isRebuilding);
  }

  crash(node: number, disk: 'kept' | 'lost'): void {
    this.down.add(node);
    this.lives.set(node, (this.lives.get(node) ?? 0) + 1);
    this.nodes[node].crash(disk);
  }

  restart(node: number): void {
    this.down.delete(node);
    this.nodes[node].restart();
    for (const driver of this.drivers) driver.connect(node);
  }

  private createDriver(): Driver {
    const instance = firstInstance + this.drivers.length;
    const driver: Driver = new Driver(this.drivers.length + 1, this.shape, {
      sendToNode: (to, message) => this.send(instance, to, message),
      durable: (upTo) => this.noteDurable(driver, upTo),
      opened: () => this.noteOpened(driver),
      deposed: () => this.refused++,
    });
    this.drivers.push(driver);
    return driver;
  }

  private noteDurable(driver: Driver, upTo: number): void {
    driver.records(0, upTo).forEach((record, i) => {
      if (i === this.durable.length) this.durable.push(record);
      else if (this.durable[i] !== record) this.broken.push(`epoch ${driver.epoch} has another record at ${i + 1}`);
    });
  }

  private noteOpened(driver: Driver): void {
    this.opened++;
    if (driver.durable < this.durable.length) {
      this.broken.push(`epoch ${driver.epoch} begins at ${driver.durable}, and ${this.durable.length} were durable`);
    }
    this.noteDurable(driver, driver.durable);
  }

  private send(from: number, to: number, message: StorageMessage): void {
    if (this.down.has(from) || this.down.has(to)) return;
    const way = `${from} ${to}`;
    const [low, high] = this.latencyUs;
    const diskUs = to < firstInstance && (message.kind === 'write' || message.kind === 'give') ? writeUs : 0;
    const arrivalUs = Math.max(this.nowUs + this.dice.between(low, high) + diskUs, this.lastArrivalUs.get(way) ?? 0);
    this.lastArrivalUs.set(way, arrivalUs);
    const lives = [this.lives.get(from), this.lives.get(to)].join();
    this.at(arrivalUs, () => {
      if ([this.lives.get(from), this.lives.get(to)].join() !== lives) return;
      if (to >= firstInstance) this.drivers[to - firstInstance].receive(from, message);
      else this.nodes[to].receive(from, message);
    });
  }
}

/** Volumes: storage nodes, the instances that drive them, and the ways between. */
import type { Fingerprint } from '../base/fingerprint.js';
import type { RandomStreams } from '../base/random.js';
import type { Tracer } from '../record/tracer.js';
import { Driver } from '../replication/shared-storage/driver.js';
import { StorageNode, type VolumeShape } from '../replication/shared-storage/storage-node.js';
import type { SharedStorage } from '../scenario.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';
import { StorageCarrier } from './storage-carrier.js';

/** State changes as the fingerprint sees them. */
const marks = { crash: 295, restart: 296 } as const;

/** A volume and the instances that read it. */
export interface Volume {
  readonly instances: readonly number[];
  readonly nodes: readonly StorageNode[];
  /** The place of its first storage node. */
  readonly firstPlace: number;
  /** Who is to drive it. */
  driver: number;
  /** The last epoch that was begun. */
  epoch: number;
}

/** Who hears what drivers say. */
export interface VolumeListener {
  durable(instance: number, upTo: number): void;
  opened(instance: number): void;
  deposed(instance: number): void;
}

/** All volumes of a run. */
export class Volumes {
  /** The first one is where the writer is at the beginning. */
  readonly all: readonly Volume[];
  /** Records that storage nodes gave each other. */
  gossiped = 0;
  private readonly agenda: Agenda;
  private readonly nodes: readonly Node[];
  private readonly shape: VolumeShape;
  private readonly carrier: StorageCarrier;
  private readonly listener: VolumeListener;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;
  /** Of a volume's storage nodes: `a/2` is the second one of zone a. */
  private readonly names: readonly string[];
  /** By instance: what it drives, or drove last. */
  private readonly drivers: (Driver | null)[];

  constructor(parts: {
    readonly spec: SharedStorage;
    readonly agenda: Agenda;
    readonly nodes: readonly Node[];
    readonly streams: RandomStreams;
    readonly writeBytes: number;
    readonly identityOf: (record: number) => number;
    readonly listener: VolumeListener;
    readonly fingerprint: Fingerprint;
    readonly tracer: Tracer | null;
  }) {
    const { spec, agenda, nodes, listener } = parts;
    const { zones, ...rules } = spec.volume;
    this.shape = { ...rules, nodes: zones.reduce((sum, zone) => sum + zone.nodes, 0) };
    this.agenda = agenda;
    this.nodes = nodes;
    this.listener = listener;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
    this.names = zones.flatMap((zone) => Array.from({ length: zone.nodes }, (_, node) => `${zone.name}/${node + 1}`));
    this.drivers = nodes.map(() => null);
    this.all = spec.volumes.map((instances, index) => this.createVolume(instances, index));
    const [first] = this.all;
    first.driver = spec.writer;
    const places = this.listPlaces();
    this.carrier = new StorageCarrier({ ...parts, volume: spec.volume, recordBytes: parts.writeBytes, places });
    for (const volume of this.all) this.drivers[volume.driver] = this.createDriver(volume, volume.driver);
  }

  /** Storage nodes begin to ask each other. */
  begin(): void {
    for (const { nodes } of this.all) for (const node of nodes) node.begin(0);
  }

  /** What an instance drives or drove; null: it never did. */
  driverAt(instance: number): Driver | null {
    return this.drivers[instance];
  }

  /** Who drives a volume and takes records; null while nobody does. */
  openDriver({ driver }: Volume): Driver | null {
    const one = this.drivers[driver];
    return one?.isOpen === true && this.nodes[driver].isUp ? one : null;
  }

  /** An instance takes over its volume. */
  takeOver(volume: Volume, instance: number): void {
    volume.driver = instance;
    volume.epoch++;
    const driver = this.createDriver(volume, instance);
    this.drivers[instance] = driver;
    driver.takeOver();
  }

  /** A message has come. */
  arrive(slot: number): void {
    const carried = this.carrier.take(slot);
    if (carried === null) return;
    const { from, to, message } = carried;
    const instances = this.nodes.length;
    if (to >= instances) {
      const { volume, index } = this.nodeAt(to);
      volume.nodes[index].receive(from >= instances ? from - volume.firstPlace : from, message);
      return;
    }
    const { pausedUntilUs } = this.nodes[to];
    if (pausedUntilUs > this.agenda.nowUs) this.carrier.postpone(carried, pausedUntilUs);
    else this.drivers[to]?.receive(this.nodeAt(from).index, message);
  }

  /** A storage node asks another one. */
  wake(place: number, nowUs: number): void {
    const { volume, index } = this.nodeAt(place);
    volume.nodes[index].wake(nowUs);
  }

  /** Storage nodes of the first volume crash. */
  crashNodes(indices: readonly number[], disk: 'kept' | 'lost'): void {
    const [{ nodes, firstPlace }] = this.all;
    for (const index of indices) {
      this.note(marks.crash, index, disk === 'kept' ? 0 : 1);
      this.tracer?.storage(this.agenda.nowUs, disk === 'kept' ? 'crash' : 'wipe', this.names[index]);
      this.carrier.takeDown(firstPlace + index);
      nodes[index].crash(disk);
    }
  }

  restartNodes(indices: readonly number[]): void {
    const [{ nodes, firstPlace }] = this.all;
    for (const index of indices) {
      this.note(marks.restart, index, 0);
      this.tracer?.storage(this.agenda.nowUs, 'restart', this.names[index]);
      const reached = this.carrier.bringUp(firstPlace + index);
      nodes[index].restart();
      for (const place of reached) if (place < this.nodes.length) this.drivers[place]?.connect(index);
    }
  }

  /** An instance loses its way to the storage nodes, for one more reason. */
  disconnect(instance: number): void {
    this.carrier.takeDown(instance);
  }

  /** That reason is over. */
  connect(instance: number): void {
    for (const place of this.carrier.bringUp(instance)) this.drivers[instance]?.connect(this.nodeAt(place).index);
  }

  /** Records that cuts threw away: nobody ever knew them to be durable. */
  get truncated(): number {
    return this.all.flatMap(({ nodes }) => nodes).reduce((sum, { segment }) => sum + segment.truncated, 0);
  }

  private nodeAt(place: number): { readonly volume: Volume; readonly index: number } {
    const volume = this.all[Math.floor((place - this.nodes.length) / this.shape.nodes)];
    return { volume, index: place - volume.firstPlace };
  }

  private createVolume(instances: readonly number[], index: number): Volume {
    const firstPlace = this.nodes.length + index * this.shape.nodes;
    const nodes = Array.from({ length: this.shape.nodes }, (_, node) => {
      const place = firstPlace + node;
      return new StorageNode(node, this.shape, {
        sendToNode: (to, message) => this.carrier.send(place, firstPlace + to, message),
        sendToInstance: (to, message) => this.carrier.send(place, to, message),
        wakeAt: (atUs) => this.agenda.scheduleTimer(atUs, kinds.storageTimer, place),
        noteGossip: (records) => (this.gossiped += records),
      });
    });
    return { instances, nodes, firstPlace, driver: instances[0], epoch: 1 };
  }

  private createDriver({ firstPlace, epoch }: Volume, instance: number): Driver {
    return new Driver(epoch, this.shape, {
      sendToNode: (to, message) => this.carrier.send(instance, firstPlace + to, message),
      durable: (upTo) => this.listener.durable(instance, upTo),
      opened: () => this.listener.opened(instance),
      deposed: () => this.listener.deposed(instance),
    });
  }

  private note(mark: number, a: number, b: number): void {
    this.fingerprint.addTime(this.agenda.nowUs);
    this.fingerprint.add(mark, a, b, 0);
  }

  private listPlaces(): ConstructorParameters<typeof StorageCarrier>[0]['places'] {
    const ways = this.all.flatMap(({ instances, firstPlace, nodes }) => {
      const places = nodes.map((_, node) => firstPlace + node);
      const between = places.flatMap((from) => places.filter((to) => to !== from).map((to) => [from, to] as const));
      const across = instances.flatMap((instance) =>
        places.flatMap((place) => [[instance, place], [place, instance]] as const),
      );
      return [...between, ...across];
    });
    return { count: this.nodes.length + this.all.length * this.shape.nodes, firstNode: this.nodes.length, ways };
  }
}

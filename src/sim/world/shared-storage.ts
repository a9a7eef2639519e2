/**
 * Shared storage at work: a writer, the volume that it and its readers share, copies of that volume elsewhere, and the
 * requests that wait until what they write is durable.
 *
 * Readers are kept up to date by the redo stream alone. That a reader without a page in memory reads it from the volume
 * makes no difference to what it may show; what a crash took from its memory is read from there, and costs no work.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import type { RandomStreams } from '../base/random.js';
import type { LinkChannel } from '../network/link-channel.js';
import type { Tracer } from '../record/tracer.js';
import { WriterTimes } from '../record/writer-times.js';
import type { ReplicaSet } from '../replication/replica-set.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import { RedoStream } from '../replication/shared-storage/redo-stream.js';
import type { Witness } from '../replication/witness.js';
import type { SharedStorage as SharedStorageSpec } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { Request } from '../workload/clients.js';
import type { Executor } from '../workload/coordinator-port.js';
import type { Actor, Turn } from './actor.js';
import type { Agenda } from './agenda.js';
import { ControlPlane } from './control-plane.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';
import { RedoCarrier } from './redo-carrier.js';
import { RedoIntake, type RecordAcceptor } from './redo-intake.js';
import { RedoRecords } from './redo-records.js';
import type { RegionWays } from './region-ways.js';
import { listOwed } from './storage-owed.js';
import { VolumeRoles } from './volume-roles.js';
import { Volumes } from './volumes.js';

/** State changes as the fingerprint sees them. */
const marks = { durable: 290, open: 291, appoint: 292, promote: 293, deposed: 294 } as const;

/** What shared storage needs. */
export interface SharedStorageParts {
  readonly spec: SharedStorageSpec;
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly ways: RegionWays;
  readonly agenda: Agenda;
  readonly streams: RandomStreams;
  readonly replicaSet: ReplicaSet;
  readonly ops: OpLog;
  readonly witness: Witness;
  readonly writeBytes: number;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** Who serves the requests that wait, and what else is asked of the world. */
export interface StorageRequests extends RecordAcceptor {
  /** The links' median latency from one leader to another. */
  latencyUs(from: number, to: number): number;
  /** A region is given up for good. */
  detach(region: number): void;
}

/** Shared storage with all that it asks of the world. */
export class SharedStorage implements Executor, Actor {
  readonly turns: readonly Turn[] = [
    { kind: kinds.storageArrive, take: ({ a }) => this.arriveAtStorage(a) },
    { kind: kinds.storageTimer, take: ({ a, timeUs }) => this.volumes.wake(a, timeUs) },
    { kind: kinds.redoArrive, take: ({ a }) => this.arriveRedo(a) },
    { kind: kinds.redoApply, take: ({ a, b, c }) => this.show(a, b, c) },
    { kind: kinds.heartbeat, take: ({ timeUs }) => this.look(timeUs) },
    { kind: kinds.shipRedo, take: ({ timeUs }) => this.ship(timeUs) },
  ];
  readonly times = new WriterTimes();
  readonly records = new RedoRecords();
  readonly volumes: Volumes;
  /** Writes that an instance of another volume sent on to the writer. */
  forwarded = 0;
  private readonly parts: SharedStorageParts;
  readonly redo: RedoCarrier;
  private readonly stream: RedoStream;
  private readonly intake: RedoIntake;
  private readonly controlPlane: ControlPlane;
  /** Cuts between regions, for clients. */
  /** By instance, reasons to be cut off from everybody. */
  private readonly offline: number[];
  private readonly roles: VolumeRoles;
  private requests: StorageRequests | null = null;

  constructor(parts: SharedStorageParts) {
    this.parts = parts;
    const { spec, writeBytes: recordBytes } = parts;
    this.volumes = new Volumes({
      ...parts,
      identityOf: (record) => this.records.at(record).request.identity,
      listener: {
        durable: (instance, upTo) => this.noteDurable(instance, upTo),
        opened: (instance) => this.noteOpened(instance),
        deposed: (instance) => this.noteDeposed(instance),
      },
    });
    this.roles = new VolumeRoles(parts.nodes, this.volumes, {
      isHeard: (instance) => this.isHeard(instance),
      positionOf: (instance) => this.positionOf(instance),
    });
    this.redo = new RedoCarrier({ ...parts, recordBytes });
    this.intake = new RedoIntake({ ...parts, records: this.records, redo: this.redo, times: this.times });
    this.stream = new RedoStream({
      send: (from, to, message) => this.redo.send(from, to, message),
      positionOf: (instance) => this.positionOf(instance),
      isCold: (instance) => this.redo.caches[instance].isCold,
      receive: (instance, records, isCold) => this.receive(instance, records, isCold),
    });
    this.offline = parts.nodes.map(() => 0);
    this.controlPlane = new ControlPlane(spec.takeover, {
      isHeard: (instance) => this.isHeard(instance),
      candidates: () => this.roles.candidatesIn([this.roles.primary]),
      candidatesElsewhere: () => this.roles.candidatesIn(this.volumes.all.filter((volume) => volume !== this.roles.primary)),
      writer: () => this.writer,
      appoint: (instance, nowUs) => this.appoint(instance, nowUs),
      promote: (instance, nowUs) => this.promote(instance, nowUs),
    });
  }

  /** Records put on links between instances. */
  get carried(): number {
    return this.redo.sent;
  }

  /** Who writes, or is to. */
  get writer(): number {
    return this.roles.writer;
  }

  /** Everybody begins; requests are answered through `requests`. */
  begin(requests: StorageRequests): void {
    this.requests = requests;
    const { agenda, spec } = this.parts;
    this.volumes.begin();
    agenda.scheduleTimer(spec.takeover.heartbeatUs, kinds.heartbeat, 0);
    if (this.volumes.all.length > 1) agenda.scheduleTimer(spec.shipEveryUs, kinds.shipRedo, 0);
    this.announce(this.writer);
  }

  /** Something is still to be done that is not scheduled as work. */
  get isOwed(): boolean {
    return this.listOwed().length > 0;
  }

  /** What that is, in words. */
  listOwed(): readonly string[] {
    const { records, volumes, redo, intake, roles, writer } = this;
    const readers = roles.listReaders();
    return listOwed({ ...this.parts, records, volumes, redo, intake, primary: roles.primary, writer, readers });
  }

  /** Writes that are durable where the writer is, and that an instance does not show yet. */
  listDue(): readonly { readonly op: number; readonly replica: number }[] {
    return [this.writer, ...this.roles.listReaders()].flatMap((replica) =>
      this.intake.lackedBy(replica).map((op) => ({ op, replica })),
    );
  }

  /** Writes go to the writer, by way of the client's own instance where that is of another volume; null: that cannot be. */
  route(request: Request): Request | null {
    const { writer } = this;
    const { home } = request;
    if (request.kind === 'read' || home === writer) return request;
    const { nodes } = this.parts;
    if (!this.parts.ways.areJoined(home, writer)) return null;
    if (!this.roles.primary.instances.includes(home) && !nodes[home].hasLeft) {
      if (!nodes[home].isUp) return null;
      this.forwarded++;
    }
    return { ...request, region: writer, detourUs: this.requests?.latencyUs(home, writer) ?? 0 };
  }

  takes(): boolean {
    return true;
  }

  /** What a request writes is carried out when it is durable. */
  carryOut(slot: number, request: Request, nowUs: number): void {
    const driver = this.volumes.driverAt(request.region);
    // Whoever was the writer, and has not heard that it is no more, goes on until storage nodes refuse it.
    if (driver?.isOpen === true) driver.append([this.records.add(request, slot, nowUs)]);
    else this.requests?.conclude(slot, { refusal: 'unavailable' }, nowUs);
  }

  /** A message of a volume has come. */
  private arriveAtStorage(slot: number): void {
    this.volumes.arrive(slot);
  }

  /** A message between instances has come. */
  private arriveRedo(slot: number): void {
    const arrived = this.redo.take(slot);
    if (arrived === null) return;
    const { from, to, message } = arrived;
    // Whoever is taking over its own volume does not know yet how far it is.
    if (message.kind !== 'resume' && this.roles.isDriver(to) && this.volumes.driverAt(to)?.isOpen !== true) return;
    this.stream.arrive(from, to, message, to === this.writer ? this.volumes.openDriver(this.roles.primary) : null);
  }

  /** An instance shows what it received. */
  private show(instance: number, upTo: number, incarnation: number): void {
    if (this.redo.mayShow(instance, upTo, incarnation)) this.showTo(instance, upTo);
  }

  /** Other volumes are sent what has become durable. */
  private ship(nowUs: number): void {
    this.parts.agenda.scheduleTimer(nowUs + this.parts.spec.shipEveryUs, kinds.shipRedo, 0);
    this.push((reader) => !this.roles.primary.instances.includes(reader));
  }

  /** The control plane looks whether the writer answers. */
  private look(nowUs: number): void {
    this.parts.agenda.scheduleTimer(nowUs + this.parts.spec.takeover.heartbeatUs, kinds.heartbeat, 0);
    this.controlPlane.look(nowUs);
  }

  /** An instance has crashed: what it had in memory is gone, and what its clients wait for goes on without it. */
  crash(instance: number): void {
    this.stopDriving(instance);
    this.redo.loseMemory(instance);
    this.volumes.disconnect(instance);
    this.noteWriter();
  }

  /** A crash is over. The one that is to write takes its volume over anew. */
  restart(instance: number): void {
    this.volumes.connect(instance);
    const { nodes } = this.parts;
    const volume = this.volumes.all.find(({ driver }) => driver === instance);
    if (nodes[instance].isUp && volume !== undefined) this.volumes.takeOver(volume, instance);
    this.noteWriter();
  }

  /** An instance is cut off from everybody, storage nodes too. */
  goOffline(instance: number): void {
    this.offline[instance]++;
    this.volumes.disconnect(instance);
    this.noteWriter();
  }

  goOnline(instance: number): void {
    this.offline[instance]--;
    this.volumes.connect(instance);
    this.noteWriter();
  }

  pause(): void {
    this.noteWriter();
  }

  resume(): void {
    this.noteWriter();
  }

  /** Whether somebody takes writes may be another matter now. */
  private noteWriter(): void {
    const isOpen = this.volumes.openDriver(this.roles.primary) !== null;
    this.times.note(isOpen && this.isHeard(this.writer), this.parts.agenda.nowUs);
  }

  /** Two instances are connected anew, in one direction. */
  connect(_link: number, from: number, to: number): void {
    const { writer } = this;
    if (this.volumes.openDriver(this.roles.primary) === null || (from !== writer && to !== writer)) return;
    this.stream.announce(writer, from === writer ? to : from);
  }

  /** A driver has found more to be durable. */
  private noteDurable(instance: number, upTo: number): void {
    this.note(marks.durable, instance, upTo);
    this.parts.agenda.noteActivity();
    const driver = this.volumes.driverAt(instance);
    const { log } = this.redo.caches[instance];
    const records = driver?.records(log.length, upTo) ?? [];
    if (instance !== this.writer && this.roles.primary.instances.every((one) => one !== instance)) {
      this.redo.takeIn(instance, records, false);
      return;
    }
    log.push(...records);
    this.showTo(instance, upTo);
    if (instance === this.writer) this.push((reader) => this.roles.primary.instances.includes(reader));
  }

  /** A driver has taken its volume over: all that it found there is durable. */
  private noteOpened(instance: number): void {
    const driver = this.volumes.driverAt(instance);
    if (driver === null) return;
    this.note(marks.open, instance, driver.durable);
    const { log, shown } = this.redo.caches[instance];
    assert(driver.durable >= shown, 'an instance shows only what is durable');
    log.length = shown;
    log.push(...driver.records(shown, driver.durable));
    this.redo.caches[instance].isCold = false;
    this.showTo(instance, driver.durable);
    this.parts.tracer?.writer(this.parts.agenda.nowUs, instance, 'open', driver.durable);
    if (instance === this.writer) this.announce(instance);
    else this.stream.resume(instance, this.writer);
    this.noteWriter();
  }

  /** Storage nodes listen to another one: whoever waits for an answer here will not have one. */
  private noteDeposed(instance: number): void {
    this.note(marks.deposed, instance, 0);
    this.parts.tracer?.writer(this.parts.agenda.nowUs, instance, 'deposed', this.redo.caches[instance].shown);
    this.stopDriving(instance);
  }

  private stopDriving(instance: number): void {
    this.volumes.driverAt(instance)?.retire();
    const { nowUs } = this.parts.agenda;
    for (const slot of this.records.releaseAll(instance)) this.requests?.conclude(slot, { refusal: 'crashed' }, nowUs);
  }

  private appoint(instance: number, nowUs: number): void {
    this.note(marks.appoint, instance, this.writer);
    this.times.takeovers++;
    this.parts.tracer?.writer(nowUs, instance, 'appointed', this.redo.caches[instance].shown);
    this.volumes.takeOver(this.roles.primary, instance);
    this.noteWriter();
  }

  /**
   * The writer's volume is given up with all who read it. What had not been sent on from there is lost: everybody else
   * will do without it. An instance that stands still, or is cut off, hears of that before it does anything else.
   */
  private promote(instance: number, nowUs: number): void {
    this.note(marks.promote, instance, this.writer);
    this.times.takeovers++;
    const volume = this.volumes.all.find(({ driver }) => driver === instance);
    const driver = this.volumes.driverAt(instance);
    assert(volume !== undefined && driver !== null, 'an instance of another volume is promoted');
    this.parts.tracer?.writer(nowUs, instance, 'promoted', driver.length);
    const { instances } = this.roles.primary;
    this.roles.primary = volume;
    for (const each of instances) {
      this.stopDriving(each);
      this.requests?.detach(each);
    }
    for (const op of this.intake.cut(driver.length)) {
      for (const each of [instance, ...this.roles.listReaders()]) this.parts.witness.drop(op, each, nowUs, 'failover');
    }
    this.announce(instance);
    this.noteWriter();
  }

  private showTo(instance: number, upTo: number): void {
    if (this.requests !== null) this.intake.showTo(instance, upTo, this.requests);
  }

  /** An instance receives records over the stream; one that drives a volume of its own has them stored there first. */
  private receive(instance: number, records: readonly number[], isCold: boolean): void {
    if (this.roles.isDriver(instance)) this.volumes.driverAt(instance)?.append(records);
    else this.redo.takeIn(instance, records, isCold);
  }

  private positionOf(instance: number): number {
    const driver = this.roles.isDriver(instance) ? this.volumes.driverAt(instance) : null;
    return driver?.length ?? this.redo.caches[instance].log.length;
  }

  private announce(writer: number): void {
    for (const reader of this.roles.listReaders()) this.stream.announce(writer, reader);
  }

  private push(isMeant: (reader: number) => boolean): void {
    const log = this.volumes.openDriver(this.roles.primary);
    if (log === null) return;
    for (const reader of this.roles.listReaders()) if (isMeant(reader)) this.stream.push(this.writer, reader, log);
  }

  private isHeard(instance: number): boolean {
    const { isUp, isPaused } = this.parts.nodes[instance];
    return isUp && !isPaused && this.offline[instance] === 0;
  }

  private note(mark: number, a: number, b: number): void {
    this.parts.fingerprint.addTime(this.parts.agenda.nowUs);
    this.parts.fingerprint.add(mark, a, b, 0);
  }
}

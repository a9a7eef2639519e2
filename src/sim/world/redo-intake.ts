/** Redo intake: what instances show of the log, and which write each of its records has become. */
import type { WriterTimes } from '../record/writer-times.js';
import type { ReplicaSet } from '../replication/replica-set.js';
import type { OpLog } from '../storage/op-log.js';
import type { Request } from '../workload/clients.js';
import type { Ending } from '../workload/coordinator-port.js';
import type { Agenda } from './agenda.js';
import type { RedoCarrier } from './redo-carrier.js';
import type { RedoRecords } from './redo-records.js';

/** Who makes writes of records. */
export interface RecordAcceptor {
  /** What a request writes is found to be durable at `instance`: the write, or why it is none. */
  accept(request: Request, instance: number, nowUs: number): Ending;
  /** Whoever waits for it is told. */
  conclude(slot: number, ending: Ending, nowUs: number): void;
}

/** Takes records in, instance by instance. */
export class RedoIntake {
  /** Records in the order in which they were first found to be durable: the truth, which no instance looks at. */
  private readonly log: number[] = [];
  private readonly records: RedoRecords;
  private readonly redo: RedoCarrier;
  private readonly agenda: Agenda;
  private readonly ops: OpLog;
  private readonly replicaSet: ReplicaSet;
  private readonly times: WriterTimes;

  constructor(parts: {
    readonly records: RedoRecords;
    readonly redo: RedoCarrier;
    readonly agenda: Agenda;
    readonly ops: OpLog;
    readonly replicaSet: ReplicaSet;
    readonly times: WriterTimes;
  }) {
    this.records = parts.records;
    this.redo = parts.redo;
    this.agenda = parts.agenda;
    this.ops = parts.ops;
    this.replicaSet = parts.replicaSet;
    this.times = parts.times;
  }

  /** How many records were ever durable where the writer is. */
  get length(): number {
    return this.log.length;
  }

  /** An instance shows all that it received, up to a position. */
  showTo(instance: number, upTo: number, acceptor: RecordAcceptor): void {
    const cache = this.redo.caches[instance];
    for (; cache.shown < upTo; cache.shown++) {
      const record = cache.log[cache.shown];
      if (cache.shown === this.log.length) this.log.push(record);
      this.takeIn(record, instance, acceptor);
    }
  }

  /** Writes that are durable, and that an instance does not show yet. */
  lackedBy(instance: number): readonly number[] {
    return this.writesOf(this.log.slice(this.redo.caches[instance].shown));
  }

  /** What lies beyond a position is no part of the log any more; returns the writes that were. */
  cut(length: number): readonly number[] {
    return this.writesOf(this.log.splice(length));
  }

  private writesOf(records: readonly number[]): readonly number[] {
    return records.flatMap((record) => {
      const { ending } = this.records.at(record);
      return ending === null || 'refusal' in ending ? [] : [ending.op];
    });
  }

  /** An instance takes in a record; whoever is the first to, accepts what it asks for. */
  private takeIn(number: number, instance: number, acceptor: RecordAcceptor): void {
    const { nowUs } = this.agenda;
    const record = this.records.at(number);
    const known = record.ending;
    const ending = known ?? acceptor.accept(record.request, instance, nowUs);
    record.ending = ending;
    const slot = record.request.region === instance ? this.records.release(number) : -1;
    if (slot >= 0) {
      this.times.commit.record(nowUs - record.sentAtUs);
      acceptor.conclude(slot, ending, nowUs);
    }
    if (known === null || 'refusal' in known) return;
    this.replicaSet.apply(known.op, this.ops.leaderOf(known.op), instance, nowUs);
  }
}

/**
 * Tombstones: what tells a replica that a row was deleted, how many there are, and when they go.
 *
 * A collected tombstone is gone altogether: the record is empty, and what was known of the key is forgotten,
 * as in stores that purge it from their files. A copy of an older write that comes afterwards is news.
 *
 * `grace` counts from the delete itself, as Cassandra's local deletion time does, so that all replicas forget
 * at one moment and do not hand tombstones back to each other; one that comes later than that deletes what
 * is there and is gone at once. It counts in true time: errors of clocks are nothing against days.
 *
 * `after-all-know` is Wuu and Bernstein's rule, with a timetable that costs nothing and is never old: what is
 * left to see is what safe collection comes to. It waits for copies too, as theirs waits for its log.
 *
 * @see Wuu and Bernstein, Efficient Solutions to the Replicated Log and Dictionary Problems, PODC 1984
 */
import type { Fingerprint } from '../base/fingerprint.js';
import type { Tracer } from '../record/tracer.js';
import type { TombstoneRule } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { FollowUp } from './follow-up.js';
import type { Replica } from './replica.js';

/** State changes as the fingerprint sees them. */
const marks = { collect: 210 } as const;

/** It is asked again whether all know after a share of the time that the oldest one has waited, or after a second. */
const patience = 16;
const leastRoundUs = 1_000_000;

/** Where it is noted what was forgotten. */
export interface TombstoneWitness {
  /** A replica that held these deletes alone forgets them, and all that it knew of their key. */
  collect(replica: number, key: number, deletes: readonly number[], knew: (op: number) => boolean): void;
  /** A replica took in a write of a key of which it may have collected deletes; returns those. */
  fill(op: number, replica: number, atUs: number): readonly number[];
}

/** What tombstones ask of the world. */
export interface TombstonePort {
  /** Calls `collect` at that time; nobody waits for it. */
  setTimer(atUs: number): void;
  /** Every replica that was not removed; null while one of them cannot answer. */
  listAnswering(): readonly number[] | null;
  /** The keys of which some copy of a write is on its way to anybody. */
  listKeysOnTheirWay(): ReadonlySet<number>;
}

/** What {@link Tombstones} needs. */
export interface TombstoneParts {
  readonly rule: TombstoneRule;
  readonly keys: number;
  readonly replicas: readonly Replica[];
  readonly ops: OpLog;
  readonly witness: TombstoneWitness;
  readonly port: TombstonePort;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** The tombstones of all replicas. */
export class Tombstones implements FollowUp {
  /** Most that one replica held at once. */
  peak = 0;
  /** How often a replica forgot the deletes of a key. */
  collected = 0;
  private readonly parts: TombstoneParts;
  /** By replica and key: 1 where deletes are all that is held. */
  private readonly isDead: readonly Uint8Array[];
  private readonly held: number[];
  /** Deletes in order of acceptance that may still be held somewhere, from {@link first} on. */
  private waiting: number[] = [];
  private first = 0;
  /** When each delete was accepted. */
  private readonly acceptedUs = new Map<number, number>();
  private hasTimer = false;

  constructor(parts: TombstoneParts) {
    this.parts = parts;
    this.isDead = parts.replicas.map(() => new Uint8Array(parts.keys));
    this.held = parts.replicas.map(() => 0);
  }

  /** How many a replica holds now. */
  heldBy(replica: number): number {
    return this.held[replica];
  }

  accepted(leader: number, op: number, nowUs: number): void {
    const { ops, rule, witness } = this.parts;
    witness.fill(op, leader, nowUs);
    this.note(leader, ops.keyOf(op));
    if (!ops.isDelete(op) || rule.kind === 'forever') return;
    this.acceptedUs.set(op, nowUs);
    this.waiting.push(op);
    this.setTimer(nowUs);
  }

  applied(replica: number, op: number, isStored: boolean, nowUs: number): void {
    const { ops, rule, tracer, witness } = this.parts;
    const key = ops.keyOf(op);
    if (isStored) {
      const deletes = witness.fill(op, replica, nowUs);
      const dead = ops.isDelete(op) ? undefined : deletes.find((each) => ops.knewOf(each, op));
      if (dead !== undefined) tracer?.tombstone('revive', nowUs, replica, op, dead);
    }
    this.note(replica, key);
    if (rule.kind === 'grace' && this.isDead[replica][key] === 1) this.collectIfDue(replica, key, nowUs);
  }

  /** What another leader knew of a key is nothing to keep where there is no record. */
  merged(leader: number, key: number, nowUs: number): void {
    const { records } = this.parts.replicas[leader];
    if (records.single(key) === -1 && records.knownCount(key) > 0) this.forget(leader, key, [], nowUs);
  }

  wiped(replica: number): void {
    this.isDead[replica].fill(0);
    this.held[replica] = 0;
  }

  /** The timer went off. */
  collect(nowUs: number): void {
    this.hasTimer = false;
    if (this.parts.rule.kind === 'grace') this.collectAllDue(nowUs);
    else this.collectAllKnown(nowUs);
    this.setTimer(nowUs);
  }

  private setTimer(nowUs: number): void {
    if (this.hasTimer || this.first === this.waiting.length) return;
    this.hasTimer = true;
    const { rule, port } = this.parts;
    const acceptedUs = this.acceptedUs.get(this.waiting[this.first]) ?? nowUs;
    const roundUs = Math.max(leastRoundUs, Math.floor((nowUs - acceptedUs) / patience));
    port.setTimer(rule.kind === 'grace' ? acceptedUs + rule.keepUs : nowUs + roundUs);
  }

  private collectAllDue(nowUs: number): void {
    const { ops, replicas } = this.parts;
    const { waiting } = this;
    while (this.first < waiting.length && this.isDue(waiting[this.first], nowUs)) {
      const key = ops.keyOf(waiting[this.first++]);
      for (const replica of replicas.keys()) {
        if (this.isDead[replica][key] === 1) this.collectIfDue(replica, key, nowUs);
      }
    }
  }

  private collectIfDue(replica: number, key: number, nowUs: number): void {
    const deletes = this.parts.replicas[replica].records.versions(key);
    if (deletes.every((op) => this.isDue(op, nowUs))) this.forget(replica, key, deletes, nowUs);
  }

  private isDue(op: number, nowUs: number): boolean {
    const { rule } = this.parts;
    return rule.kind === 'grace' && (this.acceptedUs.get(op) ?? Infinity) + rule.keepUs <= nowUs;
  }

  private collectAllKnown(nowUs: number): void {
    const { ops, port, replicas } = this.parts;
    const held = this.waiting.filter((op) => {
      const key = ops.keyOf(op);
      return replicas.some(({ records }) => records.versions(key).includes(op));
    });
    this.waiting = held;
    const answering = port.listAnswering();
    if (answering === null) return;
    const known = held.filter((op) => {
      const key = ops.keyOf(op);
      return answering.every((replica) => this.isDead[replica][key] === 1 && replicas[replica].knows(op));
    });
    if (known.length === 0) return;
    const onTheirWay = port.listKeysOnTheirWay();
    for (const op of known) {
      const key = ops.keyOf(op);
      if (onTheirWay.has(key)) continue;
      const deletes = new Set(answering.flatMap((replica) => replicas[replica].records.versions(key)));
      const isKnown = [...deletes].every((each) => answering.every((replica) => replicas[replica].knows(each)));
      if (!isKnown) continue;
      for (const replica of answering) {
        if (this.isDead[replica][key] === 1) {
          this.forget(replica, key, replicas[replica].records.versions(key), nowUs);
        }
      }
    }
    this.waiting = held.filter((op) => this.isDead.some((dead) => dead[ops.keyOf(op)] === 1));
  }

  private forget(replica: number, key: number, deletes: readonly number[], nowUs: number): void {
    const { fingerprint, replicas, tracer, witness } = this.parts;
    const forgotten = [...deletes];
    const latest = replicas[replica].latestKnown(key);
    witness.collect(replica, key, forgotten, (op) => replicas[replica].knows(op));
    replicas[replica].records.forget(key);
    if (forgotten.length > 0) this.collected++;
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.collect, replica, key, forgotten.length);
    for (const op of forgotten.length > 0 ? forgotten : [latest]) tracer?.tombstone('collect', nowUs, replica, op, op);
    this.note(replica, key);
  }

  /** Counts what a replica holds of a key now. */
  private note(replica: number, key: number): void {
    const { ops, replicas } = this.parts;
    const { records } = replicas[replica];
    const single = records.single(key);
    const isDead =
      single >= 0 ? ops.isDelete(single) : single === -2 && records.versions(key).every((op) => ops.isDelete(op));
    const dead = this.isDead[replica];
    if (isDead === (dead[key] === 1)) return;
    dead[key] = isDead ? 1 : 0;
    this.held[replica] += isDead ? 1 : -1;
    this.peak = Math.max(this.peak, this.held[replica]);
  }
}

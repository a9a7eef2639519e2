/**
 * Unique slots: values that only one row may have, such as a room at an hour.
 *
 * Each leader has an index of the values in its own records and refuses what is taken there. Two that do not
 * hear of each other can still give one value to two rows. Every leader sees that when the other row arrives;
 * the one that accepted a write speaks for it, so a client is told once, and a write is taken back once, by a
 * delete that travels like any other. An index of rows in place of a rule for keys: no choice between versions
 * of one row can see this.
 */
import type { Fingerprint } from '../base/fingerprint.js';
import { PairSet } from '../record/pair-set.js';
import type { Tracer } from '../record/tracer.js';
import { compareStamps } from '../resolution/contract.js';
import type { UniqueRule } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { FollowUp } from './follow-up.js';
import type { Replica } from './replica.js';

/** State changes as the fingerprint sees them. */
const marks = { collide: 211 } as const;

/** What {@link UniqueSlots} needs. */
export interface UniqueSlotsParts {
  readonly rule: UniqueRule;
  /** Leaders first. */
  readonly replicas: readonly Replica[];
  readonly leaders: number;
  readonly ops: OpLog;
  /** What a write wrote; null for a delete. */
  readonly valueOf: (op: number) => string | null;
  /** The leader deletes the row of a write that it accepted, and that lost its slot. */
  readonly takeBack: (leader: number, op: number, nowUs: number) => void;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** Who holds which value, leader by leader. */
export class UniqueSlots implements FollowUp {
  /** Writes refused because their value was taken. */
  refused = 0;
  /** Distinct pairs of writes that met with one value in two rows. */
  readonly collisions = new PairSet();
  /** Writes whose clients were told afterwards. */
  readonly told = new Set<number>();
  /** Writes that were taken back. */
  readonly takenBack = new Set<number>();
  private readonly parts: UniqueSlotsParts;
  private readonly indexes: readonly SlotIndex[];

  constructor(parts: UniqueSlotsParts) {
    this.parts = parts;
    this.indexes = Array.from({ length: parts.leaders }, () => new SlotIndex());
  }

  /** Whether another row has this value already, as far as a leader knows. */
  isTaken(leader: number, key: number, value: string): boolean {
    return this.indexes[leader].holdersOf(value).some((holder) => holder !== key);
  }

  accepted(leader: number, op: number): void {
    this.refresh(leader, this.parts.ops.keyOf(op));
  }

  applied(replica: number, op: number, isStored: boolean, nowUs: number): void {
    if (replica >= this.parts.leaders || !isStored) return;
    const key = this.parts.ops.keyOf(op);
    this.refresh(replica, key);
    const value = this.parts.valueOf(op);
    if (value === null || !this.holds(replica, key).includes(op)) return;
    for (const holder of this.indexes[replica].holdersOf(value)) {
      if (holder === key) continue;
      const rivals = this.holds(replica, holder).filter((rival) => this.parts.valueOf(rival) === value);
      for (const rival of rivals) this.collide(replica, op, rival, nowUs);
    }
  }

  merged(): void {
    // What a merge stored was applied.
  }

  wiped(replica: number): void {
    this.indexes[replica].clear();
  }

  private collide(leader: number, op: number, rival: number, nowUs: number): void {
    const { fingerprint, ops, rule, tracer } = this.parts;
    this.collisions.add(op, rival);
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.collide, leader, op, rival);
    tracer?.collide(nowUs, leader, op, rival, rule);
    if (rule === 'keep-both') return;
    const later = compareStamps(op, rival, ops) > 0 ? op : rival;
    for (const each of rule === 'tell-both' ? [op, rival] : [later]) {
      if (ops.leaderOf(each) !== leader) continue;
      this.told.add(each);
      if (rule !== 'take-back') continue;
      this.takenBack.add(each);
      this.parts.takeBack(leader, each, nowUs);
    }
  }

  private refresh(leader: number, key: number): void {
    const { valueOf } = this.parts;
    this.indexes[leader].set(key, this.holds(leader, key).flatMap((op) => valueOf(op) ?? []));
  }

  private holds(leader: number, key: number): readonly number[] {
    return this.parts.replicas[leader].records.versions(key);
  }
}

/** The values in one leader's records. */
class SlotIndex {
  private readonly values = new Map<number, readonly string[]>();
  private readonly holders = new Map<string, Set<number>>();

  /** The rows with a value, in order of their keys' numbers. */
  holdersOf(value: string): readonly number[] {
    return [...(this.holders.get(value) ?? [])].sort((x, y) => x - y);
  }

  /** A row has these values now. */
  set(key: number, values: readonly string[]): void {
    for (const value of this.values.get(key) ?? []) this.remove(value, key);
    this.values.set(key, values);
    for (const value of values) {
      const holders = this.holders.get(value);
      if (holders === undefined) this.holders.set(value, new Set([key]));
      else holders.add(key);
    }
  }

  clear(): void {
    this.values.clear();
    this.holders.clear();
  }

  private remove(value: string, key: number): void {
    const holders = this.holders.get(value);
    holders?.delete(key);
    if (holders?.size === 0) this.holders.delete(value);
  }
}

/** What the protocol of a single leader tells its witness, as a list that tests can read. */
import { Leadership, type DiscardCause } from '../../src/sim/record/leadership.js';
import type { LeadershipWitness } from '../../src/sim/replication/single-leader/port.js';

/** One thing that it was told. */
export type LeadershipNote =
  | { readonly kind: 'suspect'; readonly by: number; readonly suspect: number; readonly atUs: number }
  | { readonly kind: 'elect' | 'depose'; readonly leader: number; readonly term: number; readonly atUs: number }
  | {
      readonly kind: 'discard';
      readonly member: number;
      readonly op: number;
      readonly position: number;
      readonly cause: DiscardCause;
      readonly atUs: number;
    }
  | { readonly kind: 'diverge'; readonly member: number; readonly leader: number; readonly atUs: number }
  | { readonly kind: 'demote' | 'restore'; readonly leader: number; readonly follower: number; readonly atUs: number }
  | { readonly kind: 'degrade'; readonly leader: number; readonly missing: number; readonly atUs: number }
  | { readonly kind: 'shoot'; readonly by: number; readonly target: number; readonly atUs: number }
  | { readonly kind: 'admit'; readonly member: number; readonly incarnation: number; readonly atUs: number };

/** Writes down all it is told, and has it counted. */
export class LeadershipNotes implements LeadershipWitness {
  readonly list: LeadershipNote[] = [];
  readonly leadership: Leadership;
  /** Called at each election, before the leader has said anything to others. */
  onElect: (leader: number, term: number) => void = () => undefined;

  constructor(isAlive: (member: number) => boolean) {
    this.leadership = new Leadership(isAlive);
  }

  /** All of one kind. */
  of<K extends LeadershipNote['kind']>(kind: K): readonly Extract<LeadershipNote, { kind: K }>[] {
    return this.list.filter((note): note is Extract<LeadershipNote, { kind: K }> => note.kind === kind);
  }

  suspect(by: number, suspect: number, atUs: number): void {
    this.list.push({ kind: 'suspect', by, suspect, atUs });
    this.leadership.suspect(by, suspect, atUs);
  }

  elect(leader: number, term: number, atUs: number): void {
    this.list.push({ kind: 'elect', leader, term, atUs });
    this.leadership.elect(leader, term, atUs);
    this.onElect(leader, term);
  }

  lease(leader: number, untilClockUs: number, atUs: number): void {
    this.leadership.lease(leader, untilClockUs, atUs);
  }

  depose(leader: number, term: number, atUs: number): void {
    this.list.push({ kind: 'depose', leader, term, atUs });
    this.leadership.depose(leader, term, atUs);
  }

  discard(member: number, op: number, position: number, cause: DiscardCause, atUs: number): void {
    this.list.push({ kind: 'discard', member, op, position, cause, atUs });
    this.leadership.discard(member, op, position, cause, atUs);
  }

  diverge(member: number, leader: number, atUs: number): void {
    this.list.push({ kind: 'diverge', member, leader, atUs });
    this.leadership.diverge(member, leader, atUs);
  }

  demote(leader: number, follower: number, atUs: number): void {
    this.list.push({ kind: 'demote', leader, follower, atUs });
    this.leadership.demote(leader, follower, atUs);
  }

  restore(leader: number, follower: number, atUs: number): void {
    this.list.push({ kind: 'restore', leader, follower, atUs });
    this.leadership.restore(leader, follower, atUs);
  }

  degrade(leader: number, missing: number, atUs: number): void {
    this.list.push({ kind: 'degrade', leader, missing, atUs });
    this.leadership.degrade(leader, missing, atUs);
  }

  acknowledge(
    write: { readonly leader: number; readonly op: number; readonly term: number; readonly missing: number },
    atUs: number,
  ): void {
    this.leadership.acknowledge(write, atUs);
  }

  shoot(by: number, target: number, atUs: number): void {
    this.list.push({ kind: 'shoot', by, target, atUs });
    this.leadership.shoot(by, target, atUs);
  }

  admit(member: number, incarnation: number, atUs: number): void {
    this.list.push({ kind: 'admit', member, incarnation, atUs });
    this.leadership.admit(member, incarnation, atUs);
  }
}

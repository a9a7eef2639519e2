/** The journal of leadership: each change goes into the fingerprint, and to those who keep count or a trace. */
import type { Fingerprint } from '../../base/fingerprint.js';
import type { DiscardCause } from '../../record/leadership.js';
import type { LeadershipWitness } from './port.js';

/** State changes as the fingerprint sees them. */
const marks = {
  suspect: 230,
  elect: 231,
  depose: 232,
  discard: 233,
  diverge: 234,
  demote: 235,
  restore: 236,
  degrade: 237,
  acknowledge: 238,
  shoot: 239,
  admit: 240,
  lease: 259,
} as const;

/** Passes on what it is told. */
export class LeadershipJournal implements LeadershipWitness {
  private readonly fingerprint: Fingerprint;
  private readonly listeners: readonly LeadershipWitness[];

  constructor(fingerprint: Fingerprint, listeners: readonly LeadershipWitness[]) {
    this.fingerprint = fingerprint;
    this.listeners = listeners;
  }

  suspect(by: number, suspect: number, atUs: number): void {
    this.note(marks.suspect, by, suspect, 0, atUs);
    for (const listener of this.listeners) listener.suspect(by, suspect, atUs);
  }

  elect(leader: number, term: number, atUs: number): void {
    this.note(marks.elect, leader, term, 0, atUs);
    for (const listener of this.listeners) listener.elect(leader, term, atUs);
  }

  lease(leader: number, untilClockUs: number, atUs: number): void {
    this.note(marks.lease, leader, 0, 0, atUs);
    this.fingerprint.addTime(untilClockUs);
    for (const listener of this.listeners) listener.lease(leader, untilClockUs, atUs);
  }

  depose(leader: number, term: number, atUs: number): void {
    this.note(marks.depose, leader, term, 0, atUs);
    for (const listener of this.listeners) listener.depose(leader, term, atUs);
  }

  discard(member: number, op: number, position: number, cause: DiscardCause, atUs: number): void {
    this.note(marks.discard, member, op, position, atUs);
    for (const listener of this.listeners) listener.discard(member, op, position, cause, atUs);
  }

  diverge(member: number, leader: number, atUs: number): void {
    this.note(marks.diverge, member, leader, 0, atUs);
    for (const listener of this.listeners) listener.diverge(member, leader, atUs);
  }

  demote(leader: number, follower: number, atUs: number): void {
    this.note(marks.demote, leader, follower, 0, atUs);
    for (const listener of this.listeners) listener.demote(leader, follower, atUs);
  }

  restore(leader: number, follower: number, atUs: number): void {
    this.note(marks.restore, leader, follower, 0, atUs);
    for (const listener of this.listeners) listener.restore(leader, follower, atUs);
  }

  degrade(leader: number, missing: number, atUs: number): void {
    this.note(marks.degrade, leader, missing, 0, atUs);
    for (const listener of this.listeners) listener.degrade(leader, missing, atUs);
  }

  acknowledge(
    write: { readonly leader: number; readonly op: number; readonly term: number; readonly missing: number },
    atUs: number,
  ): void {
    this.note(marks.acknowledge, write.leader, write.op, write.missing, atUs);
    for (const listener of this.listeners) listener.acknowledge(write, atUs);
  }

  shoot(by: number, target: number, atUs: number): void {
    this.note(marks.shoot, by, target, 0, atUs);
    for (const listener of this.listeners) listener.shoot(by, target, atUs);
  }

  admit(member: number, incarnation: number, atUs: number): void {
    this.note(marks.admit, member, incarnation, 0, atUs);
    for (const listener of this.listeners) listener.admit(member, incarnation, atUs);
  }

  private note(mark: number, who: number, a: number, b: number, atUs: number): void {
    this.fingerprint.addTime(atUs);
    this.fingerprint.add(mark, who, a, b);
  }
}

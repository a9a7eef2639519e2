/** Intake of a leader's log: where it parts from the own one, what is thrown away for it, and what is answered. */
import type { Append } from './message.js';
import type { Member } from './member.js';

/** A follower at work. */
export class LogIntake {
  private readonly member: Member;
  /** The log is that leader's up to here. */
  private receivedTo = 0;
  /** The last sending taken in; null while there is none to answer. */
  private last: { readonly leader: number; readonly message: Append } | null = null;
  /** What the flush under way will have written. */
  private flushingTo = 0;
  private answeredTo = 0;

  constructor(member: Member) {
    this.member = member;
  }

  /** Forgets whose log this one agrees with. */
  forget(): void {
    this.receivedTo = 0;
    this.answeredTo = 0;
    this.last = null;
  }

  take(leader: number, message: Append, nowUs: number): void {
    const { member } = this;
    const { log } = member;
    if (this.last?.message.term !== message.term) this.forget();
    this.last = { leader, message };
    const { previous, previousTerm } = message;
    if (previous > log.end || log.termAt(previous) !== previousTerm) {
      this.deny(leader, message);
      return;
    }
    if (!this.append(leader, message, nowUs)) return;
    this.receivedTo = Math.max(this.receivedTo, previous + message.ops.length);
    const committed = Math.min(message.commitTo, this.receivedTo);
    member.copy.commitTo = Math.max(member.copy.commitTo, committed);
    if (this.receivedTo >= message.logEnd) member.isComplete = true;
    this.beginFlush(nowUs);
    member.copy.offerApply();
    this.answer();
  }

  /** A flush has ended. */
  endFlush(nowUs: number): void {
    const { log } = this.member;
    log.flushedTo = Math.max(log.flushedTo, Math.min(this.flushingTo, log.end));
    this.beginFlush(nowUs);
    this.member.copy.offerApply();
    this.answerAgain();
  }

  /** The leader is told if it can count on more than it was last told. */
  answerAgain(): void {
    if (this.last !== null && this.safeTo() > this.answeredTo) this.answer();
  }

  /** Takes entries in; false if the log departs from them, and that needs a person. */
  private append(leader: number, { previous, ops, terms }: Append, nowUs: number): boolean {
    const { member } = this;
    const { log } = member;
    for (let i = 0; i < ops.length; i++) {
      const position = previous + 1 + i;
      if (position <= log.end && log.termAt(position) === terms[i]) continue;
      if (position <= log.end) {
        if (member.rules.rejoin.kind === 'refuse') {
          member.diverge(leader, position - 1, nowUs);
          return false;
        }
        member.copy.truncate(position - 1, 'rewound', nowUs);
      }
      log.append(terms[i], ops[i]);
    }
    return true;
  }

  private beginFlush(nowUs: number): void {
    const { log, rules, alarms } = this.member;
    if (log.flushedTo === log.end) return;
    if (rules.flushUs === 0) {
      log.flushedTo = log.end;
      return;
    }
    if (alarms.isSet('flush')) return;
    this.flushingTo = log.end;
    alarms.set('flush', nowUs + rules.flushUs);
  }

  private deny(leader: number, { term, round, clockUs, previous, previousTerm }: Append): void {
    const { member } = this;
    const { log, incarnation } = member;
    const receivedTo = previous > log.end ? log.end : log.lastOfTerm(previousTerm, previous - 1);
    member.send(leader, {
      kind: 'appended',
      term,
      round,
      clockUs,
      isMatch: false,
      receivedTo,
      receivedTerm: log.termAt(receivedTo),
      matchTo: 0,
      isCaughtUp: false,
      incarnation,
    });
  }

  private answer(): void {
    if (this.last === null) return;
    const { member, receivedTo } = this;
    const { leader, message } = this.last;
    this.answeredTo = this.safeTo();
    member.send(leader, {
      kind: 'appended',
      term: message.term,
      round: message.round,
      clockUs: message.clockUs,
      isMatch: true,
      receivedTo,
      receivedTerm: member.log.termAt(receivedTo),
      matchTo: this.answeredTo,
      isCaughtUp: receivedTo >= message.logEnd,
      incarnation: member.incarnation,
    });
  }

  /** How far the leader may count on this copy. */
  private safeTo(): number {
    const { log, rules, copy } = this.member;
    const { level } = rules;
    const safe = level === 'received' ? log.end : level === 'flushed' ? log.flushedTo : copy.appliedTo;
    return Math.min(this.receivedTo, safe);
  }
}

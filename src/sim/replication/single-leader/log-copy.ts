/** A member's copy: its log, how much of that is committed, and how much is applied. */
import type { DiscardCause } from '../../record/leadership.js';
import { MemberLog } from './member-log.js';
import type { LeadershipWitness, SingleLeaderPort } from './port.js';

/** What stands in a member's log and database. */
export class LogCopy {
  readonly log = new MemberLog();
  commitTo = 0;
  private readonly member: number;
  /** Members apply what is committed; else what they have flushed. */
  private readonly appliesCommitted: boolean;
  private readonly port: SingleLeaderPort;
  private readonly witness: LeadershipWitness;
  private applied = 0;
  /** What was handed over to be applied. */
  private handedTo = 0;

  constructor(parts: {
    readonly member: number;
    readonly appliesCommitted: boolean;
    readonly port: SingleLeaderPort;
    readonly witness: LeadershipWitness;
  }) {
    this.member = parts.member;
    this.appliesCommitted = parts.appliesCommitted;
    this.port = parts.port;
    this.witness = parts.witness;
  }

  get appliedTo(): number {
    return this.applied;
  }

  /** Hands over what may be applied now. */
  offerApply(): void {
    const to = this.appliesCommitted ? this.commitTo : this.log.flushedTo;
    if (to <= this.handedTo) return;
    const after = this.handedTo;
    this.handedTo = to;
    this.port.apply(this.member, after, to);
  }

  /** What was handed over is applied, up to a position. */
  noteApplied(to: number): void {
    this.applied = Math.max(this.applied, Math.min(to, this.handedTo));
  }

  /**
   * Cuts the log back, and takes back what was applied of that. The witness is told of writes after
   * `reportedAfter`; of those before, the same ones will come again.
   */
  truncate(to: number, cause: DiscardCause, nowUs: number, reportedAfter = to): void {
    const { log, member } = this;
    if (log.end <= to) return;
    const isHanded = this.handedTo > to;
    if (isHanded) this.port.undo(member, to);
    for (let position = log.end; position > reportedAfter; position--) {
      const op = log.opAt(position);
      if (op >= 0) this.witness.discard(member, op, position, cause, nowUs);
    }
    log.truncate(to);
    this.applied = Math.min(this.applied, to);
    if (isHanded) this.handedTo = this.applied;
    this.commitTo = Math.min(this.commitTo, to);
  }

  /** Memory is lost; what was not flushed, too. */
  crash(nowUs: number): void {
    this.truncate(this.log.flushedTo, 'unflushed', nowUs);
    this.handedTo = this.applied;
    // Where a database holds what is committed only, it tells that much.
    this.commitTo = this.appliesCommitted ? this.applied : 0;
  }
}

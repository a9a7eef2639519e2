/**
 * Semi-synchronous replication: the followers that a leader waits for, and those that it has given up on.
 *
 * Those who answer first in a reign are waited for, until then the first by index.
 * A follower that keeps a write waiting for the timeout is demoted, and the most advanced of the others takes
 * its place, with a timeout of its own. Where none is left, the leader waits for fewer, in the end for nobody:
 * replication is then asynchronous, and no client is told. One that catches up is waited for again.
 *
 * @see MySQL Reference Manual, rpl_semi_sync_source_timeout
 */
import type { LeadershipWitness } from './port.js';
import type { Progress } from './progress.js';

/** Who must have a write before it is acknowledged. */
export class SyncFollowers {
  private readonly wanted: number;
  private readonly timeoutUs: number;
  private readonly leader: number;
  private readonly others: readonly Progress[];
  private readonly witness: LeadershipWitness;
  private sync: readonly Progress[];
  private readonly demoted = new Set<Progress>();
  private readonly heard = new Set<Progress>();
  /** When writes were taken in; those before {@link passed} wait no longer. */
  private takenAtUs: number[] = [];
  private passed = 0;
  /** The position of the first that waits. */
  private firstWaiting = 1;
  /** Nobody that is waited for now has been waited for since earlier. */
  private chosenAtUs: number;

  constructor(parts: {
    readonly wanted: number;
    readonly timeoutUs: number;
    readonly leader: number;
    readonly others: readonly Progress[];
    readonly witness: LeadershipWitness;
    readonly nowUs: number;
  }) {
    this.wanted = parts.wanted;
    this.timeoutUs = parts.timeoutUs;
    this.leader = parts.leader;
    this.others = parts.others;
    this.witness = parts.witness;
    this.chosenAtUs = parts.nowUs;
    this.sync = parts.others.slice(0, parts.wanted);
  }

  /** So many followers fewer are waited for than wanted. */
  get missing(): number {
    return this.wanted - this.sync.length;
  }

  /** The last position that all who are waited for have. */
  reachedTo(logEnd: number): number {
    return this.sync.reduce((to, { matchTo }) => Math.min(to, matchTo), logEnd);
  }

  /** The leader took in a write. */
  noteTaken(position: number, nowUs: number): void {
    if (!this.isWaiting) {
      this.takenAtUs = [];
      this.passed = 0;
      this.firstWaiting = position;
    }
    this.takenAtUs.push(nowUs);
  }

  /** Everything up to a position has been acknowledged. */
  noteAcknowledged(to: number): void {
    const passing = Math.min(this.takenAtUs.length - this.passed, to + 1 - this.firstWaiting);
    if (passing <= 0) return;
    this.passed += passing;
    this.firstWaiting += passing;
    if (2 * this.passed < this.takenAtUs.length) return;
    this.takenAtUs = this.takenAtUs.slice(this.passed);
    this.passed = 0;
  }

  /** When the patience for the oldest write that waits is at its end; Infinity where none waits. */
  get deadlineUs(): number {
    if (!this.isWaiting) return Infinity;
    return Math.max(this.takenAtUs[this.passed], this.chosenAtUs) + this.timeoutUs;
  }

  /** The patience is at its end: whoever has not the oldest write is demoted. */
  expire(nowUs: number): void {
    if (nowUs < this.deadlineUs) return;
    for (const follower of this.sync) {
      if (follower.matchTo >= this.firstWaiting) continue;
      this.demoted.add(follower);
      this.witness.demote(this.leader, follower.member, nowUs);
    }
    this.chooseAnew(nowUs);
  }

  /** A follower has answered: it takes the place of one that has not yet. */
  noteHeard(follower: Progress, nowUs: number): void {
    if (this.heard.has(follower)) return;
    this.heard.add(follower);
    const silent = this.sync.find((chosen) => !this.heard.has(chosen));
    if (silent === undefined || this.sync.includes(follower)) return;
    this.sync = this.sync.map((chosen) => (chosen === silent ? follower : chosen));
    this.chosenAtUs = nowUs;
  }

  /** A follower had all that there was. */
  noteCaughtUp(follower: Progress, nowUs: number): void {
    if (!this.demoted.delete(follower)) return;
    this.witness.restore(this.leader, follower.member, nowUs);
    if (this.missing > 0) this.chooseAnew(nowUs);
  }

  private get isWaiting(): boolean {
    return this.passed < this.takenAtUs.length;
  }

  /** Keeps those who are waited for and not demoted, and adds the most advanced of the others. */
  private chooseAnew(nowUs: number): void {
    const missingBefore = this.missing;
    const kept = this.sync.filter((follower) => !this.demoted.has(follower));
    const spare = this.others
      .filter((follower) => !kept.includes(follower) && !this.demoted.has(follower))
      .sort((a, b) => b.matchTo - a.matchTo || a.member - b.member);
    this.sync = [...kept, ...spare].slice(0, this.wanted);
    this.chosenAtUs = nowUs;
    if (this.missing !== missingBefore) this.witness.degrade(this.leader, this.missing, nowUs);
  }
}

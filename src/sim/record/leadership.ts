/** Leadership: who led when, what it cost when that changed, and how truly it was suspected. */
import type { DiscardCause } from '../base/discard-cause.js';

export type { DiscardCause };

/** What it all came to. Times in microseconds. */
export interface LeadershipSummary {
  /** Members that began to lead, the first one counted. */
  readonly elections: number;
  /** Those that took over from another member. */
  readonly failovers: number;
  /** The latest term that had a leader. */
  readonly lastTerm: number;
  /** Most that led at a time. A leader whose lease has ended does not lead: it takes no writes. */
  readonly mostLeaders: number;
  readonly withoutLeaderUs: number;
  readonly longestWithoutLeaderUs: number;
  /** With two leaders or more: split brain, where both take writes. */
  readonly severalLeadersUs: number;
  readonly suspicions: number;
  /** Suspects that were alive: they stood still, or were not heard. */
  readonly falseSuspicions: number;
  /** Entries with writes that members threw away, by cause. */
  readonly discarded: Readonly<Record<DiscardCause, number>>;
  readonly divergences: number;
  readonly demotions: number;
  readonly restorations: number;
  /** Writes acknowledged with fewer copies than asked for, and for how long that was so. */
  readonly acknowledgedDegraded: number;
  readonly degradedUs: number;
  /** Writes that an old leader acknowledged after a later term had a leader. */
  readonly acknowledgedStale: number;
  /** Members that were switched off. */
  readonly shots: number;
}

/** The true time, from one on, when a member's clock reads so much, if nothing sets it before. */
export type WhenReads = (member: number, readingUs: number, fromUs: number) => number;

/** Counts what it is told of. Structurally the witness of replication with a single leader. */
export class Leadership {
  private readonly isAlive: (member: number) => boolean;
  /** Null where there are no leases. */
  private readonly whenReads: WhenReads | null;
  /** Who leads; under a lease, with what its clock reads when that ends. */
  private readonly leaders = new Map<number, number>();
  /** Leaders that acknowledge with too few copies, and since when. */
  private readonly degraded = new Map<number, number>();
  private lastLeader = -1;
  private elections = 0;
  private failovers = 0;
  private lastTerm = 0;
  private mostLeaders = 0;
  private changedAtUs = 0;
  private leaderlessSinceUs = 0;
  private withoutLeaderUs = 0;
  private longestWithoutLeaderUs = 0;
  private severalLeadersUs = 0;
  private suspicions = 0;
  private falseSuspicions = 0;
  private readonly discarded = { rewound: 0, copied: 0, unflushed: 0, wiped: 0 };
  private divergences = 0;
  private demotions = 0;
  private restorations = 0;
  private degradedWrites = 0;
  private staleWrites = 0;
  private degradedUs = 0;
  private shots = 0;

  /** `isAlive` tells the truth about a member: it has not crashed, whether it stands still or is cut off. */
  constructor(isAlive: (member: number) => boolean, whenReads: WhenReads | null = null) {
    this.isAlive = isAlive;
    this.whenReads = whenReads;
  }

  /** Somebody suspects a member, or, where it knows no leader, nobody (−1). */
  suspect(_by: number, suspect: number, _atUs: number): void {
    this.suspicions++;
    if (suspect >= 0 && this.isAlive(suspect)) this.falseSuspicions++;
  }

  elect(leader: number, term: number, atUs: number): void {
    this.passTime(atUs);
    this.elections++;
    if (this.lastLeader >= 0 && this.lastLeader !== leader) this.failovers++;
    this.lastLeader = leader;
    this.lastTerm = Math.max(this.lastTerm, term);
    if (this.whenReads === null) this.beginLeading(leader, Infinity);
  }

  /** A leader takes writes until its clock reads so much. */
  lease(leader: number, untilClockUs: number, atUs: number): void {
    this.passTime(atUs);
    if (this.whenReads === null) return;
    if (this.whenReads(leader, untilClockUs, atUs) > atUs) this.beginLeading(leader, untilClockUs);
    else this.endLeading(leader, atUs);
  }

  depose(leader: number, _term: number, atUs: number): void {
    this.passTime(atUs);
    this.endLeading(leader, atUs);
    this.endDegradation(leader, atUs);
  }

  discard(_member: number, _op: number, _position: number, cause: DiscardCause, _atUs: number): void {
    this.discarded[cause]++;
  }

  diverge(_member: number, _leader: number, _atUs: number): void {
    this.divergences++;
  }

  demote(_leader: number, _follower: number, _atUs: number): void {
    this.demotions++;
  }

  restore(_leader: number, _follower: number, _atUs: number): void {
    this.restorations++;
  }

  /** A leader waits for so many copies fewer than asked for. */
  degrade(leader: number, missing: number, atUs: number): void {
    if (missing === 0) this.endDegradation(leader, atUs);
    else if (!this.degraded.has(leader)) this.degraded.set(leader, atUs);
  }

  acknowledge(write: { readonly term: number; readonly missing: number }, _atUs: number): void {
    if (write.missing > 0) this.degradedWrites++;
    if (write.term < this.lastTerm) this.staleWrites++;
  }

  shoot(_by: number, _target: number, _atUs: number): void {
    this.shots++;
  }

  admit(_member: number, _incarnation: number, _atUs: number): void {
    // A set of voters changes nothing of what is summed up here.
  }

  /** All of it, up to a time. */
  summarize(atUs: number): LeadershipSummary {
    this.passTime(atUs);
    for (const [leader, sinceUs] of this.degraded) {
      this.degradedUs += atUs - sinceUs;
      this.degraded.set(leader, atUs);
    }
    const { elections, failovers, lastTerm, mostLeaders } = this;
    const { withoutLeaderUs, longestWithoutLeaderUs, severalLeadersUs } = this;
    const { suspicions, falseSuspicions, divergences, demotions, restorations, degradedUs, shots } = this;
    return {
      elections,
      failovers,
      lastTerm,
      mostLeaders,
      withoutLeaderUs,
      longestWithoutLeaderUs,
      severalLeadersUs,
      suspicions,
      falseSuspicions,
      discarded: { ...this.discarded },
      divergences,
      demotions,
      restorations,
      acknowledgedDegraded: this.degradedWrites,
      acknowledgedStale: this.staleWrites,
      degradedUs,
      shots,
    };
  }

  private beginLeading(leader: number, untilClockUs: number): void {
    this.leaders.set(leader, untilClockUs);
    this.mostLeaders = Math.max(this.mostLeaders, this.leaders.size);
  }

  private endLeading(leader: number, atUs: number): void {
    if (this.leaders.delete(leader) && this.leaders.size === 0) this.leaderlessSinceUs = atUs;
  }

  /** Time passes, and leases end in it, in their order. */
  private passTime(atUs: number): void {
    if (this.whenReads !== null) this.endLeases(this.whenReads, atUs);
    this.addTime(atUs);
  }

  private endLeases(whenReads: WhenReads, atUs: number): void {
    const fromUs = this.changedAtUs;
    const ends = [...this.leaders].map(([leader, until]) => ({ leader, endUs: whenReads(leader, until, fromUs) }));
    for (const { leader, endUs } of ends.sort((a, b) => a.endUs - b.endUs)) {
      if (endUs > atUs) return;
      this.addTime(endUs);
      this.endLeading(leader, endUs);
    }
  }

  private addTime(atUs: number): void {
    const passedUs = atUs - this.changedAtUs;
    this.changedAtUs = atUs;
    if (this.leaders.size > 1) this.severalLeadersUs += passedUs;
    if (this.leaders.size > 0) return;
    this.withoutLeaderUs += passedUs;
    this.longestWithoutLeaderUs = Math.max(this.longestWithoutLeaderUs, atUs - this.leaderlessSinceUs);
  }

  private endDegradation(leader: number, atUs: number): void {
    const sinceUs = this.degraded.get(leader);
    if (sinceUs === undefined) return;
    this.degradedUs += atUs - sinceUs;
    this.degraded.delete(leader);
  }
}

/** What certification came to, for the report. */
import type { CertificationSummary } from '../report.js';
import type { LeadershipWitness } from '../replication/single-leader/port.js';

/** A member as it is counted. */
export interface CountedMember {
  readonly appliedTo: number;
  readonly deliveredTo: number;
  readonly remembered: number;
  readonly flow: { readonly pauses: number };
}

/** Counts verdicts once, whoever comes to them, and looks at members in passing. */
export class CertificationCounts {
  /** Of the consensus, only elections are counted. */
  readonly leadership: LeadershipWitness;
  private readonly committed: number[];
  private readonly conflicts: number[];
  private countedTo = 0;
  private tooOld = 0;
  private mostBehind = 0;
  private mostRemembered = 0;
  private elections = 0;

  constructor(members: number) {
    this.committed = Array.from({ length: members }, () => 0);
    this.conflicts = Array.from({ length: members }, () => 0);
    const nothing = (): void => undefined;
    this.leadership = {
      elect: () => void this.elections++,
      suspect: nothing,
      lease: nothing,
      depose: nothing,
      discard: nothing,
      diverge: nothing,
      demote: nothing,
      restore: nothing,
      degrade: nothing,
      acknowledge: nothing,
      shoot: nothing,
      admit: nothing,
    };
  }

  /** A member came to a verdict; the others come to the same. */
  noteVerdict(position: number, verdict: 'commits' | 'conflict' | 'too-old', origin: number): void {
    if (position <= this.countedTo) return;
    this.countedTo = position;
    if (verdict === 'commits') this.committed[origin]++;
    else this.conflicts[origin]++;
    if (verdict === 'too-old') this.tooOld++;
  }

  /** How a member stands now. */
  noteMember({ appliedTo, deliveredTo, remembered }: CountedMember): void {
    this.mostBehind = Math.max(this.mostBehind, deliveredTo - appliedTo);
    this.mostRemembered = Math.max(this.mostRemembered, remembered);
  }

  /** All of it. */
  report(members: readonly CountedMember[], names: readonly string[]): CertificationSummary {
    const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
    const committed = sum(this.committed);
    const aborted = sum(this.conflicts);
    return {
      committed,
      aborted,
      abortRate: committed + aborted === 0 ? null : aborted / (committed + aborted),
      tooOld: this.tooOld,
      mostBehind: this.mostBehind,
      mostRemembered: this.mostRemembered,
      flowPauses: sum(members.map(({ flow }) => flow.pauses)),
      elections: this.elections,
      byRegion: members.map((_, member) => ({
        region: names[member],
        committed: this.committed[member],
        aborted: this.conflicts[member],
      })),
    };
  }
}

/**
 * Who may vote: members with the disk on which they keep their promises.
 *
 * A member that lost its disk has forgotten whom it voted for and what it acknowledged. Counted as if
 * nothing had happened, it could help to elect two leaders of a term, or one without an acknowledged write.
 * So it comes back as another incarnation, which is in no set: the leader takes the old one out by an entry
 * of the log, brings the new one up to date, and takes that in by another. Sets that follow each other differ
 * by one voter, so that a majority of one and a majority of the other have a member in common.
 *
 * @see Ongaro, Consensus: Bridging Theory and Practice, 2014, section 4.1
 */

/** By member: the incarnation that votes, −1 where none does. */
export type VoterSet = readonly number[];

/** Sets by number; 0 is everybody as they began. */
export class VoterSets {
  private readonly sets: VoterSet[];

  constructor(members: number) {
    this.sets = [Array.from({ length: members }, () => 0)];
  }

  at(set: number): VoterSet {
    return this.sets[set];
  }

  /** The number of the set in which one member votes as this incarnation, or not at all. */
  numberOf(before: number, member: number, incarnation: number): number {
    const wanted = this.sets[before].with(member, incarnation);
    const known = this.sets.findIndex((set) => set.every((value, i) => value === wanted[i]));
    return known >= 0 ? known : this.sets.push(wanted) - 1;
  }
}

/** Whether the members for which the test holds are a majority of the voters. */
export function isMajority(voters: VoterSet, holds: (member: number, incarnation: number) => boolean): boolean {
  let all = 0;
  let held = 0;
  for (let member = 0; member < voters.length; member++) {
    if (voters[member] < 0) continue;
    all++;
    if (holds(member, voters[member])) held++;
  }
  return 2 * held > all;
}

/** The greatest value that a majority of the voters has or exceeds. */
export function majorityValue(voters: VoterSet, valueOf: (member: number, incarnation: number) => number): number {
  const values: number[] = [];
  for (let member = 0; member < voters.length; member++) {
    if (voters[member] >= 0) values.push(valueOf(member, voters[member]));
  }
  values.sort((a, b) => b - a);
  return values[values.length >> 1];
}

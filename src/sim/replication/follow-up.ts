/** What replicas do once they have taken in a write. There is nothing to do in most runs. */

/** Told of every write that is taken in, after it was. */
export interface FollowUp {
  /** A leader accepted a client's write. */
  accepted(leader: number, op: number, nowUs: number): void;
  /** A replica took in a replicated write, whatever came of it; `isStored`: it is held now. */
  applied(replica: number, op: number, isStored: boolean, nowUs: number): void;
  /** A leader has merged another one's record of a key. */
  merged(leader: number, key: number, nowUs: number): void;
  /** A replica's disk is gone. */
  wiped(replica: number): void;
}

/** Tells several, one after the other. */
export function joinFollowUps(parts: readonly (FollowUp | null)[]): FollowUp | null {
  const followUps = parts.filter((each) => each !== null);
  if (followUps.length < 2) return followUps[0] ?? null;
  return {
    accepted: (leader, op, nowUs) => {
      for (const each of followUps) each.accepted(leader, op, nowUs);
    },
    applied: (replica, op, isStored, nowUs) => {
      for (const each of followUps) each.applied(replica, op, isStored, nowUs);
    },
    merged: (leader, key, nowUs) => {
      for (const each of followUps) each.merged(leader, key, nowUs);
    },
    wiped: (replica) => {
      for (const each of followUps) each.wiped(replica);
    },
  };
}

/** How many of a leader's writes each replica is to get: all, or those of the keys that it keeps. */
import type { Evidence } from '../check/oracle.js';
import type { World } from './world.js';

/** Counts by leader and replica; the leader's own do not matter. */
export function countCopiesDue(
  { ops, replicas }: World,
  { keeps }: Pick<Evidence, 'keeps'>,
): (leader: number, replica: number) => number {
  if (keeps === undefined) return (leader) => replicas[leader].accepted;
  const due = new Float64Array(replicas.length * replicas.length);
  for (let op = 0; op < ops.count; op++) {
    const row = ops.leaderOf(op) * replicas.length;
    const key = ops.keyOf(op);
    replicas.forEach((_, replica) => {
      if (keeps(replica, key)) due[row + replica]++;
    });
  }
  return (leader, replica) => due[leader * replicas.length + replica];
}

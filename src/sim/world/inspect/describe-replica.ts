/** What one replica holds of a key, and what it knows of it in the strategy's own terms. */
import { listValues } from '../../check/convergence.js';
import { mostListed, type Held, type HeldContext, type ReplicaInspection, type ReplicaRole } from '../../key-inspection.js';
import { ContextRecords } from '../../replication/context-records.js';
import { ContextLog } from '../../replication/context-log.js';
import type { Node } from '../node.js';
import type { World } from '../world.js';
import { describeWrite, nameCounts, nameEntries, type LookedAt } from './describe-write.js';

/** What is held, as a read there would return it. */
export function describeHeld(look: LookedAt, replica: number): Held {
  const { world, writes } = look;
  const { key } = writes;
  const { records, replicated } = world.replicas[replica];
  const versions = records.versions(key);
  const describe = (op: number) => describeWrite(look, op);
  if (replicated !== null) {
    const values = replicated.read(key);
    const beside = replicated.conflicts(key);
    if (values.length === 0 && versions.length === 0) return { kind: 'nothing' };
    const reflects = versions.slice(-mostListed).reverse().map(describe);
    return { kind: 'merged', values, beside, reflects, reflected: versions.length };
  }
  const [first, ...others] = versions;
  if (first === undefined) {
    const deletes = world.ledger.collected?.standingFor(replica, key) ?? [];
    return deletes.length === 0 ? { kind: 'nothing' } : { kind: 'forgotten', deletes: deletes.map(describe) };
  }
  if (others.length > 0) return { kind: 'siblings', versions: versions.map(describe) };
  return { kind: world.ops.isDelete(first) ? 'tombstone' : 'value', version: describe(first) };
}

/** What of it makes replicas the same. */
export function shownAt({ world, writes }: LookedAt, replica: number): string {
  const { key } = writes;
  const { records, replicated } = world.replicas[replica];
  const shown =
    replicated === null
      ? listValues(records.versions(key), (op) => world.valueOf(op))
      : [...replicated.read(key), ...(replicated.conflicts(key) ?? [])];
  return JSON.stringify(shown);
}

/** What it knows of the key. */
export function describeContext(look: LookedAt, replica: number): HeldContext {
  const { world, writes } = look;
  const { leadership, certification, sharedStorage } = world.strategies;
  if (leadership !== null) return describeLog(look, replica);
  if (certification !== null) {
    const { appliedTo, deliveredTo } = certification.group.members[replica];
    return { kind: 'order', appliedTo, end: deliveredTo };
  }
  if (sharedStorage !== null) {
    const { shown, log } = sharedStorage.redo.caches[replica];
    return { kind: 'redo', shown, received: log.length };
  }
  const { records, replicated } = world.replicas[replica];
  const { key } = writes;
  if (records instanceof ContextRecords && world.ops instanceof ContextLog) {
    return { kind: 'vector', clock: nameCounts(world, world.ops.countCovered(records.knownOf(key))) };
  }
  // What is known as a vector says too much where a delta was lost on the way.
  if (replicated !== null) return { kind: 'vector', clock: countMerged(world, replicated.listMerged(key)) };
  return { kind: 'vector', clock: nameEntries(look, (author) => records.knownEntry(key, author)) };
}

/** What a replica is to the key. */
export function roleOf({ world, writes }: LookedAt, replica: number): ReplicaRole {
  const { quorums, leadership, certification, sharedStorage } = world.strategies;
  if (world.nodes[replica].isFollower) return 'follower';
  if (leadership !== null) return leadership.view.copyAt(replica).leads ? 'leader' : 'member';
  if (quorums !== null) return quorums.placement.homesOf(writes.key).includes(replica) ? 'home' : 'other';
  if (certification !== null) return 'member';
  if (sharedStorage !== null) return sharedStorage.writer === replica ? 'writer' : 'reader';
  return 'leader';
}

/** Whether a machine answers. */
export function stateOf({ hasLeft, isUp, isPaused }: Node): ReplicaInspection['state'] {
  if (hasLeft) return 'left';
  if (!isUp) return 'down';
  return isPaused ? 'paused' : 'up';
}

function describeLog({ world, writes }: LookedAt, replica: number): HeldContext {
  const { leadership } = world.strategies;
  const held = world.replicas[replica].records.single(writes.key);
  if (leadership === null) return { kind: 'log', place: null, appliedTo: 0, end: 0, waits: null };
  const { states, view } = leadership;
  const { leads, appliedTo, end } = view.copyAt(replica);
  const place = held < 0 ? null : { term: states.termOf(held), index: states.positionOf(held) };
  const latest = leads ? leadership.latestTaken(replica, writes.key) : null;
  return { kind: 'log', place, appliedTo, end, waits: latest === held ? null : latest };
}

function countMerged(world: World, merged: readonly number[]): Readonly<Record<string, number>> {
  const counts = new Map<number, number>();
  for (const op of merged) {
    const author = world.ops.authorOf(op);
    counts.set(author, (counts.get(author) ?? 0) + 1);
  }
  return nameCounts(world, new Map([...counts].sort(([x], [y]) => x - y)));
}

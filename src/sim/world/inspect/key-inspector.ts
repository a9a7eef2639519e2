/** Looks at one key at every replica of a world. It asks everybody and tells nobody: a run is the same with it or without. */
import { judgeWrites } from '../../check/oracle.js';
import type { KeyInspection, ReplicaInspection } from '../../key-inspection.js';
import { collectEvidence } from '../evidence.js';
import type { World } from '../world.js';
import { describeContext, describeHeld, roleOf, shownAt, stateOf } from './describe-replica.js';
import { describeWrite, type LookedAt } from './describe-write.js';
import { listMissing } from './reflection.js';
import { WritesOfKey } from './writes-of-key.js';

/** Fates take time in proportion to the writes of the run: they are not told above this. */
const mostJudged = 3000;
/** Distinct versions that are compared with each other. */
const mostCompared = 24;
/** Names of keys that are looked at when one is searched. */
const mostNames = 100_000;

/** Remembers the writes of the key that was asked for last. */
export class KeyInspector {
  private readonly world: World;
  private writes: WritesOfKey | null = null;

  constructor(world: World) {
    this.world = world;
  }

  /** Where a key stands at a moment between two events; null for a key that there is not. */
  inspect(name: string, nowUs: number): KeyInspection | null {
    const { world } = this;
    const key = world.clients.keys.find(name);
    if (key === null) return null;
    const writes = this.writesOf(key);
    const awaited = writes.gather(world.ops);
    const judgement = world.ops.count <= mostJudged ? judgeWrites(collectEvidence(world)) : null;
    const look: LookedAt = { world, writes, awaited, judgement };
    const newest = writes.ops.at(-1);
    const keepers = listKeepers(look);
    const groups = groupByShown(look, keepers);
    const concurrent = listConcurrent(look, keepers);
    const kept = listKept(look);
    return {
      key: name,
      nowUs,
      strategy: world.scenario.replication.strategy,
      writes: world.ledger.countWritesOf(key),
      newest: newest === undefined || awaited > 0 ? null : describeWrite(look, newest),
      replicas: world.replicaNames.map((replica, index): ReplicaInspection => {
        return {
          replica,
          state: stateOf(world.nodes[index]),
          role: roleOf(look, index),
          skewUs: world.nodes[index].clock.skewUs(nowUs),
          held: describeHeld(look, index),
          context: describeContext(look, index),
          group: groups.get(index) ?? null,
          isConcurrent: concurrent.has(index),
          keepsFor: kept.filter(({ node }) => node === index).map(({ write, replica: target }) => ({ write, replica: target })),
        };
      }),
      isDivergent: new Set(groups.values()).size > 1,
      missing: awaited > 0 ? [] : listMissing(look, keepers),
      awaited,
    };
  }

  /** Written keys with a text in their names, in whatever case: those that begin with it first. */
  findKeys(text: string, most: number): readonly string[] {
    const { clients, ledger } = this.world;
    const wanted = text.toLowerCase();
    const first: string[] = [];
    const others: string[] = [];
    // Named keys and rows have the last numbers.
    const last = Math.max(0, clients.keys.count - mostNames);
    for (let key = clients.keys.count - 1; key >= last && first.length < most; key--) {
      if (ledger.countWritesOf(key) === 0) continue;
      const name = clients.keys.nameOf(key);
      const at = name.toLowerCase().indexOf(wanted);
      if (at === 0) first.push(name);
      else if (at > 0 && others.length < most) others.push(name);
    }
    const [exact] = clients.keys.find(text) === null ? [] : [text];
    const found = [...first, ...others].filter((name) => name !== exact);
    return [...(exact === undefined ? [] : [exact]), ...found].slice(0, most);
  }

  private writesOf(key: number): WritesOfKey {
    if (this.writes?.key !== key) this.writes = new WritesOfKey(key);
    return this.writes;
  }
}

/** The replicas that are to hold the key and were not removed. */
function listKeepers({ world, writes }: LookedAt): readonly number[] {
  const { quorums } = world.strategies;
  const survivors = [...world.replicas.keys()].filter((replica) => world.isSurvivor(replica));
  if (quorums === null || quorums.keepsAll) return survivors;
  const homes = quorums.placement.homesOf(writes.key);
  return survivors.filter((replica) => homes.includes(replica));
}

/** By replica the number of those that show the same; what most show has 0. */
function groupByShown(look: LookedAt, keepers: readonly number[]): ReadonlyMap<number, number> {
  const members = new Map<string, number[]>();
  for (const replica of keepers) {
    const shown = shownAt(look, replica);
    const known = members.get(shown);
    if (known === undefined) members.set(shown, [replica]);
    else known.push(replica);
  }
  const ordered = [...members.values()].sort((x, y) => y.length - x.length);
  return new Map(ordered.flatMap((group, number) => group.map((replica) => [replica, number] as const)));
}

/** Replicas with a version that neither knew of another one that is held, nor that of it. */
function listConcurrent({ world, writes }: LookedAt, keepers: readonly number[]): ReadonlySet<number> {
  const { replicas, ops } = world;
  const found = new Set<number>();
  const heldBy = keepers.map((replica) => {
    const { records, replicated } = replicas[replica];
    if (replicated === null) return records.versions(writes.key);
    if ((replicated.conflicts(writes.key) ?? []).length > 0) found.add(replica);
    return [];
  });
  const distinct = [...new Set(heldBy.flat())].slice(0, mostCompared);
  const areConcurrent = (x: number, y: number): boolean => x !== y && !ops.knewOf(x, y) && !ops.knewOf(y, x);
  const parted = new Set(distinct.filter((x) => distinct.some((y) => areConcurrent(x, y))));
  keepers.forEach((replica, i) => {
    if (heldBy[i].some((version) => parted.has(version))) found.add(replica);
  });
  return found;
}

interface Kept {
  readonly node: number;
  readonly write: number;
  readonly replica: string;
}

/** Writes of the key that are kept for somebody who could not be reached. */
function listKept({ world, writes }: LookedAt): readonly Kept[] {
  const { handoff } = world.strategies.quorums?.leaderless ?? { handoff: null };
  return (handoff?.listKept() ?? []).flatMap(({ node, op, target }) =>
    world.ops.keyOf(op) === writes.key ? [{ node, write: op, replica: world.replicaNames[target] }] : [],
  );
}

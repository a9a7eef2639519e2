/**
 * The naive twin of a repair: two leaders' records compared key by key, and merged by the definitions.
 *
 * Shares no code with trees, digests, messages or replicas: it reads what both hold and know.
 */
import type { World } from '../../src/sim/world/world.js';

/** A key at one replica: versions held, and the latest write known of each leader (1 + id, 0 for none). */
export interface PlainRecord {
  readonly versions: readonly number[];
  readonly known: readonly number[];
}

/** What a replica has, key by key. */
export function readRecords(world: World, replica: number): readonly PlainRecord[] {
  const { records } = world.replicas[replica];
  const leaders = world.scenario.regions.map((_, leader) => leader);
  return Array.from({ length: world.clients.keys.count }, (_, key) => ({
    versions: [...records.versions(key)],
    known: leaders.map((leader) => records.knownEntry(key, leader)),
  }));
}

/** The keys on which two replicas differ. */
export function listDifferences(a: readonly PlainRecord[], b: readonly PlainRecord[]): readonly number[] {
  return a.flatMap((record, key) => (JSON.stringify(record) === JSON.stringify(b[key]) ? [] : [key]));
}

/**
 * What two replicas hold of a key once each has all that the other had. Under `lww` the greatest stamp of
 * all; with siblings a version stays unless the other replica knows of it and has let it go.
 */
export function mergeRecords(world: World, a: PlainRecord, b: PlainRecord): PlainRecord {
  const known = a.known.map((entry, leader) => Math.max(entry, b.known[leader] ?? 0));
  const all = [...new Set([...a.versions, ...b.versions])].sort((x, y) => x - y);
  if (world.scenario.conflicts.resolve === 'lww') {
    return { versions: all.sort((x, y) => byStamp(world, x, y)).slice(-1), known };
  }
  const letGo = (record: PlainRecord, version: number): boolean =>
    !record.versions.includes(version) && (record.known[world.ops.leaderOf(version)] ?? 0) > version;
  return { versions: all.filter((version) => !letGo(a, version) && !letGo(b, version)), known };
}

function byStamp({ ops }: World, x: number, y: number): number {
  return ops.stampOf(x) - ops.stampOf(y) || ops.leaderOf(x) - ops.leaderOf(y) || x - y;
}

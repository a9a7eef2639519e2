/** From a world with shared storage to its part of the report. */
import type { SharedStorageReport } from '../report.js';
import type { World } from './world.js';

/** Null under other strategies; `untilUs`: when the run ended. */
export function describeStorage({ strategies, scenario, replicaNames }: World, untilUs: number): SharedStorageReport | null {
  const { sharedStorage } = strategies;
  if (sharedStorage === null || scenario.replication.strategy !== 'shared-storage') return null;
  const { times, volumes, writer, forwarded } = sharedStorage;
  const { totalUs, longestUs } = times.withoutWriter(untilUs);
  const { writeQuorum, readQuorum, zones } = scenario.replication.volume;
  const { commit } = times;
  const at = (q: number): number | null => {
    const us = commit.percentile(q);
    return us === null ? null : us / 1000;
  };
  return {
    storageNodes: zones.reduce((sum, { nodes }) => sum + nodes, 0),
    writeQuorum,
    readQuorum,
    writer: replicaNames[writer],
    commit: { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: commit.count === 0 ? null : commit.max / 1000 },
    takeovers: times.takeovers,
    withoutWriterMs: totalUs / 1000,
    longestWithoutWriterMs: longestUs / 1000,
    gossiped: volumes.gossiped,
    truncated: volumes.truncated,
    forwarded,
  };
}

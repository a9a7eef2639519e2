/** The figures of shared storage, for expectations. */
import type { Report, SharedStorageReport } from '../sim/report.js';
import type { Metric } from './metrics.js';

/** Figures of the volume and its writer; null under other strategies. */
export const volumeMetrics: readonly Metric[] = [
  {
    name: 'volume.commit.p50', unit: 'duration',
    meaning: 'Median time from a record’s sending until it was durable.',
    read: ofStorage(({ commit }) => commit.p50Ms),
  },
  {
    name: 'volume.commit.p99', unit: 'duration',
    meaning: '99th percentile of the time from a record’s sending until it was durable.',
    read: ofStorage(({ commit }) => commit.p99Ms),
  },
  {
    name: 'volume.takeovers', unit: 'count',
    meaning: 'Times that another instance was made the writer.',
    read: ofStorage(({ takeovers }) => takeovers),
  },
  {
    name: 'volume.without-writer', unit: 'duration',
    meaning: 'Time in which nobody took writes.',
    read: ofStorage(({ withoutWriterMs }) => withoutWriterMs),
  },
  {
    name: 'volume.without-writer.longest', unit: 'duration',
    meaning: 'Longest time in which nobody took writes.',
    read: ofStorage(({ longestWithoutWriterMs }) => longestWithoutWriterMs),
  },
  {
    name: 'volume.gossiped', unit: 'count',
    meaning: 'Records that storage nodes gave each other.',
    read: ofStorage(({ gossiped }) => gossiped),
  },
  {
    name: 'volume.truncated', unit: 'count',
    meaning: 'Copies of records, never durable, that storage nodes threw away for a new writer.',
    read: ofStorage(({ truncated }) => truncated),
  },
  {
    name: 'volume.forwarded', unit: 'count',
    meaning: 'Writes that a secondary sent on to the writer.',
    read: ofStorage(({ forwarded }) => forwarded),
  },
];

function ofStorage(read: (storage: SharedStorageReport) => number | null): (report: Report) => number | null {
  return ({ sharedStorage }) => (sharedStorage === null ? null : read(sharedStorage));
}

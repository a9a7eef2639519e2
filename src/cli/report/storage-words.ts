/** What a text report says of shared storage. */
import type { SharedStorageReport } from '../../sim/report.js';
import { countOf, formatMs } from './format.js';

/** In sentences; empty under other strategies. */
export function storageOf(storage: SharedStorageReport | null): string {
  if (storage === null) return '';
  const { storageNodes, writeQuorum, readQuorum, commit, takeovers, writer, forwarded, gossiped, truncated } = storage;
  const quorums = `${writeQuorum} of ${storageNodes} storage nodes make a write durable, ${readQuorum} are asked at a takeover.`;
  const durable = commit.p50Ms === null ? '' : ` Half of the writes were durable within ${formatMs(commit.p50Ms)}.`;
  const gone =
    storage.withoutWriterMs === 0
      ? ''
      : ` Nobody took writes for ${formatMs(storage.withoutWriterMs)}, at most ${formatMs(storage.longestWithoutWriterMs)} at a time.`;
  const taken = takeovers === 0 ? '' : ` ${countOf(takeovers, 'takeover')}; ${writer} writes in the end.`;
  const sentOn = forwarded === 0 ? '' : ` ${countOf(forwarded, 'write')} sent on by secondaries.`;
  const filled = gossiped === 0 ? '' : ` Storage nodes gave each other ${countOf(gossiped, 'record')} that they lacked.`;
  const cut = truncated === 0 ? '' : ` ${countOf(truncated, 'record')} that were never durable thrown away, copy by copy.`;
  return quorums + durable + gone + taken + sentOn + filled + cut;
}

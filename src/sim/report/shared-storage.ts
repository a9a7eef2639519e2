/** What a report says of a volume and its writer. */
import type { Percentiles } from '../report.js';

/** What a volume and its writer did. */
export interface SharedStorageReport {
  readonly storageNodes: number;
  readonly writeQuorum: number;
  readonly readQuorum: number;
  /** Who writes, or is to, in the end. */
  readonly writer: string;
  /** From a record's sending until its writer knew that it is durable. */
  readonly commit: Percentiles;
  readonly takeovers: number;
  readonly withoutWriterMs: number;
  readonly longestWithoutWriterMs: number;
  /** Records that storage nodes gave each other; never durable ones that they threw away, copy by copy. */
  readonly gossiped: number;
  readonly truncated: number;
  /** Writes that a secondary sent on. */
  readonly forwarded: number;
}

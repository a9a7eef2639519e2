/** What one leader has for replication: its log, and the links that it sends over. */
import type { ReplicaLog } from '../storage/replica-log.js';
import type { SeenIds } from './seen-ids.js';

/** A leader's part in replication. */
export interface Leader {
  readonly log: ReplicaLog;
  readonly outLinks: readonly number[];
  /** What others sent is kept in the log, for followers or for passing on. */
  readonly logsAll: boolean;
  readonly seen: SeenIds | null;
}

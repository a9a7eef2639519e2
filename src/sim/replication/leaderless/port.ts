/**
 * What leaderless replication asks of the world.
 *
 * The world calls `accept` of {@link QuorumWrites}' owner when a client's write is executed at its coordinator,
 * `read` when a read is, `arrive` when a message has crossed its link, `process` when a node has done the work it
 * makes, and `wake` when a timer goes off. Messages and timers are named by numbers.
 */

/** The only way out. */
export interface QuorumPort {
  /** Whether a node works at the moment. */
  isUp(node: number): boolean;
  /** Whether a message could get from one node to another at the moment. */
  isReachable(from: number, to: number): boolean;
  /** Carries a message; it never comes when the connection breaks meanwhile, or one of its ends crashes. */
  send(from: number, to: number, bytes: number, identity: number, message: number): boolean;
  /** Makes a node work on a message, and calls `process` when it is done. */
  serve(node: number, work: 'apply' | 'read', message: number): void;
  /** Calls `wake` at that time; nobody waits for it. */
  setTimer(atUs: number, timer: number): void;
  /** Enough replicas have the write that a request in service made, or will not have it in time. */
  commit(request: number, isEnough: boolean): void;
  /** What a read in service returns; null when too few replicas answered in time. */
  answerRead(request: number, versions: readonly number[] | null): void;
}

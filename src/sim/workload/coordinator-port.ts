/** What the coordinator of requests meets: nodes that serve, the world around it, and those who wait for answers. */
import type { ServiceQueue } from '../kernel/service-queue.js';
import { assert } from '../base/assert.js';
import type { Attempt, Refusal, Reply } from './attempt.js';
import type { Request } from './clients.js';
import type { CommitWait } from './commit-wait.js';

/** A leader, or a follower that serves reads, as its clients meet it. */
export interface ServingNode {
  readonly region: number;
  readonly isUp: boolean;
  /** Grows with every crash. */
  readonly incarnation: number;
  readonly servers: ServiceQueue;
  /** How many times as long everything takes at the moment. */
  readonly slowdown: number;
  /** Until when it stands still; in the past when it does not. */
  readonly pausedUntilUs: number;
  /** How long it has stood still or will, by the pauses that have begun. */
  readonly pausedUs: number;
}

/**
 * Others who have to agree before a request is answered: replicas that must have a write, or say what they hold.
 * Slots name requests in service; `agree` or `agreeOnRead` of the coordinator is called once for each.
 */
export interface Agreement {
  /** A write was carried out. */
  awaitWrite(op: number, slot: number, request: Request, nowUs: number): void;
  /** A read is executed. */
  awaitRead(slot: number, request: Request, nowUs: number): void;
}

/**
 * Others who carry writes out in place of the leader that has executed them: once they are durable elsewhere, stand in an
 * order, or were agreed on. Slots name requests in service.
 */
export interface Executor {
  /** Whether a write is theirs to carry out. */
  takes(request: Request): boolean;
  /**
   * A write is executed. The coordinator is told by `conclude` what became of it; or first by `carriedOut` which write it is,
   * and then by `agree` whether enough replicas have it.
   */
  carryOut(slot: number, request: Request, nowUs: number): void;
}

/** The write that a request has become, or why it has become none. */
export type Ending = { readonly op: number } | { readonly refusal: Refusal };

/** What serving needs of the world. Slots name requests in service. */
export interface CoordinatorPort {
  executeAt(atUs: number, slot: number): void;
  answerAt(atUs: number, slot: number): void;
  /** Whether a leader's queues can take a client's write at the moment. */
  hasRoom(region: number, nowUs: number): boolean;
  /** Null where a write is committed as soon as it is executed. */
  readonly commitWait: CommitWait | null;
  /** Null where leaders carry out what they execute. */
  readonly executor: Executor | null;
  /** Null where a leader answers by itself. */
  readonly agreement: Agreement | null;
  /** Accepts a write durably and returns its id, or one of {@link writeRefusals}. Without a stamp it gets one. */
  accept(request: Request, stamp: number | null, nowUs: number): number;
  /** The write's client was told of success, and has the answer at that time. */
  acknowledge(op: number, answeredUs: number): void;
  /** The leader still has a write that it accepted. */
  remembers(region: number, op: number): boolean;
  versions(replica: number, key: number): readonly number[];
  scriptedRead(request: Request, versions: readonly number[]): void;
  /** A read was served, and its client has the answer at that time. Null where nobody remembers reads. */
  readonly noteRead: ((request: Request, versions: readonly number[], atUs: number) => void) | null;
  /** Null where clients are nobody in particular. */
  readonly sessions: SessionListener | null;
  /** A client that tries once knows at that time what came of its request. */
  ended(request: Request, atUs: number): void;
}

/** Told how requests of sessions end: what has been written or read, and when the client knows. */
export interface SessionListener {
  noteAnswer(request: Request, ops: readonly number[], atUs: number): void;
  noteRefusal(request: Request, atUs: number): void;
}

/** Why a leader cannot execute a write, in place of the write's id. */
export const writeRefusals = {
  noRecord: -1, duplicateKey: -2, taken: -3, notLeader: -4, noLease: -5, unmet: -6,
} as const;

/** What has become of a request by what accepting it has returned: a write's id, or one of {@link writeRefusals}. */
export function endingOf(accepted: number): Ending {
  if (accepted >= 0) return { op: accepted };
  const refusal = refusalsByCode.get(accepted);
  assert(refusal !== undefined, 'a write was refused without a reason');
  return { refusal };
}

const refusalsByCode: ReadonlyMap<number, Refusal> = new Map([
  [writeRefusals.noRecord, 'no-record'],
  [writeRefusals.duplicateKey, 'duplicate-key'],
  [writeRefusals.taken, 'taken'],
  [writeRefusals.notLeader, 'not-leader'],
  [writeRefusals.noLease, 'no-lease'],
  [writeRefusals.unmet, 'condition'],
]);

/** Clients that try again: they are told how an attempt went, and judge for themselves. */
export interface AttemptListener {
  /** A reply to an attempt reaches its client at `atUs`. */
  replyAt(atUs: number, attempt: Attempt, reply: Reply, op: number, leader: number): void;
}

/** What the coordinator of requests meets: nodes that serve, the world around it, and those who wait for answers. */
import type { ServiceQueue } from '../kernel/service-queue.js';
import type { Attempt, Reply } from './attempt.js';
import type { Request } from './clients.js';
import type { CommitWait } from './commit-wait.js';
import type { Decisions } from './decisions.js';
import type { Durability } from './durability.js';

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

/** What serving needs of the world. Slots name requests in service. */
export interface CoordinatorPort {
  executeAt(atUs: number, slot: number): void;
  answerAt(atUs: number, slot: number): void;
  /** Whether a leader's queues can take a client's write at the moment. */
  hasRoom(region: number, nowUs: number): boolean;
  /** Null where a write is committed as soon as it is executed. */
  readonly commitWait: CommitWait | null;
  /** Null where what a leader executes is durable. */
  readonly durability: Durability | null;
  /** Null where a leader answers by itself. */
  readonly agreement: Agreement | null;
  /** Null where a write takes effect where it is executed; else `conclude` is called once for each that is submitted. */
  readonly certifying: { submit(request: Request, slot: number, nowUs: number): void } | null;
  /** Null where nobody decides about writes beforehand. */
  readonly decisions: Decisions | null;
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

/** Clients that try again: they are told how an attempt went, and judge for themselves. */
export interface AttemptListener {
  /** A reply to an attempt reaches its client at `atUs`. */
  replyAt(atUs: number, attempt: Attempt, reply: Reply, op: number, leader: number): void;
}

/**
 * What certification asks of the world, and what it tells it. Members have the indices 0 to n − 1.
 *
 * The world calls {@link CertifyingGroup} (see group.ts), each time with the true time: `start` once; `write` and `read`
 * for requests that a member serves; `receive`, `goOff`, `connect`, `crash` and `restart` as consensus asks for (see
 * single-leader/port.ts); and `applied` for each position that `carryOut` handed to it, member by member in order.
 * What was handed over before a crash is forgotten and comes again.
 *
 * The world must not call back from within the port's methods.
 */
import type { SingleLeaderPort } from '../single-leader/port.js';
import { alarmKinds } from '../single-leader/alarm.js';
import type { Verdict } from './certifier.js';
import type { WriteSet } from './group-entry.js';
import type { AnyMessage } from './group-message.js';

/** What wakes a member: as in consensus, or to send what is not in the order yet once more. */
export const groupAlarms = [...alarmKinds, 'resend'] as const;

/** One of {@link groupAlarms}. */
export type GroupAlarm = (typeof groupAlarms)[number];

/** How a write ends at its origin. */
export type Ending =
  | 'committed'
  /** It failed certification: it has no effect anywhere. */
  | 'aborted'
  /** Its origin crashed before it knew; the write may have an effect all the same. */
  | 'unknown';

/** The way out of a group. */
export interface GroupPort extends Pick<SingleLeaderPort, 'isConnected' | 'clockUs'> {
  send(from: number, to: number, message: AnyMessage, bytes: number): void;
  /** Calls `goOff` at that time. Nobody waits for it at rest. */
  setTimer(who: number, kind: GroupAlarm, atUs: number): void;
  /**
   * A write has its row to itself, and is executed on what its origin has applied. False: the origin refuses it,
   * and has told its client.
   */
  execute(member: number, ticket: number): boolean;
  /** Makes a member carry out what stands at a position; `isApply`: another member's write takes effect there. */
  carryOut(member: number, position: number, isApply: boolean): void;
  /** A certified write takes effect at a member. The first time that it does anywhere it is durable at a majority. */
  commit(member: number, id: number, write: WriteSet): void;
  /** The client of a write is told at its origin how it ended. */
  conclude(member: number, ticket: number, ending: Ending): void;
  /** A read may be served from what its member has applied. */
  serveRead(member: number, ticket: number): void;
  /** A read will not be served: its member has crashed. */
  dropRead(member: number, ticket: number): void;
}

/** Told of what happens; nothing that it does can steer a run. */
export interface CertificationWitness {
  /** A member has certified a write set. */
  certify(member: number, position: number, id: number, verdict: Verdict, write: WriteSet): void;
}

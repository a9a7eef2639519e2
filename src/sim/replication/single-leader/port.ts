/**
 * What replication with one leader asks of the world, and what it tells it.
 *
 * Members have the indices 0 to n − 1; an observer, where there is one, has n: a place with links, not a
 * replica. The world calls {@link SingleLeaderCluster} (see cluster.ts), each time with the true time:
 *
 * 1. `start` once, before anything else.
 * 2. `propose` when a member has executed a client's write, durably: its service time covers the leader's own
 *    flush. The answer says at once whether it is taken in; `acknowledge` comes during that call or later,
 *    or else `abandon`. One of the two comes for every op taken in, unless the run ends or the leader is down.
 * 3. `receive` when a message arrives at a member that is up. For one that stands still (a pause) the world
 *    keeps messages, timers and ends of work until it goes on; for one that is down it drops them.
 * 4. `goOff` when a timer set by `setTimer` goes off. One too many, or one that is late, does no harm.
 * 5. `applied` when a member has carried out what `apply` handed to it, in order; `read` for a linearizable
 *    read, answered by `answerRead`.
 * 6. `connect` when a connection stands anew, for each direction; that it broke is told by `isConnected`. A crash
 *    breaks those of its member both ways, and after `restart` they are connected. Connections are FIFO: what is
 *    sent arrives in order or, where the connection breaks, not at all. A link that delays a message only delays.
 * 7. `crash` (its memory is gone, and with a lost disk everything), `restart`, and `shot` when `shoot` is done.
 *    With STONITH the world crashes the target, disk kept, before it calls `shot`.
 *
 * In log shipping a leader hands its own writes to `apply` within `propose`: the client's write was executed
 * already, so no time passes for that. With Raft they come when they are committed, on every member. Entries that
 * are no writes have negative ops and are applied at no cost. A read by `read` is linearizable where a majority
 * elects leaders, or under a lease; an observer could have made another leader without asking anybody.
 *
 * The world may be asked from within any of these calls; it must not call back from within the port's methods.
 */
import type { DiscardCause } from '../../record/leadership.js';
import type { AlarmKind } from './alarm.js';
import type { Message } from './message.js';

/** The way out of members and observer. */
export interface SingleLeaderPort {
  /** Whether the connection from one to the other stands. */
  isConnected(from: number, to: number): boolean;
  /** Carries a message; nothing comes of it where the connection does not stand, or breaks before it arrives. */
  send(from: number, to: number, message: Message, bytes: number): void;
  /** Calls `goOff` at that time. Nobody waits for it at rest. */
  setTimer(who: number, kind: AlarmKind, atUs: number): void;
  /** What the clock of a member, or of the observer, reads now. */
  clockUs(who: number): number;
  /** Makes a member carry out the entries after one position up to another, in order; then `applied`. */
  apply(member: number, after: number, upTo: number): void;
  /**
   * A member's log is about to be cut back to a position: the effect of what it applied after that is undone, latest
   * first. What was handed over and is not applied yet is forgotten: as far as it still counts, it is handed over again.
   */
  undo(member: number, to: number): void;
  /** The client is told of success. */
  acknowledge(leader: number, op: number, position: number): void;
  /** The client of an op that was taken in gets no answer from this leader: it is indeterminate. */
  abandon(leader: number, op: number, position: number): void;
  /** A linearizable read may be served from what the leader holds now; false: ask another one. */
  answerRead(leader: number, read: number, isAllowed: boolean): void;
  /** Switches a member off: crashes it after the delay of the scenario's STONITH, then calls `shot`. */
  shoot(by: number, target: number): void;
}

/** Told of what happens; nothing that it does can steer a run. */
export interface LeadershipWitness {
  /** Somebody heard nothing from the leader for a timeout. `suspect` −1: it knows no leader. */
  suspect(by: number, suspect: number, atUs: number): void;
  /** A member leads from now on. */
  elect(leader: number, term: number, atUs: number): void;
  /** Under a lease a leader takes writes while its own clock reads less than this. */
  lease(leader: number, untilClockUs: number, atUs: number): void;
  /** A leader leads no longer. */
  depose(leader: number, term: number, atUs: number): void;
  /** A member's log has lost an entry with a client's write. */
  discard(member: number, op: number, position: number, cause: DiscardCause, atUs: number): void;
  /** A member found that its log departs from the leader's, and waits for a person. */
  diverge(member: number, leader: number, atUs: number): void;
  /** A synchronous follower kept a write waiting for too long, and is waited for no more. */
  demote(leader: number, follower: number, atUs: number): void;
  /** A follower that had been demoted has caught up. */
  restore(leader: number, follower: number, atUs: number): void;
  /** From now on a leader acknowledges with so many copies fewer than asked for; 0: as asked again. */
  degrade(leader: number, missing: number, atUs: number): void;
  /** A write was acknowledged, in a leader's term, with so many copies fewer than asked for. */
  acknowledge(
    write: { readonly leader: number; readonly op: number; readonly term: number; readonly missing: number },
    atUs: number,
  ): void;
  /** A member was switched off. */
  shoot(by: number, target: number, atUs: number): void;
  /** A member that had lost its disk votes again, or one that lost it votes no more (−1). */
  admit(member: number, incarnation: number, atUs: number): void;
}

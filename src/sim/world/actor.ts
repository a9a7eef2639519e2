/**
 * Actors of a world: those who carry writes, or decide on them, in a way of their own. Each is told what becomes
 * of nodes and links, and takes its turn when an event of its own kinds comes.
 */
import type { Event } from '../kernel/event-queue.js';

/** What a world tells an actor. Regions are named by their leaders' indices. */
export interface Actor {
  /** Something is still to be done, though no work is scheduled. */
  readonly isOwed: boolean;
  /** What it does when events of its kinds come. */
  readonly turns: readonly Turn[];
  /** A partition between two regions begins, in one direction. */
  cut?(from: number, to: number): void;
  /** It is over; another one may go on. */
  heal?(from: number, to: number): void;
  /** A leader has crashed; its links are down already. */
  crash?(region: number): void;
  /** A crash is over, but its links are not up yet; another crash may go on. */
  restart?(region: number): void;
  /** The disk of a leader that has crashed is gone. */
  loseDisk?(region: number): void;
  /** A leader is removed for good. */
  leave?(region: number): void;
  /** A leader stands still from now on. */
  pause?(region: number): void;
  /** It goes on. */
  resume?(region: number): void;
  /** A region is cut off from all others. */
  goOffline?(region: number): void;
  /** It is back; its links are not up yet. */
  goOnline?(region: number): void;
  /** A link is down. */
  disconnect?(link: number): void;
  /** A link stands again, from one replica to another. */
  connect?(link: number, from: number, to: number): void;
}

/** What is done when an event of a kind comes. */
export interface Turn {
  readonly kind: number;
  take(event: Event): void;
}

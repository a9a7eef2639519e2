/** Pairs of linked leaders: who compares records with whom, and over which links. */
import type { ReplicationLink } from './replication-link.js';
import type { RepairMessage } from './repair-message.js';
import type { RepairSession } from './repair-session.js';

/** Two leaders with a link between them, whichever way, and how far they are with comparing. */
export interface RepairPair {
  /** The lower region begins, as long as it has a link. */
  readonly ends: readonly [low: number, high: number];
  /** Links from the lower region to the higher one, and back. */
  readonly links: readonly [up: readonly number[], down: readonly number[]];
  /** How many messages were sent, in all its sessions. */
  steps: number;
  open: OpenSession | null;
  /** A session is wanted as soon as there can be one. */
  isRequested: boolean;
  /** What both ends were when the last session that came to its end began; at first, what they begin as. */
  comparedAs: string;
}

/** A session under way. */
export interface OpenSession {
  readonly session: RepairSession;
  readonly route: Route;
  /** It was asked for: there is no rest before it is done. */
  readonly isRequested: boolean;
  /** What both ends were when it began. */
  readonly beganAs: string;
  /** The number of the message under way; what belongs to an older one comes too late. */
  step: number;
  /** The message under way, or being worked on. */
  message: RepairMessage;
}

/** The links that a session uses. */
export interface Route {
  readonly initiator: number;
  readonly responder: number;
  readonly forth: number;
  /** −1: there is no link back, answers return as acknowledgements do. */
  readonly back: number;
}

/** All pairs, in order of their ends. */
export function listPairs(links: readonly ReplicationLink[], leaders: number): readonly RepairPair[] {
  const between = (from: number, to: number): readonly number[] =>
    links.flatMap(({ spec, target, toFollower }, link) =>
      !toFollower && spec.from === from && target === to ? [link] : [],
    );
  const pairs: RepairPair[] = [];
  for (let low = 0; low < leaders; low++) {
    for (let high = low + 1; high < leaders; high++) {
      const up = between(low, high);
      const down = between(high, low);
      if (up.length + down.length === 0) continue;
      pairs.push({
        ends: [low, high],
        links: [up, down],
        steps: 0,
        open: null,
        isRequested: false,
        comparedAs: '',
      });
    }
  }
  return pairs;
}

/** The story of a write: what happened to it, where, by which rule, who saw it, and what became of it. */
import type { LossCause } from '../../../sim/report.js';
import type { Fate } from '../../../sim/simulate.js';

/** All that is told of one write. */
export interface WriteStory {
  readonly write: number;
  readonly key: string;
  /** What it wrote; null for a delete. An operation in words where values are merged. */
  readonly value: string | null;
  readonly client: string;
  /** The replica that accepted it, and when. */
  readonly replica: string;
  readonly acceptedAtUs: number;
  /** Null where its client was never told of success. */
  readonly fate: Fate | null;
  /** Of a lost write. */
  readonly cause: LossCause | null;
  /** In order of time. */
  readonly steps: readonly StoryStep[];
  /** What became of it and why, in one or two sentences. */
  readonly conclusion: string;
}

/** One thing that happened to it. */
export interface StoryStep {
  readonly atUs: number;
  readonly replica: string;
  readonly kind: StoryStepKind;
  /** One line. */
  readonly words: string;
  /** By place in the run's trace. */
  readonly event: number;
}

/** What kind of thing. */
export type StoryStepKind =
  | 'accept'
  | 'acknowledge'
  | 'ship'
  | 'receive'
  | 'hold-back'
  /** Followers that replay the log of the leader beside them have it too. */
  | 'follow'
  | 'apply'
  /** It met a concurrent write, and stays. */
  | 'conflict'
  /** A write is accepted that it will meet, or yield to. */
  | 'rival'
  /** A replica threw it away, or turned it down. */
  | 'discard'
  /** A copy of it was dropped on its way. */
  | 'drop'
  /** A client read it. */
  | 'read'
  /** A later write that knew of it took its place. */
  | 'supersede'
  /** Something happened to a link or node that kept it from going on. */
  | 'fault';

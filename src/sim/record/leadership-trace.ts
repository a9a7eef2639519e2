/** What a trace tells of members that follow one leader at a time. */
import type { DiscardCause } from './leadership.js';

/** Something about who leads, where one replica does. An observer's name is `observer`. */
export type TraceLeadershipEvent =
  /** It leads from now on, or leads no longer. */
  | { readonly kind: 'elect' | 'depose'; readonly atUs: number; readonly replica: string; readonly term: number }
  /** It has heard nothing of a leader for a timeout; null: it knew of none. */
  | { readonly kind: 'suspect'; readonly atUs: number; readonly replica: string; readonly suspect: string | null }
  /** A write is in its log no longer. */
  | {
      readonly kind: 'rewind';
      readonly atUs: number;
      readonly replica: string;
      readonly write: number;
      readonly key: string;
      readonly cause: DiscardCause;
    }
  /** Its log departs from the leader's, and it waits for a person. */
  | { readonly kind: 'diverge'; readonly atUs: number; readonly replica: string; readonly leader: string }
  /** It waits for a synchronous follower no more, or again. */
  | { readonly kind: 'demote' | 'promote'; readonly atUs: number; readonly replica: string; readonly follower: string }
  /** It acknowledges with so many copies fewer than asked for; 0: as asked again. */
  | { readonly kind: 'degrade'; readonly atUs: number; readonly replica: string; readonly missing: number }
  /** It has another one switched off. */
  | { readonly kind: 'shoot'; readonly atUs: number; readonly replica: string; readonly target: string }
  /** It votes from now on, or does not. */
  | { readonly kind: 'admit'; readonly atUs: number; readonly replica: string; readonly votes: boolean };

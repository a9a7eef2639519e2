/** What a scenario says of links whose far end asks for what is news there. */

/** Over these links nothing is sent unasked. */
export interface PullRules {
  readonly by: PullCursor;
  /** How often the far end asks. */
  readonly everyUs: number;
  /** From whom and who asks, by region; null: every link between leaders. */
  readonly links: readonly { readonly from: number; readonly to: number }[] | null;
}

/**
 * What the far end says of how far it got. `sequence`: the position in the source's log, which the source
 * told it. `timestamp`: what its own clock read when it last asked; it gets what has a greater stamp.
 */
export type PullCursor = 'sequence' | 'timestamp';

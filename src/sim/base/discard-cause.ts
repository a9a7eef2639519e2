/** How entries leave a log. */

/** Why an entry is no longer in a member's log. */
export type DiscardCause =
  /** The leader's log has none, or another one, at its position. */
  | 'rewound'
  /** The whole log was replaced by a copy of the leader's, which has not got it. */
  | 'copied'
  /** It was not flushed when the member crashed. */
  | 'unflushed'
  /** The disk was lost. */
  | 'wiped';

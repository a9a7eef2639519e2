/** What a scenario says of new rows: how the leader that takes one in makes its id. */

/** How leaders name new rows without asking each other. */
export type RowIdScheme =
  /** Counts on from the greatest id that a leader knows. */
  | { readonly kind: 'auto-increment' }
  /**
   * Leader i counts in steps of `increment` from 1 + i mod `increment`: a residue class of its own as long
   * as there are no more leaders than that.
   */
  | { readonly kind: 'offset'; readonly increment: number }
  /** 122 random bits. */
  | { readonly kind: 'uuidv4' }
  /** Milliseconds of the leader's clock, then 74 random bits. */
  | { readonly kind: 'uuidv7' }
  /** Milliseconds of the leader's clock, its number, and a sequence. */
  | { readonly kind: 'snowflake' };

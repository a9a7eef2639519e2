/** What a scenario says of deletes: how long a replica keeps what tells it that a row was deleted. */

/** When a replica forgets a delete, and with it all that it knew of the key. */
export type TombstoneRule =
  /** Never; they are counted. */
  | { readonly kind: 'forever' }
  /** So long after the delete was accepted, whoever has heard of it or not (gc_grace_seconds). */
  | { readonly kind: 'grace'; readonly keepUs: number }
  /** When every replica has it, and no copy of any write of its key is on its way. */
  | { readonly kind: 'after-all-know' };

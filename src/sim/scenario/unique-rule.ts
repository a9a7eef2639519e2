/** What a scenario says of values that only one row may have. */

/**
 * What is done where two leaders gave one value to different rows, as neither knew of the other's.
 * `keep-both`: nothing. `tell-both`: the clients of both writes are told, each by its leader. `take-back`: the
 * later one by stamp is deleted by the leader that accepted it, and its client is told.
 */
export type UniqueRule = 'keep-both' | 'tell-both' | 'take-back';

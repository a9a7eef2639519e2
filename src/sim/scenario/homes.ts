/** What a scenario says of users: where they live, which leader their writes belong to, and how they travel. */

/** Key k is what user k owns, who lives in region k modulo the number of regions. */
export interface Users {
  /** Which leader a user's writes belong to: `by-id` by a hash of the user, `geohash` that of the region they live in. */
  readonly homes: 'by-id' | 'geohash';
  /** Share of the requests that come from the region where their user is; the rest, from anywhere. */
  readonly localShare: number;
  /** Absent: nobody does. */
  readonly travel?: Travel;
}

/** Each user is away again and again, every time in some other region, and writes there. */
export interface Travel {
  /** Share of the users who are away at any moment; above 0, at most 1. */
  readonly share: number;
  /** How long a trip takes. */
  readonly forUs: number;
  /** So long after each departure and return their home follows; null: it never does. */
  readonly rehomeUs: number | null;
}

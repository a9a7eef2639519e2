/** What a report says of certification. */

/** What came of executed writes in the order of their group. */
export interface CertificationSummary {
  readonly committed: number;
  /** Refused: another write of the key was committed first. */
  readonly aborted: number;
  /** Aborted ÷ certified; null where nothing was. */
  readonly abortRate: number | null;
  /** Of the aborted: on so old a state that nobody remembered what had been committed since. */
  readonly tooOld: number;
  /** Most entries that a member had certified and not applied. */
  readonly mostBehind: number;
  /** Most keys that a member's certification remembered. */
  readonly mostRemembered: number;
  /** Times that a member stopped the others, because it had too much to apply. */
  readonly flowPauses: number;
  /** Times that somebody began to put writes in order, the first included. */
  readonly elections: number;
  /** By where writes were executed. */
  readonly byRegion: readonly { readonly region: string; readonly committed: number; readonly aborted: number }[];
}

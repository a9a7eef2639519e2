/** Moments of a run that a person goes to. */

/** What a moment is known for. */
export type LiveMarkKind =
  | 'partition'
  | 'heal'
  | 'crash'
  | 'restart'
  | 'leave'
  | 'step'
  | 'impair'
  | 'relieve'
  | 'conflict'
  | 'loss'
  | 'divergence';

/** A moment and what it is known for. */
export interface LiveMark {
  readonly atUs: number;
  readonly kind: LiveMarkKind;
}

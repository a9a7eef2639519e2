/** What `quarrel sweep` was asked to do. */
import type { Override } from '../run-request.js';
import type { ShardPlace } from '../shard-place.js';

/** A request whose numbers are in their ranges; paths, values and names are as the person wrote them. */
export interface SweepRequest extends SweepWords {
  /** One a processor where it is null. */
  readonly threads: number | null;
  /** One part of the sweep; null: all of it. */
  readonly shard: ShardPlace | null;
  /** The journal; null: none. */
  readonly out: string | null;
  readonly style: SweepStyle;
  /** No redrawing. */
  readonly plain: boolean;
}

/** What decides what is run. */
export interface SweepWords {
  /** A scenario of the catalogue, `file.yaml` or `file.yaml#name`. */
  readonly target: string;
  /** Which one, in a file with several. */
  readonly scenario: string | null;
  /** `path=from..to/step` or `path=value,value` each. */
  readonly varied: readonly string[];
  /** Names; none: the usual ones. */
  readonly metrics: readonly string[];
  readonly seeds: number;
  readonly seed: string | null;
  /** Changes to every point, before its own. */
  readonly overrides: readonly Override[];
}

/** How a result is shown. */
export interface SweepStyle {
  readonly format: SweepFormat;
  /** Every single run as well, in CSV and JSON. */
  readonly showsRuns: boolean;
  readonly ascii: boolean;
}

/** One form of a result. */
export type SweepFormat = (typeof sweepFormats)[number];

/** Every form there is. */
export const sweepFormats = ['text', 'csv', 'json', 'html'] as const;

/** Seeds where nobody says how many. */
export const defaultSeeds = 20;

/** What `quarrel compare` was asked to do. */
import type { Override } from './run-request.js';

/** A checked request; paths, values and names are as the person wrote them. */
export interface CompareRequest {
  /** A scenario of the catalogue, `file.yaml` or `file.yaml#name`. */
  readonly target: string;
  /** Which one, in a file with several. */
  readonly scenario: string | null;
  /** More scenarios, named as the first. */
  readonly others: readonly string[];
  /** `path=value,value` each. */
  readonly varied: readonly string[];
  /** Names of strategies. */
  readonly strategies: readonly string[];
  /** The first of the series. */
  readonly seed: string | null;
  /** Under so many seeds each column runs. */
  readonly seeds: number;
  /** The column that the others are held against; null: the first. */
  readonly against: string | null;
  /** Threads that share the runs; null: as many as there are processors. */
  readonly threads: number | null;
  /** Changes to every scenario, before those of variants. */
  readonly overrides: readonly Override[];
  readonly format: ComparisonFormat;
  /** No redrawing. */
  readonly plain: boolean;
  readonly ascii: boolean;
}

/** How a comparison is shown. */
export type ComparisonFormat = (typeof comparisonFormats)[number];

/** Every form there is. */
export const comparisonFormats = ['text', 'json', 'markdown', 'csv', 'tui'] as const;

/** What `quarrel sweep` was asked to do, and the command that asks for it again. */
import { defaultMetrics } from '../../scenarios/sweep/metric-names.js';
import type { Override } from '../run-request.js';
import { joinWords } from '../shell-words.js';
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

/** The command that makes the sweep, or one part of it, again. */
export function sweepCommand(words: SweepWords, part: readonly string[] = []): string {
  const { target, scenario, varied, metrics, seeds, seed, overrides } = words;
  return joinWords([
    'quarrel',
    'sweep',
    target,
    ...(scenario === null ? [] : ['--scenario', scenario]),
    ...varied.flatMap((text) => ['--vary', text]),
    '--seeds',
    String(seeds),
    ...(isUsual(metrics) ? [] : ['--metric', metrics.join(',')]),
    ...(seed === null ? [] : ['--seed', seed]),
    ...overrides.flatMap(({ path, value }) => ['--set', `${path}=${value}`]),
    ...part,
  ]);
}

/** Beside the command, what makes a part of it: its place and its journal. */
export function partWords({ index, count }: ShardPlace, out: string): readonly string[] {
  return [...(count === 1 ? [] : ['--shard', `${index}/${count}`]), '--out', out];
}

function isUsual(metrics: readonly string[]): boolean {
  return metrics.length === 0 || metrics.join(',') === defaultMetrics.join(',');
}

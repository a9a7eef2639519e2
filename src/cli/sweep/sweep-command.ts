/** The command that asks for a sweep again. */
import { defaultMetrics } from '../../scenarios/sweep/metric-names.js';
import { joinWords } from '../shell-words.js';
import type { ShardPlace } from '../shard-place.js';
import type { SweepWords } from './sweep-request.js';

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

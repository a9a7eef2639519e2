/** A sweep as reports see it, and figures of it as people read them. */
import type { ComparedFigure } from '../../../scenarios/index.js';
import type { Sweep, SweepPoint } from '../../../scenarios/sweep/sweep.js';
import { assertNever } from '../../../sim/base/assert.js';
import type { SweepWords } from '../../sweep/sweep-request.js';
import { joinWords } from '../../shell-words.js';
import { countOf, formatBytes, formatCount, formatMs, trimmed } from '../format.js';

/** A sweep, and what was asked for. */
export interface ShownSweep {
  readonly sweep: Sweep;
  readonly words: SweepWords;
  /** Absent where the sweep is whole. */
  readonly stopped?: StoppedSweep;
}

/** How far a sweep came that somebody stopped. */
export interface StoppedSweep {
  /** Runs, those too that are not shown because their seed has not come to every point. */
  readonly done: number;
  readonly total: number;
}

/** What an unfinished sweep shows of itself; null where it is whole. */
export function describeStop({ sweep: { seeds, points }, words, stopped }: ShownSweep): string | null {
  if (stopped === undefined) return null;
  const { done, total } = stopped;
  const ran = points.filter(({ runs }) => runs.length > 0).length;
  const shown = seeds.length === 1 ? 'shown is the first' : `shown are the first ${formatCount(seeds.length)}`;
  const where = ran === points.length ? 'every point was run' : `${formatCount(ran)} of ${countOf(points.length, 'point')} were run so far`;
  return `Stopped after ${formatCount(done)} of ${countOf(total, 'run')}; ${shown} of ${countOf(words.seeds, 'seed')}, under which ${where}.`;
}

/** A figure or a mean of figures in its unit, to four digits; `-` where nothing is known. */
export function formatFigure({ unit }: Pick<ComparedFigure, 'unit'>, value: number | null): string {
  if (value === null) return '-';
  switch (unit) {
    case 'truth':
    case 'share':
      return `${trimmed(value * 100, 2)} %`;
    case 'duration':
      return formatMs(fourDigits(value));
    case 'size':
      return formatBytes(fourDigits(value));
    case 'count':
    case 'ratio':
      return formatNumber(value);
    default:
      return assertNever(unit);
  }
}

/** A whole number in full, anything else to four digits. */
function formatNumber(value: number): string {
  if (Number.isInteger(value)) return value < 0 ? `-${formatCount(-value)}` : formatCount(value);
  const short = fourDigits(value);
  return Math.abs(short) >= 1000 ? formatNumber(Math.round(short)) : String(short);
}

function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}

/** The command that makes one run of a point alone. */
export function runCommand({ sweep: { axes }, words }: ShownSweep, point: SweepPoint, seed: string): string {
  const { target, scenario, overrides } = words;
  const changes = point.places.map((place, i) => `${axes[i].path}=${axes[i].values[place].yaml}`);
  return joinWords([
    'quarrel',
    'run',
    target,
    ...(scenario === null ? [] : ['--scenario', scenario]),
    '--seed',
    seed,
    ...[...overrides.map(({ path, value }) => `${path}=${value}`), ...changes].flatMap((change) => ['--set', change]),
  ]);
}

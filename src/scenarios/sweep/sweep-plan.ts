/** What a sweep is going to run: points, seeds, and the number of each run. */
import type { ComparedFigure, FigureValue } from '../comparison/figures.js';
import type { Override } from '../overrides.js';
import { seedSeries } from '../seeds.js';
import type { SweepAxis } from './axis.js';
import { summarize } from './sweep.js';
import type { Sweep } from './sweep.js';

/** A sweep before it ran. */
export interface SweepPlan {
  readonly scenario: string;
  readonly title: string;
  readonly axes: readonly SweepAxis[];
  readonly metrics: readonly ComparedFigure[];
  /** The scenario's own seed comes first, then the rest of its series. */
  readonly firstSeed: string;
  readonly seedCount: number;
}

/** What is kept of a run. */
export interface RunResult {
  readonly fingerprint: string;
  /** One a metric. */
  readonly values: readonly FigureValue[];
}

/** A run by its number: which point, and which seed. */
export interface RunPlace {
  readonly point: number;
  readonly seed: number;
}

/** One of several parts of a sweep. */
export interface SweepShard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Most points. */
export const maxPoints = 1000;
/** Most runs. */
export const maxRuns = 1_000_000;

/** How many points the axes make. */
export function countPoints(axes: readonly SweepAxis[]): number {
  return axes.reduce((product, { values }) => product * values.length, 1);
}

/** How many runs there are in all. */
export function countRuns({ axes, seedCount }: Pick<SweepPlan, 'axes' | 'seedCount'>): number {
  return countPoints(axes) * seedCount;
}

/** Which value of each axis a point has, by place; the last axis changes fastest. */
export function placesOf(axes: readonly SweepAxis[], point: number): readonly number[] {
  let rest = point;
  const places = axes.map(() => 0);
  for (let i = axes.length - 1; i >= 0; i--) {
    const { length } = axes[i].values;
    places[i] = rest % length;
    rest = Math.floor(rest / length);
  }
  return places;
}

/** The changes that make a point of a scenario. */
export function changesAt(axes: readonly SweepAxis[], point: number): readonly Override[] {
  return placesOf(axes, point).map((place, i) => {
    const { path, values } = axes[i];
    return { path, value: values[place].yaml, origin: { name: `--vary ${path}`, line: 0, column: 0 } };
  });
}

/** Runs are numbered point by point, from 0 on. */
export function placeOfRun({ seedCount }: Pick<SweepPlan, 'seedCount'>, number: number): RunPlace {
  return { point: Math.floor(number / seedCount), seed: number % seedCount };
}

/**
 * The numbers of all runs of a part, seed by seed: whoever stops early has something of every point. A part has every
 * so many runs, so that points that take long are shared out.
 */
export function numbersOf(plan: Pick<SweepPlan, 'axes' | 'seedCount'>, { index, count }: SweepShard): readonly number[] {
  const points = countPoints(plan.axes);
  const numbers: number[] = [];
  for (let seed = 0; seed < plan.seedCount; seed++) {
    for (let point = 0; point < points; point++) {
      const number = point * plan.seedCount + seed;
      if (number % count === index - 1) numbers.push(number);
    }
  }
  return numbers;
}

/** The sweep, once every run is there. */
export function foldSweep(plan: SweepPlan, resultOf: (number: number) => RunResult): Sweep {
  return foldSeeds(plan, plan.seedCount, resultOf);
}

/**
 * What an unfinished sweep has: the first seeds, as far as every point was run under them, so that points can be
 * compared. Where not even the first seed is whole, those points that it has; null where there is none.
 */
export function foldUnfinished(plan: SweepPlan, results: ReadonlyMap<number, RunResult>): Sweep | null {
  const numbers = Array.from({ length: countPoints(plan.axes) }, (_, point) => point * plan.seedCount);
  let whole = 0;
  while (whole < plan.seedCount && numbers.every((number) => results.has(number + whole))) whole++;
  if (whole === 0 && !numbers.some((number) => results.has(number))) return null;
  return foldSeeds(plan, Math.max(1, whole), (number) => results.get(number) ?? null);
}

function foldSeeds(plan: SweepPlan, count: number, resultOf: (number: number) => RunResult | null): Sweep {
  const { scenario, title, axes, metrics, seedCount } = plan;
  const seeds = seedSeries(plan.firstSeed, count);
  const points = Array.from({ length: countPoints(axes) }, (_, point) => {
    const places = placesOf(axes, point);
    const runs = seeds.flatMap((seed, i) => {
      const result = resultOf(point * seedCount + i);
      return result === null ? [] : [{ seed, ...result }];
    });
    return {
      places,
      values: places.map((place, i) => axes[i].values[place].text),
      summaries: metrics.map(({ unit }, i) => summarize(unit, runs.map(({ values }) => values[i]))),
      runs,
    };
  });
  return { scenario, title, axes, metrics, seeds, points };
}

/** A sweep as one JSON document. */
import { confidence } from '../../../scenarios/index.js';
import type { SweepPoint } from '../../../scenarios/sweep/sweep.js';
import { sweepCommand } from '../../sweep/sweep-command.js';
import { formatVersion, toJsonDocument } from '../json.js';
import { runCommand } from './shown-sweep.js';
import type { ShownSweep } from './shown-sweep.js';
import { unitWords } from './unit-words.js';

/** The document that `schema/sweep.schema.json` describes. */
export function renderSweepJson(shown: ShownSweep, showsRuns: boolean): string {
  const { sweep, words, stopped } = shown;
  const { scenario, title, axes, metrics, seeds, points } = sweep;
  const runsOf = (point: SweepPoint): object[] =>
    point.runs.map(({ seed, fingerprint, values }) => ({
      seed,
      fingerprint,
      figures: Object.fromEntries(metrics.map(({ name }, i) => [name, values[i]])),
      repeat: runCommand(shown, point, seed),
    }));
  return toJsonDocument({
    formatVersion,
    scenario,
    title,
    repeat: sweepCommand(words),
    ...(stopped === undefined ? {} : { stopped }),
    confidence,
    seeds: { first: seeds[0], count: seeds.length },
    axes: axes.map(({ path, unit, values }) => ({
      path,
      unit,
      values: values.map(({ text, position }) => ({ text, position })),
    })),
    metrics: metrics.map(({ name, unit, better }) => ({ name, unit: unitWords[unit], better })),
    points: points.map((point) => ({
      values: point.values,
      figures: Object.fromEntries(
        point.summaries.map(({ mean, interval, min, max, count, unknown }, i) => [
          metrics[i].name,
          { mean, low: interval?.low ?? null, high: interval?.high ?? null, min, max, count, unknown },
        ]),
      ),
      ...(showsRuns ? { runs: runsOf(point) } : {}),
    })),
  });
}

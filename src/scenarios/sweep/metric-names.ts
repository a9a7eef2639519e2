/** Which metrics a sweep is about. */
import { comparedFigures, findFigure } from '../comparison/figures.js';
import type { ComparedFigure } from '../comparison/figures.js';
import { metrics } from '../metrics.js';
import { didYouMean } from '../suggestion.js';

/** Where nobody says: what most sweeps are about, none of which takes long to judge. */
export const defaultMetrics: readonly string[] = ['lost-writes', 'conflicts', 'lag.p99', 'converged', 'divergent-keys'];

/** Metrics, or what is wrong with a name. */
export type MetricsResult =
  | { readonly ok: true; readonly metrics: readonly ComparedFigure[] }
  | { readonly ok: false; readonly message: string };

/** Finds metrics by their names. */
export function readMetrics(names: readonly string[]): MetricsResult {
  const found: ComparedFigure[] = [];
  for (const name of names) {
    const figure = findFigure(name);
    if (figure === null) return { ok: false, message: unknownMetric(name) };
    if (found.some((one) => one.name === name)) {
      return { ok: false, message: `--metric: ${name} stands there twice; expected each once` };
    }
    found.push(figure);
  }
  return { ok: true, metrics: found };
}

function unknownMetric(name: string): string {
  const known = [...new Set([...metrics, ...comparedFigures].map((one) => one.name))];
  const { suggestion = '' } = didYouMean(name, known);
  const question = suggestion === '' ? '' : `; ${suggestion}`;
  return `--metric: there is no metric "${name}"${question} (expected a name that stands under expect:, such as ` +
    'lost-writes, conflicts or lag.p99)';
}

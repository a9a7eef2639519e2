/** Which metrics a sweep is about. */
import { comparedFigures, findFigure } from '../comparison/figures.js';
import type { ComparedFigure } from '../comparison/figures.js';
import { metrics } from '../metrics.js';
import { regionMetricForms } from '../region-metrics.js';
import { finalPrefix } from '../schema/final-name.js';
import { didYouMean, listWords } from '../suggestion.js';

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

/** All there is where no name is near; a few where one is. */
function unknownMetric(name: string): string {
  const figures = [...new Set([...comparedFigures, ...metrics].map((one) => one.name))];
  const known = [...figures, ...regionMetricForms];
  const all = `expected one of ${known.join(', ')}`;
  if (name.startsWith(finalPrefix)) {
    return `--metric: "${name}" is what a key holds in the end, which is no number and no truth; ${all}`;
  }
  const { suggestion } = didYouMean(name, figures);
  if (suggestion === undefined) return `--metric: there is no metric "${name}"; ${all}`;
  return `--metric: there is no metric "${name}"; ${suggestion} (expected one of ${listWords(known)})`;
}

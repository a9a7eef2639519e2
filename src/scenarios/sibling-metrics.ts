/** The figures of siblings, in runs where clients bring contexts of their own. */
import type { SiblingCounts } from '../sim/report.js';
import type { Metric } from './metrics.js';

const figures = [
  ['siblings.max', 'most', 'Most versions of one key that a replica held at once.'],
  ['siblings.at-read', 'mostAtRead', 'Most versions that one read returned.'],
  ['siblings.merged', 'mergedAtRead', 'Writes by which clients put siblings together that they read.'],
  ['siblings.told', 'told', 'Times that a person was told of differing siblings.'],
  ['siblings.decided', 'decided', 'Writes by which a person resolved siblings.'],
] as const satisfies readonly (readonly [string, keyof SiblingCounts, string])[];

/** Unknown in runs where every write knows what is held where it is accepted. */
export const siblingMetrics: readonly Metric[] = figures.map(([name, figure, meaning]) => ({
  name,
  unit: 'count',
  meaning,
  read: (report) => report.siblings?.[figure] ?? null,
}));

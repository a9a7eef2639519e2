/** What machines are told a figure is counted in. */
import type { MetricUnit } from '../../../scenarios/index.js';

/** By the unit of a metric. */
export const unitWords: Readonly<Record<MetricUnit, string>> = {
  truth: 'share of runs',
  count: 'count',
  duration: 'ms',
  size: 'bytes',
  share: 'share',
  ratio: 'ratio',
};

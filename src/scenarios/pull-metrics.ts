/** The figures of those who ask for what is news, for expectations. */
import type { PullCounts } from '../sim/report.js';
import type { Metric } from './metrics.js';

const meanings = {
  questions: ['pulls.questions', 'Times that somebody asked for what is news.'],
  writes: ['pulls.writes', 'Writes that were told, repeated ones too.'],
  repeated: ['pulls.repeated', 'Writes that were told once more to somebody who had been told.'],
  passedOver: ['pulls.passed-over', 'Copies that will never be asked for, as their stamp was too early.'],
} as const satisfies Partial<Readonly<Record<keyof PullCounts, readonly [name: string, meaning: string]>>>;

const figures = ['questions', 'writes', 'repeated', 'passedOver'] as const;

/** One a figure; null where everything is sent unasked. */
export const pullMetrics: readonly Metric[] = figures.map((figure) => {
  const [name, meaning] = meanings[figure];
  return { name, unit: 'count', meaning, read: ({ network }) => network.pulling?.[figure] ?? null };
});

/** What clients saw, by models of consistency, for expectations. */
import type { Report } from '../sim/report.js';
import type { Metric } from './metrics.js';

type Guarantee = keyof Report['clients']['violations'];

const guarantees: readonly (readonly [Guarantee, name: string, meaning: string])[] = [
  ['readYourWrites', 'read-your-writes', 'Reads that missed what their own session had written.'],
  ['monotonicReads', 'monotonic-reads', 'Reads that went back behind an earlier one of their session.'],
  ['monotonicWrites', 'monotonic-writes', 'Writes of one session that were seen out of their order.'],
  ['writesFollowReads', 'writes-follow-reads', 'Writes that were seen without what their session had read before.'],
  ['causal', 'causal', 'Violations of causal consistency.'],
];

/** Null where nobody reads, values are merged, or there are too many requests to judge. */
export const sessionMetrics: readonly Metric[] = [
  {
    name: 'linearizable', unit: 'truth',
    meaning: 'Each key behaves as if there were one copy of it.',
    read: ({ clients: { linearizable } }) => (linearizable === 'unknown' ? null : linearizable === 'holds'),
  },
  ...guarantees.map(([guarantee, name, meaning]): Metric => ({
    name: `violations.${name}`, unit: 'count', meaning,
    read: (report) => report.clients.violations[guarantee],
  })),
];

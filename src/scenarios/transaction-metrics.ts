/** The figures of conditional writes that homes agree on, for expectations. */
import type { TransactionCounts } from '../sim/base/transaction-counts.js';
import type { Metric } from './metrics.js';

const meanings: Readonly<Record<keyof TransactionCounts, readonly [name: string, meaning: string]>> = {
  applied: ['transactions.applied', 'Conditional writes that copies agreed on.'],
  unmet: ['transactions.unmet', 'Conditional writes whose condition was not met.'],
  undecided: ['transactions.undecided', 'Conditional writes that were not proposed in time: they have no effect.'],
  inDoubt: ['transactions.in-doubt', 'Conditional writes that were proposed and may have an effect.'],
  ballots: ['transactions.ballots', 'Rounds of Paxos, serial reads’ included.'],
  retries: ['transactions.retries', 'Rounds beyond the first: after a higher one, or after another’s write.'],
  finished: ['transactions.finished', 'Writes of others that were found unfinished, and finished first.'],
};

const figures = [
  'applied', 'unmet', 'undecided', 'inDoubt', 'ballots', 'retries', 'finished',
] as const satisfies readonly (keyof TransactionCounts)[];

/** One a figure; null where nobody agrees on writes. */
export const transactionMetrics: readonly Metric[] = figures.map((figure) => {
  const [name, meaning] = meanings[figure];
  return { name, unit: 'count', meaning, read: (report) => report.transactions?.[figure] ?? null };
});

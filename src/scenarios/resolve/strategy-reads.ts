/** Who answers reads, by the words that a strategy knows. */
import { listWords } from '../suggestion.js';
import type { Context } from './context.js';

type Reads = NonNullable<Context['document']['replication']['reads']>;

/** What the document says, or the default of its strategy; reports a word that belongs to another one. */
export function resolveStrategyReads<T extends Reads>(context: Context, known: readonly T[], byDefault: T): T {
  const { reads, strategy } = context.document.replication;
  if (reads === undefined) return byDefault;
  const found = known.find((word) => word === reads);
  if (found !== undefined) return found;
  context.problems.push({
    path: [...context.base, 'replication', 'reads'],
    message: `strategy: ${strategy} has no ${reads} reads`,
    expected: `one of ${listWords(known)}`,
  });
  return byDefault;
}

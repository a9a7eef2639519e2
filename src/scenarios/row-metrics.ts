/** The figures of rows that were created, and of the indexes over their ids. */
import type { Metric } from './metrics.js';

/** Null where nobody creates rows. */
export const rowMetrics: readonly Metric[] = [
  {
    name: 'rows.created', unit: 'count',
    meaning: 'Rows that leaders created under ids of their own making.',
    read: ({ rows }) => rows?.created ?? null,
  },
  {
    name: 'rows.collisions', unit: 'count',
    meaning: 'Rows created under an id that another one had been given before.',
    read: ({ rows }) => rows?.collisions ?? null,
  },
  {
    name: 'index.pages', unit: 'count',
    meaning: 'Leaf pages of all leaders’ indexes over row ids.',
    read: ({ rows }) => rows?.index.pages ?? null,
  },
  {
    name: 'index.splits', unit: 'count',
    meaning: 'Leaf pages of all leaders’ indexes that overflowed.',
    read: ({ rows }) => rows?.index.splits ?? null,
  },
  {
    name: 'index.fill', unit: 'share',
    meaning: 'Mean share of the leaf pages that is in use.',
    read: ({ rows }) => rows?.index.fill ?? null,
  },
  {
    name: 'index.pages-per-1000', unit: 'ratio',
    meaning: 'Distinct leaf pages that 1,000 inserts in a row touched, in the mean.',
    read: ({ rows }) => rows?.index.pagesPer1000 ?? null,
  },
];

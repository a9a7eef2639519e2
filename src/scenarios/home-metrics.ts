/** The figures of writes that go home. */
import type { Metric } from './metrics.js';

/** Each attempt counted; null where no writes go home. */
export const homeMetrics: readonly Metric[] = [
  {
    name: 'homes.at-home', unit: 'count',
    meaning: 'Writes meant for the leader of their user’s home.',
    read: ({ clients }) => clients.homes?.atHome ?? null,
  },
  {
    name: 'homes.strayed', unit: 'count',
    meaning: 'Writes that went past the home of their user.',
    read: ({ clients }) => clients.homes?.strayed ?? null,
  },
  {
    name: 'homes.away', unit: 'count',
    meaning: 'Writes of users who had moved, and whose home had not followed yet.',
    read: ({ clients }) => clients.homes?.away ?? null,
  },
  {
    name: 'homes.routed', unit: 'count',
    meaning: 'Writes served in another region than that of their client.',
    read: ({ clients }) => clients.homes?.routed ?? null,
  },
  {
    name: 'homes.failed-over', unit: 'count',
    meaning: 'Writes that went to the next region, because the leader they were meant for was down.',
    read: ({ clients }) => clients.homes?.failedOver ?? null,
  },
];

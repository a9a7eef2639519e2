/**
 * Broken: whatever comes last is kept, and what comes last here came first there.
 *
 * Two replicas that exchange their versions swap them. Any order that both know of would do instead of
 * the order of arrival: by stamp and then by replica, by length and then by letters.
 */
import { defineResolver } from 'quarrel';

/** Takes what comes. */
export const resolver = defineResolver({
  name: 'last-arrival',
  mayLose: ['write', 'delete'],
  resolve: (_local, incoming) => incoming,
});

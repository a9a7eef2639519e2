/**
 * Broken: asks for the time. The newer version wins unless it is older than an hour, and whether it is
 * depends on when it arrives: at one replica at once, at another one after a long partition.
 *
 * A resolver may know no more than what every replica knows: the versions, their stamps, and who wrote them.
 */
import { defineResolver } from 'quarrel';

const hourUs = 3_600_000_000;

/** Keeps the newer version while it is fresh. */
export const resolver = defineResolver({
  name: 'half-life',
  mayLose: ['write', 'delete'],
  resolve(local, incoming, context) {
    const isFresh = Date.now() * 1000 - context.incoming.stamp < hourUs;
    const isNewer = context.incoming.stamp > context.local.stamp;
    return isFresh && isNewer ? incoming : local;
  },
});

/** Why writes get lost, in words. */
import type { LossCause } from '../../../sim/report.js';

/** What each cause means, to follow its name. */
export const lossWords: Readonly<Record<LossCause, string>> = {
  failover: 'rewound when its leader rejoined, or gone with it',
  disk: 'its copy was on a disk that was lost, or on a replica that was removed',
  queue:
    'dropped on its way, by a queue or a datagram link, left out of what was asked for, ' +
    'or sent on by nobody; never repaired',
  'loop-filter': 'discarded by loop prevention without having been seen',
  'apply-error': 'the replica could not apply it',
  collision: 'another row took its key or its unique slot',
  skew: 'the rule compared physical clocks; true time would have kept it',
  resolution: 'discarded by resolution in favour of another write',
};

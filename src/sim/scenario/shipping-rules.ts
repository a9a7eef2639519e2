/** How logs are shipped under every strategy. */
import { assertNever } from '../base/assert.js';
import type { Leaderless } from './leaderless.js';
import type { MultiLeader } from './replication.js';
import type { SharedStorage } from './shared-storage.js';

/** How writes are replicated. */
export type Replication = MultiLeader | Leaderless | SharedStorage;

/** What ships leaders' logs; without leaders nothing is logged, so it has nothing to do. */
export function shippingRules(replication: Replication): MultiLeader {
  switch (replication.strategy) {
    case 'multi-leader':
      return replication;
    case 'leaderless': {
      const { metadataBytes, antiEntropy } = replication;
      return { ...nothingShipped(metadataBytes), ...(antiEntropy === undefined ? {} : { antiEntropy }) };
    }
    case 'shared-storage':
      return nothingShipped(replication.metadataBytes);
    default:
      return assertNever(replication);
  }
}

function nothingShipped(metadataBytes: number): MultiLeader {
  return {
    strategy: 'multi-leader',
    batch: { everyUs: 0, max: 500, prepareUs: 0 },
    loops: 'origin-tag',
    hopLimit: 1,
    metadataBytes,
    order: null,
    applyErrors: 'hold',
  };
}

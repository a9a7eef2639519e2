/** How logs are shipped under every strategy. */
import { assertNever } from '../base/assert.js';
import type { Certification } from './certification.js';
import type { Leaderless } from './leaderless.js';
import type { MultiLeader } from './replication.js';
import type { SharedStorage } from './shared-storage.js';
import type { SingleLeader } from './single-leader.js';

/** How writes are replicated. */
export type Replication = MultiLeader | Leaderless | SingleLeader | Certification | SharedStorage;

/** What ships leaders' logs; other strategies carry their writes by themselves, and leave it nothing to do. */
export function shippingRules(replication: Replication): MultiLeader {
  switch (replication.strategy) {
    case 'multi-leader':
      return replication;
    case 'leaderless': {
      const { antiEntropy } = replication;
      return { ...idleShipping(replication), ...(antiEntropy === undefined ? {} : { antiEntropy }) };
    }
    case 'single-leader':
    case 'certification':
    case 'shared-storage':
      return idleShipping(replication);
    default:
      return assertNever(replication);
  }
}

function idleShipping({ metadataBytes }: { readonly metadataBytes: number }): MultiLeader {
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

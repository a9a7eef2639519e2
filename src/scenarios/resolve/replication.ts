/** From a document's replication to the engine's, strategy by strategy. */
import { assertNever } from '../../sim/base/assert.js';
import type { MultiLeader, Replication } from '../../sim/scenario.js';
import { resolveAntiEntropy } from './anti-entropy.js';
import type { Context } from './context.js';
import { resolveLeaderless } from './leaderless.js';
import { resolveOutbox } from './outbox.js';
import { resolveSharedStorage } from './shared-storage.js';
import { resolveTombstones } from './tombstones.js';

/** Keys that count under one strategy alone. */
const keysOf = {
  'multi-leader': ['batch', 'loops', 'order', 'apply-errors', 'hop-limit', 'outbox', 'tombstones'],
  leaderless: ['copies', 'coordinator', 'write', 'read', 'timeout', 'read-repair', 'hints'],
  'shared-storage': ['writer', 'volume', 'secondaries', 'ship-every', 'takeover'],
} as const;
const strategies = ['multi-leader', 'leaderless', 'shared-storage'] as const;

/** How writes are replicated. */
export function resolveReplication(context: Context): Replication {
  const { strategy } = context.document.replication;
  for (const other of strategies) if (other !== strategy) refuseKeys(context, other);
  switch (strategy) {
    case 'multi-leader':
      return resolveMultiLeader(context);
    case 'leaderless':
      return resolveLeaderless(context);
    case 'shared-storage':
      return resolveSharedStorage(context);
    default:
      return assertNever(strategy);
  }
}

function resolveMultiLeader(context: Context): MultiLeader {
  const { replication } = context.document;
  const { every = 0, max = 500, prepare = 0 } = replication.batch ?? {};
  return {
    strategy: 'multi-leader',
    batch: { everyUs: every, max, prepareUs: prepare },
    loops: replication.loops ?? 'origin-tag',
    hopLimit: replication['hop-limit'] ?? Math.max(16, 8 * context.names.length),
    metadataBytes: replication.metadata,
    ...resolveOutbox(context),
    ...resolveAntiEntropy(replication['anti-entropy']),
    ...resolveTombstones(context),
    order: replication.order ?? null,
    applyErrors: replication['apply-errors'] ?? 'hold',
  };
}

/** Another strategy's keys would change nothing. */
function refuseKeys(context: Context, other: keyof typeof keysOf): void {
  const { replication } = context.document;
  for (const key of keysOf[other]) {
    if (replication[key] === undefined) continue;
    context.problems.push({
      path: [...context.base, 'replication', key],
      message: `this counts under strategy: ${other}`,
      expected: `a key of strategy: ${replication.strategy}, or the other strategy`,
      isKey: true,
    });
  }
}

/** From a document's replication to the engine's, strategy by strategy. */
import type { MultiLeader, Replication } from '../../sim/scenario.js';
import { resolveAntiEntropy } from './anti-entropy.js';
import type { Context } from './context.js';
import { resolveLeaderless } from './leaderless.js';
import { resolveOutbox } from './outbox.js';
import { resolveTombstones } from './tombstones.js';

/** Keys that count under one strategy alone. */
const keysOf = {
  'multi-leader': ['batch', 'loops', 'order', 'apply-errors', 'hop-limit', 'outbox', 'tombstones'],
  leaderless: ['copies', 'coordinator', 'write', 'read', 'timeout', 'transactions', 'read-repair', 'hints'],
} as const;

/** How writes are replicated. */
export function resolveReplication(context: Context): Replication {
  const { strategy } = context.document.replication;
  refuseKeys(context, strategy === 'leaderless' ? 'multi-leader' : 'leaderless');
  return strategy === 'leaderless' ? resolveLeaderless(context) : resolveMultiLeader(context);
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

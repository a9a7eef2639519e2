/** From a document's replication to the engine's, strategy by strategy. */
import { assertNever } from '../../sim/base/assert.js';
import type { MultiLeader, Replication } from '../../sim/scenario.js';
import { resolveAntiEntropy } from './anti-entropy.js';
import { resolveCertification } from './certification.js';
import type { Context } from './context.js';
import { resolveLeaderless } from './leaderless.js';
import { resolveOutbox } from './outbox.js';
import { resolvePull } from './pull.js';
import { resolveRepeats } from './repeats.js';
import { resolveSharedStorage } from './shared-storage.js';
import { resolveLogShipping, resolveRaft } from './single-leader.js';
import { resolveTombstones } from './tombstones.js';

const strategies = [
  'multi-leader', 'leaderless', 'single-leader', 'raft', 'certification', 'shared-storage',
] as const;

type Strategy = Context['document']['replication']['strategy'];

const leaderKeys = ['leader', 'flush', 'detection', 'redirect', 'reads'] as const;

/** Keys that count under some strategies alone. */
const keysOf = {
  'multi-leader': [
    'batch', 'loops', 'order', 'apply-errors', 'hop-limit', 'outbox', 'tombstones', 'anti-entropy', 'repeats', 'pull',
  ],
  leaderless: [
    'copies', 'coordinator', 'write', 'read', 'timeout', 'transactions', 'read-repair', 'hints',
    'anti-entropy',
  ],
  'single-leader': [...leaderKeys, 'batch', 'acknowledge', 'level', 'failover', 'fencing', 'rejoin'],
  raft: [...leaderKeys, 'batch', 'pre-vote', 'check-quorum'],
  certification: ['leader', 'detection', 'reads', 'minority', 'flow-control', 'collect-every'],
  'shared-storage': ['writer', 'volume', 'secondaries', 'ship-every', 'takeover'],
} as const;

/** How writes are replicated. */
export function resolveReplication(context: Context): Replication {
  const { strategy } = context.document.replication;
  refuseKeys(context, strategy);
  switch (strategy) {
    case 'multi-leader':
      return resolveMultiLeader(context);
    case 'leaderless':
      return resolveLeaderless(context);
    case 'single-leader':
      return resolveLogShipping(context);
    case 'raft':
      return resolveRaft(context);
    case 'certification':
      return resolveCertification(context);
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
    ...resolvePull(context),
    ...resolveAntiEntropy(replication['anti-entropy']),
    ...resolveTombstones(context),
    order: replication.order ?? null,
    applyErrors: replication['apply-errors'] ?? 'hold',
    ...resolveRepeats(context),
  };
}

/** Another strategy's keys would change nothing. */
function refuseKeys(context: Context, strategy: Strategy): void {
  const { replication } = context.document;
  const own: readonly string[] = keysOf[strategy];
  const others = new Set(strategies.flatMap((other) => keysOf[other]));
  for (const key of others) {
    if (own.includes(key) || replication[key] === undefined) continue;
    const where = strategies.filter((other) => listOf(other).includes(key));
    context.problems.push({
      path: [...context.base, 'replication', key],
      message: `this counts under strategy: ${where.join(' or ')}`,
      expected: `a key of strategy: ${strategy}, or ${where.length === 1 ? 'the other strategy' : 'one of those strategies'}`,
      isKey: true,
    });
  }
}

function listOf(strategy: Strategy): readonly string[] {
  return keysOf[strategy];
}

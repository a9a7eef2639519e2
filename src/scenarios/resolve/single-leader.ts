/** From a document's single leader to the engine's: log shipping with failover, and Raft. */
import type {
  AcknowledgeRule, Failover, Fencing, LogShipping, Raft, Redirect, Rejoin,
} from '../../sim/scenario.js';
import type { Context } from './context.js';
import { regionIndex } from './context.js';
import { resolveStrategyReads } from './strategy-reads.js';

const defaultObserverLatencyUs = 500;

const leaderReads = ['leader', 'local', 'linearizable'] as const;

/** Log shipping draws timeouts close to each other, so they have to be long beside a way there and back. */
const defaultDetection = {
  'single-leader': { heartbeat: 200_000, timeout: 2_000_000 },
  raft: { heartbeat: 100_000, timeout: 500_000 },
} as const;

/** A log shipped to followers. */
export function resolveLogShipping(context: Context): LogShipping {
  const { replication } = context.document;
  return {
    ...resolveCommon(context),
    protocol: 'log-shipping',
    acknowledge: resolveAcknowledge(context),
    level: replication.level ?? 'flushed',
    failover: resolveFailover(context),
    fencing: resolveFencing(context),
    rejoin: resolveRejoin(context),
    reads: resolveStrategyReads(context, leaderReads, 'leader'),
  };
}

/** Consensus. */
export function resolveRaft(context: Context): Raft {
  const { replication } = context.document;
  return {
    ...resolveCommon(context),
    protocol: 'raft',
    preVote: replication['pre-vote'] ?? true,
    checkQuorum: replication['check-quorum'] ?? true,
    reads: resolveStrategyReads(context, leaderReads, 'linearizable'),
  };
}

function resolveCommon(context: Context) {
  const { replication } = context.document;
  const { every = 0, max = 500, prepare = 0 } = replication.batch ?? {};
  const usual = defaultDetection[replication.strategy === 'raft' ? 'raft' : 'single-leader'];
  const { heartbeat = usual.heartbeat, timeout = usual.timeout } = replication.detection ?? {};
  if (prepare > 0) {
    context.problems.push({
      path: [...context.base, 'replication', 'batch', 'prepare'],
      message: 'a single leader sends a batch as soon as it is closed',
      expected: 'no prepare; a longer every has a like effect',
    });
  }
  if (heartbeat >= timeout) {
    context.problems.push({
      path: [...context.base, 'replication', 'detection'],
      message: 'between two heartbeats everybody would be suspected',
      expected: 'a timeout of several heartbeats',
    });
  }
  return {
    strategy: 'single-leader',
    leader: indexOf(context, replication.leader),
    shipping: { everyUs: every, max },
    flushUs: replication.flush ?? 0,
    detection: { heartbeatUs: heartbeat, timeoutUs: timeout },
    redirect: resolveRedirect(context),
    metadataBytes: replication.metadata,
  } as const;
}

/** The first region where none is named; a name that nothing bears is reported elsewhere. */
function indexOf(context: Context, name: string | undefined): number {
  return name === undefined ? 0 : Math.max(0, regionIndex(context, name));
}

function resolveAcknowledge(context: Context): AcknowledgeRule {
  const { acknowledge = 'asynchronous' } = context.document.replication;
  if (typeof acknowledge === 'string') return { kind: acknowledge };
  const { any, first, of: list } = acknowledge;
  const semi = acknowledge['semi-synchronous'];
  const path = [...context.base, 'replication', 'acknowledge'];
  const others = context.names.length - 1;
  if (semi !== undefined) {
    if (list !== undefined) {
      const message = 'which followers are waited for changes with who answers';
      context.problems.push({ path: [...path, 'of'], message, expected: 'no of, or any or first in place of semi-synchronous' });
    }
    if (semi.followers > others) {
      const message = `there are ${String(others)} followers`;
      context.problems.push({ path: [...path, 'semi-synchronous', 'followers'], message, expected: `at most ${String(others)}` });
    }
    return { kind: 'semi-synchronous', followers: semi.followers, timeoutUs: semi.timeout };
  }
  const count = any ?? first ?? 1;
  const kind = any === undefined ? 'first' : 'any';
  if (list === undefined) {
    context.problems.push({ path, message: 'it does not say of whom', expected: 'of: with regions' });
    return { kind: 'asynchronous' };
  }
  const leader = indexOf(context, context.document.replication.leader);
  const of = [...new Set(list.map((name) => indexOf(context, name)))];
  // One that leads later waits for those of the list that follow it; the first one has to be able to begin.
  const followers = of.filter((member) => member !== leader).length;
  if (new Set(list).size < list.length) {
    context.problems.push({ path: [...path, 'of'], message: 'a region is named twice', expected: 'each region once' });
  } else if (followers === 0) {
    context.problems.push({ path: [...path, 'of'], message: 'the leader does not wait for itself', expected: 'other regions' });
  } else if (count > followers) {
    const regions = `${String(followers)} ${followers === 1 ? 'region' : 'regions'}`;
    const beside = followers < of.length ? ' beside the leader, which does not wait for itself' : '';
    const message = `the list has ${regions}${beside}`;
    context.problems.push({ path: [...path, kind], message, expected: `at most ${String(followers)}` });
  }
  return { kind, count, of };
}

function resolveFailover(context: Context): Failover {
  const { failover = 'majority', leader, acknowledge, detection } = context.document.replication;
  // Who is first depends on who was heard.
  const isHeeded = typeof acknowledge === 'object' && acknowledge.first !== undefined;
  if (failover === 'none' && detection?.timeout !== undefined && !isHeeded) {
    context.problems.push({
      path: [...context.base, 'replication', 'detection', 'timeout'],
      message: 'nobody could replace the leader, so nobody suspects it',
      expected: 'no timeout, or failover: majority or observer',
    });
  }
  if (typeof failover === 'string') return failover === 'none' ? { kind: 'none' } : { kind: failover, approvalUs: 0 };
  const { majority, observer } = failover;
  if (observer === undefined) return { kind: 'majority', approvalUs: majority?.approval ?? 0 };
  const beside = indexOf(context, observer.beside ?? leader);
  const latencyUs = observer.latency ?? defaultObserverLatencyUs;
  const { approval: approvalUs, check } = observer;
  return { kind: 'observer', approvalUs, place: { beside, latencyUs }, ...(check === undefined ? {} : { check }) };
}

function resolveFencing(context: Context): Fencing {
  const { fencing = 'term', failover } = context.document.replication;
  if (typeof fencing === 'string') return { kind: fencing };
  const { lease, stonith } = fencing;
  if (failover === 'none') {
    context.problems.push({
      path: [...context.base, 'replication', 'fencing', lease === undefined ? 'stonith' : 'lease'],
      message:
        lease === undefined
          ? 'nobody could replace the leader, so nobody is switched off'
          : 'nobody could replace the leader, so nobody can promise not to',
      expected: 'failover: majority or observer',
    });
  }
  if (lease === undefined) {
    const restartAfterUs = stonith?.['restart-after'];
    const delayUs = stonith?.delay ?? 0;
    return { kind: 'stonith', delayUs, ...(restartAfterUs === undefined ? {} : { restartAfterUs }) };
  }
  return { kind: 'lease', lengthUs: lease.length, marginUs: lease.margin, measure: lease.measure };
}

function resolveRejoin(context: Context): Rejoin {
  const { rejoin = 'rewind' } = context.document.replication;
  if (rejoin === 'rewind') return { kind: 'rewind' };
  return { kind: 'refuse', copyAfterUs: rejoin === 'refuse' ? null : rejoin.refuse['copy-after'] };
}

function resolveRedirect(context: Context): Redirect {
  const { redirect = 'immediate' } = context.document.replication;
  if (redirect === 'immediate') return { kind: 'immediate' };
  return { kind: 'cached', ttlUs: redirect.cached, followsHints: redirect['follows-hints'] };
}

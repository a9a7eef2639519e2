/** From a document's certification to the engine's, and what does not go together with it. */
import type { Certification, Scenario } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import { regionIndex, type Context } from './context.js';
import { resolveStrategyReads } from './strategy-reads.js';

const defaultHeartbeatUs = 100_000;
const defaultTimeoutUs = 500_000;
/** Galera's gcs.fc_limit. */
const defaultLimit = 16;

/** Certification, with the problems of its own keys. */
export function resolveCertification(context: Context): Certification {
  const { replication } = context.document;
  const { heartbeat = defaultHeartbeatUs, timeout = defaultTimeoutUs } = replication.detection ?? {};
  const flow = replication['flow-control'];
  if (heartbeat >= timeout) {
    object(context, ['replication', 'detection'], {
      message: 'between two heartbeats everybody would be suspected',
      expected: 'a timeout of several heartbeats',
    });
  }
  const { limit = defaultLimit } = flow ?? {};
  const resumeAt = flow?.['resume-at'] ?? limit;
  if (resumeAt > limit) {
    object(context, ['replication', 'flow-control', 'resume-at'], {
      message: 'the others would be let go before they were stopped',
      expected: `at most the limit, ${String(limit)}`,
    });
  }
  return {
    strategy: 'certification',
    leader: replication.leader === undefined ? 0 : Math.max(0, regionIndex(context, replication.leader)),
    detection: { heartbeatUs: heartbeat, timeoutUs: timeout },
    reads: resolveStrategyReads(context, ['local', 'synced'], 'local'),
    minority: replication.minority ?? 'refuse',
    flowControl: flow === undefined ? null : { limit, resumeAt },
    collectEvery: replication['collect-every'] ?? 128,
    metadataBytes: replication.metadata,
  };
}

/** Reports what would have no meaning, or another one than it says, where writes are certified. */
export function checkCertification(context: Context, scenario: Scenario): void {
  if (scenario.replication.strategy !== 'certification') return;
  checkNetwork(context, scenario);
  checkConflicts(context);
  checkWorkload(context);
  checkRegions(context);
}

function checkNetwork(context: Context, { topology }: Scenario): void {
  const { names } = context;
  const isJoined = (from: number, to: number): boolean =>
    topology.links.some((link) => link.from === from && link.to === to);
  if (!names.every((_, from) => names.every((__, to) => from === to || isJoined(from, to)))) {
    object(context, ['topology'], {
      message: 'a group agrees on one order, so all hear from all',
      expected: 'topology: mesh, or links between all regions both ways',
    });
  }
  if (topology.links.some(({ transport }) => transport === 'datagram')) {
    object(context, ['links'], {
      message: 'a group talks over connections, and here some links have none',
      expected: 'transport: fifo',
    });
  }
}

function checkConflicts(context: Context): void {
  const { conflicts } = context.document;
  const isOther = conflicts.resolve !== 'lww' || conflicts.detect !== 'version-vector' || conflicts.priority !== undefined;
  if (isOther) {
    object(context, ['conflicts'], {
      message: 'what would conflict is refused, so there is nothing to resolve',
      expected: 'no detect, resolve or priority',
    });
  }
  if (conflicts.unique !== undefined || conflicts.person !== undefined || conflicts['at-read'] !== undefined) {
    object(context, ['conflicts'], {
      message: 'write sets are certified by key, and leave nothing to put together',
      expected: 'no unique, person or at-read; or strategy: multi-leader',
    });
  }
  if (conflicts.timestamps === 'truetime') {
    object(context, ['conflicts', 'timestamps'], {
      message: 'the order decides when a write commits, and no clock',
      expected: 'physical, lamport or hybrid',
    });
  }
}

function checkWorkload(context: Context): void {
  const { workload } = context.document;
  if (workload.context !== 'held') {
    object(context, ['workload', 'context'], {
      message: 'a write is certified by what its region has applied, not by what a client has read',
      expected: 'context: held',
    });
  }
  const createsRows = workload.script.some(({ create }) => create !== undefined);
  if (createsRows || workload.clients.some(({ mix }) => mix.create > 0)) {
    object(context, ['workload'], {
      message: 'ids of new rows are made by leaders that ship a log',
      expected: 'write in place of create, or strategy: multi-leader',
    });
  }
  if (workload.users !== undefined) {
    object(context, ['workload', 'users'], {
      message: 'every region takes the writes of its own clients',
      expected: 'strategy: multi-leader',
    });
  }
}

function checkRegions(context: Context): void {
  const { document, names } = context;
  for (const name of names) {
    const region = document.regions[name];
    if ((region?.followers?.count ?? 0) > 0) {
      object(context, ['regions', name, 'followers'], {
        message: 'all members of a group are alike',
        expected: 'one more region for each',
      });
    }
    if ((region?.clock?.monitor ?? document.clock.monitor) !== undefined) {
      object(context, ['regions', name, 'clock', 'monitor'], {
        message: 'no clock decides anything here',
        expected: 'no monitor, or strategy: multi-leader',
      });
    }
  }
  if (names.length >= 3) return;
  const path = [...context.base, 'replication', 'strategy'];
  context.cautions.push({ path, message: 'with fewer than three regions a group survives the loss of none' });
}

function object(context: Context, path: Path, said: { readonly message: string; readonly expected: string }): void {
  context.problems.push({ path: [...context.base, ...path], ...said });
}

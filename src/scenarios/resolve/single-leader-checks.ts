/** What does not go together with a single leader, each with a remedy. */
import type { Scenario, SingleLeader } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import type { Context } from './context.js';

/** Reports what would have no meaning, or another one than it says, where one region leads. */
export function checkSingleLeader(context: Context, scenario: Scenario): void {
  const { replication } = scenario;
  if (replication.strategy !== 'single-leader') return;
  checkNetwork(context, scenario);
  checkConflicts(context);
  checkWorkload(context);
  checkReads(context, replication);
  context.names.forEach((name) => {
    const region = context.document.regions[name];
    if ((region?.followers?.count ?? 0) > 0) {
      object(context, ['regions', name, 'followers'], {
        message: 'every region but the leader’s follows already',
        expected: 'one more region for each',
      });
    }
    if ((region?.clock?.monitor ?? context.document.clock.monitor) !== undefined) {
      object(context, ['regions', name, 'clock', 'monitor'], {
        message: 'there is no other leader to which a clock could send writes',
        expected: 'no monitor, or strategy: multi-leader',
      });
    }
  });
  if (replication.protocol === 'raft' && context.names.length < 3) {
    const path = [...context.base, 'replication', 'strategy'];
    const message = 'with fewer than three regions raft survives the loss of none';
    context.cautions.push({ path, message });
  }
}

function checkNetwork(context: Context, { topology }: Scenario): void {
  const { names } = context;
  const isJoined = (from: number, to: number): boolean =>
    topology.links.some((link) => link.from === from && link.to === to);
  const areAll = names.every((_, from) => names.every((__, to) => from === to || isJoined(from, to)));
  if (!areAll) {
    object(context, ['topology'], {
      message: 'whoever leads sends to everybody, and hears from them',
      expected: 'topology: mesh, or links between all regions both ways',
    });
  }
  if (topology.links.some(({ transport }) => transport === 'datagram')) {
    object(context, ['links'], {
      message: 'a single leader talks over connections, and here some links have none',
      expected: 'transport: fifo',
    });
  }
}

function checkConflicts(context: Context): void {
  const { conflicts } = context.document;
  const other =
    conflicts.resolve !== 'lww' || conflicts.detect !== 'version-vector' || conflicts.priority !== undefined;
  if (other) {
    object(context, ['conflicts'], {
      message: 'the leader puts all writes in one order, so there are no conflicts to resolve',
      expected: 'no detect, resolve or priority',
    });
  }
  if (conflicts.unique !== undefined || conflicts.person !== undefined || conflicts['at-read'] !== undefined) {
    object(context, ['conflicts'], {
      message: 'no two regions write side by side, so nobody has anything to put together',
      expected: 'no unique, person or at-read; or strategy: multi-leader',
    });
  }
}

function checkWorkload(context: Context): void {
  const { workload } = context.document;
  if (workload.context !== 'held') {
    object(context, ['workload', 'context'], {
      message: 'the leader’s order decides, not what a client has read',
      expected: 'context: held',
    });
  }
  const createsRows = workload.script.some(({ create }) => create !== undefined);
  if (createsRows || workload.clients.some(({ mix }) => mix.create > 0)) {
    object(context, ['workload'], {
      message: 'ids of new rows are made by leaders of regions',
      expected: 'write in place of create, or strategy: multi-leader',
    });
  }
  if (workload.users !== undefined) {
    object(context, ['workload', 'users'], {
      message: 'all writes go to one leader, wherever their user is at home',
      expected: 'strategy: multi-leader',
    });
  }
}

function checkReads(context: Context, replication: SingleLeader): void {
  if (replication.reads !== 'linearizable' || replication.protocol === 'raft') return;
  const { failover, fencing } = replication;
  const isAsked = failover.kind === 'majority' && fencing.kind !== 'none';
  if (failover.kind === 'none' || fencing.kind === 'lease' || isAsked) return;
  object(context, ['replication', 'reads'], {
    message: 'the leader cannot be certain that nobody else leads',
    expected: 'failover: majority with fencing, or a lease; or reads: leader',
  });
}

function object(context: Context, path: Path, said: { readonly message: string; readonly expected: string }): void {
  context.problems.push({ path: [...context.base, ...path], ...said });
}

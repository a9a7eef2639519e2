/** From a document's copies, quorums and hints to the engine's. */
import { isReplicated } from '../../sim/base/operation-kind.js';
import type { ConsistencyLevel, Copies, Leaderless } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import { listWords } from '../suggestion.js';
import { resolveAntiEntropy } from './anti-entropy.js';
import { resolveTransactions } from './conditional.js';
import type { Context } from './context.js';

const defaultTimeoutUs = 1_000_000;

/** Leaderless replication, with the problems that show only beside the rest of the scenario. */
export function resolveLeaderless(context: Context): Leaderless {
  const { replication } = context.document;
  const { hints } = replication;
  const datacenters = nameDatacenters(context);
  const copies = resolveCopies(context, datacenters);
  const write = replication.write ?? { kind: 'quorum' };
  const read = levelOfReads(context);
  checkLevel(context, 'write', write, copies);
  checkLevel(context, 'read', read, copies);
  if (replication.transactions === 'local-serial') checkLevel(context, 'transactions', { kind: 'local-quorum' }, copies);
  checkCompany(context, copies);
  const timeoutUs = replication.timeout ?? defaultTimeoutUs;
  if (hints !== undefined && hints.after > timeoutUs) {
    object(context, ['replication', 'hints', 'after'], {
      message: 'by then the request has failed already',
      expected: 'no more than replication.timeout',
    });
  }
  const names = [...new Set(datacenters)];
  return {
    strategy: 'leaderless',
    datacenters: datacenters.map((name) => names.indexOf(name)),
    copies,
    coordinator: replication.coordinator ?? 'home',
    write,
    read,
    timeoutUs,
    readRepair: replication['read-repair'] ?? 'background',
    hints:
      hints === undefined
        ? null
        : { afterUs: hints.after, isSloppy: hints.sloppy, everyUs: hints.every, keepUs: hints.keep ?? null },
    metadataBytes: replication.metadata,
    ...resolveTransactions(context),
    ...resolveAntiEntropy(replication['anti-entropy']),
  };
}

/** Serial reads ask whoever decides about writes. */
function levelOfReads({ document: { replication } }: Context): ConsistencyLevel {
  const { read = { kind: 'quorum' }, transactions } = replication;
  if (read.kind === 'count') return read;
  if (read.kind !== 'serial') return { kind: read.kind };
  return { kind: transactions === 'local-serial' ? 'local-quorum' : 'quorum' };
}

function nameDatacenters({ document, names }: Context): readonly string[] {
  return names.map((name) => document.regions[name]?.datacenter ?? name);
}

function resolveCopies(context: Context, datacenters: readonly string[]): Copies {
  const { copies = datacenters.length } = context.document.replication;
  const names = [...new Set(datacenters)];
  const sizeOf = (name: string): number => datacenters.filter((each) => each === name).length;
  if (typeof copies === 'number') {
    if (copies > datacenters.length) {
      object(context, ['replication', 'copies'], {
        message: `there are ${String(datacenters.length)} regions to keep them`,
        expected: `at most ${String(datacenters.length)}`,
      });
    }
    return { kind: 'in-all', count: copies };
  }
  for (const [name, count] of Object.entries(copies)) {
    if (names.includes(name) && count <= sizeOf(name)) continue;
    const message = names.includes(name)
      ? `the datacenter ${name} has ${String(sizeOf(name))} regions`
      : `no region is in a datacenter ${name}`;
    const expected = names.includes(name) ? `at most ${String(sizeOf(name))}` : `one of ${listWords(names)}`;
    object(context, ['replication', 'copies', name], { message, expected });
  }
  const missing = names.filter((name) => copies[name] === undefined);
  if (missing.length > 0) {
    object(context, ['replication', 'copies'], {
      message: `this says nothing of ${listWords(missing)}`,
      expected: 'copies in every datacenter',
    });
  }
  if (Object.values(copies).every((count) => count === 0)) {
    object(context, ['replication', 'copies'], { message: 'nobody keeps a copy', expected: 'at least one copy' });
  }
  return { kind: 'by-datacenter', counts: names.map((name) => copies[name] ?? 1) };
}

function checkLevel(context: Context, key: 'write' | 'read' | 'transactions', level: ConsistencyLevel, copies: Copies): void {
  const all = copiesOf(copies);
  if (level.kind === 'count' && level.count > all) {
    object(context, ['replication', key], {
      message: `a key has ${String(all)} ${all === 1 ? 'copy' : 'copies'}`,
      expected: `at most ${String(all)}`,
    });
  }
  const isIncomplete = copies.kind === 'in-all' ? copies.count < context.names.length : copies.counts.includes(0);
  const needsDatacenters = level.kind === 'local-quorum' || level.kind === 'each-quorum';
  if (needsDatacenters && isIncomplete) {
    object(context, ['replication', 'copies'], {
      message: `${key === 'transactions' ? 'local-serial' : level.kind} needs copies in every datacenter`,
      expected: 'so many in each datacenter, such as { us: 3, eu: 3 }',
    });
  }
}

/** What does not go together with quorums. */
function checkCompany(context: Context, copies: Copies): void {
  const { document } = context;
  if (isReplicated(document.conflicts.resolve)) {
    object(context, ['conflicts', 'resolve'], {
      message: 'quorums reconcile versions, and do not merge values',
      expected: 'lww, fww, arrival or siblings',
    });
  }
  const { workload, conflicts } = document;
  const isByContext =
    workload.context !== 'held' || conflicts['at-read'] !== undefined || conflicts.person !== undefined;
  if (isByContext) {
    object(context, ['workload', 'context'], {
      message: 'coordinators go by what they hold, not by what a client has read',
      expected: 'context: held, and no at-read or person',
    });
  }
  if (conflicts.unique !== undefined) {
    object(context, ['conflicts', 'unique'], {
      message: 'no coordinator knows what values others have taken',
      expected: 'strategy: multi-leader',
    });
  }
  const createsRows = workload.script.some(({ create }) => create !== undefined);
  if (createsRows || workload.clients.some(({ mix }) => mix.create > 0)) {
    object(context, ['workload'], {
      message: 'a new row has no key yet by which its copies could be placed',
      expected: 'write in place of create, or strategy: multi-leader',
    });
  }
  if (workload.users !== undefined) {
    object(context, ['workload', 'users'], {
      message: 'without leaders nobody has a home',
      expected: 'strategy: multi-leader',
    });
  }
  context.names.forEach((name) => {
    if ((document.regions[name]?.followers?.count ?? 0) === 0) return;
    object(context, ['regions', name, 'followers'], {
      message: 'without leaders there are no followers',
      expected: 'one more region for each',
    });
  });
  const isPartial = copiesOf(copies) < context.names.length;
  if (isPartial && document.replication['anti-entropy'] !== undefined) {
    object(context, ['replication', 'anti-entropy'], {
      message: 'records are compared whole, and here no region has all of them',
      expected: 'as many copies as regions, or no anti-entropy',
    });
  }
}

function copiesOf(copies: Copies): number {
  return copies.kind === 'in-all' ? copies.count : copies.counts.reduce((sum, count) => sum + count, 0);
}

function object(context: Context, path: Path, said: { readonly message: string; readonly expected: string }): void {
  context.problems.push({ path: [...context.base, ...path], ...said });
}

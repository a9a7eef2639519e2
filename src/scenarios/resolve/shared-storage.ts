/** From a document's volume, secondaries and takeover to the engine's; and storage nodes by name. */
import type { SharedStorage, VolumeRules } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import { listWords } from '../suggestion.js';
import type { Context } from './context.js';
import { regionIndex } from './context.js';

const defaultZones = { a: 2, b: 2, c: 2 };
const defaultLatencyUs = 300;
const defaultShipUs = 100_000;
const defaultTakeover = { heartbeat: 1_000_000, timeout: 10_000_000, elsewhere: undefined };

/** Shared storage, with the problems that show only beside the rest of the scenario. */
export function resolveSharedStorage(context: Context): SharedStorage {
  const { replication } = context.document;
  const { secondaries = [], writer, takeover = defaultTakeover } = replication;
  const elsewhere = secondaries.map((name) => regionIndex(context, name));
  const here = context.names.map((_, region) => region).filter((region) => !elsewhere.includes(region));
  const first = writer === undefined ? (here[0] ?? 0) : regionIndex(context, writer);
  checkSecondaries(context, first);
  checkCompany(context);
  if (takeover.timeout < takeover.heartbeat) {
    report(context, ['replication', 'takeover', 'timeout'], {
      message: 'the writer is not looked after so often',
      expected: 'no less than takeover.heartbeat',
    });
  }
  if (takeover.elsewhere !== undefined && secondaries.length === 0) {
    report(context, ['replication', 'takeover', 'elsewhere'], {
      message: 'there is no volume elsewhere',
      expected: 'replication.secondaries',
    });
  }
  if (replication['ship-every'] !== undefined && secondaries.length === 0) {
    report(context, ['replication', 'ship-every'], {
      message: 'there is no volume elsewhere to ship to',
      expected: 'replication.secondaries, or no ship-every',
    });
  }
  return {
    strategy: 'shared-storage',
    volumes: [here, ...elsewhere.map((region) => [region])],
    writer: first,
    volume: resolveVolume(context),
    takeover: {
      heartbeatUs: takeover.heartbeat,
      timeoutUs: takeover.timeout,
      elsewhereAfterUs: takeover.elsewhere ?? null,
    },
    shipEveryUs: replication['ship-every'] ?? defaultShipUs,
    metadataBytes: replication.metadata,
  };
}

/** The storage nodes that a fault names: a zone, one of its nodes, or all; null: it names none. */
export function storageNodesOf({ document }: Context, what: string): readonly number[] | null {
  const zones = Object.entries(document.replication.volume?.zones ?? defaultZones);
  const named = zones.flatMap(([zone, count]) => Array.from({ length: count }, (_, node) => [zone, `${zone}/${String(node + 1)}`]));
  const found = named.flatMap((names, node) => (what === 'all' || names.includes(what) ? [node] : []));
  return found.length === 0 ? null : found;
}

function resolveVolume(context: Context): VolumeRules {
  const { volume } = context.document.replication;
  const zones = Object.entries(volume?.zones ?? defaultZones).map(([name, nodes]) => ({ name, nodes }));
  const all = zones.reduce((sum, { nodes }) => sum + nodes, 0);
  const writeQuorum = volume?.['write-quorum'] ?? Math.floor(all / 2) + 1;
  const readQuorum = volume?.['read-quorum'] ?? Math.max(1, all - writeQuorum + 1);
  checkQuorum(context, 'write-quorum', { quorum: writeQuorum, all, least: Math.floor(all / 2) + 1 });
  checkQuorum(context, 'read-quorum', { quorum: readQuorum, all, least: all - writeQuorum + 1 });
  return {
    zones,
    writeQuorum,
    readQuorum,
    latency: volume?.latency ?? { kind: 'constant', valueUs: defaultLatencyUs },
    writeUs: volume?.write ?? defaultLatencyUs,
    gossipUs: volume?.gossip ?? defaultShipUs,
  };
}

/** Two write quorums meet, and so do a write quorum and a read quorum: else a takeover may miss what is durable. */
function checkQuorum(
  context: Context,
  key: 'write-quorum' | 'read-quorum',
  { quorum, all, least }: { readonly quorum: number; readonly all: number; readonly least: number },
): void {
  if (quorum >= least && quorum <= all) return;
  const other = key === 'write-quorum' ? 'another one' : 'every write quorum';
  report(context, ['replication', 'volume', key], {
    message: quorum > all ? `there are ${String(all)} storage nodes` : `so few need not meet ${other}`,
    expected: `${String(least)} to ${String(all)}`,
  });
}

function checkSecondaries(context: Context, writer: number): void {
  const { secondaries = [] } = context.document.replication;
  secondaries.forEach((name, i) => {
    const path = ['replication', 'secondaries', i];
    if (regionIndex(context, name) === writer) {
      report(context, path, { message: `"${name}" is the writer`, expected: 'a region that only reads' });
    } else if (secondaries.indexOf(name) < i) {
      report(context, path, { message: `"${name}" is named twice`, expected: 'each region once' });
    }
  });
}

/** What does not go together with one log in shared storage. */
function checkCompany(context: Context): void {
  const { document, names } = context;
  const { conflicts, workload } = document;
  const isByLog = conflicts.resolve === 'lww' || conflicts.resolve === 'arrival';
  if (!isByLog || conflicts.unique !== undefined || conflicts.detect !== 'version-vector') {
    report(context, ['conflicts'], {
      message: 'there is one log, so no write is concurrent to another',
      expected: 'no rules of conflicts, or strategy: multi-leader',
    });
  }
  if (conflicts.timestamps !== 'physical') {
    report(context, ['conflicts', 'timestamps'], {
      message: 'the log says what comes first, and stamps are not asked',
      expected: 'no timestamps, or strategy: multi-leader',
    });
  }
  if (workload.context !== 'held' || conflicts['at-read'] !== undefined || conflicts.person !== undefined) {
    report(context, ['workload', 'context'], {
      message: 'the writer goes by what it holds, not by what a client has read',
      expected: 'context: held, and no at-read or person',
    });
  }
  const createsRows = workload.script.some(({ create }) => create !== undefined);
  if (createsRows || workload.clients.some(({ mix }) => mix.create > 0)) {
    report(context, ['workload'], {
      message: 'a leader numbers new rows by itself, and here the writer may be another one by then',
      expected: 'write in place of create, or strategy: multi-leader',
    });
  }
  if (workload.users !== undefined) {
    report(context, ['workload', 'users'], {
      message: 'all writes go to the writer, so nobody has a home',
      expected: 'strategy: multi-leader',
    });
  }
  if (document.replication['anti-entropy'] !== undefined) {
    report(context, ['replication', 'anti-entropy'], {
      message: 'instances share their records, so there is nothing to compare',
      expected: 'volume.gossip, by which storage nodes ask each other',
    });
  }
  names.forEach((name) => {
    if ((document.regions[name]?.followers?.count ?? 0) === 0) return;
    report(context, ['regions', name, 'followers'], {
      message: 'readers share the volume and replay no log',
      expected: 'one more region for each',
    });
  });
  document.faults.forEach((fault, index) => {
    if (fault.crash !== undefined && fault.disk === 'lost') {
      report(context, ['faults', index, 'disk'], {
        message: 'an instance keeps nothing on a disk of its own',
        expected: 'storage in place of crash',
      });
    }
    if (fault.leave !== undefined) {
      report(context, ['faults', index, 'leave'], {
        message: 'nobody tells the control plane that a region leaves',
        expected: 'crash, or outage',
      });
    }
  });
}

/** The stream and secondaries need a way from everybody to everybody that keeps order. */
export function checkStorageLinks(context: Context, topology: { readonly kind: string; readonly links: readonly { readonly transport: string }[] }): void {
  if (context.document.replication.strategy !== 'shared-storage') return;
  if (topology.kind !== 'mesh') {
    report(context, ['topology'], {
      message: 'each instance may come to send to each other one',
      expected: 'mesh',
    });
  }
  if (topology.links.some(({ transport }) => transport !== 'fifo')) {
    report(context, ['links'], { message: 'the redo stream needs order', expected: `transport: ${listWords(['fifo'])}` });
  }
}

function report(context: Context, path: Path, said: { readonly message: string; readonly expected: string }): void {
  context.problems.push({ path: [...context.base, ...path], ...said });
}

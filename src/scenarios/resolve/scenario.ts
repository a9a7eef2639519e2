/** From a checked document to what the engine runs. */
import type { Caution, Path, Problem } from '../issue.js';
import type { ScenarioDocument } from '../schema.js';
import type { NodeCapacity, Region, Scenario } from '../../sim/scenario.js';
import type { Context } from './context.js';
import { createContext } from './context.js';
import { resolveFaults } from './faults.js';
import { resolveNetwork } from './network.js';
import { checkTimestamps, defaultUncertaintyUs } from './timestamps.js';
import type { ExpectedRead } from './workload.js';
import { resolveWorkload } from './workload.js';

/** A scenario with the problems that show only once its parts meet. */
export interface Resolved {
  readonly scenario: Scenario;
  readonly reads: readonly ExpectedRead[];
  readonly problems: readonly Problem[];
  readonly cautions: readonly Caution[];
}

/** Above this many generated requests, a run takes minutes and gigabytes. */
export const manyRequests = 20_000_000;

/** Puts a scenario together. */
export function resolveScenario(name: string, document: ScenarioDocument, base: Path): Resolved {
  const context = createContext(document, base);
  const network = resolveNetwork(context);
  const { workload, reads } = resolveWorkload(context);
  const { replication, conflicts } = document;
  const { batch } = replication;
  const scenario: Scenario = {
    name,
    title: document.title ?? name,
    seed: document.seed,
    durationUs: document.duration,
    settleUs: document.settle,
    regions: context.names.map((region) => resolveRegion(context, region)),
    topology: network.topology,
    replication: {
      strategy: replication.strategy,
      batch: { everyUs: batch.every, max: batch.max, prepareUs: batch.prepare },
      loops: replication.loops,
      hopLimit: replication['hop-limit'] ?? Math.max(16, 8 * context.names.length),
      metadataBytes: replication.metadata,
    },
    conflicts: {
      timestamps: conflicts.timestamps,
      detect: conflicts.detect,
      resolve: conflicts.resolve,
    },
    workload,
    faults: resolveFaults(context, network),
  };
  warnAboutWorkload(context, scenario);
  checkTimestamps(context, scenario);
  return { scenario, reads, problems: context.problems, cautions: context.cautions };
}

const defaultFollowerLatencyUs = 500;

function resolveRegion(context: Context, name: string): Region {
  const { document } = context;
  const region = document.regions[name] ?? null;
  const { count = 0, latency } = region?.followers ?? {};
  const { skew = 0, drift = 0, ntp, uncertainty } = region?.clock ?? {};
  const poll = ntp === undefined ? {} : { ntp: { everyUs: ntp.every, boundUs: ntp.bound } };
  return {
    name,
    followers: {
      count,
      latency: latency ?? { kind: 'constant', valueUs: defaultFollowerLatencyUs },
    },
    clock: {
      skewUs: skew,
      driftPpm: drift,
      ...poll,
      ...(document.conflicts.timestamps === 'truetime'
        ? { uncertaintyUs: uncertainty ?? defaultUncertaintyUs }
        : {}),
    },
    node: resolveNode({ ...document.node, ...region?.node }),
    clientLatencyUs: region?.['client-latency'] ?? document['client-latency'],
  };
}

function resolveNode(node: ScenarioDocument['node']): NodeCapacity {
  return {
    writeUs: node.write ?? 0,
    logUs: node.log ?? 0,
    respondUs: node.respond ?? 0,
    applyUs: node.apply ?? 0,
    readUs: node.read ?? 0,
    workers: node.workers ?? 1,
  };
}

function warnAboutWorkload(context: Context, scenario: Scenario): void {
  const { clients, script } = scenario.workload;
  const path = [...context.base, 'workload'];
  if (clients.length === 0 && script.length === 0) {
    context.cautions.push({ path, message: 'there are no clients and no script: nothing happens' });
  }
  const perSecond = clients.reduce((sum, client) => sum + client.ratePerS, 0);
  const requests = Math.round((perSecond * scenario.durationUs) / 1e6);
  if (requests > manyRequests) {
    const millions = String(Math.round(requests / 1e6));
    const message = `about ${millions} million requests: this takes minutes and much memory`;
    context.cautions.push({ path, message });
  }
  const late = script.findIndex((operation) => operation.atUs > scenario.durationUs);
  if (late >= 0) {
    const message = 'a scripted operation comes after the end of the workload (duration)';
    context.cautions.push({ path: [...path, 'script'], message });
  }
}

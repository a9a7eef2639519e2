/** From a checked document to what the engine runs. */
import type { Caution, Path, Problem } from '../issue.js';
import type { ScenarioDocument } from '../schema.js';
import type { ClockSpec, ConflictRules, NodeCapacity, Region, Replication, Scenario, TimestampKind } from '../../sim/scenario.js';
import type { Context } from './context.js';
import { checkCertification } from './certification.js';
import { createContext } from './context.js';
import { resolveConflicts } from './conflicts.js';
import { checkContexts } from './contexts.js';
import { resolveFaults } from './faults.js';
import { resolveNemesis } from './nemesis.js';
import { resolveNetwork } from './network.js';
import { checkOperations } from './operations.js';
import { checkPulledLinks } from './pull.js';
import { checkReads } from './reads.js';
import { resolveReplication } from './replication.js';
import { checkRollOuts } from './roll-out.js';
import { resolveServiceTimes } from './service-times.js';
import { checkStorageLinks } from './shared-storage.js';
import { checkSingleLeader } from './single-leader-checks.js';
import { checkTextOrder } from './text-order.js';
import { checkTombstones } from './tombstones.js';
import { checkTimestamps, resolveUncertainty } from './timestamps.js';
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
const manyRequests = 20_000_000;

/** Puts a scenario together. */
export function resolveScenario(name: string, document: ScenarioDocument, base: Path): Resolved {
  const context = createContext(document, base);
  const network = resolveNetwork(context);
  const { workload, reads } = resolveWorkload(context);
  checkOperations(context);
  const replication = resolveReplication(context);
  const scenario: Scenario = {
    name,
    title: document.title ?? name,
    seed: document.seed,
    durationUs: document.duration,
    settleUs: document.settle,
    regions: context.names.map((region) => resolveRegion(context, region)),
    topology: network.topology,
    replication,
    conflicts: resolveOrder(replication, resolveConflicts(context)),
    workload,
    faults: resolveFaults(context, network),
    ...resolveNemesis(context),
  };
  checkStorageLinks(context, scenario.topology);
  warnAboutWorkload(context, scenario);
  checkTimestamps(context, scenario);
  checkContexts(context, scenario);
  checkReads(context, scenario);
  checkTextOrder(context, scenario);
  checkTombstones(context, scenario);
  checkPulledLinks(context, scenario);
  checkSingleLeader(context, scenario);
  checkCertification(context, scenario);
  checkRollOuts(context, scenario);
  return { scenario, reads, problems: context.problems, cautions: context.cautions };
}

/** Where writes are certified they are applied in their order, and none of them is weighed against another. */
function resolveOrder({ strategy }: Replication, conflicts: ConflictRules): ConflictRules {
  return strategy === 'certification' ? { ...conflicts, resolve: 'arrival' } : conflicts;
}

const defaultFollowerLatencyUs = 500;

function resolveRegion(context: Context, name: string): Region {
  const { document } = context;
  const region = document.regions[name] ?? null;
  const { count = 0, latency, latencies } = region?.followers ?? {};
  return {
    name,
    followers: {
      count,
      latency: latency ?? { kind: 'constant', valueUs: defaultFollowerLatencyUs },
      ...(latencies === undefined ? {} : { latencies }),
    },
    clock: resolveClock({ ...document.clock, ...region?.clock }, document.conflicts.timestamps),
    node: resolveNode(context, name),
    clientLatencyUs: region?.['client-latency'] ?? document['client-latency'],
  };
}

function resolveClock(
  { skew = 0, drift = 0, ntp, monitor, uncertainty }: ScenarioDocument['clock'],
  timestamps: TimestampKind,
): ClockSpec {
  return {
    skewUs: skew,
    driftPpm: drift,
    ...(ntp === undefined ? {} : { ntp: { everyUs: ntp.every, boundUs: ntp.bound } }),
    ...(timestamps === 'truetime' ? resolveUncertainty(uncertainty) : {}),
    ...(monitor === undefined
      ? {}
      : {
          monitor: {
            everyUs: monitor.every,
            thresholdUs: monitor.threshold,
            errorUs: monitor.error,
          },
        }),
  };
}

function resolveNode(context: Context, name: string): NodeCapacity {
  const { document } = context;
  const own = document.regions[name]?.node;
  const node: ScenarioDocument['node'] = { ...document.node, ...own };
  const workers = node.workers ?? 1;
  const applyWorkers = node['apply-workers'];
  if ((applyWorkers ?? 0) >= workers) reportNoWorkerLeft(context, name, workers);
  return {
    ...resolveServiceTimes(context, name, node),
    logUs: node.log ?? 0,
    respondUs: node.respond ?? 0,
    applyUs: node.apply ?? 0,
    workers,
    ...(applyWorkers === undefined ? {} : { applyWorkers }),
    ...(node.queue === undefined ? {} : { queue: node.queue }),
    ...(node['rate-limit'] === undefined ? {} : { rateLimitPerS: node['rate-limit'] }),
  };
}

function reportNoWorkerLeft(context: Context, name: string, workers: number): void {
  const isOwn = context.document.regions[name]?.node['apply-workers'] !== undefined;
  const path = [...context.base, ...(isOwn ? ['regions', name] : []), 'node', 'apply-workers'];
  if (context.problems.some((problem) => problem.path.join() === path.join())) return;
  const all = `${String(workers)} worker${workers === 1 ? '' : 's'}`;
  const message = `of ${all} in ${name}, this leaves none for clients`;
  const most = workers - 1;
  const expected = most === 0 ? 'more workers, or no apply-workers' : `at most ${String(most)}`;
  context.problems.push({ path, message, expected });
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

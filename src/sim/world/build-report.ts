/** From a world at rest to its report. */
import { countConflictKinds } from '../check/conflict-kinds.js';
import { countDivergentKeys, listValues } from '../check/convergence.js';
import { countInversions } from '../check/inversions.js';
import { judgeWrites, type Evidence, type Judgement } from '../check/oracle.js';
import { describeFault } from '../fault/describe-fault.js';
import { countCopiesDue } from './count-copies-due.js';
import { countDeletes } from './count-deletes.js';
import { countUnique } from './count-unique.js';
import { countOrdering, nameHeldUp } from './describe-ordering.js';
import { collectEvidence, heardUntilUs, isSomeoneUnreachable } from './evidence.js';
import { ClientMetrics } from '../record/client-metrics.js';
import { Histogram } from '../record/histogram.js';
import type { Latencies } from '../record/latencies.js';
import type { AttemptReport, ClientLatency, FinalValue, Percentiles, Report, ScriptedRead, Verdict } from '../report.js';
import { describeSessions } from './describe-sessions.js';
import { describeStaleReads } from './describe-stale-reads.js';
import { describeStorage } from './describe-storage.js';
import { describeClock, describeReadConflicts, describeSiblings, nameUndecided } from './describe-siblings.js';
import { describeLeadership } from './describe-leadership.js';
import { judgeClients } from './judge-clients.js';
import type { World } from './world.js';

/** Judges a run that has ended; `settled`: it came to rest before its limit. */
export function buildReport(world: World, settled: boolean): { readonly report: Report; readonly judgement: Judgement } {
  for (const outbox of world.multiLeader.shipping.outboxes) outbox.takeAcks(heardUntilUs(world));
  const evidence = collectEvidence(world);
  const judgement = judgeWrites(evidence);
  const divergentKeys = countDivergentKeys(evidence);
  const isUnknown = !settled || isSomeoneUnreachable(world, evidence);
  const { scenario, ledger } = world;
  const metrics = ClientMetrics.sum(world.serving.metrics);
  const simulatedUs = settled ? Math.max(world.lastWorkUs, scenario.durationUs) : world.limitUs;
  const { acknowledged, indeterminate, rejected, unavailable } = metrics;
  const { tombstones, resurrectedDeletes } = countDeletes(world, evidence);
  const report: Report = {
    scenario: scenario.name,
    seed: scenario.seed,
    fingerprint: world.fingerprint.toHex(),
    simulatedMs: toMs(simulatedUs),
    settled,
    unsettled: settled ? [] : nameUnsettled(world),
    events: world.events,
    writes: {
      attempted: metrics.writes,
      acknowledged,
      indeterminate,
      rejected,
      unavailable,
    },
    fates: judgement.fates,
    lostWrites: { total: judgement.fates.lost, everywhere: judgement.everywhere, byCause: judgement.byCause },
    conflicts: {
      distinct: ledger.conflicts.size,
      concurrentPairs: ledger.concurrentPairs,
      meetings: ledger.meetings,
      detected: ledger.detected,
      missed: ledger.missed,
      falseAlarms: ledger.falseAlarms,
      inversions: findInversions(world),
      byKind: countConflictKinds(world.classedWrites, ledger.conflicts),
      resolvedBy: ledger.rules.resolvedBy(world.handling.name),
      ...describeReadConflicts(world, evidence.survivors),
    },
    ...describeSiblings(world),
    convergence: describeConvergence(world, evidence.survivors, divergentKeys, isUnknown),
    lag: describeLag(world, evidence),
    backlog: describeBacklog(world),
    ordering: countOrdering(world),
    ...(world.rows === null ? {} : { rows: world.rows.report() }),
    unique: countUnique(world, evidence),
    tombstones,
    clients: describeClients(world, metrics, resurrectedDeletes),
    quorums: world.strategies.quorums?.leaderless.counts ?? null,
    leadership: describeLeadership(world, evidence.survivors),
    certification: world.strategies.certification?.counts.report(world.strategies.certification.group.members, world.replicaNames) ?? null,
    sharedStorage: describeStorage(world, simulatedUs),
    transactions: world.strategies.quorums?.leaderless.paxos?.counts ?? null,
    network: describeNetwork(world),
    faults: scenario.faults.map((fault) => describeFault(fault, scenario)),
    finalValues: describeFinalValues(world, evidence),
    scriptedReads: describeScriptedReads(world),
    ...describeFindings(world),
  };
  return { report, judgement };
}

function describeFindings({ handling: { guard } }: World): Pick<Report, 'findings'> {
  if (guard === null) return {};
  return { findings: guard.findings.map(({ atUs, count, ...rest }) => ({ ...rest, atMs: toMs(atUs), count })) };
}

function findInversions({ ops, clients, requestTimes }: World): number | null {
  if (requestTimes === null) return null;
  return countInversions({
    count: ops.count,
    keys: clients.keys.count,
    keyOf: (op) => ops.keyOf(op),
    stampOf: (op) => ops.stampOf(op),
    sentAtUs: (op) => requestTimes.sentAtUs(op),
    answeredAtUs: (op) => requestTimes.answeredAtUs(op),
  });
}

function describeConvergence(
  world: World,
  survivors: readonly number[],
  divergentKeys: number,
  isUnknown: boolean,
): Report['convergence'] {
  const verdict: Verdict = isUnknown ? 'unknown' : divergentKeys === 0 ? 'holds' : 'violated';
  const lastChangedUs = Math.max(0, ...survivors.map((replica) => world.replicas[replica].lastChangedUs));
  const fromUs = Math.max(world.ledger.lastAcceptedUs, world.lastHealUs);
  return {
    verdict,
    converged: verdict === 'holds',
    divergentKeys,
    timeToConvergeMs: verdict === 'holds' ? toMs(Math.max(0, lastChangedUs - fromUs)) : null,
  };
}

function describeLag(world: World, evidence: Evidence): Report['lag'] {
  const dueOf = countCopiesDue(world, evidence);
  const all = new Histogram();
  const byReplica: Report['lag']['byReplica'][number][] = [];
  let open = 0;
  for (let leader = 0; leader < world.scenario.regions.length; leader++) {
    for (let replica = 0; replica < world.replicas.length; replica++) {
      if (replica === leader) continue;
      const histogram = world.ledger.lagOf(leader, replica);
      if (world.isSurvivor(replica)) open += dueOf(leader, replica) - (histogram?.count ?? 0);
      if (histogram === undefined) continue;
      all.merge(histogram);
      byReplica.push({
        from: world.replicaNames[leader],
        to: world.replicaNames[replica],
        count: histogram.count,
        ...percentiles(histogram),
      });
    }
  }
  return { count: all.count, open, ...percentiles(all), byReplica };
}

function describeBacklog(world: World): Report['backlog'] {
  const { payloadBytes } = world.scenario.workload;
  const writeBytes = payloadBytes + world.scenario.replication.metadataBytes;
  const between = [...world.links.keys()].filter((link) => isPeerLink(world, link));
  const outboxes = between.map((link) => world.multiLeader.shipping.outboxes[link]);
  for (const outbox of outboxes) outbox.takeAcks(Infinity);
  const drains = outboxes.flatMap(({ drainUs }) => drainUs ?? []);
  const peakWrites = Math.max(0, ...outboxes.map((outbox) => outbox.peakWrites));
  return {
    peakWrites,
    peakBytes: peakWrites * writeBytes,
    drainMs: drains.length === 0 ? null : toMs(Math.max(...drains)),
    outOfMemory: world.memory.deaths.map(({ region, atUs }) => ({
      replica: world.replicaNames[region],
      atMs: toMs(atUs),
    })),
    byLink: between.map((link, i) => ({
      ...nameLink(world, link),
      peakWrites: outboxes[i].peakWrites,
      peakBytes: outboxes[i].peakWrites * writeBytes,
      dropped: outboxes[i].dropped,
    })),
  };
}

function describeClients(world: World, metrics: ClientMetrics, resurrectedDeletes: number | null): Report['clients'] {
  return {
    ...describeRequests(metrics),
    byRegion: world.scenario.regions.map(({ name }, region) => ({
      region: name,
      ...describeRequests(world.serving.metrics[region]),
    })),
    attempts: describeAttempts(world, metrics),
    redirected: world.serving.pool.redirected,
    ...(world.serving.homes === null ? {} : { homes: world.serving.homes.report() }),
    ...describeSessions(world, percentiles),
    ...describeStaleReads(world),
    resurrectedDeletes,
    ...judgeClients(world),
  };
}

function describeRequests(metrics: ClientMetrics): Pick<Report['clients'], 'write' | 'read'> {
  return {
    write: describeLatency(metrics.writeLatency, metrics.writes),
    read: describeLatency(metrics.readLatency, metrics.reads),
  };
}

function describeAttempts(world: World, metrics: ClientMetrics): AttemptReport | null {
  const { regions, workload } = world.scenario;
  const isLimited = regions.some(({ node }) => (node.queue ?? node.rateLimitPerS) !== undefined);
  if (!isLimited && workload.clients.every(({ resilience }) => resilience === undefined)) return null;
  const { patient, sent, ...counts } = world.serving.attempts;
  // Everyone else asks once.
  return { sent: sent + metrics.writes + metrics.reads - patient, ...counts };
}

function describeLatency(latencies: Latencies, asked: number): ClientLatency {
  const { count, mean } = latencies;
  return {
    count,
    meanMs: mean === null ? null : round(toMs(mean)),
    ...percentiles(latencies),
    availability: asked === 0 ? null : count / asked,
  };
}

function describeNetwork(world: World): Report['network'] {
  const { multiLeader } = world;
  const between = [...world.links.keys()].filter((link) => isPeerLink(world, link));
  const channels = between.map((link) => world.channels[link]);
  return {
    bytes: channels.reduce((sum, { bytes }) => sum + bytes, 0),
    messages: channels.reduce((sum, { messages }) => sum + messages, 0),
    duplicates: multiLeader.replicaSet.duplicates,
    suppressedLoops: multiLeader.suppressedLoops,
    writeAmplification: world.ops.count === 0 ? 0 : round(countCarried(world) / world.ops.count),
    maxHops: multiLeader.maxHops,
    stormStopped: multiLeader.stormStopped,
    antiEntropy: world.antiEntropy?.counts ?? null,
    ...(world.strategies.pulling === null ? {} : { pulling: world.strategies.pulling.counts }),
    byLink: between.map((link, i) => ({
      ...nameLink(world, link),
      bytes: channels[i].bytes,
      messages: channels[i].messages,
      peakMbps: channels[i].peakMbps,
    })),
  };
}

/** Writes put on links, as often as they were. */
function countCarried({ multiLeader, strategies }: World): number {
  const { quorums, leadership, certification, sharedStorage } = strategies;
  const byGroup = leadership?.carrier.carried ?? certification?.carrier.carried ?? sharedStorage?.carried ?? 0;
  return multiLeader.shipping.carried + (quorums?.leaderless.carried ?? 0) + byGroup;
}

function describeFinalValues(world: World, { survivors, keeps }: Evidence): FinalValue[] {
  const named = world.scenario.workload.script.filter(({ kind }) => kind !== 'create');
  const { keys } = world.clients;
  const asked = named.map(({ key }) => keys.numberOf(key));
  return [...new Set([...asked, ...(world.rows?.scripted ?? [])])].map((key) => ({
    key: keys.nameOf(key),
    replicas: survivors.filter((replica) => keeps?.(replica, key) !== false).map((replica) => {
      const conflicts = world.replicas[replica].replicated?.conflicts(key) ?? null;
      return {
        replica: world.replicaNames[replica],
        values: readValues(world, replica, key),
        ...(conflicts === null ? {} : { conflicts }),
      };
    }),
  }));
}

function describeScriptedReads(world: World): ScriptedRead[] {
  return world.scenario.workload.script.flatMap(({ kind, client, key }, index) => {
    if (kind !== 'read') return [];
    const versions = world.serving.scriptedReads.get(index);
    const values =
      world.serving.scriptedValues.get(index) ??
      (versions === undefined ? null : listValues(versions, (op) => world.valueOf(op)));
    const conflicts = world.serving.scriptedConflicts.get(index);
    const beside = conflicts === undefined ? {} : { conflicts };
    return [{ index, client, key, values, ...beside, ...describeClock(world, index) }];
  });
}

function countWrites(count: number): string {
  return count === 1 ? '1 write' : `${count} writes`;
}

function readValues(world: World, replica: number, key: number): readonly string[] {
  const { records, replicated } = world.replicas[replica];
  return replicated?.read(key) ?? listValues(records.versions(key), (op) => world.valueOf(op));
}

/** What keeps a run from being at rest. */
function nameUnsettled(world: World): string[] {
  const reasons = [...world.links.keys()].flatMap((link) => {
    const { from, to } = nameLink(world, link);
    const { backlog, isOpen, isDesynchronized } = world.multiLeader.shipping.outboxes[link];
    const { inFlightWrites } = world.channels[link];
    const state = world.channels[link].isUp ? 'connected' : 'cut';
    return [
      ...(isOpen && backlog > 0 ? [`${countWrites(backlog)} queued from ${from} to ${to} (${state})`] : []),
      ...(isOpen && isDesynchronized ? [`${to} lacks what ${from} dropped for it (${state})`] : []),
      ...(inFlightWrites > 0 ? [`${countWrites(inFlightWrites)} in flight from ${from} to ${to}`] : []),
    ];
  });
  reasons.push(...nameUnequal(world));
  reasons.push(...(world.strategies.sharedStorage?.listOwed() ?? []));
  reasons.push(...nameHeldUp(world));
  reasons.push(...(world.strategies.leadership?.view.nameOwed((member) => world.replicaNames[member]) ?? []));
  reasons.push(...(world.strategies.certification?.nameOwed((member) => world.replicaNames[member]) ?? []));
  reasons.push(...nameUndecided(world));
  return reasons.length > 0 ? reasons : ['requests or faults that had not ended'];
}

/** Pairs of leaders whose records may still differ. */
function nameUnequal(world: World): string[] {
  const names = world.replicaNames;
  const pairs = world.antiEntropy?.listOwing() ?? [];
  return pairs.map(([low, high]) => `records of ${names[low]} and ${names[high]} not compared since they changed`);
}

/** A link between leaders that was in use. */
function isPeerLink(world: World, link: number): boolean {
  const isUnusedBridge = link >= world.scenario.topology.links.length && world.channels[link].messages === 0;
  return !world.links[link].toFollower && !isUnusedBridge;
}

function nameLink(world: World, link: number): { readonly from: string; readonly to: string } {
  const { spec, target } = world.links[link];
  return { from: world.replicaNames[spec.from], to: world.replicaNames[target] };
}

function percentiles(histogram: Histogram): Percentiles {
  const at = (q: number): number | null => {
    const us = histogram.percentile(q);
    return us === null ? null : toMs(us);
  };
  return {
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    maxMs: histogram.count === 0 ? null : toMs(histogram.max),
  };
}

function toMs(us: number): number {
  return us / 1000;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

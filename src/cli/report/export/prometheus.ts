/** The figures of a finished run as Prometheus reads them: what a scrape at its end would give. */
import { lossCauses } from '../../../sim/report.js';
import type { ClientLatency, Percentiles, Report, Verdict } from '../../../sim/report.js';
import type { EndedRun } from './export.js';
import { renderExposition } from './exposition.js';
import type { MetricFamily, MetricSample } from './exposition.js';

/** The whole document. */
export function renderPrometheus(ended: EndedRun): string {
  const { report } = ended.run;
  return renderExposition([
    ...familiesOfRun(report, ended),
    ...familiesOfWrites(report),
    ...familiesOfConflicts(report),
    ...familiesOfReplicas(ended),
    ...familiesOfReplication(report),
    ...familiesOfClients(report),
    ...familiesOfNetwork(report),
  ]);
}

function familiesOfRun(report: Report, { expectations }: EndedRun): readonly MetricFamily[] {
  const { scenario, seed, fingerprint, simulatedMs, settled, events } = report;
  const verdicts: readonly Verdict[] = ['holds', 'violated', 'unknown'];
  return [
    gauge('quarrel_run_info', 'Which run this is.', [sample(1, { scenario, seed, fingerprint })]),
    gauge('quarrel_simulated_seconds', 'Simulated time at the end.', [sample(seconds(simulatedMs))]),
    gauge('quarrel_settled', 'Whether nothing was on its way any more at the end.', [sample(Number(settled))]),
    counter('quarrel_events_total', 'Events that the engine processed.', [sample(events)]),
    gauge('quarrel_expectations', 'Expectations of the scenario, by verdict.', verdicts.map((verdict) => {
      return sample(expectations.filter((one) => one.verdict === verdict).length, { verdict });
    })),
  ];
}

function familiesOfWrites({ writes, fates, lostWrites, convergence }: Report): readonly MetricFamily[] {
  const { attempted: _, ...outcomes } = writes;
  return [
    counter('quarrel_writes_total', 'Write requests, by how they ended.', byLabel('outcome', outcomes)),
    gauge('quarrel_write_fates', 'Acknowledged writes, by what became of them.', byLabel('fate', { ...fates })),
    gauge('quarrel_lost_writes', 'Acknowledged writes that were lost, by cause.', lossCauses.map((cause) => {
      return sample(lostWrites.byCause[cause], { cause });
    })),
    gauge('quarrel_lost_everywhere_writes', 'Lost writes that no replica reflects.', [sample(lostWrites.everywhere)]),
    gauge('quarrel_converged', 'Whether all replicas hold the same; absent where it cannot be told.', [
      sample(convergence.verdict === 'unknown' ? null : Number(convergence.converged)),
    ]),
    gauge('quarrel_divergent_keys', 'Keys on which replicas differ.', [sample(convergence.divergentKeys)]),
    gauge('quarrel_time_to_converge_seconds', 'From the last write or heal until all replicas held the same.', [
      sample(secondsOrNull(convergence.timeToConvergeMs)),
    ]),
  ];
}

function familiesOfConflicts({ conflicts }: Report): readonly MetricFamily[] {
  return [
    counter('quarrel_conflicts_total', 'Distinct pairs of concurrent writes that met.', [sample(conflicts.distinct)]),
    counter('quarrel_concurrent_pairs_total', 'Pairs of concurrent writes of one key, met or not.', [
      sample(conflicts.concurrentPairs),
    ]),
    counter('quarrel_conflict_detections_total', 'What the detector said of pairs that met, against the truth.', [
      sample(conflicts.detected, { said: 'detected' }),
      sample(conflicts.missed, { said: 'missed' }),
      sample(conflicts.falseAlarms, { said: 'false-alarm' }),
    ]),
    counter('quarrel_conflict_resolutions_total', 'Meetings of concurrent writes, by what decided them.',
      byLabel('resolver', conflicts.resolvedBy)),
  ];
}

function familiesOfReplicas({ samples }: EndedRun): readonly MetricFamily[] {
  const regions = samples.at(-1)?.seen.regions ?? [];
  return [
    counter('quarrel_replica_written_total', 'Writes that a replica accepted from clients.',
      regions.map(({ name, written }) => sample(written, { replica: name }))),
    counter('quarrel_replica_applied_total', 'Replicated writes that a replica applied.',
      regions.map(({ name, applied }) => sample(applied, { replica: name }))),
    gauge('quarrel_clock_skew_seconds', "A replica's clock minus true time, at the end.",
      regions.map(({ name, skewUs }) => sample(Math.round(skewUs) / 1_000_000, { replica: name }))),
  ];
}

function familiesOfReplication({ lag, backlog }: Report): readonly MetricFamily[] {
  const places = backlog.byLink.map(({ from, to, ...figures }) => ({ labels: { from, to }, ...figures }));
  return [
    summary('quarrel_replication_lag_seconds', 'From the commit of a write until a replica knew it.',
      lag.byReplica.flatMap(({ from, to, count, ...percentiles }) => quantiles(percentiles, count, { from, to }))),
    gauge('quarrel_replication_undelivered', 'Pairs of write and replica that were never reached.', [sample(lag.open)]),
    gauge('quarrel_backlog_peak_writes', 'Most writes that waited in an outbox.',
      places.map(({ labels, peakWrites }) => sample(peakWrites, labels))),
    gauge('quarrel_backlog_peak_bytes', 'Most bytes that waited in an outbox.',
      places.map(({ labels, peakBytes }) => sample(peakBytes, labels))),
    counter('quarrel_copies_dropped_total', 'Copies of writes that an outbox gave up.',
      places.map(({ labels, dropped }) => sample(dropped, labels))),
    gauge('quarrel_backlog_drain_seconds', 'From a heal until an outbox was back where it was before the cut.', [
      sample(secondsOrNull(backlog.drainMs)),
    ]),
  ];
}

function familiesOfClients({ clients }: Report): readonly MetricFamily[] {
  const groups = clients.byRegion.flatMap(({ region, write, read }) => [
    { labels: { region, operation: 'write' }, latency: write },
    { labels: { region, operation: 'read' }, latency: read },
  ]);
  return [
    summary('quarrel_client_latency_seconds', "From a client's sending to its answer, by the client's region.",
      groups.flatMap(({ labels, latency }) => latencySamples(latency, labels))),
    gauge('quarrel_client_availability_ratio', 'Requests answered with success, of all that were sent.',
      groups.map(({ labels, latency }) => sample(latency.availability, labels))),
    gauge('quarrel_stale_reads', 'Reads that returned only what had been overwritten; absent where not judged.', [
      sample(clients.staleReads),
    ]),
    gauge('quarrel_resurrected_deletes', 'Acknowledged deletes that were undone by forgetting them; absent where not judged.', [
      sample(clients.resurrectedDeletes),
    ]),
  ];
}

function familiesOfNetwork({ network }: Report): readonly MetricFamily[] {
  const places = network.byLink.map(({ from, to, ...figures }) => ({ labels: { from, to }, ...figures }));
  return [
    counter('quarrel_link_bytes_total', 'Bytes that a link carried.',
      places.map(({ labels, bytes }) => sample(bytes, labels))),
    counter('quarrel_link_messages_total', 'Messages that a link carried.',
      places.map(({ labels, messages }) => sample(messages, labels))),
    gauge('quarrel_link_peak_bytes_per_second', 'Most that a link carried in one second.',
      places.map(({ labels, peakMbps }) => sample(Math.round((peakMbps * 1_000_000) / 8), labels))),
    counter('quarrel_duplicates_total', 'Writes that arrived where they were known.', [sample(network.duplicates)]),
    counter('quarrel_suppressed_loops_total', 'Copies that loop prevention stopped.', [sample(network.suppressedLoops)]),
    gauge('quarrel_write_amplification_ratio', 'Writes that links carried, of each accepted one.', [
      sample(network.writeAmplification),
    ]),
  ];
}

/** Lag has no sum: its distribution is kept in buckets. */
function quantiles(
  { p50Ms, p95Ms, p99Ms, maxMs }: Percentiles,
  count: number,
  labels: Readonly<Record<string, string>>,
): readonly MetricSample[] {
  const each = [['0.5', p50Ms], ['0.95', p95Ms], ['0.99', p99Ms], ['1', maxMs]] as const;
  return [
    ...each.map(([quantile, ms]) => sample(secondsOrNull(ms), { ...labels, quantile })),
    { suffix: '_count', labels, value: count },
  ];
}

function latencySamples(latency: ClientLatency, labels: Readonly<Record<string, string>>): readonly MetricSample[] {
  const { count, meanMs } = latency;
  const sum = meanMs === null ? null : Number(((meanMs * count) / 1000).toPrecision(12));
  return [...quantiles(latency, count, labels), { suffix: '_sum', labels, value: sum }];
}

function byLabel(label: string, figures: Readonly<Record<string, number>>): readonly MetricSample[] {
  return Object.entries(figures).map(([name, value]) => sample(value, { [label]: name }));
}

function sample(value: number | null, labels: Readonly<Record<string, string>> = {}): MetricSample {
  return { labels, value };
}

function gauge(name: string, help: string, samples: readonly MetricSample[]): MetricFamily {
  return { name, kind: 'gauge', help, samples };
}

function counter(name: string, help: string, samples: readonly MetricSample[]): MetricFamily {
  return { name, kind: 'counter', help, samples };
}

function summary(name: string, help: string, samples: readonly MetricSample[]): MetricFamily {
  return { name, kind: 'summary', help, samples };
}

/** Reports have microseconds; the division by 1,000 must not add digits. */
function seconds(ms: number): number {
  return Math.round(ms * 1000) / 1_000_000;
}

function secondsOrNull(ms: number | null): number | null {
  return ms === null ? null : seconds(ms);
}

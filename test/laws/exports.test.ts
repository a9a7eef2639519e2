/** Whatever is run: exports change nothing, can be read by those they are for, and agree with the report. */
import { assert, describe, expect, test } from 'vitest';
import { simulate } from '../../src/sim/simulate.js';
import { shipped } from '../support/catalogue.js';
import { chromeProblems, readChrome } from '../support/chrome-reader.js';
import { readCsv } from '../support/csv-reader.js';
import { acceptedWrites, exportRun } from '../support/exported-run.js';
import { readExposition } from '../support/exposition-reader.js';
import { readOtlp } from '../support/otlp-reader.js';
import type { ReadSpan } from '../support/otlp-reader.js';
import { readShivizLog } from '../support/shiviz-reader.js';
import { replicaOf } from '../../src/cli/view/space-time/causal-trace.js';

/** Small ones, every strategy and most kinds of trouble among them. */
const names = [
  'concurrent-x',
  'mysql-ring',
  'cart-or-set',
  'overtaken-datagrams',
  'merkle-repair',
  'disk-loss',
  'gc-pause',
  'hinted-handoff',
  'cassandra-lwt',
  'mongodb-rollback',
  'certification-minority',
  'aurora-failover',
];

/** Of a log for ShiViz. */
const mostEventsRead = 1500;

describe.each(names)('%s', (name) => {
  const loaded = shipped.find(({ scenario }) => scenario.name === name);
  assert(loaded !== undefined);
  const exported = exportRun(loaded);
  const { ended, trace } = exported;
  const { report, lostWrites } = ended.run;
  const accepted = acceptedWrites(trace);

  test('is the run that it is without exports', () => {
    expect(report).toEqual(simulate(loaded.scenario).report);
  });

  test('gives the same bytes again', () => {
    const again = exportRun(loaded);
    for (const form of ['shiviz', 'chrome', 'otlp', 'csv', 'prometheus'] as const) {
      expect(again[form] === exported[form]).toBe(true);
    }
  });

  test('is a log that ShiViz makes a graph of, with every event that has a place at a replica', () => {
    const placed = trace.filter((event) => replicaOf(event) !== null);
    const lines = exported.shiviz.trimEnd().split('\n');
    expect(lines).toHaveLength(3 + 2 * placed.length);
    // Reading takes time in proportion to the square; and the beginning of a log is a log.
    const [log, ...others] = readShivizLog(lines.slice(0, 3 + 2 * mostEventsRead).join('\n'));
    assert(log !== undefined);
    expect(others).toEqual([]);
    expect(log.label).toBe(`${name}, seed ${report.seed}`);
    const read = placed.slice(0, mostEventsRead);
    expect(log.events.map(({ host }) => host)).toEqual(read.map(replicaOf));
    expect(log.events.map(({ date }) => Math.round(parseFloat(date) * 1_000_000))).toEqual(read.map(({ atUs }) => atUs));
    expect(log.events.filter(({ text }) => /^(write|delete|change)\b/i.test(text))).toHaveLength(acceptedWrites(read));
  });

  test('is a trace that keeps to the rules of trace events, with all requests and losses', () => {
    const document = readChrome(exported.chrome);
    const { traceEvents } = document;
    expect(chromeProblems(document)).toEqual([]);
    expect(document.otherData.fingerprint).toBe(report.fingerprint);
    const writes = traceEvents.filter(({ ph, cat, args }) => (ph === 'X' || ph === 'b') && cat === 'request' && args?.['write'] !== undefined);
    expect(writes).toHaveLength(accepted);
    expect(writes.filter(({ args }) => args?.['acknowledged'] === true)).toHaveLength(report.writes.acknowledged);
    expect(traceEvents.filter(({ cat }) => cat === 'loss')).toHaveLength(report.lostWrites.total);
  });

  test('is a message of the OpenTelemetry protocol in which nothing is unknown', () => {
    const { document, afterwards, request } = readOtlp(exported.otlp);
    expect(afterwards).toEqual(document);
    const spans = request.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans));
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    expect(byId.size).toBe(spans.length);
    const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(roots).toHaveLength(accepted);
    expect(roots.filter((span) => attribute(span, 'quarrel.acknowledged') === true)).toHaveLength(report.writes.acknowledged);
    expect(roots.filter(({ status }) => status.code === 2)).toHaveLength(lostWrites.length);
    expect(roots.filter((span) => attribute(span, 'quarrel.fate') === 'superseded')).toHaveLength(report.fates.superseded);
    for (const { parentSpanId, traceId, startTimeUnixNano, endTimeUnixNano, links } of spans) {
      expect(BigInt(startTimeUnixNano) <= BigInt(endTimeUnixNano)).toBe(true);
      expect(links.every((link) => byId.has(link.spanId))).toBe(true);
      if (parentSpanId === undefined) continue;
      const parent = byId.get(parentSpanId);
      expect(parent?.traceId).toBe(traceId);
    }
  });

  test('is a table that ends with what the report says', () => {
    const [header, ...rows] = readCsv(exported.csv);
    expect(header).toEqual(['time_ms', 'replica', 'peer', 'metric', 'value']);
    const times = rows.map(([time]) => Number(time));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBe(report.simulatedMs);
    const last = rows.filter(([time]) => Number(time) === report.simulatedMs);
    expect(last.find(([, replica, , metric]) => replica === '' && metric === 'written')?.[4]).toBe(String(accepted));
    if (report.settled) {
      expect(last.filter(([, , , metric, value]) => metric === 'backlog_writes' && value !== '0')).toEqual([]);
    }
  });

  test('is a page of figures that Prometheus can scrape, with those of the report', () => {
    const families = readExposition(exported.prometheus);
    const valueOf = (family: string, labels: Readonly<Record<string, string>> = {}): number | undefined => {
      return families.get(family)?.samples.find((sample) => {
        return Object.entries(labels).every(([label, value]) => sample.labels[label] === value);
      })?.value;
    };
    const sumOf = (family: string): number => {
      return (families.get(family)?.samples ?? []).reduce((sum, { value }) => sum + value, 0);
    };
    expect(valueOf('quarrel_writes_total', { outcome: 'acknowledged' })).toBe(report.writes.acknowledged);
    expect(sumOf('quarrel_writes_total')).toBe(report.writes.attempted);
    expect(sumOf('quarrel_write_fates')).toBe(report.writes.acknowledged);
    expect(sumOf('quarrel_lost_writes')).toBe(report.lostWrites.total);
    expect(sumOf('quarrel_link_bytes_total')).toBe(report.network.byLink.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(valueOf('quarrel_run_info', { fingerprint: report.fingerprint })).toBe(1);
    expect(sumOf('quarrel_expectations')).toBe(ended.expectations.length);
    expect(valueOf('quarrel_simulated_seconds')).toBeCloseTo(report.simulatedMs / 1000, 9);
  });
});

function attribute({ attributes }: ReadSpan, key: string): unknown {
  const found = attributes.find((each) => each.key === key);
  return found === undefined ? undefined : Object.values(found.value)[0];
}

/** A judged run made by hand, with something to say on every subject. */
import type { RunResult } from '../../../src/cli/report/result.js';
import type { ClientLatency, Percentiles, Report } from '../../../src/sim/report.js';
import type { Disorder } from '../../../src/sim/simulate.js';
import { tinyScenario } from '../tiny-scenario.js';

/** A report with a figure in every place. */
export const sampleReport: Report = {
  scenario: 'tiny',
  seed: '1',
  fingerprint: '00ff00ff00ff00ff',
  simulatedMs: 2051,
  settled: true,
  unsettled: [],
  events: 12_345,
  writes: { attempted: 1010, acknowledged: 1000, indeterminate: 1, rejected: 2, unavailable: 7 },
  fates: { visible: 10, superseded: 900, merged: 0, lost: 90, pending: 0 },
  lostWrites: {
    total: 90,
    everywhere: 80,
    byCause: {
      failover: 0,
      disk: 0,
      queue: 0,
      'loop-filter': 0,
      'apply-error': 0,
      collision: 0,
      skew: 20,
      resolution: 70,
    },
  },
  conflicts: {
    distinct: 60,
    concurrentPairs: 75,
    meetings: 120,
    detected: 110,
    missed: 10,
    falseAlarms: 1,
    inversions: 0,
    byKind: { 'insert-insert': 10, 'update-update': 45, 'update-delete': 5 },
    resolvedBy: { lww: 120 },
  },
  siblings: { most: 3, mostAtRead: 2, mergedAtRead: 1, told: 4, decided: 2 },
  convergence: { verdict: 'holds', converged: true, divergentKeys: 0, timeToConvergeMs: 55.5 },
  lag: {
    count: 1000,
    open: 3,
    ...percentiles(50),
    byReplica: [
      { from: 'us-east', to: 'eu-west', count: 500, ...percentiles(50) },
      { from: 'eu-west', to: 'us-east', count: 500, ...percentiles(70) },
    ],
  },
  backlog: {
    peakWrites: 81,
    peakBytes: 124_416,
    drainMs: 102.25,
    outOfMemory: [{ replica: 'eu-west', atMs: 1500 }],
    byLink: [
      { from: 'us-east', to: 'eu-west', peakWrites: 81, peakBytes: 124_416, dropped: 4 },
    ],
  },
  ordering: { heldBack: 3, mostHeldBack: 2, applyErrors: { stopped: 1, skipped: 4, held: 5 } },
  rows: {
    ids: 'auto-increment',
    idBytes: 8,
    created: 400,
    collisions: 30,
    index: {
      pages: 2,
      splits: 1,
      fill: 0.5,
      pagesPer1000: null,
      byLeader: [
        { leader: 'us-east', entries: 370, pages: 2, splits: 1, fill: 0.5, pagesPer1000: null },
      ],
    },
  },
  unique: { refused: 7, collisions: 3, told: 2, takenBack: 2, violations: 1 },
  tombstones: { peak: 40, held: 12, collected: 28, resurrectedKeys: 2 },
  clients: {
    write: clientLatency(1000, 0.99),
    read: clientLatency(250, 1),
    byRegion: [
      { region: 'us-east', write: clientLatency(600, 1), read: clientLatency(250, 1) },
      { region: 'eu-west', write: clientLatency(400, 0.97), read: clientLatency(0, null) },
    ],
    attempts: {
      sent: 1500,
      retried: 240,
      timedOut: 200,
      tooManyRequests: 30,
      serviceUnavailable: 20,
      shortCircuited: 10,
      bulkheadFull: 5,
    },
    redirected: 12,
    homes: { atHome: 980, strayed: 10, away: 20, routed: 600, failedOver: 3 },
    sessions: {
      count: 100,
      roamed: 120,
      heldBack: 4,
      reads: { leader: 50, follower: 150, elsewhere: 50 },
      tokens: {
        waits: { count: 30, p50Ms: 12.5, p95Ms: 40, p99Ms: 50, maxMs: 50 },
        sentOn: 7,
        refused: 1,
      },
    },
    staleReads: null,
    firstStaleRead: null,
    resurrectedDeletes: null,
    linearizable: 'unknown',
    violations: {
      readYourWrites: 0,
      monotonicReads: 2,
      monotonicWrites: null,
      writesFollowReads: null,
      causal: null,
    },
  },
  quorums: null,
  leadership: null,
  certification: null,
  sharedStorage: null,
  transactions: null,
  network: {
    bytes: 1_536_000,
    messages: 321,
    duplicates: 5,
    suppressedLoops: 6,
    writeAmplification: 1.25,
    maxHops: 1,
    stormStopped: 7,
    antiEntropy: { sessions: 9, messages: 40, bytes: 20_480, records: 3, keysRepaired: 2 },
    byLink: [
      { from: 'us-east', to: 'eu-west', bytes: 768_000, messages: 160, peakMbps: 1.25 },
    ],
  },
  faults: [
    { kind: 'partition', atMs: 500, untilMs: 1500, where: '[[us-east], [eu-west]]' },
    { kind: 'clock-step', atMs: 700, untilMs: null, where: '{ in: eu-west, by: -20ms }' },
  ],
  finalValues: [
    {
      key: 'x',
      replicas: [
        { replica: 'us-east', values: ['B'] },
        { replica: 'eu-west', values: ['B', 'C'] },
      ],
    },
    { key: 'y', replicas: [{ replica: 'us-east', values: [] }] },
  ],
  scriptedReads: [
    { index: 0, client: 'carol', key: 'x', values: ['B'], clock: { 'us-east': 2 } },
    { index: 1, client: 'carol', key: 'y', values: null },
  ],
  findings: [
    {
      kind: 'threw',
      resolver: 'mine',
      call: 'resolve',
      input: 'resolve("A", null, …)',
      message: 'it threw TypeError: no such field',
      atMs: 250,
      count: 1200,
    },
  ],
};

/** A write that no order explains. */
export const sampleDisorder: Disorder = {
  keys: ['x'],
  keyCount: 1,
  requests: [{
    client: 'alice',
    operation: {
      ...{ process: 0, f: 'write', key: 'x', value: 'A', result: null, outcome: 'ok', replica: 'us-east' },
      ...{ invokedAt: 2, answeredAt: 3, invokedAtUs: 1_000_000, answeredAtUs: 1_001_000 },
    },
  }],
};

/** One violated expectation among two, and seven lost writes to list. */
export const sampleResult: RunResult = {
  scenario: tinyScenario(),
  report: sampleReport,
  lostWrites: Array.from({ length: 7 }, (_, write) => ({
    write,
    key: 'k0',
    replica: 'us-east',
    acceptedAtUs: 1_250_000,
    cause: 'resolution',
    everywhere: write > 0,
  })),
  systems: ['CouchDB', 'PouchDB'],
  source: 'CouchDB documentation, Replication and conflict model',
  expectations: [
    { name: 'converged', expected: 'true', actual: 'true', verdict: 'holds' },
    { name: 'lost-writes', expected: '0', actual: '90', verdict: 'violated' },
  ],
  verdict: 'violated',
  replay: 'v1:tiny:1',
  repeat: 'quarrel run tiny.yaml --seed 1',
};

function percentiles(medianMs: number): Percentiles {
  return { p50Ms: medianMs, p95Ms: medianMs * 2, p99Ms: medianMs * 3, maxMs: medianMs * 4 };
}

function clientLatency(count: number, availability: number | null): ClientLatency {
  return { count, availability, meanMs: 1.5, ...percentiles(1) };
}

/** Whatever is run: a look at a key changes nothing, says what a read would return, and agrees with the report. */
import { assert, describe, expect, test } from 'vitest';
import type { Held, KeyInspection } from '../../src/sim/key-inspection.js';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import { Simulation, fateOf, simulate } from '../../src/sim/simulate.js';
import { shipped } from '../support/catalogue.js';

/** Small ones, every strategy and every way to resolve conflicts among them. */
const names = [
  'split-brain',
  'concurrent-x-siblings',
  'cart-or-set',
  'rows-field-wise',
  'couchdb-conflict',
  'text-sequence',
  'sibling-explosion',
  'dotted-siblings',
  'cart-at-read',
  'hinted-handoff',
  'sloppy-quorum',
  'cassandra-lwt',
  'mongodb-rollback',
  'own-write-at-follower',
  'split-brain-unfenced',
  'certification-minority',
  'aurora-global',
  'mysql-ring-orphan',
  'disk-loss',
  'tombstones-collected',
  'booking-log',
  'ids-auto-increment-partition',
  'hybrid-clock',
  'lamport-clock',
  'truetime',
];

const watched = new Map<string, ReturnType<typeof watch>>();

describe.each(names)('%s', (name) => {
  const loaded = shipped.find((each) => each.scenario.name === name);
  assert(loaded !== undefined);
  const { scenario } = loaded;
  const seen = watch(scenario);
  watched.set(name, seen);
  const { report } = seen.run;

  test('is the run that it is without looks', () => {
    expect(report).toEqual(simulate(scenario).report);
  });

  test('a read returns what a look says of that replica', () => {
    expect(seen.differences).toEqual([]);
  });

  test('the keys that differ in the end are those of the report', () => {
    const divergent = seen.looks.filter(({ isDivergent }) => isDivergent);
    expect(divergent).toHaveLength(report.convergence.divergentKeys);
    expect(seen.looks.reduce((sum, { writes }) => sum + writes, 0)).toBe(seen.run.writeFates.length);
  });

  test('the values in the end are those of the report', () => {
    for (const { key, replicas } of report.finalValues) {
      const look = seen.looks.find((each) => each.key === key) ?? seen.simulation.inspect(key);
      assert(look !== null);
      for (const { replica, values, conflicts } of replicas) {
        const held = look.replicas.find((each) => each.replica === replica)?.held;
        assert(held !== undefined);
        expect(valuesOf(held)).toEqual(values);
        if (held.kind === 'merged') expect(held.beside ?? undefined).toEqual(conflicts);
      }
    }
  });

  test('what is missing in the end is lost or pending, and what is lost is missing', () => {
    const { run, looks } = seen;
    for (const { missing } of looks) {
      for (const { write, fate } of missing) {
        expect(['lost', 'pending']).toContain(fateOf(run, write));
        if (fate !== null) expect(fate).toBe(fateOf(run, write));
      }
    }
    // Of a key with many writes the newest are looked at.
    const whole = new Map(looks.filter(({ writes }) => writes <= 32).map((look) => [look.key, look]));
    for (const { write, key, replica, acceptedAtUs, everywhere } of run.lostWrites) {
      const look = whole.get(key);
      if (look === undefined) continue;
      const found = look.missing.find((each) => each.write === write);
      expect(found).toMatchObject({ origin: replica, acceptedAtUs });
      if (everywhere) expect(found?.reflectedBy).toBe(0);
    }
  });
});

test('enough was read, divergent and lost for that to mean something', () => {
  const sums = { reads: 0, divergent: 0, missing: 0 };
  for (const { reads, looks } of watched.values()) {
    sums.reads += reads;
    sums.divergent += looks.filter(({ isDivergent }) => isDivergent).length;
    sums.missing += looks.reduce((sum, { missing }) => sum + missing.length, 0);
  }
  expect(sums.reads).toBeGreaterThan(500);
  expect(sums.divergent).toBeGreaterThan(0);
  expect(sums.missing).toBeGreaterThan(50);
});

/** Runs a scenario, with looks at reads, and at whatever key comes by every so many events. */
function watch(scenario: Parameters<typeof simulate>[0]) {
  const differences: string[] = [];
  const keys = new Set<string>();
  let latest = '';
  let reads = 0;
  const hear = (event: TraceEvent): void => {
    if ('key' in event) latest = event.key;
    if (event.kind === 'accept') keys.add(event.key);
    if (event.kind === 'read' && scenario.replication.strategy !== 'leaderless') {
      reads++;
      const difference = compareWithRead(simulation.inspect(event.key), event);
      if (difference !== null) differences.push(difference);
    }
  };
  const simulation = new Simulation(scenario, { trace: hear });
  for (let event = 0; simulation.step(); event++) {
    if (event % 37 === 0 && latest !== '') simulation.inspect(latest, simulation.nowUs + (event % 1000));
    if (event % 1009 === 0) simulation.findKeys('1', 5);
  }
  const run = simulation.finish();
  const looks = [...keys].flatMap((key) => simulation.inspect(key) ?? []);
  return { simulation, run, looks, differences, reads };
}

function compareWithRead(look: KeyInspection | null, event: TraceEvent & { readonly kind: 'read' }): string | null {
  const held = look?.replicas.find(({ replica }) => replica === event.replica)?.held;
  if (held === undefined) return `${event.key} is not found`;
  const shown = held.kind === 'merged' ? held.values : versionsOf(held);
  const read = held.kind === 'merged' ? event.values : event.returned;
  return JSON.stringify(shown) === JSON.stringify(read) ? null : `${JSON.stringify(shown)} was read as ${JSON.stringify(read)}`;
}

function versionsOf(held: Held): readonly number[] {
  switch (held.kind) {
    case 'value':
    case 'tombstone':
      return [held.version.write];
    case 'siblings':
      return held.versions.map(({ write }) => write);
    default:
      return [];
  }
}

function valuesOf(held: Held): readonly string[] {
  switch (held.kind) {
    case 'merged':
      return held.values;
    case 'value':
      return [held.version.value ?? ''];
    case 'siblings':
      return held.versions.flatMap(({ value }) => value ?? []).sort();
    default:
      return [];
  }
}

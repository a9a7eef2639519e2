import { describe, expect, test } from 'vitest';
import { loadCase } from '../../../src/scenarios/fuzz/case-document.js';
import type { Choices } from '../../../src/scenarios/fuzz/draw-changes.js';
import { drawChanges, mostFaults } from '../../../src/scenarios/fuzz/draw-changes.js';
import { fuzzGroups, fuzzKinds, recoverableKinds } from '../../../src/scenarios/fuzz/fault-kinds.js';
import { caseOf, fuzzSubject } from '../../../src/scenarios/fuzz/subject.js';
import type { FuzzSubject } from '../../../src/scenarios/fuzz/subject.js';
import { terrainOf } from '../../../src/scenarios/fuzz/terrain.js';
import { duration } from '../../../src/scenarios/units.js';
import { documentOf, load, twoRegions } from '../document-of.js';

const all: Choices = { groups: fuzzGroups, kinds: recoverableKinds };
const runs = Array.from({ length: 300 }, (_, run) => run + 1);
const busy = `${twoRegions}\nduration: 5s\nworkload: { clients: [{ in: all, rate: 10/s }] }`;
const terrain = terrainOf(load(busy).scenario);

function us(text: unknown): number {
  const read = duration.read(text);
  return read.ok ? read.value : NaN;
}

function subjectOf(body: string): FuzzSubject {
  const options = { overrides: [], judged: [], groups: fuzzGroups, kinds: fuzzKinds, resolver: null };
  const subject = fuzzSubject(documentOf(body), load(body), options);
  if (subject === null) throw new Error('the scenario cannot stand alone');
  return subject;
}

describe('a schedule', () => {
  test('is a function of seed and number', () => {
    const draw = (seed: string, run: number): string => JSON.stringify(drawChanges(terrain, all, { seed, run }));
    expect(runs.map((run) => draw('1', run))).toEqual(runs.map((run) => draw('1', run)));
    expect(new Set(runs.map((run) => draw('1', run))).size).toBe(runs.length);
    expect(draw('2', 1)).not.toBe(draw('1', 1));
  });

  test('has faults that end while there is work, and none too many', () => {
    const schedules = runs.map((run) =>
      drawChanges(terrain, all, { seed: '1', run }).flatMap((one) => (one.kind === 'fault' ? [one.fault] : [])),
    );
    expect(Math.max(...schedules.map(({ length }) => length))).toBe(mostFaults);
    expect(Math.min(...schedules.map(({ length }) => length))).toBe(0);
    for (const { at, until } of schedules.flat().filter((fault) => 'until' in fault)) {
      expect(us(at)).toBeGreaterThanOrEqual(0);
      expect(us(until)).toBeGreaterThan(us(at));
      expect(us(until)).toBeLessThanOrEqual(5_000_000);
    }
  });

  test('draws each kind that there is a use for, and of the groups that are asked for', () => {
    const seen = (choices: Choices): ReadonlySet<string> =>
      new Set(runs.flatMap((run) => drawChanges(terrain, choices, { seed: '1', run }).flatMap((one) =>
        one.kind === 'fault' ? Object.keys(one.fault) : [one.kind],
      )));
    const faults = ['partition', 'offline', 'crash', 'outage', 'pause', 'slow', 'latency-spike', 'loss', 'bandwidth'];
    expect([...seen(all)]).toEqual(expect.arrayContaining([...faults, 'clock-step', 'clock', 'seed', 'rates', 'keys']));
    expect([...seen({ ...all, groups: ['clocks'] })].sort()).toEqual(['at', 'clock', 'clock-step']);
    expect([...seen({ ...all, groups: ['workload'] })].sort()).toEqual(['keys', 'rates', 'seed']);
    expect([...seen({ groups: ['faults'], kinds: ['disk-loss'] })].sort()).toEqual(['at', 'crash', 'disk', 'until']);
  });
});

describe('what is drawn for a scenario', () => {
  test.each([
    [
      'one region has no links',
      'regions: { a: {} }\nworkload: { clients: [{ in: a, rate: 5/s }] }',
      ['partition', 'offline', 'loss', 'storage', 'leave'],
    ],
    [
      'edits in one order survive no lost disk',
      'regions: { a: {}, b: {} }\nlinks: { default: { latency: 5ms } }\ntopology: star\nconflicts: { resolve: text-ot }',
      ['disk-loss', 'leave', 'storage'],
    ],
    ['only volumes have storage nodes', `${twoRegions}\nreplication: { strategy: multi-leader }`, ['storage', 'leave']],
  ])('%s', (_title, body, absent) => {
    const { kinds } = subjectOf(body).choices;
    expect(absent.filter((kind) => kinds.some((one) => one === kind))).toEqual([]);
    expect(kinds.length).toBeGreaterThan(2);
  });

  test('can always run', () => {
    const subject = subjectOf(`${twoRegions}\nreplication: { strategy: shared-storage }\nworkload: { clients: [{ in: all, rate: 5/s }] }`);
    expect(subject.choices.kinds).toContain('storage');
    for (const run of runs) expect(loadCase(subject.name, caseOf(subject, { seed: '1', run }))).not.toBe(null);
  });

  test('keeps clocks within what TrueTime claims of them', () => {
    const subject = subjectOf(`regions:
  a: { place: virginia, clock: { uncertainty: 7ms } }
  b: { place: ireland, clock: { skew: 1ms } }
conflicts: { timestamps: truetime }`);
    const clocks = runs.flatMap((run) =>
      caseOf(subject, { seed: '1', run }).changes.filter(({ kind }) => kind === 'clock'),
    );
    expect(clocks.length).toBeGreaterThan(100);
    for (const change of clocks) {
      expect(change).toMatchObject({ region: 'a', field: 'skew' });
      expect(Math.abs(us(change.kind === 'clock' ? change.value : ''))).toBeLessThanOrEqual(7000);
    }
    expect(subject.choices.kinds).not.toContain('clock-step');
  });
});

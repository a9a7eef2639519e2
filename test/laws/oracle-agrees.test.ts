/**
 * The oracle against its naive twin, on random scenarios.
 *
 * Conflicts, and what of the writes is reflected, are compared on every run. What is lost, why, and
 * what diverged is compared wherever it is final: not on a run that did not settle, and not while a
 * survivor is unreachable for good (crashed, or behind a cut that never heals). There, lost and
 * pending hang on copies that a trace cannot show to be still due, so only bounds are compared: all
 * that is lost even if every copy were still due, and nothing that is reflected everywhere.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { LossCause, Report } from '../../src/sim/report.js';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Fault, Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import type { Run } from '../../src/sim/simulate.js';
import { findBrokenRules, judgeNaively } from '../model/naive-oracle.js';
import type { Due, NaiveVerdict } from '../model/naive-oracle.js';
import { listReplicas } from '../model/naive-history.js';
import { contextScenario, detectorScenario } from '../support/context-scenario.js';
import { creatingScenario } from '../support/creating-scenario.js';
import { everythingScenario } from '../support/everything-scenario.js';
import { randomScenario } from '../support/random-scenario.js';
import { repairingScenario } from '../support/repairing-scenario.js';

const scenarioCount = 500;
/** So many more in which leaders compare and repair their records. */
const repairingCount = 200;
/** So many more in which clients bring what they read as the context of what they write. */
const contextCount = 160;
/** So many more with detectors that see little. */
const detectorCount = 120;
/** And so many in which everything meets. */
const everythingCount = 300;
/** And so many in which rows are created, under ids that collide and ids that do not. */
const creatingCount = 200;
/** And so many in which the site decides. */
const prioritizedCount = 100;
const fewestFullComparisons = 500;

interface Comparison {
  readonly report: Report;
  readonly isFinal: boolean;
  readonly sums: readonly string[];
  readonly conflicts: readonly string[];
  readonly fates: readonly string[];
  readonly brokenRules: readonly string[];
}

const comparisons: Comparison[] = [];

beforeAll(() => {
  for (let n = 0; n < scenarioCount; n++) comparisons.push(compare(randomScenario(n)));
  for (let n = 0; n < repairingCount; n++) comparisons.push(compare(repairingScenario(n)));
  for (let n = 0; n < contextCount; n++) comparisons.push(compare(contextScenario(n)));
  for (let n = 0; n < detectorCount; n++) comparisons.push(compare(detectorScenario(n)));
  for (let n = 0; n < everythingCount; n++) comparisons.push(compare(everythingScenario(n)));
  for (let n = 0; n < creatingCount; n++) comparisons.push(compare(creatingScenario(n)));
  for (let n = 0; n < prioritizedCount; n++) comparisons.push(compare(prioritize(randomScenario(n))));
}, 300_000);

describe('the oracle and its naive twin', () => {
  test('give every acknowledged write exactly one fate', () => {
    expect(comparisons.flatMap(({ sums }) => sums)).toEqual([]);
  });

  test('count the same conflicts, and judge the detector alike', () => {
    expect(comparisons.flatMap(({ conflicts }) => conflicts)).toEqual([]);
  });

  test('agree on the fate and the cause of every write', () => {
    expect(comparisons.flatMap(({ fates }) => fates)).toEqual([]);
  });

  test('compare most runs in full', () => {
    const full = comparisons.filter(({ isFinal }) => isFinal);
    expect(full.length).toBeGreaterThanOrEqual(fewestFullComparisons);
  });

  test('meet every fate but pending, and the usual causes', () => {
    const reports = comparisons.filter(({ isFinal }) => isFinal).map(({ report }) => report);
    const total = (countIn: (report: Report) => number): number =>
      reports.reduce((sum, report) => sum + countIn(report), 0);
    for (const fate of ['visible', 'superseded', 'merged', 'lost'] as const) {
      expect(total(({ fates }) => fates[fate])).toBeGreaterThan(0);
    }
    for (const cause of [
      'disk',
      'queue',
      'collision',
      'skew',
      'resolution',
    ] as const satisfies readonly LossCause[]) {
      expect(total(({ lostWrites }) => lostWrites.byCause[cause])).toBeGreaterThan(0);
    }
  });
});

test('replicas hold what detector and resolver say', () => {
  expect(comparisons.flatMap(({ brokenRules }) => brokenRules)).toEqual([]);
});

/** Later regions are the stronger ones. */
function prioritize(scenario: Scenario): Scenario {
  const priority = [...scenario.regions.keys()].reverse();
  const conflicts = { ...scenario.conflicts, resolve: 'site-priority', priority } as const;
  return { ...scenario, conflicts };
}

function compare(scenario: Scenario): Comparison {
  const events: TraceEvent[] = [];
  const run = simulate(scenario, { trace: (event) => events.push(event) });
  const naive = judgeNaively(events, scenario);
  // A node that died of its queues may stay down without a fault that says so.
  const hasDied = run.report.backlog.outOfMemory.length > 0;
  const isFinal = run.report.settled && !hasDied && !isCutOffForGood(scenario);
  const locate = (problem: string): string => `${scenario.name}: ${problem}`;
  return {
    report: run.report,
    isFinal,
    sums: findWrongSums(run.report, naive).map(locate),
    conflicts: findConflictDifferences(run.report, naive).map(locate),
    fates: [
      ...findReflectionDifferences(run, naive),
      ...(isFinal ? findLossDifferences(run, naive) : findLossesOutOfBounds(run, events, scenario)),
    ].map(locate),
    brokenRules: findBrokenRules(events, scenario).map(locate),
  };
}

/**
 * Whether some fault leaves a survivor unreachable in the end; a region that left is no survivor.
 */
function isCutOffForGood({ faults }: Scenario): boolean {
  return faults.some(
    (fault) => separating.has(fault.kind) && 'untilUs' in fault && fault.untilUs === null,
  );
}

const separating: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>([
  'crash',
  'partition',
  'outage',
  'offline',
]);

function findWrongSums({ writes, fates }: Report, naive: NaiveVerdict): readonly string[] {
  const sum = fates.visible + fates.superseded + fates.merged + fates.lost + fates.pending;
  return [
    ...listDifference('sum of fates', sum, writes.acknowledged),
    ...listDifference('acknowledged', writes.acknowledged, naive.acknowledged),
  ];
}

function findConflictDifferences({ conflicts }: Report, naive: NaiveVerdict): readonly string[] {
  const { resolvedBy: _, ...counts } = conflicts;
  return listDifference('conflicts', counts, naive.conflicts);
}

function findReflectionDifferences({ report }: Run, naive: NaiveVerdict): readonly string[] {
  const { lost, pending, ...reflected } = report.fates;
  const { lost: naiveLost, pending: naivePending, ...naiveReflected } = naive.fates;
  return [
    ...listDifference('reflected', reflected, naiveReflected),
    ...listDifference('not reflected', lost + pending, naiveLost + naivePending),
  ];
}

function findLossesOutOfBounds(
  { lostWrites }: Run,
  events: readonly TraceEvent[],
  scenario: Scenario,
): readonly string[] {
  const lost = new Set(lostWrites.map(({ write }) => write));
  const fewest = judgeNaively(events, scenario, oweEverything(events, scenario)).causeOf;
  const most = judgeNaively(events, scenario).causeOf;
  return [
    ...[...fewest.keys()].filter((id) => !lost.has(id)).map((id) => `write ${id} must be lost`),
    ...[...lost].filter((id) => !most.has(id)).map((id) => `write ${id} cannot be lost`),
  ];
}

/** Debts as if a copy of every write were still on its way to every replica. */
function oweEverything(events: readonly TraceEvent[], scenario: Scenario): Due {
  const all = new Set(events.flatMap((event) => (event.kind === 'accept' ? event.write : [])));
  return new Map(listReplicas(scenario).map(({ replica }) => [replica, all]));
}

function findLossDifferences({ report, lostWrites }: Run, naive: NaiveVerdict): readonly string[] {
  const causes = Object.fromEntries(lostWrites.map(({ write, cause }) => [write, cause]));
  return [
    ...listDifference('pending', report.fates.pending, naive.fates.pending),
    ...listDifference('lost writes', report.lostWrites, naive.lostWrites),
    ...listDifference('causes', causes, Object.fromEntries(naive.causeOf)),
    ...listDifference('divergent keys', report.convergence.divergentKeys, naive.divergentKeys),
  ];
}

/**
 * Where two results differ: nothing when they are equal, else one line for each part that is not.
 */
function listDifference(what: string, oracle: unknown, twin: unknown): readonly string[] {
  const left = flatten(what, oracle);
  const right = flatten(what, twin);
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((path) => left.get(path) !== right.get(path))
    .map((path) => `${path}: oracle ${left.get(path)}, twin ${right.get(path)}`);
}

/** The leaves of a result as text, each under its path. */
function flatten(path: string, value: unknown): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value)]]);
  const parts: readonly (readonly [string, unknown])[] = Object.entries(value);
  return new Map(parts.flatMap(([name, part]) => [...flatten(`${path}.${name}`, part)]));
}

/**
 * The naive twin of the oracle: fates, causes, conflicts and divergence straight from a trace, by
 * the letter of the definitions. Quadratic and proud of it. It shares no code with the engine, so
 * agreement means something.
 */
import type { ConflictKind } from '../../src/sim/base/write-kind.js';
import type { FateCounts, LossCause, Report } from '../../src/sim/report.js';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { areContextual, keepByContexts } from './naive-contexts.js';
import { findCauses } from './naive-causes.js';
import { decide, decideAgain, decideLocally } from './naive-decision.js';
import { areConcurrent, replayTrace, writeOf } from './naive-history.js';
import type { NaiveHistory, NaiveWrite } from './naive-history.js';

/** What the naive oracle found, in the words and shapes of the report. */
export interface NaiveVerdict {
  readonly acknowledged: number;
  readonly fates: FateCounts;
  readonly lostWrites: Report['lostWrites'];
  readonly conflicts: Omit<Report['conflicts'], 'resolvedBy'>;
  readonly divergentKeys: number;
  /** The fate of every acknowledged write. */
  readonly fateOf: ReadonlyMap<number, keyof FateCounts>;
  /** The cause of every lost write. */
  readonly causeOf: ReadonlyMap<number, LossCause>;
}

/**
 * For each replica, the writes that some outbox or link still owes it; replicas without debts may
 * be absent.
 */
export type Due = ReadonlyMap<string, ReadonlySet<number>>;

/** Judges a whole trace. */
export function judgeNaively(
  events: Iterable<TraceEvent>,
  scenario: Scenario,
  due: Due = new Map(),
): NaiveVerdict {
  const history = replayTrace(events, scenario);
  const reflection = findReflection(history);
  const fateOf = new Map(
    [...history.acknowledged].map((id) => [id, judgeFate(history, reflection, due, id)] as const),
  );
  const lost = [...fateOf].filter(([, fate]) => fate === 'lost').map(([id]) => id);
  const causeOf = findCauses(history, scenario.conflicts, lost, reflection.missingAt);
  return {
    acknowledged: history.acknowledged.size,
    fates: countFates(fateOf.values()),
    lostWrites: {
      total: lost.length,
      everywhere: lost.filter((id) => reflection.missingAt(id).length === history.survivors.length)
        .length,
      byCause: countCauses(causeOf.values()),
    },
    conflicts: { ...countConflicts(history), ...countReadConflicts(history, scenario) },
    divergentKeys: countDivergentKeys(history),
    fateOf,
    causeOf,
  };
}

/** Every arrival after which a replica held something else than the rules say, in words. */
export function findBrokenRules(
  events: Iterable<TraceEvent>,
  scenario: Scenario,
): readonly string[] {
  const { arrivals, writes } = replayTrace(events, scenario);
  const rules = scenario.conflicts;
  const isContextual = areContextual(scenario);
  return arrivals.flatMap((arrival) => {
    const { kind, replica, write, held, holds, isNews } = arrival;
    const before = held.map((id) => writeOf(writes, id));
    const incoming = writeOf(writes, write);
    const stampOf = ({ stamp }: { stamp: number }): number => stamp;
    const decideRemotely = isNews ? decide : decideAgain;
    const remote = decideRemotely(rules, before, incoming, stampOf);
    const chosen = kind === 'accept' ? decideLocally(rules, before, incoming) : remote;
    const expected = isContextual
      ? keepByContexts(scenario, arrival, incoming, (id) => writeOf(writes, id))
      : chosen.map(({ id }) => id);
    const isKept = expected.length === holds.length && expected.every((id) => holds.includes(id));
    if (isKept) return [];
    const wanted = expected.join();
    const place = `${kind} of ${write} at ${replica} over [${held.join()}]`;
    return [`${place}: holds [${holds.join()}], not [${wanted}]`];
  });
}

/** Who reflects what in the end. */
interface Reflection {
  /** Survivors that do not reflect a write. */
  readonly missingAt: (write: number) => readonly string[];
  /** Sizes of the supports that the write is in. */
  readonly supportSizes: (write: number) => readonly number[];
  /** The write and all that descends from it through parents. */
  readonly lineage: (write: number) => readonly number[];
}

function findReflection(history: NaiveHistory): Reflection {
  const ancestors = findAncestors(history);
  const reflectedAt = new Map<string, ReadonlySet<number>>();
  const sizes = new Map<number, number[]>();
  const keys = new Set([...history.writes.values()].map(({ key }) => key));
  for (const replica of history.survivors) {
    const reflected = new Set<number>();
    for (const key of keys) {
      const holds = history.finalHolds(replica, key);
      for (const id of holds) {
        sizes.set(id, [...(sizes.get(id) ?? []), holds.length]);
        reflected.add(id);
        for (const ancestor of ancestors.get(id) ?? []) reflected.add(ancestor);
      }
    }
    reflectedAt.set(replica, reflected);
  }
  const missing = new Map<number, readonly string[]>();
  for (const id of history.writes.keys()) {
    missing.set(
      id,
      history.survivors.filter((replica) => !reflectedAt.get(replica)?.has(id)),
    );
  }
  return {
    missingAt: (id) => missing.get(id) ?? [],
    supportSizes: (id) => sizes.get(id) ?? [],
    lineage: (id) => [
      id,
      ...[...ancestors].filter(([, above]) => above.has(id)).map(([child]) => child),
    ],
  };
}

/**
 * Everything that can be reached from a write through parents, itself excluded. Parents have
 * smaller ids.
 */
function findAncestors(history: NaiveHistory): ReadonlyMap<number, ReadonlySet<number>> {
  const ancestors = new Map<number, Set<number>>();
  for (const { id, parents } of history.writes.values()) {
    const above = new Set<number>();
    for (const parent of parents) {
      above.add(parent);
      for (const ancestor of ancestors.get(parent) ?? []) above.add(ancestor);
    }
    ancestors.set(id, above);
  }
  return ancestors;
}

function judgeFate(
  history: NaiveHistory,
  reflection: Reflection,
  due: Due,
  id: number,
): keyof FateCounts {
  const missingAt = reflection.missingAt(id);
  if (missingAt.length > 0) {
    const { key } = writeOf(history.writes, id);
    const lineage = reflection.lineage(id);
    const isStillDue = (replica: string): boolean =>
      lineage.some((x) => due.get(replica)?.has(x) && !history.finalKnown(replica, key).has(x));
    return missingAt.every(isStillDue) ? 'pending' : 'lost';
  }
  const sizes = reflection.supportSizes(id);
  if (sizes.some((size) => size > 1)) return 'merged';
  return sizes.length > 0 ? 'visible' : 'superseded';
}

function countConflicts(history: NaiveHistory): NaiveVerdict['conflicts'] {
  const { writes } = history;
  const pairs = new Set<string>();
  let meetings = 0;
  let detected = 0;
  let missed = 0;
  let falseAlarms = 0;
  for (const { write, held, conflictsWith, isNews } of history.arrivals) {
    const incoming = writeOf(writes, write);
    const met = isNews ? held.filter((id) => areConcurrent(writeOf(writes, id), incoming)) : [];
    for (const id of met) pairs.add([id, write].sort((a, b) => a - b).join());
    meetings += met.length;
    detected += met.filter((id) => conflictsWith.includes(id)).length;
    missed += met.filter((id) => !conflictsWith.includes(id)).length;
    falseAlarms += conflictsWith.filter(
      (id) => !areConcurrent(writeOf(writes, id), incoming),
    ).length;
  }
  const all = [...writes.values()];
  const concurrentPairs = all.reduce(
    (sum, v, i) => sum + all.slice(i + 1).filter((w) => areConcurrent(v, w)).length,
    0,
  );
  const counts = { distinct: pairs.size, concurrentPairs, meetings, detected, missed, falseAlarms };
  return { ...counts, inversions: countInversions(history), byKind: countKinds(writes, pairs) };
}

const kindsOfTwo: ReadonlyMap<string, ConflictKind> = new Map([
  ['insert insert', 'insert-insert'],
  ['insert update', 'insert-update'],
  ['update update', 'update-update'],
  ['delete insert', 'insert-delete'],
  ['delete update', 'update-delete'],
  ['delete delete', 'delete-delete'],
]);

/** Of whole records alone: a write over what was deleted, or over nothing, inserts. */
function countKinds(
  writes: NaiveHistory['writes'],
  pairs: ReadonlySet<string>,
): NaiveVerdict['conflicts']['byKind'] {
  const kindOf = (id: number): 'insert' | 'update' | 'delete' => {
    const { value, parents } = writeOf(writes, id);
    if (value === null) return 'delete';
    const isOverRecord = [...parents].some((parent) => writeOf(writes, parent).value !== null);
    return isOverRecord ? 'update' : 'insert';
  };
  const counts: Partial<Record<ConflictKind, number>> = {};
  for (const pair of pairs) {
    const kinds = pair.split(',').map((id) => kindOf(Number(id)));
    const kind = kindsOfTwo.get(kinds.sort().join(' '));
    if (kind === undefined) throw new Error('no kind of conflict');
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Where reads notice conflicts: pairs that some read returned, and those that met and are gone unread. */
function countReadConflicts(
  history: NaiveHistory,
  { conflicts }: Scenario,
): Partial<NaiveVerdict['conflicts']> {
  if (conflicts.detect !== 'read-time') return {};
  const { writes, arrivals, reads, survivors } = history;
  const isConflict = (pair: string): boolean => {
    const [v = -1, w = -1] = pair.split(' ').map(Number);
    return areConcurrent(writeOf(writes, v), writeOf(writes, w));
  };
  const met = new Set(
    arrivals.flatMap(({ write, held, isNews }) =>
      isNews ? held.map((id) => nameOfPair(id, write)).filter(isConflict) : [],
    ),
  );
  const read = new Set(reads.flatMap(({ returned }) => pairsOf(returned)));
  const keys = new Set([...writes.values()].map(({ key }) => key));
  const held = new Set(
    survivors.flatMap((replica) => [...keys].flatMap((key) => pairsOf(history.finalHolds(replica, key)))),
  );
  const detected = [...read].filter(isConflict).length;
  const isMissed = (pair: string): boolean => !read.has(pair) && !held.has(pair);
  return {
    detected,
    falseAlarms: read.size - detected,
    missed: [...met].filter(isMissed).length,
  };
}

function pairsOf(ids: readonly number[]): readonly string[] {
  return ids.flatMap((x, i) => ids.slice(i + 1).map((y) => nameOfPair(x, y)));
}

function nameOfPair(x: number, y: number): string {
  return `${Math.min(x, y)} ${Math.max(x, y)}`;
}

/** Writes that somebody asked for after another was answered, without getting a greater stamp. */
function countInversions({ writes, answeredAtUs }: NaiveHistory): number {
  const all = [...writes.values()];
  const isBeatenBy = (w: NaiveWrite, v: NaiveWrite): boolean =>
    v.key === w.key && v.stamp >= w.stamp && (answeredAtUs.get(v.id) ?? Infinity) < w.sentAtUs;
  return all.filter((w) => all.some((v) => isBeatenBy(w, v))).length;
}

/** Keys whose values differ between survivors. A delete is absence; values are compared as text. */
function countDivergentKeys(history: NaiveHistory): number {
  const keys = new Set([...history.writes.values()].map(({ key }) => key));
  const valuesAt = (replica: string, key: string): string =>
    JSON.stringify(
      history
        .finalHolds(replica, key)
        .flatMap((id) => writeOf(history.writes, id).value ?? [])
        .sort(),
    );
  return [...keys].filter(
    (key) => new Set(history.survivors.map((replica) => valuesAt(replica, key))).size > 1,
  ).length;
}

function countFates(fates: Iterable<keyof FateCounts>): FateCounts {
  const counts = { visible: 0, superseded: 0, merged: 0, lost: 0, pending: 0 };
  for (const fate of fates) counts[fate]++;
  return counts;
}

function countCauses(causes: Iterable<LossCause>): Record<LossCause, number> {
  const counts = {
    failover: 0,
    disk: 0,
    queue: 0,
    'loop-filter': 0,
    'apply-error': 0,
    collision: 0,
    skew: 0,
    resolution: 0,
  };
  for (const cause of causes) counts[cause]++;
  return counts;
}

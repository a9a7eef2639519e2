/**
 * Looks for a run of the engine that shows what is wrong in a counterexample, and nothing else.
 *
 * What is written is what was run: a scenario counts once a run of it has failed its one demand.
 */
import type { CheckedProperty, SmallHistory, ToldCounterexample } from '../../sim/resolver-check.js';
import { simulate, type SimulateOptions } from '../../sim/simulate.js';
import { canonicalJson } from '../digest.js';
import { judgeExpectations } from '../expectations.js';
import type { LoadedScenario } from '../parse.js';
import { parseScenarios } from '../parse.js';
import { documentVersion } from '../schema.js';
import { finalDemand } from './final-demand.js';
import { writeHistoryScenario, type HistoryScenario } from './history-scenario.js';
import { listOtherOrders } from './other-orders.js';
import { propertyWords } from './property-words.js';
import { withoutRepeats, type StampUnit } from './timetable.js';

/** A counterexample and whose it is. */
export interface ShownSubject {
  readonly property: CheckedProperty;
  /** The name that the resolver gives itself. */
  readonly resolverName: string;
  /** Null where functions misbehave whatever the history. */
  readonly history: SmallHistory | null;
  /** The same, with what everybody holds. */
  readonly told?: ToldCounterexample | null;
  /** As JSON; a history's operations are indices of these. */
  readonly operations: readonly string[];
  /** Path of the resolver's file, from the folder of the document. */
  readonly resolverPath: string;
  /** The resolver, opened anew for a run. */
  readonly open: () => Pick<SimulateOptions, 'resolver' | 'resolverRealm'>;
}

/** The `scenarios:` of a document, or why no run shows it. */
export type Shown =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** A scenario that fails alone for what is wrong. */
export function showInRun(subject: ShownSubject): Shown {
  const { property, history, told = null } = subject;
  const ofFinal = told === null ? null : finalDemand(told);
  const demands = [propertyWords[property].demand, ofFinal].filter((demand) => demand !== null);
  let reason = demands.length === 0 ? 'no figure of a run tells of it' : 'none of the operations can be tried';
  for (const trial of history === null ? listTrials(subject.operations) : listShowings(property, history)) {
    for (const { unit, demand } of units.flatMap((each) => demands.map((demand) => ({ unit: each, demand })))) {
      const shown = tryRun(subject, { ...trial, unit, demand });
      if (shown.ok) return shown;
      reason = shown.reason;
    }
  }
  if (history !== null && hasRepeats(history)) {
    return { ok: false, reason: `${reason}; there a message that comes again is known and passed over` };
  }
  return { ok: false, reason: isLaw(property) ? `${reason}, also in other orders of delivery` : reason };
}

function hasRepeats(history: SmallHistory): boolean {
  return JSON.stringify(withoutRepeats(history)) !== JSON.stringify(history);
}

const units: readonly StampUnit[] = ['second', 'microsecond'];

/** What is run to see something. */
interface Showing {
  readonly history: SmallHistory;
  /** What it is to the counterexample. */
  readonly about: string;
}

interface Trial extends Showing {
  readonly unit: StampUnit;
  readonly demand: string;
}

function tryRun(subject: ShownSubject, { history, about, unit, demand }: Trial): Shown {
  const { property, resolverName, resolverPath, operations } = subject;
  const { fault } = propertyWords[property];
  // Faults of functions violate whatever is demanded beside, unless something is said of them.
  const aside = demand.startsWith('findings') ? [] : ['findings: ">= 0"'];
  const scenario: HistoryScenario = {
    name: property,
    title: shorten(`${resolverName}: ${fault}`),
    about: `${about} It fails for "${demand}", and for that alone.`,
    history,
    operations,
    unit,
    resolver: resolverPath,
    expect: ['settled: true', demand],
  };
  const plain = judgeText(subject, scenario, demand);
  return plain.ok || aside.length === 0 ? plain : judgeText(subject, { ...scenario, expect: [...scenario.expect, ...aside] }, demand);
}

/** The text of a scenario, if a run of it fails for this demand and for no other one. */
function judgeText(subject: ShownSubject, scenario: HistoryScenario, demand: string): Shown {
  const written = writeHistoryScenario(scenario);
  if (!written.ok) return written;
  const parsed = parseScenarios(`version: ${documentVersion}\n${written.text}`);
  if (!parsed.ok) return { ok: false, reason: `a scenario cannot say it: ${parsed.issues[0]?.message ?? ''}` };
  const [loaded] = parsed.scenarios;
  if (loaded === undefined || !asksTheSame(loaded, scenario)) {
    return { ok: false, reason: 'a scenario cannot say exactly what is asked in it' };
  }
  const { report } = simulate(loaded.scenario, subject.open());
  const judged = judgeExpectations(loaded.expectations, report);
  const failed = judged.filter(({ verdict }) => verdict !== 'holds').map(({ name }) => name);
  const [name = ''] = demand.split(':');
  if (failed.length === 1 && failed[0] === name) return { ok: true, text: written.text };
  const others = failed.filter((each) => each !== name).join(', ');
  return {
    ok: false,
    reason: failed.includes(name) ? `a run of it fails ${others} as well` : `a run of it comes out with ${demand}`,
  };
}

/** Texts are read back as they were meant, whatever stands in them. */
function asksTheSame({ scenario }: LoadedScenario, { history, operations }: HistoryScenario): boolean {
  const { script } = scenario.workload;
  if (script.length !== history.writes.length) return false;
  return script.every(({ kind, value, change, region }, index) => {
    const { operation, replica } = history.writes[index];
    const asked: unknown = change ?? (kind === 'delete' ? { kind } : { kind, value });
    return region === replica && canonicalJson(asked) === canonicalJson(JSON.parse(operations[operation]));
  });
}

/** A history as it is; where a law breaks, what states come to that are merged in another way. */
function listShowings(property: CheckedProperty, history: SmallHistory): readonly Showing[] {
  const own = { history, about: 'The smallest history that was found, as a run.' };
  if (!isLaw(property)) return [own];
  const about = 'The writes of the smallest history that was found, delivered in an order that shows what the law is for.';
  return [own, ...listOtherOrders(history, mostOrders).map((other) => ({ history: other, about }))];
}

const mostOrders = 60;

function isLaw(property: CheckedProperty): boolean {
  return ['commutative', 'associative', 'idempotent', 'no-feedback-loop'].includes(property);
}

/** What functions meet first: one operation, and any two at once, for which they have to be merged. */
function listTrials(operations: readonly string[]): readonly Showing[] {
  const about = 'The first operations that lead to it, as a run.';
  const numbers = operations.slice(0, mostTried).map((_, operation) => operation);
  const writeOf = (operation: number, replica: number) => ({ operation, replica, stamp: replica + 1, takes: [] });
  const alone = numbers.map((operation) => ({ replicas: 2, writes: [writeOf(operation, 0)], ends: [[], [0]] }));
  const pairs = numbers.flatMap((first) =>
    numbers.map((second) => ({ replicas: 2, writes: [writeOf(first, 0), writeOf(second, 1)], ends: [[1], [0]] })),
  );
  return [...alone, ...pairs].map((history) => ({ history, about }));
}

const mostTried = 8;

function shorten(text: string): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ');
  return clean.length <= longestTitle ? clean : `${clean.slice(0, longestTitle - 1)}…`;
}

const longestTitle = 120;

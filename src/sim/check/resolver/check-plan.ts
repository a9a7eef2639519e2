/**
 * A check as a list of units of work, each a function of the resolver and its own number alone.
 *
 * So they can be carried out anywhere, in any order, and be put together afterwards: what many machines have done
 * comes to the same, byte for byte, as what one has.
 */
import { clockChoices, type ClockChoice } from './exhaustive.js';
import type { CheckedProperty, ConductFinding, GrowthPoint, PropertyName, ResolverCheck, ToldCounterexample } from '../../resolver-check.js';

/** A unit of work. */
export type CheckUnit =
  /** One of the parts of all histories of exactly so many writes. */
  | {
      readonly kind: 'histories';
      readonly writes: number;
      readonly clock: ClockChoice;
      readonly part: number;
      readonly parts: number;
    }
  /** How states grow. */
  | { readonly kind: 'growth' }
  /** All histories of exactly so many writes in which one replica runs the other version. */
  | { readonly kind: 'agreement'; readonly writes: number }
  /** Random histories, by their numbers: from the first up to, but without, the last. */
  | { readonly kind: 'random'; readonly from: number; readonly to: number }
  /** Runs of the engine, by their numbers. */
  | { readonly kind: 'engine'; readonly from: number; readonly to: number };

/** What is to be done, and what is known before. */
export interface CheckPlan {
  readonly resolver: string;
  readonly kind: ResolverCheck['kind'];
  readonly seed: string;
  readonly operations: readonly string[];
  /** What its functions did when they were asked what they take. */
  readonly findings: readonly ConductFinding[];
  /** A function never came back from that: nothing can be asked. */
  readonly hasStopped: boolean;
  /** There was no time to ask it anything. */
  readonly isUnasked: boolean;
  /** Where no operation was taken: what came of the first one, in words. */
  readonly refusal: string | null;
  readonly replicas: number;
  /** Kinds of operations that may be lost, by the resolver's own word. */
  readonly mayLose: readonly string[];
  /** What this resolver is asked. */
  readonly asked: readonly CheckedProperty[];
  readonly units: readonly CheckUnit[];
}

/** What a unit came to: plain data. */
export interface UnitResult {
  readonly found: readonly FoundViolation[];
  readonly histories: number;
  /** How many of the operations were tried in them; 0 where there were none. */
  readonly operations: number;
  readonly concurrentPairs: number;
  readonly randomHistories: number;
  readonly engineRuns: number;
  /** Everything in it was looked at. */
  readonly isWhole: boolean;
  readonly growth: readonly GrowthPoint[];
  readonly findings: readonly ConductFinding[];
  /** A function never came back: nothing after this can be asked. */
  readonly hasStopped: boolean;
}

/** A counterexample to a property. */
export interface FoundViolation {
  readonly property: PropertyName;
  /** Null where calls alone show it. */
  readonly counterexample: ToldCounterexample | null;
  /** Calls that failed in it, where that is what it is about. */
  readonly findings?: readonly ConductFinding[];
}

/** What a plan is made of. */
export interface PlanOptions {
  readonly replicas: number;
  readonly writes: number;
  readonly runs: number;
  readonly engineRuns: number;
  /** There is another version to agree with. */
  readonly isCompared: boolean;
}

/**
 * Writes of the histories that everybody looks at who looks at longer ones: what is violated in these is not
 * looked for any further. They are few.
 */
export const mostShared = 3;

/** Whether a unit is one of those that everybody looks at, all in one go. */
export function isShared(unit: CheckUnit): boolean {
  return unit.kind === 'histories' && unit.writes <= mostShared;
}

/** The units of a check, in the order in which their results count. */
export function listUnits({ writes, runs, engineRuns, isCompared }: PlanOptions): readonly CheckUnit[] {
  const small = Array.from({ length: writes }, (_, index) => index + 1).flatMap((count) =>
    clockChoices.flatMap((clock) => {
      const parts = count > mostShared ? partsOfLong : 1;
      return Array.from({ length: parts }, (_, part): CheckUnit => {
        return { kind: 'histories', writes: count, clock, part, parts };
      });
    }),
  );
  const compared = Array.from({ length: isCompared ? Math.min(writes, mostShared) : 0 }, (_, index): CheckUnit => {
    return { kind: 'agreement', writes: index + 1 };
  });
  const random = listBatches(runs, randomBatch).map((batch): CheckUnit => ({ kind: 'random', ...batch }));
  const engine = listBatches(engineRuns, engineBatch).map((batch): CheckUnit => ({ kind: 'engine', ...batch }));
  return [...small, { kind: 'growth' }, ...compared, ...random, ...engine];
}

function listBatches(count: number, size: number) {
  return Array.from({ length: Math.ceil(count / size) }, (_, index) => {
    return { from: index * size, to: Math.min((index + 1) * size, count) };
  });
}

const randomBatch = 1000;
const engineBatch = 5;
const partsOfLong = 4;

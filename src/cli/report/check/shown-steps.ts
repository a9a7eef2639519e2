/** Of all that happens in a counterexample, the steps that matter, numbered. */
import { assertNever } from '../../../sim/base/assert.js';
import type { ToldCounterexample, ToldFault, ToldState, ToldStep } from '../../../sim/resolver-check.js';

/** A step that matters. */
export interface ShownStep {
  /** From 1. */
  readonly number: number;
  readonly step: ToldStep;
  /** Of a merge: the number of the write whose message comes in; of a write null. */
  readonly from: number | null;
  /** Of a write: numbers of the earlier writes that it did not know of. */
  readonly concurrent: readonly number[];
}

/** The steps on which what went wrong depends, and no others. */
export function showSteps(counterexample: ToldCounterexample, faults: readonly ToldFault[]): readonly ShownStep[] {
  const { steps } = counterexample;
  const targets = faults.flatMap((fault) => targetsOf(counterexample, fault));
  const kept = targets.length === 0 ? steps.map((_, index) => index) : closeOver(steps, targets);
  const numberOf = (write: number): number | null => {
    const found = kept.findIndex((index) => steps[index].kind === 'write' && steps[index].write === write);
    return found < 0 ? null : found + 1;
  };
  const seen = listSeen(steps);
  return kept.map((index, place) => {
    const step = steps[index];
    const from = step.kind === 'merge' ? numberOf(step.write) : null;
    const earlier = Array.from({ length: step.kind === 'write' ? step.write : 0 }, (_, write) => write);
    const unknown = earlier.filter((write) => seen.get(step.write)?.has(write) !== true);
    const concurrent = unknown.map(numberOf).filter((number) => number !== null);
    return { number: place + 1, step, from, concurrent };
  });
}

/** The number of the step that led to a state; null where none did, as for the initial one. */
export function findStep(shown: readonly ShownStep[], { state }: ToldState): ShownStep | null {
  return shown.find(({ step }) => step.after.state === state) ?? null;
}

/** What replicas take in after the last write is not needed to break a law. */
function targetsOf({ steps, history }: ToldCounterexample, fault: ToldFault): readonly number[] {
  const beforeEnds = steps.length - history.ends.reduce((sum, order) => sum + order.length, 0);
  const lastAt = (replica: string): number[] => {
    const index = steps.findLastIndex((step) => step.replica === replica);
    return index < 0 ? [] : [index];
  };
  const leadingTo = ({ state }: ToldState, end = steps.length): number[] => {
    const index = steps.findIndex(({ after }, place) => place < end && after.state === state);
    return index < 0 ? [] : [index];
  };
  switch (fault.kind) {
    case 'diverged':
      return fault.replicas.flatMap(lastAt);
    case 'late-joiner':
      return leadingTo(fault.state);
    case 'law':
      return fault.states.flatMap((state) => leadingTo(state, beforeEnds));
    case 'loop':
      return fault.rounds.slice(0, 1).flatMap((round) => round.flatMap((state) => leadingTo(state)));
    case 'loss': {
      const write = steps.findIndex((step) => step.kind === 'write' && step.write === fault.write);
      return [...(write < 0 ? [] : [write]), ...lastAt(fault.replica)];
    }
    case 'invalid':
      return leadingTo(fault.state);
    case 'shrunk':
      return [...leadingTo(fault.from), ...leadingTo(fault.to)];
    case 'growth':
    case 'engine':
      return [];
    case 'disagreed':
      return [...leadingTo(fault.own), ...leadingTo(fault.other)];
    default:
      return assertNever(fault);
  }
}

/** Each step with all before it at its replica, and with the writes whose messages come in. */
function closeOver(steps: readonly ToldStep[], targets: readonly number[]): readonly number[] {
  const kept = new Set<number>();
  const waiting = [...targets];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (kept.has(index)) continue;
    kept.add(index);
    const { kind, replica, write } = steps[index];
    const before = steps.findLastIndex((step, place) => place < Number(index) && step.replica === replica);
    if (before >= 0) waiting.push(before);
    if (kind !== 'merge') continue;
    const sender = steps.findIndex((step) => step.kind === 'write' && step.write === write);
    if (sender >= 0) waiting.push(sender);
  }
  return [...kept].sort((x, y) => x - y);
}

/** By write: those that its replica knew of. */
function listSeen(steps: readonly ToldStep[]): ReadonlyMap<number, ReadonlySet<number>> {
  const known = new Map<string, ReadonlySet<number>>();
  const seen = new Map<number, ReadonlySet<number>>();
  for (const { kind, replica, write } of steps) {
    const own = known.get(replica) ?? new Set();
    if (kind === 'write') seen.set(write, own);
    known.set(replica, new Set([...own, write, ...(kind === 'merge' ? (seen.get(write) ?? []) : [])]));
  }
  return seen;
}

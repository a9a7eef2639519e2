/** What goes wrong in a counterexample, and what that means in a system: sentences and small tables. */
import { assertNever } from '../../../sim/base/assert.js';
import type {
  CheckedProperty, GrowthPoint, ResolverCheck, ToldFault, ToldState,
} from '../../../sim/resolver-check.js';
import { printable } from '../../printable.js';
import { formatCount } from '../format.js';
import { findStep, type ShownStep } from './shown-steps.js';
import { operationWords, readingWords, stateWords, tellApart } from './value-words.js';

/** A fault in words. */
export interface ToldMeaning {
  /** Names and what they stand for, one a line; may be none. */
  readonly rows: readonly (readonly [name: string, value: string])[];
  /** What a person who runs the system will see. */
  readonly meaning: string;
}

/** What the words are about. */
export interface FaultContext {
  readonly property: CheckedProperty;
  readonly kind: ResolverCheck['kind'];
  readonly shown: readonly ShownStep[];
}

/** Tells a fault. */
export function tellFault(fault: ToldFault, context: FaultContext): ToldMeaning {
  const { kind, shown } = context;
  switch (fault.kind) {
    case 'diverged': {
      const [one, other] = fault.replicas;
      const [x, y] = tellApart(...fault.states, kind);
      const isSeen = fault.states[0].reading !== fault.states[1].reading;
      return {
        rows: [[one, x], [other, y]],
        meaning: isSeen
          ? `Replicas ${one} and ${other} have every message, and will show different values for ever.`
          : `Replicas ${one} and ${other} have every message and show the same for now, but hold different states: what comes next may come out differently.`,
      };
    }
    case 'late-joiner': {
      const [x, y] = tellApart(fault.state, fault.joined, kind);
      return {
        rows: [['copied', x], ['joined', y]],
        meaning: 'A replica that joins later, empty, and takes in the whole state of another one comes to hold something else than that.',
      };
    }
    case 'law':
      return tellLaw(fault, context);
    case 'loop':
      return tellLoop(fault.rounds, kind);
    case 'loss':
      return tellLoss(fault, context);
    case 'invalid':
      return {
        rows: [[fault.replica, valueOf(fault.state, kind)]],
        meaning: `Replica ${fault.replica} holds what valid() refuses, though each write alone was allowed; readers see it.`,
      };
    case 'shrunk':
      return {
        rows: [[`from${stepWords(fault.from, shown)}`, valueOf(fault.from, kind)], [`to${stepWords(fault.to, shown)}`, valueOf(fault.to, kind)]],
        meaning: 'By includes(), the later state does not have all that the earlier one had: something that a replica knew is gone.',
      };
    case 'growth':
      return { rows: fault.sizes.map(growthRow), meaning: growthMeaning };
    case 'engine':
      return {
        rows: [[`run ${formatCount(fault.run)}`, printable(fault.words)]],
        meaning: 'Faults of a network and of nodes are enough for it; all had ended, and every message had come, when the run was judged.',
      };
    case 'disagreed': {
      const [x, y] = tellApart(fault.own, fault.other, kind);
      return {
        rows: [['this version', x], ['the other one', y]],
        meaning: 'During a rollout, while some replicas run one version and some the other, they will hold different values.',
      };
    }
    default:
      return assertNever(fault);
  }
}

const growthMeaning =
  'Each write lets a state grow by more than the one before: messages and storage will grow until something breaks.';

type Law = Extract<ToldFault, { readonly kind: 'law' }>;

function tellLaw({ states, left, right }: Law, { property, kind, shown }: FaultContext): ToldMeaning {
  const names = ['x', 'y', 'z'].slice(0, states.length);
  const [one, other] = tellApart(left, right, kind);
  const [leftSide, rightSide] = sidesOf(property, states.length, kind === 'register' ? 'resolve' : 'merge');
  return {
    rows: [
      ...states.map((state, i) => [`${names[i]}${stepWords(state, shown)}`, valueOf(state, kind)] as const),
      [leftSide, one],
      [rightSide, other],
    ],
    meaning: meaningOfLaw(property, states.length),
  };
}

/** The two ways of merging that should come to the same, by a law over so many states x, y and z. */
export function sidesOf(property: CheckedProperty, count: number, call: string): readonly [string, string] {
  if (property === 'commutative') return [`${call}(x, y)`, `${call}(y, x)`];
  if (property === 'associative') return [`${call}(${call}(x, y), z)`, `${call}(x, ${call}(y, z))`];
  return count === 1 ? [`${call}(x, x)`, 'x'] : [`${call}(${call}(x, y), y)`, `${call}(x, y)`];
}

/** A size with the number of writes that led to it. */
function growthRow({ writes, size }: GrowthPoint): readonly [string, string] {
  return [`after ${formatCount(writes)} writes`, `${formatCount(size)} characters`];
}

function meaningOfLaw(property: CheckedProperty, count: number): string {
  if (property === 'commutative') {
    return 'Two replicas that tell each other at the same time each end with another value: what is held depends on who merges.';
  }
  if (property === 'associative') {
    return 'What is held depends on the way that messages took: one that comes through a third replica, or in a batch, counts otherwise than alone.';
  }
  return count === 1
    ? 'A replica that hears its own state from somebody else changes it; retries and anti-entropy do that all the time.'
    : 'A message that comes twice changes the value again; retries and anti-entropy do that all the time.';
}

function tellLoop(rounds: Extract<ToldFault, { readonly kind: 'loop' }>['rounds'], kind: ResolverCheck['kind']): ToldMeaning {
  const rows = rounds.map(([x, y], round) => {
    const [one, other] = tellApart(x, y, kind);
    return [`round ${round}`, `${shorten(one)}   and   ${shorten(other)}`] as const;
  });
  const repeats = rows.findIndex(([, values], round) => rows.slice(0, round).some(([, before]) => before === values));
  const shown = rows.slice(0, Math.min(repeats < 0 ? rows.length : repeats + 1, mostRounds));
  return {
    rows: repeats >= 0 && repeats < mostRounds ? [...shown, ['and so on', '']] : shown,
    meaning: `Two replicas that write back what they resolved still disagree after ${rounds.length - 1} rounds: each answer is the next conflict, and they never stop sending.`,
  };
}

/** What grows with each round need not be read to its end. */
function shorten(value: string): string {
  return value.length <= longestValue ? value : `${value.slice(0, longestValue - 1)}…`;
}

const longestValue = 60;

/** Rounds of a feedback loop that are shown. */
const mostRounds = 6;

function tellLoss(
  fault: Extract<ToldFault, { readonly kind: 'loss' }>,
  { property, kind, shown }: FaultContext,
): ToldMeaning {
  const write = shown.find(({ step }) => step.kind === 'write' && step.write === fault.write);
  const end = shown.findLast(({ step }) => step.replica === fault.replica);
  const asked = write?.step.kind === 'write' ? operationWords(write.step.operation) : `write ${fault.write}`;
  const client = `The client at ${write?.step.replica ?? fault.replica} was told that step ${write?.number ?? '?'} (${asked}) is done`;
  return {
    rows: end === undefined ? [] : [[`${fault.replica} in the end`, valueOf(end.step.after, kind)]],
    meaning:
      property === 'no-resurrected-deletes'
        ? `${client}; ${fault.replica} shows what it took out all the same, and nobody put that back who had not known of it.`
        : `${client}; ${fault.replica} is as if it had never been, and nobody who knew of it undid it.`,
  };
}

/** With the state behind it, where that says more. */
function valueOf(state: ToldState, kind: ResolverCheck['kind']): string {
  const behind = stateWords(state, kind);
  const reading = readingWords(state, kind);
  return behind === null ? reading : `${reading}   state ${behind}`;
}

function stepWords(state: ToldState, shown: readonly ShownStep[]): string {
  const step = findStep(shown, state);
  return step === null ? '' : `  (${step.step.replica} at ${step.number})`;
}

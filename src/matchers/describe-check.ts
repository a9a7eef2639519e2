/**
 * What a check came to, for the message of a test that fails: the one place where matchers get their words.
 *
 * Plain text without colours: runners put it into terminals, files and reports alike.
 */
import { assertNever } from '../sim/base/assert.js';
import type {
  CheckedAnswer, ResolverCheck, ToldCounterexample, ToldFault, ToldState, ToldStep,
} from '../sim/resolver-check.js';

/** The answers, and each counterexample step by step. */
export function describeCheck(check: ResolverCheck): string {
  const lines = check.properties.flatMap(describeAnswer);
  return [...lines, '', describeReach(check)].join('\n');
}

function describeReach({ bounds, coverage, seed }: ResolverCheck): string {
  const { replicas, writes } = bounds;
  const { histories, randomHistories } = coverage;
  const small = `all ${histories} histories of up to ${writes} writes at ${replicas} replicas`;
  return `Looked at ${small}, and ${randomHistories} random ones beyond, seed ${seed}.`;
}

function describeAnswer(answer: CheckedAnswer): readonly string[] {
  switch (answer.verdict) {
    case 'holds':
      return [`${answer.property}: proved within bounds`];
    case 'unknown':
      return [`${answer.property}: unknown: ${answer.reason}`];
    case 'violated': {
      const { property, counterexample, findings } = answer;
      const misdeeds = findings.map(({ input, message }) => `  ${input}: ${message}`);
      const told = counterexample === null ? [] : describeCounterexample(counterexample);
      return [`${property}: REFUTED`, ...misdeeds, ...told];
    }
    default:
      return assertNever(answer);
  }
}

function describeCounterexample({ steps, fault }: ToldCounterexample): readonly string[] {
  const told = steps.map((step, index) => `  ${String(index + 1).padStart(2)}  ${describeStep(step)}`);
  return [...told, `  so  ${describeFault(fault)}`];
}

function describeStep(step: ToldStep): string {
  const { replica, write, after } = step;
  switch (step.kind) {
    case 'write':
      return `${replica} takes write ${write}: ${step.operation}, and holds ${show(after)}`;
    case 'merge':
      return `${replica} takes in the message of write ${write}, and holds ${show(after)}`;
    default:
      return assertNever(step);
  }
}

function describeFault(fault: ToldFault): string {
  switch (fault.kind) {
    case 'diverged': {
      const [first, second] = fault.states;
      const who = fault.replicas.join(' and ');
      return `${who} have every message and differ: ${show(first)}, ${show(second)}`;
    }
    case 'late-joiner':
      return `who joins late comes to ${show(fault.joined)}, the others to ${show(fault.state)}`;
    case 'law':
      return `one way of merging them gives ${show(fault.left)}, another ${show(fault.right)}`;
    case 'loop': {
      const rounds = fault.rounds.map(([x, y]) => `${show(x)} and ${show(y)}`);
      return `two replicas that keep telling each other never agree: ${rounds.join('; ')}`;
    }
    case 'loss':
      return `write ${fault.write} was acknowledged, and has no effect at ${fault.replica}`;
    case 'invalid':
      return `${fault.replica} holds what the resolver calls invalid: ${show(fault.state)}`;
    case 'shrunk':
      return `${show(fault.from)} became ${show(fault.to)}, which does not include it`;
    case 'growth': {
      const sizes = fault.sizes.map(({ writes, size }) => `${size} after ${writes} writes`);
      return `states grow: ${sizes.join(', ')}`;
    }
    case 'disagreed':
      return `this version gives ${show(fault.own)}, the other ${show(fault.other)}`;
    default:
      return assertNever(fault);
  }
}

/** What readers see, and the state where that is something else and short enough to help. */
function show({ state, reading }: ToldState): string {
  return reading === state || state.length > longestState ? reading : `${reading} (state ${state})`;
}

const longestState = 100;

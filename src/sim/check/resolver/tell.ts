/** Counterexamples in words: every step with its values, and what is wrong in the end. */
import { assertNever } from '../../base/assert.js';
import type { ResolverCall } from '../../base/resolver-fault.js';
import type { Candidate } from '../../resolution/candidate.js';
import type { CheckPlan } from './check-plan.js';
import type { Counterexample, Fault } from './property.js';
import type { SmallHistory, ToldCounterexample, ToldFault, ToldState, ToldStep } from '../../resolver-check.js';

/** Names of the replicas in histories. */
const replicaNames: readonly string[] = ['A', 'B', 'C', 'D'];

/** Tells a counterexample; `source` is where it was found. */
export function tell(
  candidate: Candidate,
  { history, fault }: Counterexample,
  source: ToldCounterexample['source'],
): ToldCounterexample {
  const steps = tellSteps(candidate, history);
  return { source, history, steps, fault: tellFault(candidate, fault), call: callOf(candidate, fault) };
}

/** Tells a run of the engine in which replicas diverged; it is no history of a few steps. */
export function tellRun({ kind, replicas }: CheckPlan, run: number, words: string): ToldCounterexample {
  const ends = Array.from({ length: replicas }, () => []);
  return {
    source: 'engine',
    history: { replicas, writes: [], ends },
    steps: [],
    fault: { kind: 'engine', run, words },
    call: kind === 'register' ? 'resolve' : 'merge',
  };
}

function tellSteps(candidate: Candidate, history: SmallHistory): readonly ToldStep[] {
  const states = Array.from({ length: history.replicas }, (_, replica) => candidate.initialOf?.(replica) ?? candidate.initial);
  const last = states.map(() => -1);
  const messages: number[] = [];
  const steps: ToldStep[] = [];
  const take = (replica: number, write: number): void => {
    states[replica] = candidate.merge(states[replica], messages[write]);
    steps.push({ kind: 'merge', replica: replicaNames[replica], write, after: tellState(candidate, states[replica]) });
  };
  history.writes.forEach(({ operation, replica, stamp, takes }, write) => {
    for (const message of takes) take(replica, message);
    states[replica] = candidate.apply(states[replica], { operation, replica, stamp, write, previous: last[replica] });
    last[replica] = write;
    messages.push(states[replica]);
    const { text } = candidate.operations[operation];
    const after = tellState(candidate, states[replica]);
    steps.push({ kind: 'write', replica: replicaNames[replica], write, operation: text, stamp, after });
  });
  history.ends.forEach((order, replica) => {
    for (const message of order) take(replica, message);
  });
  return steps;
}

function tellFault(candidate: Candidate, fault: Fault): ToldFault {
  const words = (state: number): ToldState => tellState(candidate, state);
  switch (fault.kind) {
    case 'diverged': {
      const [x, y] = fault.replicas;
      const [left, right] = fault.states;
      const replicas = [replicaNames[x], replicaNames[y]] as const;
      return { kind: 'diverged', replicas, states: [words(left), words(right)] };
    }
    case 'late-joiner':
      return { kind: 'late-joiner', state: words(fault.state), joined: words(fault.joined) };
    case 'law':
      return { kind: 'law', states: fault.states.map(words), left: words(fault.left), right: words(fault.right) };
    case 'loop':
      return { kind: 'loop', rounds: fault.rounds.map(([x, y]) => [words(x), words(y)] as const) };
    case 'loss':
      return { kind: 'loss', write: fault.write, replica: replicaNames[fault.replica] };
    case 'invalid':
      return { kind: 'invalid', replica: replicaNames[fault.replica], state: words(fault.state) };
    case 'shrunk':
      return { kind: 'shrunk', from: words(fault.from), to: words(fault.to) };
    case 'growth':
      return fault;
    default:
      return assertNever(fault);
  }
}

function tellState(candidate: Candidate, state: number): ToldState {
  return { state: candidate.show(state), reading: candidate.showReading(candidate.readingOf(state)) };
}

function callOf(candidate: Candidate, fault: Fault): ResolverCall {
  if (candidate.isRegister) return 'resolve';
  return fault.kind === 'growth' ? 'apply' : 'merge';
}

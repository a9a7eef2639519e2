/** What clients of a world saw, as a history, and how that stands to the models of consistency. */
import { defaultJudgeOptions, judge, judgeRegisters, type JudgeOptions, type RegisterModel } from '../check/judge.js';
import { columnsOfHistory } from '../check/judges/columns-of-history.js';
import { areLinearizable } from '../check/judges/register-zones.js';
import { SessionLog } from '../check/judges/session-log.js';
import { columnsOfRun } from '../record/columns-of-run.js';
import { makeHistory, type HistoryOfRun, type HistorySource } from '../record/history-of-run.js';
import { trait, type RegisterColumns } from '../record/register-columns.js';
import type { Report, Verdict } from '../report.js';
import { compareStamps } from '../resolution/contract.js';
import type { World } from './world.js';

/** Larger runs are judged by `verify` alone; those of sessions, by two guarantees that cost little. */
export const mostJudgedRequests = 20_000;
/** Runs of sessions with more requests are not judged at all. */
export const mostJudgedSessionRequests = 100_000;
/** States that the search for a linear order may visit for each key. */
export const mostStates = 20_000;

/** The part of the report that judges fill. */
export type ClientVerdicts = Pick<Report['clients'], 'linearizable' | 'violations'>;

/** The history of a run that logged its requests; null of any other. */
export function historyOf(world: World): HistoryOfRun | null {
  const source = sourceOf(world);
  return source === null ? null : makeHistory(source);
}

/** Judges what clients saw; what a judge cannot tell, and what nobody read, is null or unknown. */
export function judgeClients(world: World): ClientVerdicts {
  const source = world.isJudged ? sourceOf(world) : null;
  if (source === null) return unjudged;
  const plain = columnsOfRun(source);
  // Where values have to be compared, the judge of linearizability searches among them.
  const history = plain === null ? makeHistory(source).history : null;
  const columns = history === null ? plain : columnsOfHistory(history);
  if (columns?.traits.some((did) => (did & trait.reads) !== 0) !== true) return unjudged;
  const log = new SessionLog(columns);
  const readYourWrites = count(log, 'read-your-writes');
  const monotonicReads = count(log, 'monotonic-reads');
  if (world.isLarge) return { ...unjudged, violations: { ...unjudged.violations, readYourWrites, monotonicReads } };
  return {
    linearizable: history === null ? judgeZones(columns) : judge(history, 'linearizable', judgeOptions).verdict,
    violations: {
      readYourWrites,
      monotonicReads,
      monotonicWrites: count(log, 'monotonic-writes'),
      writesFollowReads: count(log, 'writes-follow-reads'),
      causal: count(log, 'causal'),
    },
  };
}

/** What was written and read, each value once, needs no search. */
function judgeZones(columns: RegisterColumns): Verdict {
  return areLinearizable(columns) ? 'holds' : 'violated';
}

function sourceOf(world: World): HistorySource | null {
  const { requestLog, ops, replicaNames, clients } = world;
  if (requestLog === null) return null;
  return {
    requests: requestLog.ended,
    isCut: requestLog.isFull,
    replicas: replicaNames,
    keyName: (key) => clients.keys.nameOf(key),
    keyOf: (op) => ops.keyOf(op),
    textOf: (op) => world.valueOf(op),
    conditionalOf: (script) => {
      const { condition, value } = world.scenario.workload.script[script];
      return condition === undefined ? null : { condition, value };
    },
    askedOf: (script) => {
      const { kind, value } = world.scenario.workload.script[script];
      return kind === 'delete' ? 'deleted' : value;
    },
    compare: versionOrderOf(world),
  };
}

/** Nobody is shown what violates a model, only that and how often. */
const judgeOptions: JudgeOptions = { ...defaultJudgeOptions, states: mostStates, failedCas: 'mismatch', findings: 0 };

/** The order in which versions of a key win; null where a strategy and its rules have no such order. */
function versionOrderOf({ strategies, handling, ops, scenario }: World): ((a: number, b: number) => number) | null {
  const { leadership, certification, sharedStorage } = strategies;
  if (leadership !== null) return (a, b) => leadership.states.compare(a, b);
  // Writes become ops in the order of the group, or of the volume's log, and ids grow with that.
  if (certification !== null || sharedStorage !== null) return (a, b) => a - b;
  const isLasting = scenario.faults.every(({ kind }) => kind !== 'deploy');
  return isLasting && handling.resolver.isTotalOrder ? (a, b) => compareStamps(a, b, ops) : null;
}

function count(log: SessionLog, model: RegisterModel): number | null {
  const { verdict, violations } = judgeRegisters(log, model, judgeOptions);
  const counts: Readonly<Record<Verdict, number | null>> = { holds: 0, violated: violations, unknown: null };
  return counts[verdict];
}

const unjudged: ClientVerdicts = {
  linearizable: 'unknown',
  violations: {
    readYourWrites: null,
    monotonicReads: null,
    monotonicWrites: null,
    writesFollowReads: null,
    causal: null,
  },
};

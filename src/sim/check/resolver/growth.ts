/**
 * Whether states grow without bound: a few replicas do the same few operations over and over, and tell each
 * other. What remembers every write grows by as much each time; more than that has no bound.
 */
import { greatestStamp, mostWrites, type Candidate } from '../../resolution/candidate.js';
import type { Counterexample, Fault } from './property.js';
import { replay, restrict } from './small-history.js';
import type { GrowthPoint, HistoryWrite, SmallHistory } from '../../resolver-check.js';

/** How states grow, and a counterexample where it is by more and more. */
export interface Growth {
  readonly points: readonly GrowthPoint[];
  readonly counterexample: Counterexample | null;
}

/** Two replicas that write in turns, each having heard of the other's last write. */
export function measureGrowth(candidate: Candidate): Growth {
  const history = takingTurns(candidate, mostWrites - 1);
  const fault = findGrowth(candidate, history);
  const counterexample = fault === null ? null : { property: 'bounded-growth', history, fault } as const;
  return { points: listSizes(candidate, history), counterexample };
}

/** Whether states grow by more and more along a history. */
export function findGrowth(candidate: Candidate, history: SmallHistory): Fault | null {
  const sizes = listSizes(candidate, history);
  const [first, middle, last] = sizes;
  const early = (middle.size - first.size) / (middle.writes - first.writes);
  const late = (last.size - middle.size) / (last.writes - middle.writes);
  const grows = late > 2 * Math.max(early, 1) && last.size > 2 * middle.size;
  return grows ? { kind: 'growth', sizes } : null;
}

/** After a quarter of the writes, half of them, and all. */
function listSizes(candidate: Candidate, history: SmallHistory): readonly [GrowthPoint, GrowthPoint, GrowthPoint] {
  const sizeAfter = (writes: number): GrowthPoint => {
    const { finals } = replay(candidate, restrict(history, (1 << writes) - 1));
    return { writes, size: Math.max(...finals.map((state) => candidate.sizeOf(state))) };
  };
  const all = history.writes.length;
  return [sizeAfter(Math.ceil(all / 4)), sizeAfter(Math.ceil(all / 2)), sizeAfter(all)];
}

function takingTurns(candidate: Candidate, count: number): SmallHistory {
  const writes = Array.from({ length: count }, (_, write): HistoryWrite => ({
    operation: write % candidate.operations.length,
    replica: write % 2,
    stamp: Math.min(write + 1, greatestStamp - 1),
    takes: write === 0 ? [] : [write - 1],
  }));
  const last = count - 1;
  const ends = [0, 1].map((replica) => (writes[last].replica === replica ? [] : [last]));
  return { replicas: 2, writes, ends };
}

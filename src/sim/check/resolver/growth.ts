/**
 * Whether states grow without bound: a few replicas do the same few operations over and over, and tell each
 * other. What remembers every write grows by as much each time; more than that has no bound.
 */
import { greatestStamp, mostWrites, type Candidate } from '../../resolution/candidate.js';
import type { Counterexample } from './property.js';
import { replay } from './small-history.js';
import type { GrowthPoint, HistoryWrite, SmallHistory } from '../../resolver-check.js';

/** How states grow, and a counterexample where it is by more and more. */
export interface Growth {
  readonly points: readonly GrowthPoint[];
  readonly counterexample: Counterexample | null;
}

/** Two replicas that write in turns, each having heard of the other's last write. */
export function measureGrowth(candidate: Candidate): Growth {
  const counts = [mostWrites / 4, mostWrites / 2, mostWrites - 1];
  const points = counts.map((writes) => {
    const { finals } = replay(candidate, takingTurns(candidate, writes));
    return { writes, size: Math.max(...finals.map((state) => candidate.sizeOf(state))) };
  });
  const [first, middle, last] = points;
  const early = (middle.size - first.size) / (middle.writes - first.writes);
  const late = (last.size - middle.size) / (last.writes - middle.writes);
  const grows = late > 2 * Math.max(early, 1) && last.size > 2 * middle.size;
  if (!grows) return { points, counterexample: null };
  const history = takingTurns(candidate, last.writes);
  return { points, counterexample: { property: 'bounded-growth', history, fault: { kind: 'growth', sizes: points } } };
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

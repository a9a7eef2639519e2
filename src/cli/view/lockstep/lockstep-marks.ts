/** Marks in the time of a run: what was planned, and what has happened so far. */
import { marksOfFault } from '../live/timeline.js';
import type { PlacedMark } from '../live/timeline.js';
import type { Lane } from './lockstep-state.js';

/** All marks of a run that are known, those of what is planned first. */
export function marksOfLane({ state: { scenario, record } }: Lane): readonly PlacedMark[] {
  return [
    ...scenario.faults.flatMap(marksOfFault),
    ...record.conflictMoments().map((atUs): PlacedMark => ({ atUs, mark: 'conflict' })),
    ...record.lossMoments().map((atUs): PlacedMark => ({ atUs, mark: 'loss' })),
  ];
}

/** The first moment of a mark after this one; null where none is known. */
export function markAfter(lanes: readonly Lane[], nowUs: number, others: readonly number[]): number | null {
  const later = momentsOf(lanes, others).filter((atUs) => atUs > nowUs);
  return later.length === 0 ? null : Math.min(...later);
}

/** The last moment of a mark before this one; the start where there is none. */
export function markBefore(lanes: readonly Lane[], nowUs: number, others: readonly number[]): number {
  return Math.max(0, ...momentsOf(lanes, others).filter((atUs) => atUs < nowUs));
}

function momentsOf(lanes: readonly Lane[], others: readonly number[]): readonly number[] {
  return [...others, ...lanes.flatMap((lane) => marksOfLane(lane).map(({ atUs }) => atUs))];
}

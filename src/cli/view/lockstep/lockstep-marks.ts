/** Marks in the time of several runs. */
import type { Lane } from './lockstep-state.js';

/** The first moment of a mark after this one; null where none is known. */
export function momentAfter(lanes: readonly Lane[], nowUs: number, others: readonly number[]): number | null {
  const later = momentsOf(lanes, others).filter((atUs) => atUs > nowUs);
  return later.length === 0 ? null : Math.min(...later);
}

/** The last moment of a mark before this one; the start where there is none. */
export function momentBefore(lanes: readonly Lane[], nowUs: number, others: readonly number[]): number {
  return Math.max(0, ...momentsOf(lanes, others).filter((atUs) => atUs < nowUs));
}

function momentsOf(lanes: readonly Lane[], others: readonly number[]): readonly number[] {
  return [...others, ...lanes.flatMap(({ state }) => state.marks.map(({ atUs }) => atUs))];
}

/** From the selected event to another one, by keys: along its replica, across replicas, along causes. */
import type { CausalTrace } from '../../view/space-time/causal-trace.js';

/** Where to go from the selected event. */
export type Move =
  /** The one before or after it at its replica. */
  | 'previous'
  | 'next'
  /** The nearest in time at the lane above or below. */
  | 'up'
  | 'down'
  /** What another replica did that it follows from; else the one before it. */
  | 'cause'
  /** The first at another replica that follows from it directly; else the one after it. */
  | 'effect';

/** From where. */
export interface Selecting {
  readonly selected: number | null;
  /** By number of replica. */
  readonly isShown: readonly boolean[];
  readonly fromUs: number;
  readonly untilUs: number;
  readonly move: Move;
}

/**
 * The place of the event to select; the first in sight where none was; the same one where there is no
 * other.
 */
export function moveSelection(
  trace: CausalTrace,
  { selected, isShown, fromUs, untilUs, move }: Selecting,
): number | null {
  const { events } = trace;
  const first = events.findIndex(
    ({ event, replica }) => isShown[replica] && event.atUs >= fromUs && event.atUs <= untilUs,
  );
  if (selected === null) return first < 0 ? null : first;
  const { previous, source, replica } = events[selected];
  switch (move) {
    case 'previous':
      return previous ?? selected;
    case 'next':
      return after(trace, selected, (place) => events[place].previous === selected) ?? selected;
    case 'cause':
      return source !== null && isShown[events[source].replica] ? source : (previous ?? selected);
    case 'effect':
      return (
        after(
          trace,
          selected,
          (place) => events[place].source === selected && isShown[events[place].replica],
        ) ??
        after(trace, selected, (place) => events[place].previous === selected) ??
        selected
      );
    case 'up':
    case 'down':
      return nearest(trace, selected, neighbour(isShown, replica, move)) ?? selected;
  }
}

function after({ events }: CausalTrace, selected: number, fits: (place: number) => boolean): number | null {
  for (let place = selected + 1; place < events.length; place++) if (fits(place)) return place;
  return null;
}

/** The next replica that is shown in this direction; null at the edge. */
function neighbour(isShown: readonly boolean[], replica: number, move: 'up' | 'down'): number | null {
  const step = move === 'up' ? -1 : 1;
  for (let at = replica + step; at >= 0 && at < isShown.length; at += step) if (isShown[at]) return at;
  return null;
}

function nearest({ events }: CausalTrace, selected: number, replica: number | null): number | null {
  if (replica === null) return null;
  const { atUs } = events[selected].event;
  let best: number | null = null;
  let bestUs = Infinity;
  for (const [place, { event, replica: at }] of events.entries()) {
    const awayUs = Math.abs(event.atUs - atUs);
    if (at !== replica || awayUs >= bestUs) continue;
    best = place;
    bestUs = awayUs;
  }
  return best;
}

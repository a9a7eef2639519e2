/** Everything that the space-time diagram shows at one moment. */
import type { Scenario } from '../../../sim/scenario.js';
import type { CausalTrace } from '../space-time/causal-trace.js';
import { causalFuture, causalPast } from '../space-time/causal-trace.js';
import type { Outage } from '../story/outages.js';
import { markOf } from './event-mark.js';

/** Events around a moment, in their order. */
export interface EventWindow {
  readonly order: CausalTrace;
  /** From the beginning of the run to the end of the window. */
  readonly outages: readonly Outage[];
  /** The run has events before those, or after them. */
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
}

/** A part of a run as a diagram, and whoever looks at it. */
export interface DiagramState {
  readonly scenario: Scenario;
  /** The moment of the live view. */
  readonly shownUs: number;
  /** Null while the way to it is not done. */
  readonly window: EventWindow | null;
  /** How much of that way is done. */
  readonly share: number;
  readonly view: DiagramView;
  /** Null where the window is empty. */
  readonly selected: SelectedEvent | null;
}

/** Which part of the window is seen. */
export interface DiagramView {
  readonly centerUs: number;
  readonly usPerColumn: number;
}

/** An event by its place in the order, and what it follows from and leads to within the window. */
export interface SelectedEvent {
  readonly place: number;
  readonly past: ReadonlySet<number>;
  readonly future: ReadonlySet<number>;
}

/** Selects an event. */
export function selectEvent({ order }: EventWindow, place: number): SelectedEvent {
  return { place, past: causalPast(order, place), future: causalFuture(order, place) };
}

/** The event to begin with: the newest at or before a moment that says something, else any. */
export function findFirst({ regions }: Scenario, { order: { events, replicas } }: EventWindow, atUs: number): number | null {
  const isRegion = replicas.map((name) => regions.some((region) => region.name === name));
  let found: number | null = events.length === 0 ? null : 0;
  let rank = -1;
  for (let place = 0; place < events.length && events[place].event.atUs <= atUs; place++) {
    const { event, replica } = events[place];
    const own = isRegion[replica] ? Math.min(3, markOf(event).rank) : -1;
    if (own >= rank || place - (found ?? 0) > 200) [found, rank] = [place, own];
  }
  return found;
}

/** The next event of the same replica in time, or before it; null where there is none. */
export function findBeside({ order: { events } }: EventWindow, place: number, by: 1 | -1): number | null {
  const { replica } = events[place];
  for (let at = place + by; at >= 0 && at < events.length; at += by) if (events[at].replica === replica) return at;
  return null;
}

/** The event of a replica that is closest in time to a moment; null where it has none. */
export function findNearest({ order: { events } }: EventWindow, replica: number, atUs: number): number | null {
  let best: number | null = null;
  for (let place = 0; place < events.length; place++) {
    const { event, replica: own } = events[place];
    if (own !== replica) continue;
    const isCloser = best === null || Math.abs(event.atUs - atUs) < Math.abs(events[best].event.atUs - atUs);
    if (isCloser) best = place;
  }
  return best;
}

/** Replicas from top to bottom: those of the scenario in its order, then all others that did something. */
export function lanesOf({ regions }: Scenario, { order: { replicas } }: EventWindow): readonly number[] {
  const rankOf = (name: string) => {
    const at = regions.findIndex((region) => region.name === name);
    return at < 0 ? regions.length : at;
  };
  return replicas.map((_, replica) => replica).sort((a, b) => rankOf(replicas[a]) - rankOf(replicas[b]) || a - b);
}

/** The next coarser or finer of 1, 2, 5, 10, … microseconds a column. */
export function zoomBy(usPerColumn: number, by: 1 | -1): number {
  const at = scales.findIndex((scale) => scale >= usPerColumn);
  const from = at < 0 ? scales.length - 1 : at;
  return scales[Math.max(0, Math.min(scales.length - 1, from + by))];
}

/** The scale at which some events around a moment have room beside each other. */
export function fitScale({ order: { events } }: EventWindow, place: number, columns: number): number {
  const first = events[Math.max(0, place - 30)];
  const last = events[Math.min(events.length - 1, place + 15)];
  const span = Math.max(1, last.event.atUs - first.event.atUs);
  return scales.find((scale) => scale * columns >= span) ?? scales[scales.length - 1];
}

const scales: readonly number[] = Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

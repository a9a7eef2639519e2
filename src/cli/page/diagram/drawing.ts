/**
 * A part of a run as a space-time diagram: one lane a replica, time from left to right, a mark an
 * event, a line from what one replica did to what came of it at another.
 *
 * Where more happens than can be told apart, what matters most is drawn, and the rest is a shade of
 * how much happens.
 */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { causalFuture, causalPast, orderCausally } from '../../view/space-time/causal-trace.js';
import type { CausalEvent, CausalTrace } from '../../view/space-time/causal-trace.js';
import { describeEvent } from '../../view/words/event-line.js';
import { findCuts } from './cuts.js';
import type { Band } from './cuts.js';
import { rankOf } from './rank.js';
import { moveSelection } from './selection.js';
import type { Move } from './selection.js';

export type { Move } from './selection.js';

/** Which part is to be drawn. */
export interface DiagramView {
  readonly fromUs: number;
  readonly untilUs: number;
  /** Replicas without a lane, by name. */
  readonly hidden: readonly string[];
  /** The selected event, by place in the run; null for none. */
  readonly selected: number | null;
}

/** A part of a run. */
export interface Drawing {
  readonly fromUs: number;
  readonly untilUs: number;
  /** Every replica, hidden or not. */
  readonly replicas: readonly string[];
  readonly lanes: readonly Lane[];
  readonly marks: readonly Mark[];
  /** Where an event is selected, those of its past and future alone. */
  readonly arrows: readonly Arrow[];
  /** Times without a way between some leaders. */
  readonly bands: readonly Band[];
  readonly selection: Selection | null;
  /** Events in this part at lanes that are shown. */
  readonly events: number;
}

/** A replica that is shown. */
export interface Lane {
  readonly replica: string;
  /** How many events there are in each of {@link shades} equal parts of the time. */
  readonly shades: readonly number[];
}

/** How an event stands to the selected one. */
export type Standing = 'itself' | 'past' | 'future' | 'none';

/** An event that is drawn. */
export interface Mark {
  readonly place: number;
  readonly lane: number;
  readonly atUs: number;
  /** How it is drawn. */
  readonly look: Look;
  readonly standing: Standing;
  /** What happened, in a line. */
  readonly words: string;
}

/**
 * Shapes, so that colour is never needed: a write, what comes in, what is thrown away, what breaks,
 * anything else.
 */
export type Look = 'write' | 'arrival' | 'conflict' | 'loss' | 'fault' | 'other';

/** From an event to one at another replica that follows from it. */
export interface Arrow {
  readonly fromLane: number;
  readonly fromUs: number;
  readonly toLane: number;
  readonly toUs: number;
  readonly standing: Standing;
}

/** The selected event in words. */
export interface Selection {
  readonly place: number;
  readonly moment: string;
  readonly replica: string;
  readonly words: string;
  /** How many events it follows from, and how many follow from it, in the whole run. */
  readonly past: number;
  readonly future: number;
}

/** So many parts of the time have a shade of their own. */
const shades = 160;
/** More marks than these cannot be told apart. */
export const mostMarks = 250;

/** A finished run that can be drawn part by part. */
export class RunDiagram {
  private readonly trace: CausalTrace;
  private readonly bands: readonly Band[];
  private readonly endUs: number;

  /** `order`: names of replicas from top to bottom; others come last. */
  constructor(
    trace: readonly TraceEvent[],
    { endUs, order }: { readonly endUs: number; readonly order: readonly string[] },
  ) {
    this.trace = arrange(orderCausally(trace), order);
    this.bands = findCuts(trace, endUs);
    this.endUs = endUs;
  }

  /** Draws a part; the selection moves first, and the part with it where it would be left. */
  draw(asked: DiagramView, move: Move | null): Drawing {
    const { events, replicas } = this.trace;
    const isShown = replicas.map((name) => !asked.hidden.includes(name));
    const moved = move === null ? asked.selected : moveSelection(this.trace, { ...asked, isShown, move });
    const selected = moved !== null && moved < events.length && isShown[events[moved].replica] ? moved : null;
    const view = this.keepInSight(asked, selected, move !== null);
    const past = selected === null ? none : causalPast(this.trace, selected);
    const future = selected === null ? none : causalFuture(this.trace, selected);
    const standingOf = (place: number): Standing =>
      place === selected ? 'itself' : past.has(place) ? 'past' : future.has(place) ? 'future' : 'none';

    const laneOf = laneNumbers(isShown);
    const inside = placesWithin(events, view).filter((place) => isShown[events[place].replica]);
    const weightOf = (place: number) => {
      const { source, event } = events[place];
      const isNext = selected !== null && (source === selected || events[selected].source === place);
      const standing = standingOf(place);
      if (standing === 'itself' || isNext) return 0;
      return 1 + rankOf(event).rank * 2 + (standing === 'none' ? 1 : 0);
    };
    const drawn = choose(inside, weightOf);
    return {
      ...view,
      replicas,
      lanes: replicas.flatMap((replica, at) =>
        isShown[at] ? [{ replica, shades: shadesOf(at, inside, events, view) }] : [],
      ),
      marks: drawn.map((place) => markOf(place, events[place], laneOf, standingOf(place))),
      arrows: arrowsOf(drawn, events, laneOf, standingOf).filter(
        ({ standing }) => selected === null || standing !== 'none',
      ),
      bands: this.bands.filter(({ fromUs, untilUs }) => fromUs < view.untilUs && untilUs > view.fromUs),
      selection:
        selected === null
          ? null
          : describeSelection(selected, events[selected], { past: past.size, future: future.size }),
      events: inside.length,
    };
  }

  private keepInSight(
    asked: DiagramView,
    selected: number | null,
    hasMoved: boolean,
  ): { readonly fromUs: number; readonly untilUs: number } {
    const widthUs = Math.min(this.endUs, Math.max(leastWidthUs, asked.untilUs - asked.fromUs));
    const atUs = selected === null ? null : this.trace.events[selected].event.atUs;
    const isOut = atUs !== null && (atUs < asked.fromUs || atUs > asked.untilUs);
    const wantedUs = hasMoved && isOut ? atUs - widthUs / 2 : asked.fromUs;
    const fromUs = Math.max(0, Math.min(Math.floor(wantedUs), this.endUs - widthUs));
    return { fromUs, untilUs: fromUs + widthUs };
  }
}

/** Nobody needs to see less than this at once. */
const leastWidthUs = 200;
const none: ReadonlySet<number> = new Set();

function laneNumbers(isShown: readonly boolean[]): readonly number[] {
  let next = 0;
  return isShown.map((shown) => (shown ? next++ : -1));
}

function placesWithin(
  events: readonly CausalEvent[],
  view: { readonly fromUs: number; readonly untilUs: number },
): readonly number[] {
  const places: number[] = [];
  for (const [place, { event }] of events.entries()) {
    if (event.atUs >= view.fromUs && event.atUs <= view.untilUs) places.push(place);
  }
  return places;
}

/** The least weights come first; of equals, some from everywhere. */
function choose(places: readonly number[], weightOf: (place: number) => number): readonly number[] {
  if (places.length <= mostMarks) return places;
  const weights = new Map<number, number[]>();
  for (const place of places) {
    const weight = weightOf(place);
    const equals = weights.get(weight);
    if (equals === undefined) weights.set(weight, [place]);
    else equals.push(place);
  }
  const chosen: number[] = [];
  for (const weight of [...weights.keys()].sort((a, b) => a - b)) {
    const equals = weights.get(weight) ?? [];
    const room = mostMarks - chosen.length;
    if (room === 0) break;
    const step = Math.max(1, equals.length / room);
    for (let i = 0; i < equals.length && chosen.length < mostMarks; i += step)
      chosen.push(equals[Math.floor(i)]);
  }
  return chosen.sort((a, b) => a - b);
}

/** The same trace with its replicas numbered in this order, those where nothing was recorded among them. */
function arrange({ replicas, events }: CausalTrace, order: readonly string[]): CausalTrace {
  const arranged = [...order, ...replicas.filter((name) => !order.includes(name))];
  const numbers = replicas.map((name) => arranged.indexOf(name));
  return {
    replicas: arranged,
    events: events.map((event) => ({ ...event, replica: numbers[event.replica] })),
  };
}

function shadesOf(
  replica: number,
  inside: readonly number[],
  events: readonly CausalEvent[],
  { fromUs, untilUs }: { readonly fromUs: number; readonly untilUs: number },
): readonly number[] {
  const counts = new Array<number>(shades).fill(0);
  for (const place of inside) {
    const { event, replica: at } = events[place];
    if (at !== replica) continue;
    counts[Math.min(shades - 1, Math.floor(((event.atUs - fromUs) / (untilUs - fromUs)) * shades))]++;
  }
  return counts;
}

function markOf(
  place: number,
  { event, replica }: CausalEvent,
  laneOf: readonly number[],
  standing: Standing,
): Mark {
  const { moment, words } = describeEvent(event);
  return {
    place,
    lane: laneOf[replica],
    atUs: event.atUs,
    look: rankOf(event).look,
    standing,
    words: `${moment} s: ${words.replace(/\s+/g, ' ').trim()}`,
  };
}

/** A line for each drawn event whose cause at another lane is shown, be that drawn or not. */
function arrowsOf(
  drawn: readonly number[],
  events: readonly CausalEvent[],
  laneOf: readonly number[],
  standingOf: (place: number) => Standing,
): readonly Arrow[] {
  return drawn.flatMap((place) => {
    const { event, replica, source } = events[place];
    if (source === null) return [];
    const cause = events[source];
    if (laneOf[cause.replica] < 0) return [];
    const [from, to] = [standingOf(source), standingOf(place)];
    return [{
      fromLane: laneOf[cause.replica],
      fromUs: cause.event.atUs,
      toLane: laneOf[replica],
      toUs: event.atUs,
      standing: joinStandings(from, to),
    }];
  });
}

/**
 * A line belongs to the past where both ends do, or where it ends at the selected event; likewise to
 * the future.
 */
function joinStandings(from: Standing, to: Standing): Standing {
  if (from === 'past' && (to === 'past' || to === 'itself')) return 'past';
  if (to === 'future' && (from === 'future' || from === 'itself')) return 'future';
  return 'none';
}

function describeSelection(
  place: number,
  { event }: CausalEvent,
  { past, future }: { readonly past: number; readonly future: number },
): Selection {
  const { moment, replica, words } = describeEvent(event);
  return { place, moment, replica, words: words.replace(/\s+/g, ' ').trim(), past, future };
}

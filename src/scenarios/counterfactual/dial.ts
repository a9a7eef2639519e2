/** Something about a scenario that has a size, and how far it has to be turned for a write to be kept. */
import type { Override } from '../overrides.js';
import { isKept } from './outcome.js';
import type { Outcome, Search } from './outcome.js';

/** Something with a size. Sizes are whole numbers, of microseconds, bytes or the like. */
export interface Dial {
  /** What it is; there the write is lost. */
  readonly actual: number;
  /** How far it is turned at most, to either side. */
  readonly limit: number;
  /** How exactly the edge is worth knowing. */
  readonly step: number;
  readonly changesAt: (size: number) => readonly Override[];
  readonly wordsOf: (edge: Edge) => string;
}

/** Where a write begins to be kept, as far as it was looked for. */
export interface Edge {
  /** On both sides of it, not further apart than a step. */
  readonly kept: number;
  readonly lost: number;
  /**
   * `before`: everything on this side of `lost` keeps it, for the very next size does. `from`: `kept`
   * does, and what lies beyond. `only`: what lies beyond does not always.
   */
  readonly reach: 'before' | 'from' | 'only';
  /** Whether sizes above it keep the write, or sizes below. */
  readonly side: 'above' | 'below';
}

/** An edge, and the runs on both sides of it. */
export interface FoundEdge {
  readonly edge: Edge;
  readonly kept: Outcome;
  readonly lost: Outcome;
}

/**
 * Turns a dial until the write is kept, and finds the edge that is nearest to what the size is, as far as
 * a few looks tell; null where none of them keeps it.
 */
export function* findEdge(dial: Dial, actual: Outcome): Search<FoundEdge | null> {
  const grid = gridOf(dial);
  const { count } = grid;
  if (count === 0) return null;
  let lost: Look = { place: 0, size: dial.actual, outcome: actual };
  let kept: Look | null = null;
  for (const place of placesToTry(count)) {
    const look: Look | null = yield* lookAt(dial, grid, place);
    if (look === null) return null;
    if (isKept(look.outcome)) {
      kept = look;
      break;
    }
    lost = look;
  }
  if (kept === null) return null;
  while (kept.place - lost.place > 1) {
    const look: Look | null = yield* lookAt(dial, grid, Math.floor((lost.place + kept.place) / 2));
    if (look === null) return null;
    if (isKept(look.outcome)) kept = look;
    else lost = look;
  }
  const beyond = [Math.floor((kept.place + count) / 2), count].filter((place) => place > kept.place);
  return yield* sharpen(dial, { kept, lost }, yield* areKept(dial, grid, beyond));
}

/** Sizes in order, from what it is to the limit: whole steps, but for both ends. */
interface Grid {
  /** The place of the limit. */
  readonly count: number;
  sizeAt(place: number): number;
}

/** A size that was tried. */
interface Look {
  readonly place: number;
  readonly size: number;
  readonly outcome: Outcome;
}

function gridOf({ actual, limit, step }: Dial): Grid {
  if (actual === limit) return { count: 0, sizeAt: () => actual };
  const way = limit > actual ? 1 : -1;
  const first = way > 0 ? Math.floor(actual / step) + 1 : Math.ceil(actual / step) - 1;
  const count = Math.max(0, Math.ceil((way * (limit - first * step)) / step)) + 1;
  return { count, sizeAt: (place) => (place >= count ? limit : (first + way * (place - 1)) * step) };
}

/** Near ones first, so that of several edges the nearest is found where they are far apart. */
function placesToTry(count: number): readonly number[] {
  return [...new Set([8, 2, 1].map((part) => Math.ceil(count / part)))];
}

function* lookAt(dial: Dial, grid: Grid, place: number): Search<Look | null> {
  const size = grid.sizeAt(place);
  const outcome = yield dial.changesAt(size);
  return outcome === null ? null : { place, size, outcome };
}

function* areKept(dial: Dial, grid: Grid, places: readonly number[]): Search<boolean> {
  for (const place of places) {
    if (!isKept(yield dial.changesAt(grid.sizeAt(place)))) return false;
  }
  return true;
}

/**
 * A round edge is known exactly: the next size but one differs from it by a step, the next one by the
 * least unit.
 */
function* sharpen(
  dial: Dial,
  found: { readonly kept: Look; readonly lost: Look },
  isWhole: boolean,
): Search<FoundEdge> {
  const { kept, lost } = found;
  const way = kept.size > lost.size ? 1 : -1;
  const side = way > 0 ? 'above' : 'below';
  const known: FoundEdge = {
    edge: { kept: kept.size, lost: lost.size, reach: isWhole ? 'from' : 'only', side },
    kept: kept.outcome,
    lost: lost.outcome,
  };
  if (!isWhole) return known;
  if (Math.abs(kept.size - lost.size) === 1) return { ...known, edge: { ...known.edge, reach: 'before' } };
  const next = yield dial.changesAt(lost.size + way);
  if (isKept(next))
    return {
      ...known,
      edge: { kept: lost.size + way, lost: lost.size, reach: 'before', side },
      kept: next,
    };
  const last = yield dial.changesAt(kept.size - way);
  if (last === null || isKept(last)) return known;
  return { ...known, edge: { ...known.edge, lost: kept.size - way }, lost: last };
}

/** The step at which a range has at most so many of them: `least`, or ten, a hundred, … times as much. */
export function stepFor(range: number, least: number, most = 8192): number {
  let step = least;
  while (Math.abs(range) / step > most) step *= 10;
  while (step >= 10 && Math.abs(range) / step < 20) step /= 10;
  return Math.max(1, Math.floor(step));
}

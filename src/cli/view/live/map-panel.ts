/** The map: regions on an ellipse and the links between them, or a list where that does not fit. */
import { Canvas } from '../drawing/canvas.js';
import type { Point } from '../drawing/canvas.js';
import { describePair, linesFor } from './link-label.js';
import { pairLinks } from './link-pairs.js';
import type { LinkPair } from './link-pairs.js';
import type { LiveState } from './live-state.js';
import { labelFor, toneOf } from './map-label.js';
import { countListSteps, drawRegionList } from './map-list.js';
import { placeRegions } from './map-places.js';
import type { Size } from '../drawing/panel.js';
import { fitRow } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { drawSparkline } from '../drawing/sparkline.js';
import { measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** The map in a space of this size, with the chosen link in words below it. */
export function drawMap(state: LiveState, space: Size, theme: Theme): readonly Row[] {
  const pairs = pairLinks(state);
  const chosen = pairs[Math.min(state.focus.scrolls[1], pairs.length) - 1] ?? null;
  const words = chosen === null ? [] : describePair(state, chosen).map((row) => fitRow(row, space.columns, theme.ellipsis));
  const size = { columns: space.columns, rows: space.rows - words.length };
  const plan = planMap(state, pairs, size);
  if (plan === null) return drawRegionList(state, pairs, space, theme);
  const { regions } = state.observation;
  const { places, longest, hasCourses } = plan;
  const labels = regions.map((region) => labelFor(region, longest, theme));
  const boxes = places.map((at, index) =>
    boxOfLabel(at, { columns: measureWidth(labels[index] ?? ''), rows: 1 }, size),
  );
  const courses = places.map((at) => boxOfLabel(at, { columns: courseColumns, rows: 2 }, size));
  const canvas = new Canvas(size.columns, size.rows);
  for (const pair of pairs) drawPair(canvas, pair, places, pair === chosen);
  const taken = [...boxes, ...(hasCourses ? courses : []), ...places.map(({ x, y }) => ({ x, y, columns: 1, rows: 1 }))];
  // What is cut is said first: it matters most, and finds the best places.
  const byWeight = [...pairs.filter(({ state: way }) => way !== 'up'), ...pairs.filter(({ state: way }) => way === 'up')];
  for (const pair of byWeight) labelPair({ canvas, pair, places, taken, lines: linesFor(state, pair) });
  regions.forEach((region, index) => {
    const at = places[index];
    const box = boxes[index];
    const course = courses[index];
    if (at === undefined || box === undefined || course === undefined) return;
    canvas.write(at, 'o', toneOf(region));
    canvas.write({ x: box.x, y: box.y }, labels[index] ?? '', toneOf(region));
    if (!hasCourses) return;
    const y = box.y < at.y ? box.y - 1 : box.y + 1;
    canvas.write({ x: course.x, y }, drawSparkline(state.history.queues[index] ?? [], courseColumns, theme), 'accent');
  });
  return [...canvas.toRows(), ...words];
}

/** How far a list in the map goes: its links one by one, or the rows of regions where there is no map. */
export function countMapSteps(state: LiveState, size: Size): number {
  const pairs = pairLinks(state);
  return planMap(state, pairs, size) === null ? countListSteps(state, pairs, size) : pairs.length;
}

interface MapPlan {
  readonly places: readonly Point[];
  /** Columns of the longest label. */
  readonly longest: number;
  /** There is room for the course of each queue. */
  readonly hasCourses: boolean;
}

/** Null where the regions do not fit. */
function planMap(state: LiveState, pairs: readonly LinkPair[], size: Size): MapPlan | null {
  const { regions } = state.observation;
  // The labels of so many could never stand beside each other.
  if (regions.length > size.rows * 4) return null;
  const longest = Math.max(6, Math.floor(size.columns / 3));
  // Room for any queue, so that the map stands still while queues grow.
  const reserved = regions.map(({ name }) =>
    Math.min(longest, measureWidth(showText(name)) + widestEnd),
  );
  const hub = findHub(pairs, regions.length);
  for (const rows of size.rows >= rowsForCourses ? [2, 1] : [1]) {
    const places = placeRegions({ count: regions.length, hub }, size, {
      columns: Math.max(...reserved, rows === 2 ? courseColumns : 0),
      rows,
    });
    const rooms = places.map((at, index) => boxOfLabel(at, { columns: reserved[index] ?? 0, rows }, size));
    if (!tooCrowded(rooms, size)) return { places, longest, hasCourses: rows === 2 };
  }
  return null;
}

/** From here on queues have their course below their figure. */
const rowsForCourses = 14;
const courseColumns = 8;

/** Columns of ` q12345`. */
const widestEnd = 7;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

/** The region in the middle of a star of at least three spokes; null where there is none. */
function findHub(pairs: readonly LinkPair[], regions: number): number | null {
  if (regions < 4 || pairs.length !== regions - 1) return null;
  const [first, second] = [pairs[0]?.ends, pairs[1]?.ends];
  const hub = first?.find((end) => second?.includes(end) === true);
  if (hub === undefined) return null;
  return pairs.every(({ ends }) => ends.includes(hub)) ? hub : null;
}

/** Above a place in the upper half, below one in the lower, never outside. */
function boxOfLabel(at: Point, { columns, rows }: Size, size: Size): Box {
  const wanted = at.x - Math.floor(columns / 2);
  const x = Math.max(1, Math.min(size.columns - columns - 1, wanted));
  return { x, y: at.y <= (size.rows - 1) / 2 ? at.y - rows : at.y + 1, columns, rows };
}

function tooCrowded(boxes: readonly Box[], size: Size): boolean {
  if (size.rows < 5 || size.columns < 30) return true;
  return boxes.some((box, index) => boxes.slice(index + 1).some((other) => overlap(box, other)));
}

function overlap(a: Box, b: Box): boolean {
  const isBeside = a.x >= b.x + b.columns + 1 || b.x >= a.x + a.columns + 1;
  return !isBeside && a.y < b.y + b.rows && b.y < a.y + a.rows;
}

function drawPair(canvas: Canvas, pair: LinkPair, places: readonly Point[], isChosen: boolean): void {
  const from = places[pair.ends[0]];
  const to = places[pair.ends[1]];
  if (from === undefined || to === undefined) return;
  const tone = pair.state === 'up' ? 'dim' : 'bad';
  canvas.drawLine(from, to, isChosen ? 'accent' : tone);
}

/** Writes beside the middle of a line, or nearer to an end where the middle is taken; fewer lines where all do not fit. */
function labelPair(drawing: {
  readonly canvas: Canvas;
  readonly pair: LinkPair;
  readonly places: readonly Point[];
  readonly taken: Box[];
  readonly lines: readonly string[];
}): void {
  const { canvas, pair, places, taken } = drawing;
  const from = places[pair.ends[0]];
  const to = places[pair.ends[1]];
  if (from === undefined || to === undefined) return;
  for (let count = drawing.lines.length; count > 0; count -= 1) {
    const lines = drawing.lines.slice(0, count);
    const columns = Math.max(...lines.map(({ length }) => length));
    for (const share of [0.5, 0.35, 0.65, 0.25, 0.75]) {
      const middle = pointAlong(from, to, share);
      const isBeside = pair.state !== 'up' && from.y !== to.y;
      const wanted = isBeside ? middle.x : middle.x - Math.floor(columns / 2);
      const x = Math.max(0, Math.min(canvas.columns - columns, wanted));
      const box = { x, y: middle.y, columns, rows: count };
      if (box.y + count > canvas.rows || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      const tone = pair.state === 'up' ? 'plain' : 'bad';
      lines.forEach((line, row) => {
        const indent = isBeside ? 0 : Math.floor((columns - line.length) / 2);
        canvas.write({ x: x + indent, y: box.y + row }, line, tone);
      });
      return;
    }
  }
  if (pair.state !== 'up') canvas.write(pointAlong(from, to, 0.5), 'X', 'bad');
}

/** A place on the line as it is drawn: its row is rounded first. */
function pointAlong(from: Point, to: Point, share: number): Point {
  const y = Math.round(from.y + (to.y - from.y) * share);
  const drawnShare = from.y === to.y ? share : (y - from.y) / (to.y - from.y);
  return { x: Math.round(from.x + (to.x - from.x) * drawnShare), y };
}

/** The map: regions on an ellipse and the links between them, or a list where that does not fit. */
import { assertNever } from '../../../sim/base/assert.js';
import { Canvas } from '../drawing/canvas.js';
import type { Point } from '../drawing/canvas.js';
import { pairLinks } from './link-pairs.js';
import type { LinkPair } from './link-pairs.js';
import type { LiveState } from './live-state.js';
import { labelFor, toneOf } from './map-label.js';
import { drawRegionList } from './map-list.js';
import { placeRegions } from './map-places.js';
import type { Size } from '../drawing/panel.js';
import { formatShortDuration, formatShortMoment } from '../words/quantity.js';
import type { Row } from '../drawing/row.js';
import { measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** The map in a space of this size. */
export function drawMap(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  const { regions } = state.observation;
  const pairs = pairLinks(state);
  const longest = Math.max(6, Math.floor(size.columns / 3));
  // Room for any queue, so that the map stands still while queues grow.
  const reserved = regions.map(({ name }) =>
    Math.min(longest, measureWidth(showText(name)) + widestEnd),
  );
  const places = placeRegions(
    { count: regions.length, hub: findHub(pairs, regions.length) },
    size,
    Math.max(...reserved),
  );
  const rooms = places.map((at, index) => boxOfLabel(at, reserved[index] ?? 0, size));
  if (tooCrowded(rooms, size)) return drawRegionList(state, pairs, size, theme);
  const labels = regions.map((region) => labelFor(region, longest, theme));
  const boxes = places.map((at, index) => boxOfLabel(at, measureWidth(labels[index] ?? ''), size));
  const canvas = new Canvas(size.columns, size.rows);
  for (const pair of pairs) drawPair(canvas, pair, places);
  const taken = [...boxes, ...places.map(({ x, y }) => ({ x, y, columns: 1 }))];
  for (const pair of pairs) labelPair({ canvas, pair, places, taken });
  regions.forEach((region, index) => {
    const at = places[index];
    const box = boxes[index];
    if (at === undefined || box === undefined) return;
    canvas.write(at, 'o', toneOf(region));
    canvas.write({ x: box.x, y: box.y }, labels[index] ?? '', toneOf(region));
  });
  return canvas.toRows();
}

/** Columns of ` q12345`. */
const widestEnd = 7;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
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
function boxOfLabel(at: Point, columns: number, size: Size): Box {
  const wanted = at.x - Math.floor(columns / 2);
  const x = Math.max(1, Math.min(size.columns - columns - 1, wanted));
  return { x, y: at.y <= (size.rows - 1) / 2 ? at.y - 1 : at.y + 1, columns };
}

function tooCrowded(boxes: readonly Box[], size: Size): boolean {
  if (size.rows < 5 || size.columns < 30) return true;
  return boxes.some((box, index) => boxes.slice(index + 1).some((other) => overlap(box, other)));
}

function overlap(a: Box, b: Box): boolean {
  return a.y === b.y && a.x < b.x + b.columns + 1 && b.x < a.x + a.columns + 1;
}

function drawPair(canvas: Canvas, pair: LinkPair, places: readonly Point[]): void {
  const from = places[pair.ends[0]];
  const to = places[pair.ends[1]];
  if (from === undefined || to === undefined) return;
  canvas.drawLine(from, to, pair.state === 'up' ? 'dim' : 'bad');
}

/** Writes beside the middle of a line, or nearer to an end where the middle is taken. */
function labelPair(drawing: {
  readonly canvas: Canvas;
  readonly pair: LinkPair;
  readonly places: readonly Point[];
  readonly taken: Box[];
}): void {
  const { canvas, pair, places, taken } = drawing;
  const from = places[pair.ends[0]];
  const to = places[pair.ends[1]];
  if (from === undefined || to === undefined) return;
  const words = wordsFor(pair);
  for (const share of [0.5, 0.35, 0.65, 0.25, 0.75]) {
    const middle = pointAlong(from, to, share);
    const isBeside = pair.state !== 'up' && from.y !== to.y;
    const wanted = isBeside ? middle.x : middle.x - Math.floor(words.length / 2);
    const x = Math.max(0, Math.min(canvas.columns - words.length, wanted));
    const box = { x, y: middle.y, columns: words.length };
    if (taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    canvas.write(box, words, pair.state === 'up' ? 'plain' : 'bad');
    return;
  }
  if (pair.state !== 'up') canvas.write(pointAlong(from, to, 0.5), 'X', 'bad');
}

function wordsFor(pair: LinkPair): string {
  const since = pair.cutSinceUs === null ? '' : ` since ${formatShortMoment(pair.cutSinceUs)}`;
  switch (pair.state) {
    case 'up':
      return formatShortDuration(pair.latencyUs);
    case 'one-way':
      return `X one way${since}`;
    case 'cut':
      return `X${since}`;
    default:
      return assertNever(pair.state);
  }
}

/** A place on the line as it is drawn: its row is rounded first. */
function pointAlong(from: Point, to: Point, share: number): Point {
  const y = Math.round(from.y + (to.y - from.y) * share);
  const drawnShare = from.y === to.y ? share : (y - from.y) / (to.y - from.y);
  return { x: Math.round(from.x + (to.x - from.x) * drawnShare), y };
}

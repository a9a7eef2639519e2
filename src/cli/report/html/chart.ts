/**
 * Curves over an axis, drawn as SVG: told apart by dashes as well as by colour, with bands and shaded
 * spans.
 */
import type { Axis } from './axis.js';
import { markup, place } from './markup.js';
import type { Content, Markup } from './markup.js';
import { scrollable } from './table.js';

/** A whole chart. */
export interface Chart {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What a person sees who looks at it, for one who does not. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  /** At most {@link mostTones}. */
  readonly curves: readonly Curve[];
  readonly spans: readonly Span[];
}

/** One curve. */
export interface Curve {
  readonly name: string;
  /** To follow its name in the legend, such as its highest value. */
  readonly note: string;
  readonly points: readonly Point[];
  /** An interval around each point, such as one of confidence; absent where there is none. */
  readonly band?: readonly Interval[];
  /** A mark stands at each point. */
  readonly isMarked?: true;
  /** Points are marks alone, each with its interval as a bar: between them there is nothing. */
  readonly isApart?: true;
}

/** A point, in units of the axes. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What lies between two values at a place of the x axis. */
export interface Interval {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** A stretch of the x axis. */
export interface Span {
  /** Short: it stands above the chart. */
  readonly label: string;
  readonly words: string;
  readonly from: number;
  /** As far as the chart where it has no end; the same as `from` for a moment. */
  readonly to: number;
}

/** As many curves can be told apart. */
export const mostTones = 8;

/** The chart with its legend. */
export function renderChart(chart: Chart): Markup {
  const { id, title, description, curves } = chart;
  const drawing = markup`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img"
aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
${spansOf(chart)}${gridOf(chart)}${curves.map((curve, tone) => curveOf(chart, curve, tone))}
</svg>`;
  return markup`<figure><figcaption>${title}</figcaption>
${scrollable(title, drawing)}
${legendOf(curves)}
</figure>
`;
}

const width = 960;
const height = 270;
const frame = { left: 76, right: width - 32, top: 24, bottom: height - 46 };

function across({ from, to }: Axis, value: number): number {
  return frame.left + ((value - from) / (to - from)) * (frame.right - frame.left);
}

function up({ from, to }: Axis, value: number): number {
  return frame.bottom - ((value - from) / (to - from)) * (frame.bottom - frame.top);
}

function gridOf({ x, y }: Chart): Markup {
  const middle = place((frame.left + frame.right) / 2);
  return markup`<g class="grid">${y.marks.map(({ at, words }) => {
    const level = place(up(y, at));
    return markup`<line x1="${frame.left}" x2="${frame.right}" y1="${level}" y2="${level}"/>
<text x="${frame.left - 8}" y="${level}" dy="4" text-anchor="end">${words}</text>
`;
  })}${x.marks.map(({ at, words }) => {
    const column = place(across(x, at));
    return markup`<line class="tick" x1="${column}" x2="${column}" y1="${frame.bottom}"
y2="${frame.bottom + 5}"/>
<text x="${column}" y="${frame.bottom + 19}" text-anchor="middle">${words}</text>
`;
  })}<text class="unit" x="${middle}" y="${height - 6}" text-anchor="middle">${x.label}</text>
<text class="unit" x="4" y="14">${y.label}</text></g>
`;
}

function spansOf({ x, spans }: Chart): Content {
  let free = 0;
  return spans.map(({ label, words, from, to }) => {
    const [start, end] = [Math.max(from, x.from), Math.min(to, x.to)].map((value) => across(x, value));
    if (start === undefined || end === undefined || end < start) return null;
    const middle = (start + end) / 2;
    const hasRoom = middle - label.length * 4 > free;
    if (hasRoom) free = middle + label.length * 4;
    const text = hasRoom
      ? markup`<text x="${place(middle)}" y="${frame.top - 8}" text-anchor="middle">${label}</text>`
      : null;
    const shape = end - start < 2
      ? markup`<line x1="${place(start)}" x2="${place(start)}" y1="${frame.top}" y2="${frame.bottom}"/>`
      : markup`<rect x="${place(start)}" y="${frame.top}" width="${place(end - start)}"
height="${frame.bottom - frame.top}"/>`;
    return markup`<g class="span"><title>${label}: ${words}</title>${shape}${text}</g>
`;
  });
}

function curveOf({ x, y }: Chart, { points, band, isMarked, isApart }: Curve, tone: number): Markup {
  if (isApart === true) {
    const marks = points.map((point) => shapeAt(tone, { x: across(x, point.x), y: up(y, point.y) }));
    return markup`<g class="tone-${tone}">${barsOf({ x, y }, band ?? [])}${marks}</g>
`;
  }
  const turns = withoutStraights(points.map((point) => ({ x: across(x, point.x), y: up(y, point.y) })));
  const path = turns.map((point) => `${place(point.x)} ${place(point.y)}`).join('L');
  const marks = isMarked === true ? turns.map((point) => shapeAt(tone, point)) : null;
  return markup`<g class="tone-${tone}">${band === undefined ? null : bandOf({ x, y }, band)}
<path class="curve" d="M${path}"/>${marks}</g>
`;
}

function barsOf({ x, y }: Pick<Chart, 'x' | 'y'>, band: readonly Interval[]): Content {
  return band.map((one) => {
    const [at, low, high] = [across(x, one.x), up(y, one.low), up(y, one.high)];
    const ends = [low, high].map((level) => `M${place(at - 6)} ${place(level)}H${place(at + 6)}`);
    return markup`<path class="whisker" d="M${place(at)} ${place(low)}V${place(high)}${ends.join('')}"/>`;
  });
}

function bandOf({ x, y }: Pick<Chart, 'x' | 'y'>, band: readonly Interval[]): Markup {
  const top = band.map((one) => `${place(across(x, one.x))} ${place(up(y, one.high))}`);
  const bottom = band.map((one) => `${place(across(x, one.x))} ${place(up(y, one.low))}`).reverse();
  return markup`<path class="band" d="M${[...top, ...bottom].join('L')}Z"/>`;
}

/** Points that lie between equal neighbours say nothing. */
function withoutStraights(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return before === undefined || after === undefined || !isSame(before, point) || !isSame(point, after);
  });
}

function isSame(one: Point, other: Point): boolean {
  return Math.abs(one.y - other.y) < 0.05;
}

function legendOf(curves: readonly Curve[]): Markup {
  const entries = curves.map(({ name, note, isMarked }, tone) => {
    const mark = isMarked === true ? shapeAt(tone, { x: 20, y: 7 }) : null;
    return markup`<li><svg class="swatch tone-${tone}" viewBox="0 0 40 14" aria-hidden="true"><path
class="curve" d="M0 7L40 7"/>${mark}</svg>
<span><bdi>${name}</bdi>${note === '' ? null : markup` <span class="note">${note}</span>`}</span></li>
`;
  });
  return markup`<ul class="legend">${entries}</ul>`;
}

/** A second way to tell curves apart, beside colour and dashes. */
function shapeAt(tone: number, { x, y }: Point): Markup {
  const around = shapes[tone % shapes.length] ?? [];
  const corners = around.map(([dx, dy]) => `${place(x + dx)} ${place(y + dy)}`).join('L');
  return markup`<path class="dot" d="M${corners}Z"/>`;
}

const shapes: readonly (readonly (readonly [dx: number, dy: number])[])[] = [
  [[-3.5, -3.5], [3.5, -3.5], [3.5, 3.5], [-3.5, 3.5]],
  [[0, -5], [5, 4], [-5, 4]],
  [[0, -5], [5, 0], [0, 5], [-5, 0]],
  [[0, 5], [5, -4], [-5, -4]],
];

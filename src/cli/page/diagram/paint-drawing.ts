/** A drawing as SVG: shapes tell events apart, weight tells what belongs to the selected one. */
import { drawn } from '../elements.js';
import type { Arrow, Drawing, Lane, Look, Mark } from './drawing.js';

/** In the units of the drawing: where the time begins and ends, from left to right. */
const left = 112;
const right = 988;
const top = 34;
const laneHeight = 58;

/** Width and height of a drawing with so many lanes. */
export function drawingSize(lanes: number): { readonly width: number; readonly height: number } {
  return { width: 1000, height: top + Math.max(1, lanes) * laneHeight + 10 };
}

/** Which share of the time lies to the left of a point. */
export function shareAt(x: number): number {
  return Math.min(1, Math.max(0, (x - left) / (right - left)));
}

/** Everything in it, from back to front. */
export function paintDrawing(drawing: Drawing): readonly SVGElement[] {
  const { lanes, arrows, marks, selection } = drawing;
  const xOf = (us: number) =>
    left + ((us - drawing.fromUs) / (drawing.untilUs - drawing.fromUs)) * (right - left);
  return [
    ...paintBands(drawing, xOf),
    ...paintAxis(drawing, xOf),
    ...lanes.map(paintLane),
    ...arrows.map((arrow) => paintArrow(arrow, xOf)),
    ...marks.map((mark) => paintMark(mark, xOf, selection !== null)),
  ];
}

function laneY(lane: number): number {
  return top + laneHeight * lane + laneHeight / 2;
}

function paintBands({ bands, lanes }: Drawing, xOf: (us: number) => number): readonly SVGElement[] {
  const { height } = drawingSize(lanes.length);
  return bands.map(({ fromUs, untilUs, links }) => {
    const x = Math.max(left, xOf(fromUs));
    const width = Math.max(1, Math.min(right, xOf(untilUs)) - x);
    const words = `no way ${links.join(', ')} from ${seconds(fromUs)} to ${seconds(untilUs)}`;
    return drawn(
      'rect',
      { class: 'st-cut', x, y: top - 6, width, height: height - top },
      drawn('title', {}, words),
    );
  });
}

function paintAxis({ fromUs, untilUs, lanes }: Drawing, xOf: (us: number) => number): readonly SVGElement[] {
  const stepUs = tickStep(untilUs - fromUs);
  const { height } = drawingSize(lanes.length);
  const ticks: SVGElement[] = [];
  for (let us = Math.ceil(fromUs / stepUs) * stepUs; us <= untilUs; us += stepUs) {
    const x = xOf(us);
    ticks.push(
      drawn('line', { class: 'st-tick', x1: x, x2: x, y1: top - 8, y2: height - 6 }),
      drawn('text', { class: 'st-time', x, y: 18, 'text-anchor': 'middle' }, seconds(us)),
    );
  }
  return ticks;
}

/** A round step of which at most eight go into the time. */
function tickStep(widthUs: number): number {
  for (let unit = 1; ; unit *= 10) {
    for (const times of [1, 2, 5]) if (widthUs / (unit * times) <= 8) return unit * times;
  }
}

function paintLane({ replica, shades }: Lane, at: number): SVGElement {
  const most = Math.max(1, ...shades);
  const width = (right - left) / shades.length;
  const y = laneY(at);
  return drawn(
    'g',
    {},
    drawn('text', { class: 'st-lane', x: 4, y: y + 4 }, replica),
    drawn('line', { class: 'st-line', x1: left, x2: right, y1: y, y2: y }),
    ...shades.flatMap((count, i) => {
      if (count === 0) return [];
      // The root, so that a flood does not level everything else.
      const height = 1 + 15 * Math.sqrt(count / most);
      return [drawn('rect', { class: 'st-shade', x: left + i * width, y: y + 25 - height, width, height })];
    }),
  );
}

function paintArrow(
  { fromLane, fromUs, toLane, toUs, standing }: Arrow,
  xOf: (us: number) => number,
): SVGElement {
  return drawn('line', {
    class: `st-arrow st-${standing}`,
    ...clip({ x1: xOf(fromUs), y1: laneY(fromLane), x2: xOf(toUs), y2: laneY(toLane) }),
  });
}

/** A line that begins to the left of the lanes begins at their edge. */
function clip({ x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number }) {
  if (x1 >= left || x2 <= x1) return { x1, y1, x2, y2 };
  return { x1: left, y1: y1 + ((left - x1) / (x2 - x1)) * (y2 - y1), x2, y2 };
}

function paintMark(mark: Mark, xOf: (us: number) => number, hasSelection: boolean): SVGElement {
  const { place, lane, atUs, look, standing, words } = mark;
  const isDim = hasSelection && standing === 'none';
  const scale = standing === 'itself' ? 1.7 : 1;
  return drawn(
    'path',
    {
      class: `st-mark st-${look} st-${standing}${isDim ? ' st-dim' : ''}`,
      'data-place': place,
      transform: `translate(${xOf(atUs).toFixed(2)} ${laneY(lane)}) scale(${scale})`,
      d: shapes[look],
    },
    drawn('title', {}, words),
  );
}

/** A disc, a ring, a diamond, a cross, a triangle, a small bar. */
const shapes: Readonly<Record<Look, string>> = {
  write: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z',
  arrival: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z',
  conflict: 'M0 -7L7 0L0 7L-7 0Z',
  loss: 'M-6 -6L6 6M6 -6L-6 6',
  fault: 'M0 -7L7 6L-7 6Z',
  other: 'M-1 -5H1V5H-1Z',
};

function seconds(us: number): string {
  return `${String(Number((us / 1e6).toFixed(6)))} s`;
}

/** Where regions stand on the map. */
import type { Point } from '../drawing/canvas.js';
import type { Size } from '../drawing/panel.js';

/** Places on an ellipse, the first at the upper left and on clockwise; a hub in the middle. */
export function placeRegions(
  regions: { readonly count: number; readonly hub: number | null },
  size: Size,
  label: Size,
): readonly Point[] {
  const onRim = regions.hub === null ? regions.count : regions.count - 1;
  const rim = stretch(pointsOnCircle(onRim));
  const half = { x: (size.columns - 1) / 2, y: (size.rows - 1) / 2 };
  const radius = {
    x: Math.max(size.columns / 4, half.x - Math.ceil(label.columns / 2)),
    y: half.y - label.rows,
  };
  const places = rim.map(({ x, y }) => ({
    x: Math.round(half.x + x * radius.x),
    y: Math.round(half.y + y * radius.y),
  }));
  if (regions.hub === null) return places;
  const middle = { x: Math.round(half.x), y: Math.round(half.y) };
  return [...places.slice(0, regions.hub), middle, ...places.slice(regions.hub)];
}

function pointsOnCircle(count: number): readonly Point[] {
  const start = -Math.PI / 2 - Math.PI / Math.max(2, count);
  return Array.from({ length: count }, (_, index) => {
    const angle = start + (2 * Math.PI * index) / count;
    return { x: Math.cos(angle), y: Math.sin(angle) };
  });
}

/** Scales points so that they reach from −1 to 1 in both directions in which they differ at all. */
function stretch(points: readonly Point[]): readonly Point[] {
  const across = reach(points.map(({ x }) => x));
  const down = reach(points.map(({ y }) => y));
  return points.map(({ x, y }) => ({ x: across(x), y: down(y) }));
}

function reach(values: readonly number[]): (value: number) => number {
  const least = Math.min(...values);
  const extent = Math.max(...values) - least;
  return extent < 1e-9 ? () => 0 : (value) => ((value - least) / extent) * 2 - 1;
}

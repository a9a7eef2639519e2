/** Sizes of changes in words, exactly: an edge that was rounded would be on the wrong side of itself. */
import type { Edge } from './dial.js';

/** A time or span in the units that suit it: `250 us`, `12.4 ms`, `9.3 s`, `30 min 12 s`, `47 h 5 min`. */
export function sayUs(us: number): string {
  const magnitude = Math.abs(us);
  if (magnitude >= 600e6) {
    const hours = Math.floor(magnitude / 3600e6);
    const minutes = Math.floor(magnitude / 60e6) % 60;
    const seconds = (magnitude % 60e6) / 1e6;
    const parts = [
      [hours, 'h'],
      [minutes, 'min'],
      [seconds, 's'],
    ] as const;
    return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${grouped(count)} ${unit}`])).join(' ');
  }
  if (magnitude >= 1e6) return `${String(magnitude / 1e6)} s`;
  if (magnitude >= 1e3) return `${String(magnitude / 1e3)} ms`;
  return magnitude === 0 ? '0 ms' : `${String(magnitude)} us`;
}

/** A size in bytes, in the largest unit that leaves at most one decimal. */
export function sayBytes(bytes: number): string {
  const units = [
    [2 ** 30, 'GiB'],
    [2 ** 20, 'MiB'],
    [2 ** 10, 'KiB'],
  ] as const;
  const unit = units.find(([size]) => bytes >= size && Number.isInteger((bytes / size) * 10));
  if (unit === undefined) return `${grouped(bytes)} B`;
  return `${grouped(bytes / unit[0])} ${unit[1]}`;
}

/** "less than 5 ms", "at most 5 ms", "at least 5 ms", "more than 5 ms" or "5 ms". */
export function sayBound({ kept, lost, reach, side }: Edge, say: (size: number) => string): string {
  switch (reach) {
    case 'before':
      return `${side === 'below' ? 'less' : 'more'} than ${say(lost)}`;
    case 'from':
      return `at ${side === 'below' ? 'most' : 'least'} ${say(kept)}`;
    case 'only':
      return say(kept);
  }
}

/** When something had to end: "before 9.3 s", "by 9.3 s" or "at 9.3 s". */
export function sayEnd({ kept, lost, reach }: Edge): string {
  if (reach === 'before') return `before ${sayUs(lost)}`;
  return `${reach === 'from' ? 'by' : 'at'} ${sayUs(kept)}`;
}

/**
 * When something had to begin, after "had": "begun after 9.1 s", "not begun before 9.1 s" or "begun at
 * 9.1 s".
 */
export function sayBeginning({ kept, lost, reach }: Edge): string {
  if (reach === 'before') return `begun after ${sayUs(lost)}`;
  return `${reach === 'from' ? 'not begun before' : 'begun at'} ${sayUs(kept)}`;
}

/** How far a clock is ahead or behind: "less than 12.4 ms ahead". */
export function sayOffset(edge: Edge): string {
  const { kept, lost, reach, side } = edge;
  const size = reach === 'before' ? lost : kept;
  const direction = size > 0 || (size === 0 && kept > 0) ? 'ahead' : 'behind';
  if (reach === 'only') return size === 0 ? 'right' : `exactly ${sayUs(kept)} ${direction}`;
  // Less behind is above.
  const isLess = (side === 'below') === (direction === 'ahead');
  if (size === 0)
    return reach === 'before'
      ? `${direction} at all`
      : `not ${side === 'below' ? 'ahead' : 'behind'} at all`;
  if (reach === 'before') return `${isLess ? 'less' : 'more'} than ${sayUs(size)} ${direction}`;
  return `at ${isLess ? 'most' : 'least'} ${sayUs(size)} ${direction}`;
}

function grouped(value: number): string {
  const [whole, ...fraction] = String(value).split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}

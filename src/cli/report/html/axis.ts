/** Axes: where marks stand, and what they say. */

/** One axis of a chart. */
export interface Axis {
  /** With its unit, where the marks do not name it. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly marks: readonly AxisMark[];
}

/** A mark on an axis. */
export interface AxisMark {
  readonly at: number;
  readonly words: string;
}

/** From zero to a duration in microseconds; about so many marks, in round steps of a unit. */
export function durationAxis(label: string, longestUs: number, marks: number): Axis {
  const to = Math.max(1, longestUs);
  const step = durationSteps.find((one) => to / one <= marks) ?? roundStep(to / marks / hourUs) * hourUs;
  const unit =
    durationUnits.find(({ us }) => step >= us || (us <= 1_000_000 && us <= to && step * 10 >= us)) ??
    microseconds;
  return {
    label,
    from: 0,
    to,
    marks: marksOf({ from: 0, to }, step, (us) => wordsOfUnit(us / unit.us, unit.name)),
  };
}

/** From zero to a count or another plain figure; the end is a mark. */
export function countAxis(label: string, most: number, marks: number): Axis {
  const to = most > 0 ? most : 1;
  const step = Math.max(1, roundStep(to / marks));
  const end = Math.ceil(to / step) * step;
  return { label, from: 0, to: end, marks: marksOf({ from: 0, to: end }, step, shortCount) };
}

/** Between two figures of any kind, with round marks. */
export function figureAxis(label: string, range: AxisRange, words: (value: number) => string): Axis {
  const extent = range.to - range.from;
  if (extent <= 0)
    return {
      label,
      from: range.from - 1,
      to: range.from + 1,
      marks: [{ at: range.from, words: words(range.from) }],
    };
  const step = roundStep(extent / 5);
  return { label, ...range, marks: marksOf(range, step, words) };
}

/** Where an axis begins and ends. */
export interface AxisRange {
  readonly from: number;
  readonly to: number;
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not below, smaller than one too. */
export function roundStep(least: number): number {
  let power = 1;
  while (power < least) power *= 10;
  while (power / 10 >= least) power /= 10;
  const found = [power / 5, power / 2].find((step) => step >= least * (1 - 1e-9));
  return found ?? power;
}

const hourUs = 3_600_000_000;
const microseconds = { us: 1, name: 'us' };
const durationUnits = [
  { us: hourUs, name: 'h' },
  { us: 60_000_000, name: 'min' },
  { us: 1_000_000, name: 's' },
  { us: 1000, name: 'ms' },
  microseconds,
];
const durationSteps = [
  ...[1, 10, 100, 1000, 10_000, 100_000].flatMap((power) => [power, 2 * power, 5 * power]),
  ...[1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600].map((seconds) => seconds * 1_000_000),
];

function marksOf({ from, to }: AxisRange, step: number, words: (at: number) => string): readonly AxisMark[] {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const at = Number(((first + index) * step).toPrecision(12));
    return { at, words: words(at) };
  });
}

function wordsOfUnit(count: number, unit: string): string {
  return count === 0 ? '0' : `${String(Number(count.toPrecision(6)))} ${unit}`;
}

function shortCount(count: number): string {
  if (count < 10_000) return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return count < 1e6
    ? `${String(Number((count / 1e3).toPrecision(4)))} k`
    : `${String(Number((count / 1e6).toPrecision(4)))} M`;
}

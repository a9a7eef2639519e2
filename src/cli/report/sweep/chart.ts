/** A curve with its confidence band, in characters. */

/** What is known at one place of the axis. */
export interface CurvePoint {
  readonly position: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** How large a chart is, and what it is drawn with. */
export interface ChartSize {
  readonly columns: number;
  readonly rows: number;
  readonly ascii: boolean;
}

/** The values at the lower edge of a chart, in its middle and at its upper edge. */
export interface Scale {
  readonly bottom: number;
  readonly middle: number;
  readonly top: number;
}

/** Round figures that hold all values; begins at 0 unless the values are far from it. */
export function chooseScale(values: readonly number[]): Scale {
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = values.reduce((high, value) => Math.max(high, value), -Infinity);
  const low = least >= 0 && least <= 0.75 * most ? 0 : least;
  let magnitude = 1;
  const half = Math.max((most - low) / 2, Math.abs(most) * 1e-9, 1e-9);
  while (magnitude > half) magnitude /= 10;
  while (magnitude * 10 <= half) magnitude *= 10;
  for (const factor of roundFactors) {
    const step = magnitude * factor;
    const bottom = Math.floor(low / step + 1e-9) * step;
    const [middle, top] = [bottom + step, bottom + 2 * step];
    if (top >= most - step * 1e-9) return { bottom: tidy(bottom), middle: tidy(middle), top: tidy(top) };
  }
  return { bottom: low, middle: (low + most) / 2, top: most };
}

/** Rows of the drawing, from above; points are in the order of their positions. */
export function drawCurve(points: readonly (CurvePoint | null)[], { bottom, top }: Scale, size: ChartSize): readonly string[] {
  const { columns, rows, ascii } = size;
  const dots = ascii ? { across: 1, down: 1 } : { across: 2, down: 4 };
  const [width, height] = [columns * dots.across, rows * dots.down];
  const known = points.flatMap((point) => (point === null ? [] : [point]));
  const cells = new Cells(columns, rows);
  if (known.length === 0) return cells.toLines(ascii);
  const [first, last] = [known[0].position, known[known.length - 1].position];
  const columnOf = (position: number): number =>
    first === last ? Math.floor(width / 2) : Math.round(((position - first) / (last - first)) * (width - 1));
  const rowOf = (value: number): number => Math.round(((value - bottom) / (top - bottom)) * (height - 1));

  function draw(column: number, { mean, low, high }: CurvePoint, previous: number): number {
    const [lower, upper, y] = [rowOf(low), rowOf(high), rowOf(mean)];
    const cell = Math.floor(column / dots.across);
    for (let row = 0; row < rows; row++) {
      const centre = row * dots.down + (dots.down - 1) / 2;
      if (centre >= lower && centre <= upper) cells.shade(cell, row);
    }
    const step = previous < y ? 1 : -1;
    for (let each = Math.abs(previous - y) < 2 ? y : previous + step; each !== y + step; each += step) {
      cells.dot(cell, Math.floor(each / dots.down), column % dots.across, each % dots.down);
    }
    return y;
  }

  points.forEach((point, i) => {
    if (point === null) return;
    const from = columnOf(point.position);
    let y = draw(from, point, rowOf(point.mean));
    const next = points.at(i + 1) ?? null;
    if (next === null) return;
    const to = columnOf(next.position);
    for (let column = from + 1; column < to; column++) {
      y = draw(column, between(point, next, (column - from) / (to - from)), y);
    }
    if (to > from) draw(to, next, y);
  });
  return cells.toLines(ascii);
}

/** The column that a position has in a chart of so many columns. */
export function columnAt(position: number, first: number, last: number, columns: number): number {
  return first === last ? Math.floor(columns / 2) : Math.round(((position - first) / (last - first)) * (columns - 1));
}

const roundFactors = [1, 1.5, 2, 2.5, 3, 4, 5, 10, 15, 20, 25];

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function between(from: CurvePoint, to: CurvePoint, share: number): CurvePoint {
  const at = (one: number, other: number): number => one + (other - one) * share;
  return {
    position: at(from.position, to.position),
    mean: at(from.mean, to.mean),
    low: at(from.low, to.low),
    high: at(from.high, to.high),
  };
}

/** Bits of a braille pattern, by column and by row from below. */
const brailleBits = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]] as const;
const firstBraille = 0x2800;

class Cells {
  readonly #columns: number;
  readonly #rows: number;
  readonly #bits: Uint8Array;
  readonly #shades: Uint8Array;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
    this.#bits = new Uint8Array(columns * rows);
    this.#shades = new Uint8Array(columns * rows);
  }

  /** Rows count from below. */
  shade(column: number, row: number): void {
    this.#shades[row * this.#columns + column] = 1;
  }

  dot(column: number, row: number, across: number, up: number): void {
    this.#bits[row * this.#columns + column] |= brailleBits[across === 0 ? 0 : 1][up] ?? 0;
  }

  toLines(ascii: boolean): readonly string[] {
    const lines: string[] = [];
    for (let row = this.#rows - 1; row >= 0; row--) {
      let line = '';
      for (let column = 0; column < this.#columns; column++) {
        const at = row * this.#columns + column;
        const bits = this.#bits[at];
        const blank = this.#shades[at] === 0 ? ' ' : ascii ? ':' : '░';
        line += bits === 0 ? blank : ascii ? '*' : String.fromCodePoint(firstBraille + bits);
      }
      lines.push(line.trimEnd());
    }
    return lines;
  }
}

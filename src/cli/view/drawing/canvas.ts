/** A grid of characters to draw lines and words on. */
import { span } from './row.js';
import type { Row, Span, Tone } from './row.js';
import { widthOfCharacter } from './text-width.js';

/** A place on a canvas; the origin is at the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A drawing surface of fixed size. What falls outside is not drawn. */
export class Canvas {
  readonly columns: number;
  readonly rows: number;
  readonly #characters: string[];
  readonly #tones: Tone[];

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.#characters = new Array<string>(columns * rows).fill(' ');
    this.#tones = new Array<Tone>(columns * rows).fill('plain');
  }

  /** Writes text to the right of a place. A wide character blanks the cell that it covers. */
  write(at: Point, text: string, tone: Tone): void {
    let x = at.x;
    for (const character of text) {
      const width = widthOfCharacter(character);
      if (width === 0) continue;
      this.#put({ x, y: at.y }, character, tone);
      if (width === 2) this.#put({ x: x + 1, y: at.y }, '', tone);
      x += width;
    }
  }

  /** Draws a straight line without its ends: one stroke a row where it is steep, else dashes. */
  drawLine(from: Point, to: Point, tone: Tone): void {
    const across = Math.abs(to.x - from.x);
    const down = Math.abs(to.y - from.y);
    if (down * steepest >= across && down > 0) {
      const stroke = across * 4 <= down ? '|' : slashFor(from, to);
      for (const point of pointsBetween(from, to, down)) this.#put(point, stroke, tone);
      return;
    }
    let y = from.y;
    for (const point of pointsBetween(from, to, across)) {
      this.#put(point, point.y === y ? '-' : slashFor(from, to), tone);
      y = point.y;
    }
  }

  /** The drawing, row by row. */
  toRows(): readonly Row[] {
    const rows: Row[] = [];
    for (let y = 0; y < this.rows; y += 1) rows.push(this.#rowAt(y));
    return rows;
  }

  #put(at: Point, character: string, tone: Tone): void {
    if (at.x < 0 || at.y < 0 || at.x >= this.columns || at.y >= this.rows) return;
    this.#characters[at.y * this.columns + at.x] = character;
    this.#tones[at.y * this.columns + at.x] = tone;
  }

  #rowAt(y: number): Row {
    const spans: Span[] = [];
    let text = '';
    let tone: Tone = 'plain';
    for (let x = 0; x < this.columns; x += 1) {
      const cellTone = this.#tones[y * this.columns + x] ?? 'plain';
      if (cellTone !== tone && text !== '') {
        spans.push(span(text, tone));
        text = '';
      }
      tone = cellTone;
      text += this.#characters[y * this.columns + x] ?? '';
    }
    spans.push(span(text, tone));
    return spans;
  }
}

/** The places strictly between two, in order, that divide the way between them into equal steps. */
export function pointsBetween(from: Point, to: Point, steps: number): readonly Point[] {
  const points: Point[] = [];
  for (let step = 1; step < steps; step += 1) {
    const share = step / steps;
    points.push({
      x: Math.round(from.x + (to.x - from.x) * share),
      y: Math.round(from.y + (to.y - from.y) * share),
    });
  }
  return points;
}

/** Columns a row from which on a line is drawn with dashes. */
const steepest = 5;

function slashFor(from: Point, to: Point): string {
  return to.x > from.x === to.y > from.y ? '\\' : '/';
}

/**
 * The terminal as ink sees it: takes whole frames and writes only what changed in the rows.
 *
 * Frames come by `show`. What ink itself writes, with its `debug` option, is one whole frame a write, and blank.
 */
import { Writable } from 'node:stream';
import type { Size } from '../../view/drawing/panel.js';
import { describeRow, describeRowChange } from './row-change.js';

/** The part of a terminal that frames are written to. */
export interface FrameTarget {
  /** False when the terminal is behind and `drain` will follow. */
  write(text: string): boolean;
  once(event: 'drain', listener: () => void): unknown;
}

/** Keeps the newest frame; frames that come while the terminal is behind replace each other. */
export class FrameStream extends Writable {
  readonly #target: FrameTarget;
  readonly #sizeOf: () => Size;
  /** What is on the screen, row by row; null when that is not known. */
  #shown: readonly string[] | null = null;
  #newest: readonly string[] | null = null;
  #isWaiting = false;
  #isOpen = true;

  constructor(target: FrameTarget, sizeOf: () => Size) {
    super({ decodeStrings: false });
    this.#target = target;
    this.#sizeOf = sizeOf;
  }

  /** What ink lays its frames out for. */
  get columns(): number {
    return this.#sizeOf().columns;
  }

  /** What ink lays its frames out for. */
  get rows(): number {
    return this.#sizeOf().rows;
  }

  /** Forgets what is on the screen and draws the newest frame anew. */
  repaint(): void {
    this.#shown = null;
    this.#paint();
  }

  /** Nothing is written from now on. */
  close(): void {
    this.#isOpen = false;
  }

  /** Takes a frame. */
  show(rows: readonly string[]): void {
    this.#newest = rows;
    this.#paint();
  }

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    const frame = String(chunk);
    if (frame.trim() !== '') this.show(frame.split('\n'));
    done();
  }

  #paint(): void {
    if (!this.#isOpen || this.#isWaiting || this.#newest === null) return;
    const rows = this.#newest.slice(0, this.rows);
    const change = describeChange(this.#shown, rows);
    this.#shown = rows;
    if (change === '') return;
    if (this.#target.write(beginUpdate + change + endUpdate)) return;
    this.#isWaiting = true;
    this.#target.once('drain', () => {
      this.#isWaiting = false;
      this.#paint();
    });
  }
}

/** The terminal shows what comes between these two at once. */
const beginUpdate = '\u001b[?2026h';
const endUpdate = '\u001b[?2026l';
const clearScreen = '\u001b[2J';

function describeChange(shown: readonly string[] | null, rows: readonly string[]): string {
  let change = shown === null ? clearScreen : '';
  const count = Math.max(rows.length, shown?.length ?? 0);
  for (let index = 0; index < count; index += 1) {
    const row = rows[index] ?? '';
    const before = shown?.[index];
    if (row === (before ?? '')) continue;
    change += before === undefined ? describeRow(index, row) : describeRowChange(index, before, row);
  }
  return change;
}

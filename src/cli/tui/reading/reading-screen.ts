/** A text as a screen: scrolled, and left or opened. */
import { assertNever } from '../../../sim/base/assert.js';
import { exitCodes } from '../../exit-codes.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Row } from '../../view/drawing/row.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import { drawReading, lastTopOf, readingRows } from '../../view/reading/draw-reading.js';
import type { ReadingText } from '../../view/reading/draw-reading.js';
import { readingKeys } from '../../view/reading/reading-keys.js';
import type { ReadingAction, ReadingKeyContext } from '../../view/reading/reading-keys.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';

/** What a reading screen works with. */
export interface ReadingOptions {
  readonly place: ScreenPlace;
  readonly text: ReadingText;
  /** What the text is about can be opened; null when it cannot. */
  readonly opens: { readonly verb: string; readonly open: () => void } | null;
}

/** A text that is read. */
export class ReadingScreen implements Screen {
  readonly title: string;
  readonly keys = readingKeys.bindings;
  readonly isTyping = false;
  readonly #options: ReadingOptions;
  #top = 0;

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.title = options.text.title;
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(readingKeys, this.#context);
  }

  tick(): boolean {
    return false;
  }

  press(key: string): boolean {
    const action = findAction(readingKeys, key, this.#context);
    if (action !== null) this.#do(action);
    return action !== null;
  }

  draw(size: Size): readonly Row[] {
    const { text, place } = this.#options;
    return drawReading(text, this.#topIn(size), size, place.theme);
  }

  ending(): ScreenEnding {
    return { rows: [], exitCode: exitCodes.held };
  }

  close(): void {
    // Nothing is held beyond memory.
  }

  get #context(): ReadingKeyContext {
    const room = this.#options.place.roomOf();
    const top = this.#topIn(room);
    return {
      mode: 'reading',
      canGoUp: top > 0,
      canGoDown: top < lastTopOf(this.#options.text, room),
      opens: this.#options.opens?.verb ?? null,
    };
  }

  #do(action: ReadingAction): void {
    const { place, opens } = this.#options;
    const page = Math.max(1, readingRows(place.roomOf()) - 1);
    switch (action) {
      case 'up':
        return this.#scroll(-1);
      case 'down':
        return this.#scroll(1);
      case 'page-up':
        return this.#scroll(-page);
      case 'page-down':
        return this.#scroll(page);
      case 'first':
        return this.#scroll(-Infinity);
      case 'last':
        return this.#scroll(Infinity);
      case 'open':
        return opens?.open();
      case 'close':
        return place.navigator.back();
      default:
        return assertNever(action);
    }
  }

  #scroll(by: number): void {
    const room = this.#options.place.roomOf();
    this.#top = Math.max(0, Math.min(lastTopOf(this.#options.text, room), this.#topIn(room) + by));
  }

  /** A terminal that has grown shows more of the end. */
  #topIn(size: Size): number {
    return Math.min(this.#top, lastTopOf(this.#options.text, size));
  }
}

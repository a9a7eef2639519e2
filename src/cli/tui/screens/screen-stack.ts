/** The screens that are open, one on top of the other: the topmost is seen and gets the keys. */
import { assertNever } from '../../../sim/base/assert.js';
import { drawPanel, innerSize } from '../../view/drawing/panel.js';
import type { Size } from '../../view/drawing/panel.js';
import { fitRow, span } from '../../view/drawing/row.js';
import type { Row } from '../../view/drawing/row.js';
import { showText } from '../../view/drawing/text-width.js';
import { drawApology, isTooSmall } from '../../view/drawing/smallest-size.js';
import type { Theme } from '../../view/drawing/theme.js';
import { stackKeys } from '../../view/keys/stack-keys.js';
import type { StackAction, StackKeyContext } from '../../view/keys/stack-keys.js';
import { drawHelpLine, drawKeyList, findAction, offeredKeys } from '../../view/keys/key-table.js';
import { nextTheme } from '../../view/drawing/color-themes.js';
import { paintRow } from '../terminal/palette.js';
import type { Palette } from '../terminal/palette.js';
import type { Navigator, Screen, ScreenEnding, ScreenPlace } from './screen.js';

/** Ways in which a key takes the person out of the program. */
export type Departure = 'quit' | 'interrupt' | 'suspend';

/** What a stack works with. */
export interface ScreenStackOptions {
  readonly theme: Theme;
  /** What there is at first; a key changes the theme. */
  readonly palette: Palette;
  readonly sizeOf: () => Size;
  readonly depart: (departure: Departure) => void;
  readonly fail: (error: unknown) => void;
  /** Hands a text to the person's clipboard; absent: there is none. */
  readonly copy?: (text: string) => void;
}

/** The terminal program without a terminal: keys and ticks in, painted rows out. */
export class ScreenStack {
  /** Where screens are shown. */
  readonly place: ScreenPlace;
  readonly #options: ScreenStackOptions;
  readonly #screens: Screen[] = [];
  #palette: Palette;
  #isListing = false;
  /** The first key of the list that is seen. */
  #firstKey = 0;
  #said: string | null = null;
  #hasNews = true;

  constructor(options: ScreenStackOptions) {
    this.#options = options;
    this.#palette = options.palette;
    const say = (sentence: string): void => {
      this.#said = sentence;
      this.refresh();
    };
    const navigator: Navigator = {
      open: (screen) => {
        this.#screens.push(screen);
        this.#said = null;
        this.refresh();
      },
      back: () => this.#back(),
      say,
      copy: (text) => {
        options.copy?.(text);
        say(`Copied, if this terminal lets programs copy: ${showText(text)}`);
      },
      fail: options.fail,
    };
    this.place = { navigator, theme: options.theme, roomOf: () => roomIn(options.sizeOf()) };
  }

  /** How rows are painted now. */
  get palette(): Palette {
    return this.#palette;
  }

  /** Lets time pass; true when the terminal is to be drawn anew. */
  tick(): boolean {
    const hasMoved = this.#top.tick();
    const hasNews = hasMoved || this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  /** The terminal as rows of text, every one as wide as it is. */
  draw(): readonly string[] {
    const { theme, sizeOf } = this.#options;
    const size = sizeOf();
    const rows = this.#rowsFor(size);
    return Array.from({ length: size.rows }, (_, index) =>
      paintRow(fitRow(rows[index] ?? [], size.columns, theme.ellipsis), this.#palette),
    );
  }

  /** The terminal has another size, or shows something else: the next tick draws. */
  readonly refresh = (): void => {
    this.#hasNews = true;
  };

  /** Does what a key asks for; nothing when it is not valid now. */
  press(key: string): void {
    this.#said = null;
    this.refresh();
    const action = findAction(stackKeys, key, this.#context);
    if (action !== null) this.#do(action);
    else if (this.#isListing) this.#isListing = key !== 'escape';
    else if (!this.#top.press(key) && key === 'escape' && this.#screens.length > 1) this.#back();
  }

  /** How the program ends when it is quit now. */
  ending(): ScreenEnding {
    return this.#first.ending();
  }

  /** Lets go of all screens. */
  close(): void {
    for (const screen of this.#screens.splice(0).reverse()) screen.close();
  }

  get #first(): Screen {
    return required(this.#screens[0]);
  }

  get #top(): Screen {
    return required(this.#screens.at(-1));
  }

  get #context(): StackKeyContext {
    const typing = this.#top.isTyping ? 'typing' : 'screen';
    return {
      mode: this.#isListing ? 'listing' : typing,
      hasBelow: this.#screens.length > 1,
      hasMoreKeys: this.#seenFirstKey < this.#lastFirstKey,
      hasEarlierKeys: this.#seenFirstKey > 0,
      hasColors: this.#palette !== 'bare',
    };
  }

  #do(action: StackAction): void {
    const { depart } = this.#options;
    switch (action) {
      case 'help':
        this.#isListing = true;
        this.#firstKey = 0;
        return;
      case 'more-keys':
        this.#firstKey = this.#seenFirstKey + this.#rowsOfKeys;
        return;
      case 'earlier-keys':
        this.#firstKey = Math.max(0, this.#seenFirstKey - this.#rowsOfKeys);
        return;
      case 'back':
        return this.#back();
      case 'theme':
        return this.#changeTheme();
      case 'suspend':
        return depart('suspend');
      case 'interrupt':
        return depart('interrupt');
      default:
        return assertNever(action);
    }
  }

  #back(): void {
    this.refresh();
    if (this.#isListing) {
      this.#isListing = false;
    } else if (this.#screens.length > 1) {
      this.#screens.pop()?.close();
    } else {
      this.#options.depart('quit');
    }
  }

  #changeTheme(): void {
    if (this.#palette === 'bare') return;
    const theme = nextTheme(this.#palette.theme);
    this.#palette = { ...this.#palette, theme };
    this.#said = `Theme: ${theme}`;
  }

  #rowsFor(size: Size): readonly Row[] {
    const { theme } = this.#options;
    if (isTooSmall(size)) return drawApology(size);
    const room = roomIn(size);
    const rows = this.#isListing ? this.#drawKeys(room) : this.#top.draw(room);
    const blank: Row = [];
    return [...Array.from({ length: room.rows }, (_, index) => rows[index] ?? blank), this.#drawBottom(size, theme)];
  }

  get #listedKeys() {
    return [...this.#top.keys, ...stackKeys.bindings];
  }

  /** How many keys of the list are seen at once. */
  get #rowsOfKeys(): number {
    return Math.max(1, innerSize(this.place.roomOf()).rows);
  }

  get #lastFirstKey(): number {
    return Math.max(0, this.#listedKeys.length - this.#rowsOfKeys);
  }

  /** The terminal may have grown since. */
  get #seenFirstKey(): number {
    return Math.min(this.#firstKey, this.#lastFirstKey);
  }

  #drawKeys(room: Size): readonly Row[] {
    const list = drawKeyList(this.#listedKeys).slice(this.#seenFirstKey);
    const right = 'esc or q closes';
    return drawPanel({ left: `Keys: ${this.#top.title}`, right }, list, room, this.#options.theme);
  }

  #drawBottom({ columns }: Size, theme: Theme): Row {
    if (this.#said !== null) return fitRow([span(` ${this.#said}`, 'strong')], columns, theme.ellipsis);
    const own = this.#isListing ? [] : this.#top.offeredKeys();
    return drawHelpLine([...own, ...offeredKeys(stackKeys, this.#context)], columns);
  }
}

/** The help line has the last row. */
function roomIn({ columns, rows }: Size): Size {
  return { columns, rows: rows - 1 };
}

function required(screen: Screen | undefined): Screen {
  if (screen === undefined) throw new Error('no screen is open');
  return screen;
}

/** Connects keys and clock to the player, and the player to the screen. */
import { assertNever } from '../../../sim/base/assert.js';
import { findAction } from '../../view/live/keys.js';
import type { Action } from '../../view/live/keys.js';
import type { Focus, LiveState } from '../../view/live/live-state.js';
import type { Size } from '../../view/drawing/panel.js';
import { drawScreen, keyContextOf } from '../../view/live/screen.js';
import type { Theme } from '../../view/drawing/theme.js';
import { paintRow } from '../terminal/palette.js';
import type { Palette } from '../terminal/palette.js';
import type { Player } from './player.js';

/** Ways in which a key takes the person out of the view. */
export type Departure = 'quit' | 'interrupt' | 'suspend';

/** What a controller works with. */
export interface ControllerOptions {
  readonly player: Player;
  readonly theme: Theme;
  readonly palette: Palette;
  readonly sizeOf: () => Size;
  readonly depart: (departure: Departure) => void;
}

/** Longest text that can be filtered by. */
const longestFilter = 40;

/** The live view without a terminal: keys and ticks in, painted rows out. */
export class LiveController {
  readonly #options: ControllerOptions;
  #focus: Focus = { mode: 'view', filter: '', scroll: 0 };
  #hasNews = true;

  constructor(options: ControllerOptions) {
    this.#options = options;
  }

  /** What is shown. */
  get state(): LiveState {
    return { ...this.#options.player.state, focus: this.#focus };
  }

  /** Lets time pass; true when the screen is to be drawn anew. */
  tick(): boolean {
    const hasMoved = this.#options.player.tick();
    const hasNews = hasMoved || this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  /** The screen as rows of text for the terminal. */
  draw(): readonly string[] {
    const { theme, palette, sizeOf } = this.#options;
    return drawScreen(this.state, sizeOf(), theme).map((row) => paintRow(row, palette));
  }

  /** The terminal has another size, or shows something else: the next tick draws. */
  readonly refresh = (): void => {
    this.#hasNews = true;
  };

  /** Does what a key asks for; nothing when it is not valid now. */
  press(key: string): void {
    const action = findAction(key, keyContextOf(this.state, this.#options.sizeOf()));
    if (action !== null) this.#do(action);
    else if (this.#focus.mode === 'filter') this.#type(key);
    this.#hasNews = true;
  }

  #do(action: Action): void {
    const { player, depart } = this.#options;
    switch (action) {
      case 'toggle':
        return player.toggle();
      case 'step':
        return player.step();
      case 'faster':
        return player.goFaster();
      case 'slower':
        return player.goSlower();
      case 'start':
        return player.restart();
      case 'end':
        return player.hurryToEnd();
      case 'scroll-up':
        return this.#setFocus({ scroll: this.#focus.scroll - 1 });
      case 'scroll-down':
        return this.#setFocus({ scroll: this.#focus.scroll + 1 });
      case 'filter':
        return this.#setFocus({ mode: 'filter' });
      case 'keep-filter':
        return this.#setFocus({ mode: 'view' });
      case 'erase':
        return this.#setFocus({ filter: [...this.#focus.filter].slice(0, -1).join('') });
      case 'help':
        return this.#setFocus({ mode: 'help' });
      case 'close':
        return this.#close();
      case 'leave':
        return this.#focus.mode === 'help' ? this.#close() : depart('quit');
      case 'suspend':
        return depart('suspend');
      case 'interrupt':
        return depart('interrupt');
      default:
        return assertNever(action);
    }
  }

  #close(): void {
    const filter = this.#focus.mode === 'help' ? this.#focus.filter : '';
    this.#setFocus({ mode: 'view', filter });
  }

  #type(key: string): void {
    const character = key === 'space' ? ' ' : key;
    const isCharacter = [...character].length === 1;
    if (!isCharacter || this.#focus.filter.length >= longestFilter) return;
    this.#setFocus({ filter: this.#focus.filter + character });
  }

  #setFocus(change: Partial<Focus>): void {
    this.#focus = { ...this.#focus, ...change };
  }
}

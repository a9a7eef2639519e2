/** The live view as a screen: connects keys and clock to the player, and the player to what is drawn. */
import { assertNever } from '../../../sim/base/assert.js';
import { exitCodeOf, exitCodes } from '../../exit-codes.js';
import { describeFarewell } from '../../view/live/farewell.js';
import { drawLive, keyContextOf } from '../../view/live/draw-live.js';
import { liveKeys } from '../../view/live/live-keys.js';
import type { LiveAction } from '../../view/live/live-keys.js';
import type { Focus, LiveState } from '../../view/live/live-state.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import type { Row } from '../../view/drawing/row.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import type { LiveDoors } from './live-doors.js';
import type { Player } from './player.js';

/** What a live screen works with. */
export interface LiveScreenOptions {
  readonly player: Player;
  readonly place: ScreenPlace;
  /** The command that repeats the run. */
  readonly repeat: string;
  /** Other screens; absent: none. */
  readonly doors?: LiveDoors;
}

/** Milliseconds of a tick that a report may take beside the run. */
const reportBudgetMs = 8;
/** Longest text that can be filtered by. */
const longestFilter = 40;

/** A run that is watched. */
export class LiveScreen implements Screen {
  readonly title = liveKeys.title;
  readonly keys = liveKeys.bindings;
  readonly #options: LiveScreenOptions;
  /** Works on the report; null while none is written. */
  #report: ((budgetMs: number) => boolean) | null = null;
  #focus: Focus = { mode: 'view', filter: '', scroll: 0 };

  constructor(options: LiveScreenOptions) {
    this.#options = options;
  }

  /** What is shown. */
  get state(): LiveState {
    return { ...this.#options.player.state, focus: this.#focus };
  }

  get isTyping(): boolean {
    return this.#focus.mode === 'filter';
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(liveKeys, this.#context);
  }

  tick(): boolean {
    const hasMoved = this.#options.player.tick();
    if (this.#report !== null && !this.#report(reportBudgetMs)) this.#report = null;
    return hasMoved;
  }

  draw(size: Size): readonly Row[] {
    return drawLive(this.state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    const action = findAction(liveKeys, key, this.#context);
    if (action !== null) this.#do(action);
    else if (this.isTyping) this.#type(key);
    return action !== null;
  }

  ending(): ScreenEnding {
    const { judgement } = this.state;
    const exitCode = judgement === null ? exitCodes.inconclusive : exitCodeOf(judgement.verdict);
    return { rows: describeFarewell(this.state, this.#options.repeat), exitCode };
  }

  close(): void {
    // Nothing is held beyond memory.
  }

  get #context() {
    const { place, doors } = this.#options;
    return keyContextOf(this.state, place.roomOf(), {
      canExplain: doors?.explain !== undefined,
      canDraw: doors?.spaceTime !== undefined,
      canReport: doors?.report !== undefined && this.#report === null,
    });
  }

  #do(action: LiveAction): void {
    const { player } = this.#options;
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
      case 'explain':
        return this.#open(this.#options.doors?.explain);
      case 'space-time':
        return this.#open(this.#options.doors?.spaceTime);
      case 'copy':
        return this.#options.place.navigator.copy(this.#options.repeat);
      case 'report':
        this.#report = this.#options.doors?.report?.() ?? null;
        return;
      case 'keep-filter':
        return this.#setFocus({ mode: 'view' });
      case 'erase':
        return this.#setFocus({ filter: [...this.#focus.filter].slice(0, -1).join('') });
      case 'close':
        return this.#setFocus({ mode: 'view', filter: '' });
      default:
        return assertNever(action);
    }
  }

  #open(door: ((state: LiveState) => Screen) | undefined): void {
    if (door !== undefined) this.#options.place.navigator.open(door(this.state));
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

/** The live view as a screen: connects keys and clock to the player, and the player to what is drawn. */
import { assertNever } from '../../../sim/base/assert.js';
import { exitCodeOf, exitCodes } from '../../exit-codes.js';
import { describeFarewell } from '../../view/live/farewell.js';
import { drawLive, keyContextOf } from '../../view/live/draw-live.js';
import { liveKeys } from '../../view/live/live-keys.js';
import type { LiveAction } from '../../view/live/live-keys.js';
import { plannedEndUs } from '../../view/live/live-state.js';
import type { Focus, LiveState } from '../../view/live/live-state.js';
import { parseMoment } from '../../view/live/moment-input.js';
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
  /** Screens that can be opened from it. */
  readonly doors?: LiveDoors;
}

/** Longest text that can be filtered by. */
const longestFilter = 40;
/** Longest text that can be typed for a moment. */
const longestMoment = 20;

/** A run that is watched. */
export class LiveScreen implements Screen {
  readonly title = liveKeys.title;
  readonly keys = liveKeys.bindings;
  readonly #options: LiveScreenOptions;
  #focus: Focus = { mode: 'view', filter: '', moment: '', scroll: 0 };

  constructor(options: LiveScreenOptions) {
    this.#options = options;
  }

  /** What is shown. */
  get state(): LiveState {
    return { ...this.#options.player.state, focus: this.#focus };
  }

  get isTyping(): boolean {
    return this.#focus.mode !== 'view';
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(liveKeys, this.#context);
  }

  tick(): boolean {
    return this.#options.player.tick();
  }

  draw(size: Size): readonly Row[] {
    return drawLive(this.state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    if (this.state.playback.mode === 'seeking') {
      this.#options.player.stopSeeking();
      return true;
    }
    const action = findAction(liveKeys, key, this.#context);
    if (action !== null) this.#do(action);
    else if (this.isTyping) this.#type(key);
    return action !== null;
  }

  ending(): ScreenEnding {
    const { judgement } = this.#options.player;
    const exitCode = judgement === null ? exitCodes.inconclusive : exitCodeOf(judgement.verdict);
    return { rows: describeFarewell({ ...this.state, judgement }, this.#options.repeat), exitCode };
  }

  close(): void {
    // Nothing is held beyond memory.
  }

  get #context() {
    const { doors, place } = this.#options;
    return { ...keyContextOf(this.state, place.roomOf()), canBranch: doors?.whatIf !== undefined };
  }

  #do(action: LiveAction): void {
    const { player } = this.#options;
    switch (action) {
      case 'toggle':
        return player.toggle();
      case 'step':
        return player.step();
      case 'what-if':
        return this.#openWhatIf();
      case 'step-back':
        return player.stepBack();
      case 'next-mark':
        return player.nextMark();
      case 'previous-mark':
        return player.previousMark();
      case 'forward':
        return player.forward();
      case 'back':
        return player.back();
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
      case 'moment':
        return this.#setFocus({ mode: 'moment', moment: '' });
      case 'go':
        return this.#go();
      case 'keep-filter':
        return this.#setFocus({ mode: 'view' });
      case 'erase':
        return this.#erase();
      case 'close':
        return this.#setFocus(this.#focus.mode === 'moment' ? { mode: 'view' } : { mode: 'view', filter: '' });
      default:
        return assertNever(action);
    }
  }

  #openWhatIf(): void {
    const { player, place, doors } = this.#options;
    if (player.state.playback.mode === 'running') player.toggle();
    const screen = doors?.whatIf?.(this.state);
    if (screen !== undefined) place.navigator.open(screen);
  }

  #type(key: string): void {
    const character = key === 'space' ? ' ' : key;
    const isCharacter = [...character].length === 1;
    const { mode, filter, moment } = this.#focus;
    if (!isCharacter) return;
    if (mode === 'moment' && moment.length < longestMoment) this.#setFocus({ moment: moment + character });
    if (mode === 'filter' && filter.length < longestFilter) this.#setFocus({ filter: filter + character });
  }

  #erase(): void {
    const { mode, filter, moment } = this.#focus;
    const shorter = (text: string) => [...text].slice(0, -1).join('');
    this.#setFocus(mode === 'moment' ? { moment: shorter(moment) } : { filter: shorter(filter) });
  }

  /** Goes to the moment that was typed; says what can be typed when it is none. */
  #go(): void {
    const { player, place } = this.#options;
    const parsed = parseMoment(this.#focus.moment, plannedEndUs(this.state.scenario));
    if (!parsed.ok) return place.navigator.say(parsed.problem);
    this.#setFocus({ mode: 'view' });
    player.seek({ kind: 'time', atUs: parsed.atUs });
  }

  #setFocus(change: Partial<Focus>): void {
    this.#focus = { ...this.#focus, ...change };
  }
}

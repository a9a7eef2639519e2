/** The live view as a screen: connects keys and clock to the player, and the player to what is drawn. */
import { assertNever } from '../../../sim/base/assert.js';
import type { KeyInspection } from '../../../sim/key-inspection.js';
import { exitCodeOf, exitCodes } from '../../exit-codes.js';
import { describeFarewell } from '../../view/live/farewell.js';
import { drawLive, keyContextOf, scrollOf } from '../../view/live/draw-live.js';
import { liveKeys } from '../../view/live/live-keys.js';
import type { LiveAction } from '../../view/live/live-keys.js';
import type { Focus, LiveState } from '../../view/live/live-state.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import type { Row } from '../../view/drawing/row.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import { KeyWatch } from '../inspector/key-watch.js';
import type { Player, PlayerState } from './player.js';

/** What a live screen works with. */
export interface LiveScreenOptions {
  readonly player: Player;
  readonly place: ScreenPlace;
  /** The command that repeats the run. */
  readonly repeat: string;
}

/** Longest text that can be filtered by. */
const longestFilter = 40;

/** A run that is watched. */
export class LiveScreen implements Screen {
  readonly title = liveKeys.title;
  readonly keys = liveKeys.bindings;
  readonly #options: LiveScreenOptions;
  readonly #keyWatch = new KeyWatch();
  #focus: Focus = { mode: 'view', panel: 3, filter: '', scroll: 0 };

  constructor(options: LiveScreenOptions) {
    this.#options = options;
  }

  /** What is shown. */
  get state(): LiveState {
    const { state } = this.#options.player;
    const inspection = this.#inspect(state);
    return { ...state, focus: this.#focus, inspection, keyChoice: this.#keyWatch.choice };
  }

  get isTyping(): boolean {
    return this.#focus.mode !== 'view';
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(liveKeys, this.#context);
  }

  tick(): boolean {
    const hasMoved = this.#options.player.tick();
    return hasMoved || (this.#focus.panel === 4 && this.#keyWatch.isLooking);
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
    return keyContextOf(this.state, this.#options.place.roomOf());
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
        return this.#scroll(-1);
      case 'scroll-down':
        return this.#scroll(1);
      case 'show-events':
        return this.#setFocus({ panel: 3 });
      case 'show-key':
        return this.#setFocus({ panel: 4 });
      case 'filter':
        return this.#setFocus({ mode: 'filter' });
      case 'keep-filter':
        return this.#setFocus({ mode: 'view' });
      case 'erase':
        return this.#setFocus({ filter: [...this.#focus.filter].slice(0, -1).join('') });
      case 'close':
        return this.#setFocus({ mode: 'view', filter: '' });
      case 'choose-key':
        this.#keyWatch.choose();
        return this.#setFocus({ mode: 'key', panel: 4 });
      case 'complete-key':
        return this.#keyWatch.complete(player);
      case 'erase-key':
        return this.#keyWatch.erase(player);
      case 'pin-key':
        this.#keyWatch.pin();
        return this.#setFocus({ mode: 'view' });
      case 'leave-key':
        this.#keyWatch.leave();
        return this.#setFocus({ mode: 'view' });
      default:
        return assertNever(action);
    }
  }

  /** What is seen of the key inspector; one look a moment, and none while nobody sees it. */
  #inspect({ record, observation, playback }: PlayerState): KeyInspection | null {
    if (this.#focus.panel !== 4) return null;
    const { events, nowUs } = observation;
    const moment = { log: record.log, events, nowUs, isRunning: playback.mode === 'running' };
    return this.#keyWatch.look(this.#options.player, moment);
  }

  #scroll(by: number): void {
    const { steps } = scrollOf(this.state, this.#options.place.roomOf());
    if (this.#focus.panel === 4) this.#keyWatch.scroll(by, steps);
    else this.#setFocus({ scroll: this.#focus.scroll + by });
  }

  #type(key: string): void {
    const character = key === 'space' ? ' ' : key;
    const isCharacter = [...character].length === 1;
    if (isCharacter && this.#focus.mode === 'key') return this.#keyWatch.type(character, this.#options.player);
    if (!isCharacter || this.#focus.filter.length >= longestFilter) return;
    this.#setFocus({ filter: this.#focus.filter + character });
  }

  #setFocus(change: Partial<Focus>): void {
    this.#focus = { ...this.#focus, ...change };
  }
}

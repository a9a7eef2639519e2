/** The live view as a screen: connects keys and clock to the player, and the player to what is drawn. */
import type { KeyInspection } from '../../../sim/key-inspection.js';
import { exitCodeOf, exitCodes } from '../../exit-codes.js';
import { describeFarewell } from '../../view/live/farewell.js';
import { drawLive, keyContextOf } from '../../view/live/draw-live.js';
import { keyOfEvent } from '../../view/inspector/key-choice.js';
import { planLayout, sizeOfPanel } from '../../view/live/layout.js';
import { closes, liveKeys } from '../../view/live/live-keys.js';
import type { LiveAction } from '../../view/live/live-keys.js';
import { plannedEndUs } from '../../view/live/live-state.js';
import { initialFocus } from '../../view/live/live-focus.js';
import type { Focus } from '../../view/live/live-focus.js';
import type { LiveState } from '../../view/live/live-state.js';
import { followed } from '../../view/live/log-scroll.js';
import { movePanels } from '../../view/live/panel-moves.js';
import { parseMoment } from '../../view/live/moment-input.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import type { Row } from '../../view/drawing/row.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import { KeyWatch } from '../inspector/key-watch.js';
import { LagWatch } from './lag-watch.js';
import type { LiveDoors, Opened, ReportWork } from './live-doors.js';
import type { Player, PlayerState } from './player.js';

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
/** Longest text that can be typed for a moment. */
const longestMoment = 20;

/** A key that changes faster cannot be read. */
const framesPerInspection = 6;

/** Stands for a report whose code is being loaded. */
const isBusy: ReportWork = () => true;

/** A run that is watched. */
export class LiveScreen implements Screen {
  readonly title = liveKeys.title;
  readonly keys = liveKeys.bindings;
  readonly #options: LiveScreenOptions;
  readonly #lags = new LagWatch();
  readonly #keyWatch = new KeyWatch();
  /** Works on the report; null while none is written. */
  #report: ReportWork | null = null;
  #isClosed = false;
  /** The code of a screen is being loaded: another key must not open a second one above it. */
  #isOpening = false;
  /** What is shown of the key while the run goes on, and for how many more frames. */
  #held: KeyInspection | null = null;
  #framesHeld = 0;
  #focus: Focus = initialFocus;

  constructor(options: LiveScreenOptions) {
    this.#options = options;
  }

  /** What is shown. */
  get state(): LiveState {
    const { state } = this.#options.player;
    const inspection = this.#inspect(state);
    return { ...state, focus: this.#focus, lags: null, inspection, keyChoice: this.#keyWatch.choice };
  }

  get isTyping(): boolean {
    return this.#focus.mode !== 'view';
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(liveKeys, this.#context);
  }

  tick(): boolean {
    this.#framesHeld -= 1;
    const hasMoved = this.#options.player.tick();
    if (this.#report !== null && !this.#report(reportBudgetMs)) this.#report = null;
    return hasMoved || (this.#isKeySeen && this.#keyWatch.isLooking);
  }

  draw(size: Size): readonly Row[] {
    const lags = this.#lags.look(this.#options.player);
    return drawLive({ ...this.state, lags }, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    this.#framesHeld = 0;
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
    this.#isClosed = true;
  }

  get #context() {
    const { place, doors } = this.#options;
    return keyContextOf(this.state, place.roomOf(), {
      canExplain: doors?.explain !== undefined,
      canDraw: doors?.spaceTime !== undefined,
      canReport: doors?.report !== undefined && this.#report === null,
      canBranch: doors?.whatIf !== undefined,
    });
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
      case 'filter':
        return this.#setFocus({ mode: 'filter' });
      case 'moment':
        return this.#setFocus({ mode: 'moment', moment: '' });
      case 'go':
        return this.#go();
      case 'explain':
        return this.#open(this.#options.doors?.explain);
      case 'space-time':
        return this.#open(this.#options.doors?.spaceTime);
      case 'copy':
        return this.#options.place.navigator.copy(this.#options.repeat);
      case 'report':
        void this.#beginReport();
        return;
      case 'keep-filter':
        return this.#setFocus({ mode: 'view' });
      case 'erase':
        return this.#erase();
      case 'close':
        return this.#close();
      case 'choose-key':
        this.#keyWatch.choose();
        return this.#setFocus({ mode: 'key', panel: 4, scrolls: { ...this.#focus.scrolls, 4: 0 } });
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
        this.#focus = movePanels(this.state, this.#options.place.roomOf(), action);
    }
  }

  get #isKeySeen(): boolean {
    return sizeOfPanel(planLayout(this.#options.place.roomOf(), this.#focus), 4) !== null;
  }

  /** What is seen of the key inspector: five looks a second while the run goes on, none while nobody sees it. */
  #inspect({ record, observation, playback }: PlayerState): KeyInspection | null {
    if (!this.#isKeySeen) return null;
    const isRunning = playback.mode === 'running';
    if (isRunning && this.#framesHeld > 0) return this.#held;
    this.#framesHeld = framesPerInspection;
    const { events, nowUs } = observation;
    const { selected } = this.#focus;
    this.#held = this.#keyWatch.look(this.#options.player, {
      ...{ log: record.log, events, nowUs, isRunning },
      selected: selected === null ? null : keyOfEvent(selected.event),
    });
    return this.#held;
  }

  #close(): void {
    const closed = closes(this.#context);
    if (closed === 'zoom') this.#setFocus({ isZoomed: false });
    else if (closed === 'hold') this.#setFocus(followed);
    else if (closed === 'moment') this.#setFocus({ mode: 'view' });
    else this.#setFocus({ mode: 'view', filter: '' });
  }

  #open(door: ((state: LiveState) => Opened) | undefined): void {
    if (door === undefined || this.#isOpening) return;
    const { navigator } = this.#options.place;
    const opened = door(this.state);
    if (!(opened instanceof Promise)) return navigator.open(opened);
    this.#isOpening = true;
    opened.then((screen) => {
      this.#isOpening = false;
      // Whoever left in the meantime is not called back.
      if (!this.#isClosed) navigator.open(screen);
      else screen.close();
    }, navigator.fail);
  }

  async #beginReport(): Promise<void> {
    const { place, doors } = this.#options;
    this.#report = isBusy;
    try {
      this.#report = (await doors?.report?.()) ?? null;
    } catch (error) {
      place.navigator.fail(error);
    }
  }

  #openWhatIf(): void {
    const { player, doors } = this.#options;
    if (player.state.playback.mode === 'running') player.toggle();
    this.#open(doors?.whatIf);
  }

  #type(key: string): void {
    const character = key === 'space' ? ' ' : key;
    const isCharacter = [...character].length === 1;
    const { mode, filter, moment } = this.#focus;
    if (!isCharacter) return;
    if (mode === 'key') this.#keyWatch.type(character, this.#options.player);
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

/** Runs in lockstep as a screen: connects keys and clock to their player, and the player to what is drawn. */
import { assertNever } from '../../../sim/base/assert.js';
import { exitCodes } from '../../exit-codes.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import type { Size } from '../../view/drawing/panel.js';
import { span } from '../../view/drawing/row.js';
import type { Row } from '../../view/drawing/row.js';
import { drawLockstep, lockstepContextOf } from '../../view/lockstep/draw-lockstep.js';
import { describeLockstepEnd } from '../../view/lockstep/lockstep-farewell.js';
import { lockstepKeys } from '../../view/lockstep/lockstep-keys.js';
import type { LockstepAction } from '../../view/lockstep/lockstep-keys.js';
import type { LockstepState } from '../../view/lockstep/lockstep-state.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import type { LockstepPlayer } from './lockstep-player.js';
import type { PartingScout } from './parting-scout.js';

/** What can be done with one of the runs. */
export interface LaneDoors {
  /** The command that repeats it. */
  readonly repeat: string;
  /** It alone, as a screen of its own. */
  readonly open: (atUs: number) => Screen;
  /** Keeps it as a scenario file; says what came of it. Absent where there is nothing to keep. */
  readonly write?: () => string;
}

/** What a lockstep screen works with. */
export interface LockstepScreenOptions {
  readonly title: string;
  readonly seed: string;
  readonly player: LockstepPlayer;
  readonly scout: PartingScout;
  readonly doors: readonly LaneDoors[];
  readonly place: ScreenPlace;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
}

/** Milliseconds of a tick in which it is looked for where the runs part. */
const scoutBudgetMs = 5;

/** Runs that are watched beside each other. */
export class LockstepScreen implements Screen {
  readonly title = lockstepKeys.title;
  readonly keys = lockstepKeys.bindings;
  readonly isTyping = false;
  readonly #options: LockstepScreenOptions;
  #chosen = 0;

  constructor(options: LockstepScreenOptions) {
    this.#options = options;
  }

  /** What is shown. */
  get state(): LockstepState {
    const { title, seed, player, scout } = this.#options;
    const { lanes, nowUs, endUs, mode, speed } = player;
    return { title, seed, lanes, nowUs, endUs, mode, speed, parting: scout.parting, chosen: this.#chosen };
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(lockstepKeys, this.#context);
  }

  tick(): boolean {
    const { player, scout, clock } = this.#options;
    const isLooking = scout.parting.kind === 'unknown';
    if (isLooking) scout.work(clock, clock() + scoutBudgetMs);
    return player.tick(scout.parting) || isLooking;
  }

  draw(size: Size): readonly Row[] {
    return drawLockstep(this.state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    const action = findAction(lockstepKeys, key, this.#context);
    if (action !== null) this.#do(action);
    return action !== null;
  }

  ending(): ScreenEnding {
    const { doors } = this.#options;
    const repeats = doors.map(({ repeat }) => [span(`Run again:  ${repeat}`)]);
    const exitCode = this.state.mode === 'finished' ? exitCodes.held : exitCodes.inconclusive;
    return { rows: [...describeLockstepEnd(this.state), ...repeats], exitCode };
  }

  close(): void {
    // Nothing is held beyond memory.
  }

  get #context() {
    return lockstepContextOf(this.state, this.#options.doors[this.#chosen]?.write !== undefined);
  }

  #do(action: LockstepAction): void {
    const { player, scout, doors, place } = this.#options;
    const { parting } = scout;
    switch (action) {
      case 'toggle':
        return player.toggle();
      case 'step':
        return player.step();
      case 'step-back':
        return player.stepBack();
      case 'next-mark':
        return player.searchMark();
      case 'previous-mark':
        return player.seekMarkBefore(parting);
      case 'part':
        return player.seek(parting.kind === 'found' ? parting.atUs : player.nowUs);
      case 'faster':
        return player.goFaster();
      case 'slower':
        return player.goSlower();
      case 'start':
        return player.seek(0);
      case 'end':
        return player.hurryToEnd();
      case 'later':
        return player.shift(0.01);
      case 'earlier':
        return player.shift(-0.01);
      case 'choose-above':
        this.#chosen = Math.max(0, this.#chosen - 1);
        return;
      case 'choose-below':
        this.#chosen = Math.min(doors.length - 1, this.#chosen + 1);
        return;
      case 'open': {
        const door = doors[this.#chosen];
        if (door !== undefined) place.navigator.open(door.open(player.nowUs));
        return;
      }
      case 'write':
        return place.navigator.say(doors[this.#chosen]?.write?.() ?? '');
      default:
        return assertNever(action);
    }
  }
}

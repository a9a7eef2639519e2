/** The home screen: what can be watched, searched by typing. */
import { exitCodes } from '../../exit-codes.js';
import type { Size } from '../../view/drawing/panel.js';
import { span } from '../../view/drawing/row.js';
import type { Row } from '../../view/drawing/row.js';
import { drawHome, pageOfHome } from '../../view/home/draw-home.js';
import { homeContextOf, homeKeys } from '../../view/home/home-keys.js';
import type { HomeAction } from '../../view/home/home-keys.js';
import {
  addSections, changeList, changeSection, currentList, renewSections, restSearches, selectedEntry, startHome,
} from '../../view/home/home-state.js';
import type { HomeState } from '../../view/home/home-state.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import { choose, chooseByLetter } from '../choice/choose.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import type { HomeItem, HomeShelf, Opened, Surroundings } from './home-item.js';

/** What a home screen works with. */
export interface HomeScreenOptions {
  readonly place: ScreenPlace;
  readonly ascii: boolean;
  /** What is there at once. */
  readonly shelves: readonly HomeShelf[];
  /** What is found while the screen is shown already. */
  readonly lookAround: (signal: AbortSignal) => Promise<readonly HomeShelf[]>;
}

/** The first screen of whoever names no command. */
export class HomeScreen implements Screen {
  readonly title = homeKeys.title;
  readonly keys = homeKeys.bindings;
  readonly #options: HomeScreenOptions;
  readonly #closing = new AbortController();
  #state: HomeState<HomeItem>;
  #shelves: readonly HomeShelf[];
  #hasLooked = false;
  /** Another screen was put on top. */
  #isLeft = false;
  #hasNews = false;
  #repeat: string | null = null;

  constructor(options: HomeScreenOptions) {
    this.#options = options;
    this.#shelves = options.shelves;
    this.#state = startHome(options.shelves);
  }

  /** What is shown. */
  get state(): HomeState {
    return this.#state;
  }

  get isTyping(): boolean {
    return currentList(this.#state).isSearching;
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(homeKeys, homeContextOf(this.#state));
  }

  tick(): boolean {
    // Not before the first frame: it waits for nothing.
    if (!this.#hasLooked) this.#lookAround();
    // Only the topmost screen ticks: whoever left is back.
    if (this.#isLeft) this.#renew();
    const hasNews = this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  draw(size: Size): readonly Row[] {
    return drawHome(this.#state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    const action = findAction(homeKeys, key, homeContextOf(this.#state));
    if (action !== null) {
      this.#do(action);
      return true;
    }
    const typed = chooseByLetter(currentList(this.#state), key);
    if (typed !== null) this.#state = changeList(this.#state, () => typed);
    return typed !== null;
  }

  ending(): ScreenEnding {
    const rows = this.#repeat === null ? [] : [[span(`Run again:  ${this.#repeat}`)]];
    return { rows, exitCode: exitCodes.held };
  }

  close(): void {
    this.#closing.abort();
  }

  #do(action: HomeAction): void {
    switch (action) {
      case 'open':
        return this.#openSelected((item, surroundings) => item.open(surroundings));
      case 'show':
        return this.#openSelected((item, surroundings) => item.show(surroundings));
      case 'next-section':
        this.#state = changeSection(this.#state, 1);
        return;
      case 'previous-section':
        this.#state = changeSection(this.#state, -1);
        return;
      default: {
        const page = pageOfHome(this.#options.place.roomOf());
        this.#state = changeList(this.#state, (list) => choose(list, action, page));
      }
    }
  }

  #lookAround(): void {
    this.#hasLooked = true;
    this.#options.lookAround(this.#closing.signal).then((shelves) => {
      this.#shelves = [...this.#shelves, ...shelves];
      this.#change({ ...addSections(this.#state, shelves), isLooking: false });
    }, this.#options.place.navigator.fail);
  }

  #renew(): void {
    this.#isLeft = false;
    this.#change(renewSections(this.#state, this.#shelves.flatMap(({ renew }) => (renew === undefined ? [] : [renew()]))));
  }

  #openSelected(open: (item: HomeItem, surroundings: Surroundings) => Promise<Opened>): void {
    const item = selectedEntry(this.#state);
    if (item === null) return;
    this.#follow(item.name, () => open(item, this.#surroundings));
  }

  get #surroundings(): Surroundings {
    const { place, ascii } = this.#options;
    const follow = (opening: () => Promise<Opened>) => {
      this.#follow('the run', opening);
    };
    return { place, ascii, follow, signal: this.#closing.signal };
  }

  /** One at a time: whoever presses a key twice wants one screen. */
  #follow(name: string, opening: () => Promise<Opened>): void {
    if (this.#state.opening !== null) return;
    // Whoever comes back wants to see what was found, and to leave with q.
    this.#change({ ...restSearches(this.#state), opening: name });
    this.#options.place.navigator.say(`Opening ${name} ...`);
    opening().then((opened) => {
      this.#put(opened);
    }, this.#options.place.navigator.fail);
  }

  #put({ screen, said, repeat }: Opened): void {
    this.#change({ ...this.#state, opening: null });
    if (this.#closing.signal.aborted) {
      screen.close();
      return;
    }
    const { navigator } = this.#options.place;
    navigator.open(screen);
    this.#isLeft = true;
    if (said !== null) navigator.say(said);
    this.#repeat = repeat ?? this.#repeat;
  }

  #change(state: HomeState<HomeItem>): void {
    this.#state = state;
    this.#hasNews = true;
  }
}

/** A screen that is one list: searched by typing, one entry opened at a time. */
import { exitCodes } from '../../exit-codes.js';
import { chosenOf, moveSelection, renewChoice, restSearch, startChoice } from '../../view/choice/choice.js';
import type { Choice, ChoiceState } from '../../view/choice/choice.js';
import { choiceContextOf } from '../../view/choice/choice-keys.js';
import type { ListAction, ListKeyContext } from '../../view/choice/list-keys.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Row } from '../../view/drawing/row.js';
import type { Theme } from '../../view/drawing/theme.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { KeyTable, OfferedKey } from '../../view/keys/key-table.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import { choose, chooseByLetter } from './choose.js';

/** What is shown. */
export interface ListScreenState<Entry extends Choice> {
  readonly list: ChoiceState<Entry>;
  /** The entry that is being opened; null while none is. */
  readonly opening: string | null;
  /** Why something could not be opened; empty when nothing is known to be wrong. */
  readonly problem: string;
}

/** What the list works with. */
export interface ListScreenOptions<Entry extends Choice> {
  readonly place: ScreenPlace;
  readonly keys: KeyTable<ListAction, ListKeyContext>;
  /** As they are now. */
  readonly entries: () => readonly Entry[];
  /** Which one is selected at first. */
  readonly first: (entries: readonly Entry[]) => number;
  readonly draw: (state: ListScreenState<Entry>, size: Size, theme: Theme) => readonly Row[];
  /** How many rows of the list are seen. */
  readonly pageOf: (size: Size) => number;
  /** Opens an entry; the text says why it cannot. */
  readonly open: (name: string) => Promise<Screen | string>;
}

/** The list and what it opens. */
export class ListScreen<Entry extends Choice> implements Screen {
  readonly title: string;
  readonly keys: Screen['keys'];
  readonly #options: ListScreenOptions<Entry>;
  #list: ChoiceState<Entry>;
  #opening: string | null = null;
  #problem = '';
  #isClosed = false;
  #hasNews = false;

  constructor(options: ListScreenOptions<Entry>) {
    this.#options = options;
    this.title = options.keys.title;
    this.keys = options.keys.bindings;
    const entries = options.entries();
    this.#list = moveSelection(startChoice(entries), options.first(entries));
  }

  /** What is shown. */
  get state(): ListScreenState<Entry> {
    return { list: this.#list, opening: this.#opening, problem: this.#problem };
  }

  get isTyping(): boolean {
    return this.#list.isSearching;
  }

  /** The entries have changed: the list says so when it is seen again. */
  refresh(): void {
    this.#list = renewChoice(restSearch(this.#list), this.#options.entries());
    this.#hasNews = true;
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(this.#options.keys, this.#context);
  }

  tick(): boolean {
    const hasNews = this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  draw(size: Size): readonly Row[] {
    return this.#options.draw(this.state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    this.#problem = '';
    const action = findAction(this.#options.keys, key, this.#context);
    if (action === 'open') {
      this.#open();
      return true;
    }
    const { pageOf, place } = this.#options;
    const next = action === null ? chooseByLetter(this.#list, key) : choose(this.#list, action, pageOf(place.roomOf()));
    if (next !== null) this.#list = next;
    return next !== null;
  }

  ending(): ScreenEnding {
    return { rows: [], exitCode: exitCodes.held };
  }

  close(): void {
    this.#isClosed = true;
  }

  get #context(): ListKeyContext {
    return { ...choiceContextOf(this.#list), hasSelection: chosenOf(this.#list) !== null };
  }

  /** One at a time: whoever presses a key twice wants one screen. */
  #open(): void {
    const entry = chosenOf(this.#list);
    if (entry === null || this.#opening !== null) return;
    const { open, place: { navigator } } = this.#options;
    this.#opening = entry.name;
    this.#list = restSearch(this.#list);
    open(entry.name).then((opened) => {
      this.#opening = null;
      this.#hasNews = true;
      if (typeof opened === 'string') this.#problem = opened;
      else if (this.#isClosed) opened.close();
      else navigator.open(opened);
    }, navigator.fail);
  }
}

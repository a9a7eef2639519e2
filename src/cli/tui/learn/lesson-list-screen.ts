/** The list of lessons as a screen: searched by typing, each opened where it was left. */
import { exitCodes } from '../../exit-codes.js';
import type { ListedLesson } from '../../learn/lesson-book.js';
import type { ProgressStore } from '../../learn/progress-store.js';
import { chosenOf, moveSelection, renewChoice, restSearch, startChoice } from '../../view/choice/choice.js';
import type { ChoiceState } from '../../view/choice/choice.js';
import { choiceContextOf } from '../../view/choice/choice-keys.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Row } from '../../view/drawing/row.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import { drawLessonList, pageOfLessonList } from '../../view/learn/lesson-list.js';
import type { LessonEntry, LessonListState } from '../../view/learn/lesson-list.js';
import { lessonListKeys } from '../../view/learn/lesson-list-keys.js';
import type { ListAction, ListKeyContext } from '../../view/choice/list-keys.js';
import { choose, chooseByLetter } from '../choice/choose.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import { firstOpen, lessonEntries } from './lesson-entries.js';

/** What the list works with. */
export interface LessonListOptions {
  readonly place: ScreenPlace;
  readonly lessons: readonly ListedLesson[];
  readonly progress: ProgressStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Opens a lesson where it was left, or what is to be repeated; the text says why it cannot. */
  readonly open: (name: string) => Promise<Screen | string>;
}

/** All lessons that ship. */
export class LessonListScreen implements Screen {
  readonly title = lessonListKeys.title;
  readonly keys = lessonListKeys.bindings;
  readonly #options: LessonListOptions;
  #list: ChoiceState<LessonEntry>;
  #opening: string | null = null;
  #problem = '';
  #isClosed = false;
  #hasNews = false;

  constructor(options: LessonListOptions) {
    this.#options = options;
    const entries = this.#entries();
    this.#list = moveSelection(startChoice(entries), firstOpen(entries));
  }

  /** What is shown. */
  get state(): LessonListState {
    return { list: this.#list, opening: this.#opening, problem: this.#problem };
  }

  get isTyping(): boolean {
    return this.#list.isSearching;
  }

  /** Something was answered: the list says so when it is seen again. */
  refresh(): void {
    this.#list = renewChoice(restSearch(this.#list), this.#entries());
    this.#hasNews = true;
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(lessonListKeys, this.#context);
  }

  tick(): boolean {
    const hasNews = this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  draw(size: Size): readonly Row[] {
    return drawLessonList(this.state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    this.#problem = '';
    const action = findAction(lessonListKeys, key, this.#context);
    if (action !== null) {
      this.#do(action);
      return true;
    }
    const typed = chooseByLetter(this.#list, key);
    if (typed !== null) this.#list = typed;
    return typed !== null;
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

  #entries(): readonly LessonEntry[] {
    const { lessons, progress, now } = this.#options;
    return lessonEntries(lessons, progress.read(), now());
  }

  #do(action: ListAction): void {
    if (action === 'open') return this.#open();
    this.#list = choose(this.#list, action, pageOfLessonList(this.#options.place.roomOf()));
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

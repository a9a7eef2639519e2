/** The list of interviews as a screen: searched by typing, each begun anew. */
import { exitCodes } from '../../exit-codes.js';
import type { ListedInterview } from '../../interview/interview-book.js';
import { chosenOf, restSearch, startChoice } from '../../view/choice/choice.js';
import type { Choice, ChoiceState } from '../../view/choice/choice.js';
import { choiceContextOf } from '../../view/choice/choice-keys.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Row } from '../../view/drawing/row.js';
import { showText } from '../../view/drawing/text-width.js';
import type { ListKeyContext } from '../../view/choice/list-keys.js';
import { drawInterviewList, interviewListKeys, pageOfInterviewList } from '../../view/interview/interview-list.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import { choose, chooseByLetter } from '../choice/choose.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';

/** What the list works with. */
export interface InterviewListOptions {
  readonly place: ScreenPlace;
  readonly interviews: readonly ListedInterview[];
  /** Opens an interview; the text says why it cannot. */
  readonly open: (name: string) => Promise<Screen | string>;
}

/** All interviews that ship. */
export class InterviewListScreen implements Screen {
  readonly title = interviewListKeys.title;
  readonly keys = interviewListKeys.bindings;
  readonly #options: InterviewListOptions;
  #list: ChoiceState<Choice>;
  #problem = '';
  #isOpening = false;
  #isClosed = false;
  #hasNews = false;

  constructor(options: InterviewListOptions) {
    this.#options = options;
    this.#list = startChoice(options.interviews.map(({ name, title, about }) =>
      ({ name, title: showText(title), about: showText(about), group: '', tags: [] })));
  }

  get isTyping(): boolean {
    return this.#list.isSearching;
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(interviewListKeys, this.#context);
  }

  tick(): boolean {
    const hasNews = this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  draw(size: Size): readonly Row[] {
    return drawInterviewList({ list: this.#list, problem: this.#problem }, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    this.#problem = '';
    const action = findAction(interviewListKeys, key, this.#context);
    if (action === 'open') {
      this.#open();
      return true;
    }
    const next = action === null ? chooseByLetter(this.#list, key) : choose(this.#list, action, pageOfInterviewList(this.#options.place.roomOf()));
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
    if (entry === null || this.#isOpening) return;
    const { open, place: { navigator } } = this.#options;
    this.#isOpening = true;
    this.#list = restSearch(this.#list);
    open(entry.name).then((opened) => {
      this.#isOpening = false;
      this.#hasNews = true;
      if (typeof opened === 'string') this.#problem = opened;
      else if (this.#isClosed) opened.close();
      else navigator.open(opened);
    }, navigator.fail);
  }
}

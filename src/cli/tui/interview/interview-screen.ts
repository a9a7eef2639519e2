/** An interview as a screen: a question at a time, then the run of the design, follow-ups, and the model answer. */
import type { InterviewAnswer, InterviewAnswers } from '../../../scenarios/interview/answer.js';
import { readInterviewAnswer } from '../../../scenarios/interview/answer.js';
import type { ChecklistItem } from '../../../scenarios/interview/checklist.js';
import type { Design } from '../../../scenarios/interview/design.js';
import type { Interview, InterviewQuestion } from '../../../scenarios/interview/interview.js';
import { lookUpStated } from '../../../scenarios/interview/run-design.js';
import { spellAnswer } from '../../../scenarios/lessons/question.js';
import { exitCodes } from '../../exit-codes.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Row } from '../../view/drawing/row.js';
import { moveWithin } from '../../view/drawing/selection.js';
import { showText } from '../../view/drawing/text-width.js';
import { drawInterview, lastTopOfInterview, pageOfInterview } from '../../view/interview/draw-interview.js';
import type { InterviewState } from '../../view/interview/draw-interview.js';
import { interviewKeys } from '../../view/interview/interview-keys.js';
import type { InterviewAction, InterviewKeyContext, InterviewMode } from '../../view/interview/interview-keys.js';
import { askedPassages, endPassages, followUpPassages, repliedPassages, runningPassages, toldPassages } from '../../view/interview/interview-page.js';
import type { InterviewInput } from '../../view/interview/interview-page.js';
import type { Passage } from '../../view/interview/passage.js';
import type { JudgedDesign } from '../../view/interview/told-feedback.js';
import { choiceWords, designPassage } from '../../view/interview/told-question.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import { DesignJob } from './design-job.js';

/** What an interview is shown with. */
export interface InterviewScreenOptions {
  readonly place: ScreenPlace;
  readonly interview: Interview;
  /** What was answered, or left open, when it was held before: what is said now goes there too. */
  readonly answers: Map<string, InterviewAnswer | null>;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
  /** The design in the live view. */
  readonly openLive: (design: Design) => Promise<Screen>;
  /** What became of the lost writes of a design. */
  readonly openExplanation: (design: Design) => Promise<Screen>;
  /** Writes the design and says where, or why not. */
  readonly write: (design: Design) => string;
  /** The command that gives the same answers, for the end of the program. */
  readonly repeat: (answers: ReadonlyMap<string, InterviewAnswer | null>) => string;
}

/** Where an interview is. */
type Page =
  | { readonly kind: 'asked' | 'replied'; readonly at: number }
  | { readonly kind: 'running' }
  | { readonly kind: 'told' }
  /** `said` is null before it was answered. */
  | { readonly kind: 'follow-up'; readonly at: number; readonly said: string | null }
  | { readonly kind: 'end' };

/** One interview, from the prompt to the checklist. */
export class InterviewScreen implements Screen {
  readonly title = interviewKeys.title;
  readonly keys = interviewKeys.bindings;
  readonly #options: InterviewScreenOptions;
  readonly #answers: Map<string, InterviewAnswer | null>;
  #page: Page = { kind: 'asked', at: 0 };
  #input: InterviewInput = emptyInput;
  #job: DesignJob | null = null;
  #judged: JudgedDesign | null = null;
  #checklist: readonly ChecklistItem[] = [];
  #top = 0;
  #hasNews = true;

  constructor(options: InterviewScreenOptions) {
    this.#options = options;
    this.#answers = options.answers;
    this.#goTo(this.#page);
  }

  /** What is shown. */
  get state(): InterviewState {
    const { interview } = this.#options;
    const page = this.#page;
    const places = interview.questions.length;
    const place = page.kind === 'asked' || page.kind === 'replied' ? page.at + 1 : places + 1;
    return { title: interview.title, place, places, main: this.#main, side: [designPassage(interview, this.#given)], top: this.#top };
  }

  get isTyping(): boolean {
    return this.#mode === 'typing';
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(interviewKeys, this.#context);
  }

  tick(): boolean {
    if (this.#page.kind === 'running') this.#hasNews = true;
    const hasNews = this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  draw(size: Size): readonly Row[] {
    return drawInterview(this.state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    this.#hasNews = true;
    const action = findAction(interviewKeys, key, this.#context);
    if (action !== null) {
      this.#do(action, key);
      return true;
    }
    const character = key === 'space' ? ' ' : key;
    if (this.#mode !== 'typing' || [...character].length !== 1) return false;
    const typed = this.#input.typed + character;
    if (typed.length <= longestText) this.#input = { ...this.#input, typed, problem: '' };
    return true;
  }

  ending(): ScreenEnding {
    return { rows: [[{ text: `Go on:  ${showText(this.#options.repeat(this.#answers))}`, tone: 'plain' }]], exitCode: exitCodes.held };
  }

  close(): void {
    this.#job?.stop();
  }

  get #main(): readonly Passage[] {
    const { interview } = this.#options;
    const page = this.#page;
    const judged = this.#judged;
    if (page.kind === 'asked' || page.kind === 'replied') {
      const question = this.#question;
      if (question === null) return [];
      return page.kind === 'asked' ? askedPassages(interview, question, this.#input) : repliedPassages(interview, question, this.#given);
    }
    if (judged === null) return runningPassages(this.#job?.share ?? 0);
    switch (page.kind) {
      case 'running':
      case 'told':
        return toldPassages(judged);
      case 'follow-up':
        return followUpPassages(judged, page.at, this.#input.typed, page.said);
      case 'end':
        return endPassages(judged, this.#checklist);
    }
  }

  get #question(): InterviewQuestion | null {
    const page = this.#page;
    return page.kind === 'asked' || page.kind === 'replied' ? (this.#options.interview.questions[page.at] ?? null) : null;
  }

  get #given(): InterviewAnswers {
    return new Map([...this.#answers].flatMap(([name, answer]) => (answer === null ? [] : [[name, answer] as const])));
  }

  get #choices(): number {
    const question = this.#question;
    return question === null ? 0 : choiceWords(this.#options.interview, question).length;
  }

  get #mode(): InterviewMode {
    const page = this.#page;
    switch (page.kind) {
      case 'asked':
        return this.#choices > 0 ? 'choosing' : 'typing';
      case 'replied':
        return 'replied';
      case 'running':
        return 'waiting';
      case 'follow-up':
        return page.said === null ? 'typing' : 'told';
      case 'told':
      case 'end':
        return 'told';
    }
  }

  get #context(): InterviewKeyContext {
    const { place } = this.#options;
    const page = this.#page;
    return {
      mode: this.#mode,
      canGoBack: page.kind !== 'asked' || page.at > 0,
      canGoUp: this.#top > 0,
      canGoDown: this.#top < lastTopOfInterview(this.state, place.roomOf(), place.theme),
      hasText: this.#input.typed !== '',
      count: this.#choices,
      hasLosses: (this.#judged?.run.report.lostWrites.total ?? 0) > 0,
      isLast: page.kind === 'end',
    };
  }

  #do(action: InterviewAction, key: string): void {
    const { place: { navigator } } = this.#options;
    switch (action) {
      case 'commit':
        return this.#commit();
      case 'next':
        return this.#next();
      case 'skip':
      case 'leave-open':
        return this.#skip();
      case 'back':
      case 'previous':
        return this.#back();
      case 'up':
      case 'down':
        this.#input = { ...this.#input, cursor: moveWithin(this.#input.cursor, action === 'up' ? -1 : 1, this.#choices), problem: '' };
        return;
      case 'pick': {
        const at = Number(key) - 1;
        if (at < this.#choices) this.#input = { ...this.#input, cursor: at };
        return;
      }
      case 'erase':
        this.#input = { ...this.#input, typed: [...this.#input.typed].slice(0, -1).join(''), problem: '' };
        return;
      case 'clear':
        if (this.#input.typed === '') return navigator.back();
        this.#input = { ...this.#input, typed: '', problem: '' };
        return;
      case 'live':
      case 'explain':
        return this.#open(action);
      case 'write':
        if (this.#judged !== null) navigator.say(this.#options.write(this.#judged.design));
        return;
      case 'scroll-up':
      case 'scroll-down':
      case 'page-up':
      case 'page-down':
      case 'first':
      case 'last':
        return this.#scroll(action);
    }
  }

  #commit(): void {
    const page = this.#page;
    if (page.kind === 'follow-up') {
      this.#goTo({ ...page, said: this.#input.typed.trim() });
      return;
    }
    const question = this.#question;
    if (question === null || page.kind !== 'asked') return;
    const { cursor, typed } = this.#input;
    const read = readInterviewAnswer(question, this.#choices > 0 ? String(cursor + 1) : typed, lookUpStated(this.#options.interview));
    if (!read.ok) {
      this.#input = { ...this.#input, problem: `${read.message}; expected ${read.expected}; tab leaves it open.` };
      return;
    }
    this.#answers.set(question.name, read.value);
    this.#goTo({ kind: 'replied', at: page.at });
  }

  #skip(): void {
    const page = this.#page;
    const question = this.#question;
    if (page.kind === 'follow-up') this.#goTo({ ...page, said: '' });
    if (question === null || page.kind !== 'asked') return;
    this.#answers.set(question.name, null);
    this.#goTo({ kind: 'replied', at: page.at });
  }

  #next(): void {
    const page = this.#page;
    const { interview, place: { navigator } } = this.#options;
    const followUps = this.#judged?.feedback.followUps.length ?? 0;
    switch (page.kind) {
      case 'replied':
        return page.at + 1 < interview.questions.length ? this.#goTo({ kind: 'asked', at: page.at + 1 }) : this.#run();
      case 'told':
        return this.#goTo(followUps > 0 ? { kind: 'follow-up', at: 0, said: null } : { kind: 'end' });
      case 'follow-up':
        return this.#goTo(page.at + 1 < followUps ? { kind: 'follow-up', at: page.at + 1, said: null } : { kind: 'end' });
      case 'end':
        return navigator.back();
      case 'asked':
      case 'running':
    }
  }

  #back(): void {
    const page = this.#page;
    const last = this.#options.interview.questions.length - 1;
    switch (page.kind) {
      case 'replied':
        return this.#goTo({ kind: 'asked', at: page.at });
      case 'asked':
        return this.#goTo({ kind: 'asked', at: Math.max(0, page.at - 1) });
      case 'running':
      case 'told':
        this.#job?.stop();
        return this.#goTo({ kind: 'asked', at: last });
      case 'follow-up':
      case 'end':
        return this.#goTo({ kind: 'told' });
    }
  }

  /** A question that was answered before begins with that answer. */
  #goTo(page: Page): void {
    this.#page = page;
    this.#top = 0;
    this.#input = emptyInput;
    const question = page.kind === 'asked' ? this.#question : null;
    const answer = question === null ? null : (this.#answers.get(question.name) ?? null);
    if (answer?.kind === 'words') this.#input = { ...emptyInput, typed: answer.text };
    if (answer?.kind === 'estimate') this.#input = { ...emptyInput, typed: spellAnswer(answer.answer) };
    if (question !== null && answer !== null) this.#input = { ...this.#input, cursor: cursorOf(question, answer) };
  }

  #run(): void {
    const { interview, clock, place: { navigator } } = this.#options;
    this.#job?.stop();
    this.#judged = null;
    this.#checklist = [];
    this.#goTo({ kind: 'running' });
    this.#job = new DesignJob({
      interview, answers: this.#given, clock, fail: navigator.fail,
      onJudged: (judged) => {
        this.#judged = judged;
        this.#goTo({ kind: 'told' });
        this.#hasNews = true;
      },
      onChecked: (item) => {
        this.#checklist = [...this.#checklist, item];
        this.#hasNews = true;
      },
    });
  }

  #open(what: 'live' | 'explain'): void {
    const { openLive, openExplanation, place: { navigator } } = this.#options;
    if (this.#judged === null) return;
    const open = what === 'live' ? openLive : openExplanation;
    open(this.#judged.design).then(navigator.open, navigator.fail);
  }

  #scroll(action: 'scroll-up' | 'scroll-down' | 'page-up' | 'page-down' | 'first' | 'last'): void {
    const { place } = this.#options;
    const room = place.roomOf();
    const page = pageOfInterview(room);
    const by = { 'scroll-up': -1, 'scroll-down': 1, 'page-up': -page, 'page-down': page, first: -Infinity, last: Infinity }[action];
    this.#top = Math.max(0, Math.min(lastTopOfInterview(this.state, room, place.theme), this.#top + by));
  }
}

const emptyInput: InterviewInput = { cursor: 0, typed: '', problem: '' };
const longestText = 400;

function cursorOf({ kind }: InterviewQuestion, answer: InterviewAnswer): number {
  if (kind.kind === 'choice' && answer.kind === 'choice') return Math.max(0, kind.choices.findIndex(({ name }) => name === answer.choice));
  if (kind.kind === 'prediction' && answer.kind === 'prediction') return Math.max(0, kind.outcomes.findIndex(({ name }) => name === answer.outcome));
  return 0;
}

/** A lesson as a screen: predict, say how sure you are, commit, see; then variations, and on. */
import { ownRun, lookUpIn } from '../../../scenarios/lessons/facts.js';
import type { Question, Step, StepRun } from '../../../scenarios/lessons/lesson.js';
import { runsToAsk, runsToTell, runsToVary } from '../../../scenarios/lessons/needed-runs.js';
import type { Attempt } from '../../../scenarios/lessons/progress.js';
import { attemptOf } from '../../../scenarios/lessons/progress.js';
import { rightAnswer, unitOfNumber } from '../../../scenarios/lessons/question.js';
import { askAgain, beSure, choose, commit, goBack, goOn, reveal, skip, takeHint, vary, whereIs } from '../../../scenarios/lessons/walk.js';
import type { Stop, Visit, Walk } from '../../../scenarios/lessons/walk.js';
import { exitCodes } from '../../exit-codes.js';
import type { LessonRuns } from '../../learn/run-step.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Row } from '../../view/drawing/row.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import { drawLesson, lastTopOfLesson, pageOfLesson, topAtCursor } from '../../view/learn/draw-lesson.js';
import { changeConfidence, countChoices, isPartOfNumber, moveCursor, pickChoice, typeNumber } from '../../view/learn/give-answer.js';
import { lessonKeys } from '../../view/learn/lesson-keys.js';
import type { LessonAction, LessonKeyContext, LessonMode } from '../../view/learn/lesson-keys.js';
import { answerOf, freshInput } from '../../view/learn/lesson-page.js';
import type { LessonPage, LessonState, QuestionInput, ShownVariation } from '../../view/learn/lesson-page.js';
import { overPage } from '../../view/learn/over-page.js';
import { canAskAgain } from '../../view/learn/told-step.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import { openAtMoment } from './open-at-moment.js';
import { pageOfStep, showVariation } from './page-of-step.js';
import type { Trying } from './page-of-step.js';
import { StepWork } from './step-work.js';

/** What a lesson is shown with. */
export interface LessonScreenOptions {
  readonly place: ScreenPlace;
  readonly walk: Walk;
  /** The number of a lesson among those that ship; null for others. */
  readonly numberOf: (lesson: string) => number | null;
  readonly lessons: number;
  readonly runsOf: (lesson: string) => LessonRuns;
  /** Whether progress outlasts the program. */
  readonly isKept: boolean;
  readonly note: (attempt: Attempt) => Promise<void>;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly openLive: (run: StepRun, atUs: number, lesson: string) => Promise<Screen>;
  readonly toList: () => void;
  readonly commandOf: (run: StepRun, lesson: string) => string;
  /** The command that takes the lesson again, for the end of the program. */
  readonly repeat: string;
}

/** Steps of lessons, one after the other. */
export class LessonScreen implements Screen {
  readonly title = lessonKeys.title;
  readonly keys = lessonKeys.bindings;
  readonly #options: LessonScreenOptions;
  #walk: Walk;
  #input: QuestionInput;
  #problem = '';
  readonly #work: StepWork;
  #isAskable = false;
  #trying: Trying | null = null;
  #varied: number | null = null;
  #shown: readonly (ShownVariation | null)[] = [];
  #isFollowed = false;
  #top = 0;
  #hasNews = true;

  constructor(options: LessonScreenOptions) {
    this.#options = options;
    this.#walk = options.walk;
    this.#input = emptyInput;
    const { runsOf, clock, place: { navigator } } = options;
    this.#work = new StepWork({ runsOf, clock, onNews: () => { this.#hasNews = true; }, fail: navigator.fail });
    this.#arrive();
  }

  /** What is shown. */
  get state(): LessonState {
    const { numberOf, lessons, isKept } = this.#options;
    const { stops, at, streak, hintsUsed } = this.#walk;
    const here = this.#here;
    const stop = here?.stop ?? stops.at(-1);
    const heading = {
      number: stop === undefined ? null : numberOf(stop.lesson.name),
      lessons,
      title: stop?.lesson.title ?? '',
      step: here?.stop.step.title ?? '',
      place: at + 1,
      places: stops.length,
      streak,
      hintsUsed,
      isKept,
    };
    return { heading, page: this.#page, top: this.#top };
  }

  get isTyping(): boolean {
    return this.#mode === 'typing';
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(lessonKeys, this.#context);
  }

  tick(): boolean {
    const hasNews = this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  draw(size: Size): readonly Row[] {
    return drawLesson(this.state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    this.#hasNews = true;
    const mode = this.#mode;
    if ((mode === 'number' || mode === 'typing') && isPartOfNumber(key, this.#asked)) {
      this.#say((input) => typeNumber(input, key));
      return true;
    }
    const action = findAction(lessonKeys, key, this.#context);
    if (action !== null) this.#do(action, key);
    return action !== null;
  }

  ending(): ScreenEnding {
    return { rows: [[{ text: `Go on:  ${this.#options.repeat}`, tone: 'plain' }]], exitCode: exitCodes.held };
  }

  close(): void {
    this.#work.stop();
  }

  get #here(): { readonly stop: Stop; readonly visit: Visit } | null {
    return whereIs(this.#walk);
  }

  get #page(): LessonPage {
    const here = this.#here;
    if (here === null) return overPage(this.#walk);
    return pageOfStep({
      ...here,
      ended: this.#work.ended,
      isAskable: this.#isAskable,
      refusal: this.#work.refusal,
      share: this.#work.share,
      input: this.#input,
      problem: this.#problem,
      trying: this.#trying,
      shown: this.#shown,
      varied: this.#varied,
      isFollowed: this.#isFollowed,
    });
  }

  get #mode(): LessonMode {
    const here = this.#here;
    if (here === null) return 'over';
    if (this.#work.refusal !== null || !this.#isAskable) return 'waiting';
    if (this.#trying === null && here.visit.phase === 'revealed') return 'revealed';
    if (this.#trying?.stage === 'computing' || (this.#trying === null && here.visit.phase === 'committed')) return 'waiting';
    switch (here.stop.step.question.kind) {
      case 'choice':
        return 'choosing';
      case 'order':
        return 'ordering';
      case 'number':
        return this.#asked.typed === '' ? 'number' : 'typing';
    }
  }

  /** The answer that keys are about. */
  get #asked(): QuestionInput {
    return this.#trying?.input ?? this.#input;
  }

  get #context(): LessonKeyContext {
    const { place } = this.#options;
    const mode = this.#mode;
    const step = this.#here?.stop.step ?? null;
    const last = lastTopOfLesson(this.state, place.roomOf(), place.theme);
    const visit = this.#here?.visit;
    return {
      mode,
      canGoBack: this.#walk.at > 0 && this.#trying === null,
      canGoUp: this.#top > 0,
      canGoDown: this.#top < last,
      hasHint: (step?.hint ?? null) !== null && visit?.isHinted === false && this.#trying === null,
      count: step === null ? 0 : mode === 'revealed' ? step.variations.length : countChoices(step.question),
      isVaried: this.#trying !== null || this.#varied !== null,
      isFollowed: this.#isFollowed,
      isHeld: this.#asked.isHeld,
    };
  }

  #do(action: LessonAction, key: string): void {
    switch (action) {
      case 'commit':
        return this.#commit();
      case 'skip':
        return this.#skip();
      case 'next':
        return this.#next();
      case 'back':
        return this.#go(goBack(this.#walk));
      case 'ask-again':
        return this.#go(askAgain(this.#walk));
      case 'hint':
        this.#walk = takeHint(this.#walk);
        return;
      case 'up':
      case 'down': {
        this.#say((input, question) => moveCursor(input, question, action === 'up' ? -1 : 1));
        return this.#follow();
      }
      case 'pick':
        this.#say((input, question) => pickChoice(input, question, Number(key) - 1));
        return this.#follow();
      case 'take':
        return this.#say((input) => ({ ...input, isHeld: !input.isHeld }));
      case 'less-sure':
        return this.#say((input) => changeConfidence(input, -1));
      case 'surer':
        return this.#say((input) => changeConfidence(input, 1));
      case 'erase':
        return this.#say((input) => ({ ...input, typed: input.typed.slice(0, -1) }));
      case 'clear':
        return this.#say((input) => ({ ...input, typed: '' }));
      case 'vary':
        return this.#vary(Number(key) - 1);
      case 'return':
        return this.#asItWas();
      case 'follow-up':
        this.#isFollowed = !this.#isFollowed;
        return;
      case 'live':
        return this.#live();
      case 'copy':
        return this.#copy();
      case 'lessons':
        return this.#options.toList();
      default:
        return this.#scroll(action);
    }
  }

  /** At a stop, as it was left: its runs are computed while the question is read. */
  #arrive(): void {
    this.#work.stop();
    this.#trying = null;
    this.#varied = null;
    this.#shown = [];
    this.#isFollowed = false;
    this.#problem = '';
    this.#top = 0;
    this.#isAskable = false;
    this.#hasNews = true;
    const here = this.#here;
    if (here === null) return;
    const { step } = here.stop;
    this.#input = freshInput(step.question);
    this.#work.need(here.stop, runsToAsk(step), () => {
      this.#isAskable = true;
      this.#work.need(here.stop, runsToTell(step), () => {
        this.#reveal();
      });
    });
  }

  #commit(): void {
    const step = this.#here?.stop.step;
    if (step === undefined) return;
    const { answer, problem } = this.#answer(step, this.#trying);
    this.#problem = problem;
    if (answer === null) return;
    if (this.#trying !== null) return this.#showVariation(this.#trying);
    this.#walk = commit(choose(beSure(this.#walk, this.#input.confidence), answer));
    this.#reveal();
  }

  /** What is said of the step's own run, or of the variation that is tried. */
  #answer({ question, variations }: Step, trying: Trying | null): ReturnType<typeof answerOf> {
    const run = trying === null ? ownRun : variations[trying.index].run.name;
    return answerOf(question, trying?.input ?? this.#input, unitOfNumber(question, lookUpIn(this.#work.ended, run)));
  }

  #skip(): void {
    if (this.#trying !== null) return this.#showVariation({ ...this.#trying, stage: 'computing' });
    this.#walk = skip(this.#walk);
    this.#reveal();
  }

  /** Once it is committed and its runs have ended, whichever comes last. */
  #reveal(): void {
    const here = this.#here;
    if (here?.visit.phase !== 'committed' || this.#work.isAtWork || !this.#isAskable) return;
    const { step, lesson } = here.stop;
    this.#walk = reveal(this.#walk, rightAnswer(step.question, lookUpIn(this.#work.ended)));
    this.#top = 0;
    const { visit } = this.#here ?? here;
    const attempt = attemptOf(visit, { lesson: lesson.name, step: step.name }, this.#options.now());
    if (attempt !== null) this.#options.note(attempt).catch(this.#options.place.navigator.fail);
  }

  #next(): void {
    if (this.#here === null) return this.#options.toList();
    this.#go(goOn(this.#walk));
  }

  #go(walk: Walk): void {
    this.#walk = walk;
    this.#arrive();
  }

  /** What is chosen is in sight. */
  #follow(): void {
    this.#top = topAtCursor(this.state, this.#options.place.roomOf()) ?? this.#top;
  }

  #say(change: (input: QuestionInput, question: Question) => QuestionInput): void {
    const question = this.#here?.stop.step.question;
    if (question === undefined) return;
    this.#problem = '';
    if (this.#trying !== null) this.#trying = { ...this.#trying, input: change(this.#trying.input, question) };
    else this.#input = change(this.#input, question);
  }

  #vary(index: number): void {
    const here = this.#here;
    if (here === null || index >= here.stop.step.variations.length) return;
    const { stop } = here;
    const variation = stop.step.variations[index];
    this.#walk = vary(this.#walk, variation.run.name);
    if ((this.#shown[index] ?? null) !== null) {
      this.#see(index);
      return;
    }
    const trying: Trying = { index, input: { ...freshInput(stop.step.question), confidence: 'guess' }, stage: 'computing' };
    this.#trying = trying;
    this.#work.need(stop, runsToVary(stop.step, variation), () => {
      this.#top = 0;
      if (canAskAgain(stop.step.question)) this.#trying = { ...trying, stage: 'predicting' };
      else this.#showVariation(trying);
    });
  }

  /** Shows what came of it, with what was predicted where something was. */
  #showVariation(trying: Trying): void {
    const here = this.#here;
    if (here === null) return;
    const { step } = here.stop;
    const { answer } = trying.stage === 'predicting' ? this.#answer(step, trying) : { answer: null };
    const { index } = trying;
    const shown = showVariation(here.stop, index, this.#work.ended, answer);
    this.#shown = step.variations.map((_, at) => (at === index ? shown : (this.#shown[at] ?? null)));
    this.#see(index);
  }

  #see(index: number | null): void {
    this.#trying = null;
    this.#problem = '';
    this.#varied = index;
    this.#top = 0;
  }

  #asItWas(): void {
    this.#work.stop();
    this.#see(null);
  }

  #live(): void {
    const stop = this.#here?.stop;
    if (stop === undefined) return;
    const { openLive, place: { navigator } } = this.#options;
    openAtMoment(stop, this.#runInSight(stop.step), { work: this.#work, navigator, openLive });
  }

  #runInSight(step: Step): StepRun {
    return this.#varied === null ? step.run : step.variations[this.#varied].run;
  }

  #copy(): void {
    const stop = this.#here?.stop;
    if (stop === undefined) return;
    const { commandOf, place } = this.#options;
    place.navigator.copy(commandOf(this.#runInSight(stop.step), stop.lesson.name));
  }

  #scroll(action: 'scroll-up' | 'scroll-down' | 'page-up' | 'page-down' | 'first' | 'last'): void {
    const { place } = this.#options;
    const room = place.roomOf();
    const page = pageOfLesson(room);
    const by = { 'scroll-up': -1, 'scroll-down': 1, 'page-up': -page, 'page-down': page, first: -Infinity, last: Infinity }[action];
    this.#top = Math.max(0, Math.min(lastTopOfLesson(this.state, room, place.theme), this.#top + by));
  }
}

const emptyInput: QuestionInput = { confidence: 'fairly', cursor: 0, typed: '', items: [], isHeld: false };

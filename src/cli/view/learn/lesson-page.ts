/** What the screen of a lesson shows at one moment. */
import type { Answer } from '../../../scenarios/lessons/question.js';
import { readAnswer } from '../../../scenarios/lessons/question.js';
import type { Confidence, Question } from '../../../scenarios/lessons/lesson.js';
import type { NumberUnit } from '../../../scenarios/lessons/value.js';
import type { AttemptOutcome } from '../../../scenarios/lessons/walk.js';
import type { Scenario } from '../../../sim/scenario.js';
import type { ToldRun } from '../story/run-index.js';
import type { MomentKind } from './decisive-moment.js';
import type { AskedStep, SaidAnswer, ToldStep, ToldVariation } from './told-step.js';

/** The screen at one moment. */
export interface LessonState {
  readonly heading: LessonHeading;
  readonly page: LessonPage;
  /** The first line that is seen where not all have room. */
  readonly top: number;
}

/** Where one is. */
export interface LessonHeading {
  /** The number of the lesson among those that ship; null for one of a file of one's own. */
  readonly number: number | null;
  readonly lessons: number;
  readonly title: string;
  /** What the step is called; empty behind the last one. */
  readonly step: string;
  /** From 1. */
  readonly place: number;
  readonly places: number;
  readonly streak: number;
  readonly hintsUsed: number;
  readonly isKept: boolean;
}

/** What is asked, or told. */
export type LessonPage =
  /** Its runs are computed, as far as the text needs them. */
  | { readonly kind: 'computing'; readonly words: string; readonly share: number }
  /** It cannot be run. */
  | { readonly kind: 'refused'; readonly message: string }
  | PredictPage
  | RevealPage
  | OverPage;

/** A question that waits for an answer. */
export interface PredictPage {
  readonly kind: 'predict';
  readonly step: AskedStep;
  readonly scenario: Scenario;
  readonly question: Question;
  readonly input: QuestionInput;
  readonly isHinted: boolean;
  /** The variation that the question is put about; null for the step's own run. */
  readonly variation: string | null;
  /** How far the run is, of 1, once the answer is committed; null before. */
  readonly share: number | null;
  /** Why the answer cannot be taken; empty where it can, or where nobody tried. */
  readonly problem: string;
}

/** An answer that is out. */
export interface RevealPage {
  readonly kind: 'reveal';
  readonly step: AskedStep;
  readonly answer: ToldStep;
  /** Null where the question was skipped. */
  readonly said: SaidAnswer | null;
  readonly outcome: AttemptOutcome;
  readonly confidence: Confidence | null;
  readonly key: string | null;
  /** Null where no key is drawn. */
  readonly told: ToldRun | null;
  /** Where the live view of the run in sight opens. */
  readonly moment: MomentKind;
  readonly isFollowed: boolean;
  /** One for each variation; null for those that were not looked at. */
  readonly variations: readonly (ShownVariation | null)[];
  /** The variation in sight; null where it is the step. */
  readonly varied: number | null;
}

/** A variation that was looked at. */
export interface ShownVariation {
  readonly told: ToldVariation;
  /** What was predicted of it; null where nothing was. */
  readonly said: SaidAnswer | null;
}

/** The end of a lesson. */
export interface OverPage {
  readonly kind: 'over';
  readonly right: number;
  readonly wrong: number;
  readonly skipped: number;
  /** Steps that come back soon, and why. */
  readonly again: readonly string[];
}

/** An answer while it is given. */
export interface QuestionInput {
  readonly confidence: Confidence;
  /** The choice, or the item of an order, that keys are about. */
  readonly cursor: number;
  /** What is typed of a number. */
  readonly typed: string;
  /** Items in the order that they have so far. */
  readonly items: readonly number[];
  /** The item at the cursor is moved by what moves the cursor. */
  readonly isHeld: boolean;
}

/** Nothing has been said yet. */
export function freshInput(question: Question): QuestionInput {
  const items = question.kind === 'order' ? question.items.map((_, index) => index) : [];
  return { confidence: 'fairly', cursor: 0, typed: '', items, isHeld: false };
}

/** The answer that would be committed now, or why there is none. `unit` is that of a number asked for. */
export function answerOf(
  question: Question, input: QuestionInput, unit: NumberUnit | null,
): { readonly answer: Answer | null; readonly problem: string } {
  switch (question.kind) {
    case 'choice':
      return { answer: { kind: 'choice', choice: input.cursor }, problem: '' };
    case 'order':
      return { answer: { kind: 'order', items: input.items }, problem: '' };
    case 'number': {
      if (input.typed.trim() === '') return { answer: null, problem: 'Type a number first, or s to skip.' };
      const read = readAnswer(question, input.typed, unit);
      return read.ok ? { answer: read.value, problem: '' } : { answer: null, problem: `${read.message}; expected ${read.expected}.` };
    }
  }
}

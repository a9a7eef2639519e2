/** The page of a step: what is asked of it, or told, from its runs and from what somebody did. */
import type { Answer } from '../../../scenarios/lessons/question.js';
import type { LessonRun } from '../../learn/run-step.js';
import type { Stop, Visit } from '../../../scenarios/lessons/walk.js';
import { momentKindOf } from '../../view/learn/decisive-moment.js';
import type { LessonPage, QuestionInput, ShownVariation } from '../../view/learn/lesson-page.js';
import { askStep, tellAnswer, tellStep, tellVariation, titleOfVariation } from '../../view/learn/told-step.js';

/** A variation that somebody is about to see. */
export interface Trying {
  readonly index: number;
  readonly input: QuestionInput;
  readonly stage: 'computing' | 'predicting';
}

/** What a page is made from. */
export interface PageParts {
  readonly stop: Stop;
  readonly visit: Visit;
  /** Runs of the step that have ended. */
  readonly ended: ReadonlyMap<string, LessonRun>;
  /** Whether those have that the question needs. */
  readonly isAskable: boolean;
  /** Why it cannot be run; null where it can. */
  readonly refusal: string | null;
  /** How far the run is that is computed, of 1. */
  readonly share: number;
  readonly input: QuestionInput;
  readonly problem: string;
  readonly trying: Trying | null;
  readonly shown: readonly (ShownVariation | null)[];
  readonly varied: number | null;
  readonly isFollowed: boolean;
}

/** Nothing of the answer is on it before one is committed. */
export function pageOfStep(parts: PageParts): LessonPage {
  const { stop, stop: { step }, visit, ended, share, problem, trying } = parts;
  if (parts.refusal !== null) return { kind: 'refused', message: parts.refusal };
  if (!parts.isAskable || trying?.stage === 'computing') {
    const words = trying === null ? 'The run of this step' : 'The same seed with a change';
    return { kind: 'computing', words, share };
  }
  const { question, run, show } = step;
  if (trying !== null) {
    const variation = step.variations[trying.index];
    return {
      kind: 'predict',
      step: askStep(stop, ended, variation.run.name),
      scenario: variation.run.loaded.scenario,
      question,
      input: trying.input,
      isHinted: false,
      variation: titleOfVariation(stop, variation, ended),
      share: null,
      problem,
    };
  }
  const asked = askStep(stop, ended);
  if (visit.phase !== 'revealed' || visit.outcome === null) {
    return {
      kind: 'predict',
      step: asked,
      scenario: run.loaded.scenario,
      question,
      input: parts.input,
      isHinted: visit.isHinted,
      variation: null,
      share: visit.phase === 'committed' ? share : null,
      problem,
    };
  }
  const seen = ended.get(parts.varied === null ? run.name : step.variations[parts.varied].run.name);
  return {
    kind: 'reveal',
    step: asked,
    answer: tellStep(stop, ended),
    said: visit.answer === null ? null : tellAnswer(stop, visit.answer, ended),
    outcome: visit.outcome,
    confidence: visit.confidence,
    key: show.key,
    told: ended.get(run.name)?.told ?? null,
    moment: seen === undefined ? 'start' : momentKindOf(step, seen),
    isFollowed: parts.isFollowed,
    variations: step.variations.map((_, index) => parts.shown[index] ?? null),
    varied: parts.varied,
  };
}

/** What came of a variation, with what was predicted of it; null where nothing was. */
export function showVariation(
  stop: Stop,
  index: number,
  ended: ReadonlyMap<string, LessonRun>,
  answer: Answer | null,
): ShownVariation {
  const variation = stop.step.variations[index];
  return {
    told: tellVariation(stop, variation, ended),
    said: answer === null ? null : tellAnswer(stop, answer, ended, variation.run.name),
  };
}

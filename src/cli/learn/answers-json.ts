/** What was answered and what was right, as one document. */
import { assertNever } from '../../sim/base/assert.js';
import { spellAnswer } from '../../scenarios/lessons/question.js';
import type { RightAnswer } from '../../scenarios/lessons/question.js';
import { countOutcomes } from '../../scenarios/lessons/walk.js';
import type { Stop, Visit, Walk } from '../../scenarios/lessons/walk.js';
import { formatVersion, toJsonDocument } from '../report/json.js';
import { listedWords } from '../view/learn/answer-words.js';
import { askStep, tellStep } from '../view/learn/told-step.js';
import { runCommandOf } from './run-command.js';
import type { LessonRuns } from './run-step.js';

/** Where the walk began, and its runs. */
export interface WalkedRuns {
  readonly from: number;
  readonly runs: (stop: Stop) => LessonRuns;
  readonly fileOf: (stop: Stop) => string;
}

/** The document that `schema/learn.schema.json` describes. */
export function renderAnswersJson(walk: Walk, walked: WalkedRuns): string {
  const steps = walk.stops.flatMap((stop, at) => {
    const visit = walk.visits[at];
    return at < walked.from || visit === undefined ? [] : [stepOf(stop, visit, walked)];
  });
  return toJsonDocument({ formatVersion, ...countOutcomes(walk), steps });
}

function stepOf(stop: Stop, { answer, confidence, outcome }: Visit, { runs, fileOf }: WalkedRuns): object {
  const { lesson, step } = stop;
  const ended = runs(stop).endedOf(step);
  const asked = askStep(stop, ended);
  const told = tellStep(stop, ended);
  return {
    lesson: lesson.name,
    step: step.name,
    title: step.title,
    kind: step.question.kind,
    question: asked.ask,
    choices: asked.choices,
    answer: answer === null ? null : spellAnswer(answer),
    confidence,
    outcome,
    right: spellingsOf(told.right),
    rightWords: listedWords(told.was).join('; '),
    figures: told.figures.map(({ name, value }) => ({ name, words: value })),
    fingerprint: ended.get(step.run.name)?.report.fingerprint ?? null,
    run: runCommandOf(step.run, fileOf(stop), null),
  };
}

/** Right answers as they can be typed. */
function spellingsOf(right: RightAnswer): readonly string[] {
  switch (right.kind) {
    case 'choice':
      return right.choices.map((choice) => spellAnswer({ kind: 'choice', choice }));
    case 'number':
      return right.value.kind === 'number' ? [spellAnswer({ kind: 'number', value: right.value.value, unit: right.value.unit })] : [];
    case 'order':
      return [spellAnswer({ kind: 'order', items: right.items })];
    default:
      return assertNever(right);
  }
}

/** Which runs of a step have to have ended for a text of it to be filled in: no more than these are run. */
import type { Expression } from './expression.js';
import { namesIn } from './expression.js';
import { ownRun } from './facts.js';
import type { Step, StepRun, Variation } from './lesson.js';
import type { Prose } from './prose.js';
import { decidingExpressions, textsToChoose } from './question.js';

/** What has to have run before the question can be put: mostly the step's own run and those beside it. */
export function runsToAsk(step: Step): readonly StepRun[] {
  const { text, hint, question } = step;
  // Which unit a number is in, its runs tell.
  const numbers = question.kind === 'number' ? [question.number] : [];
  const asked = [...expressionsOf([text, hint, question.ask, ...textsToChoose(question)]), ...numbers];
  return named(step, asked.map((one) => [one, ownRun] as const));
}

/** What has to have run before the answer can be told, without the variations. */
export function runsToTell(step: Step): readonly StepRun[] {
  const { question, why, say, followUp, show, variations } = step;
  const becauses = question.kind === 'choice' ? question.choices.map(({ because }) => because) : [];
  const own = [
    ...expressionsOf([why, say, followUp.ask, followUp.answer, ...becauses]),
    ...decidingExpressions(question),
    ...show.figures.map(({ expression }) => expression),
  ].map((one) => [one, ownRun] as const);
  const titles = variations.flatMap(({ run, title }) => expressionsOf([title]).map((one) => [one, run.name] as const));
  return unite([step.run], runsToAsk(step), named(step, [...own, ...titles]));
}

/** What has to have run before a variation can be told. */
export function runsToVary(step: Step, { run, title, tells }: Variation): readonly StepRun[] {
  const asked = expressionsOf([title, tells]).map((one) => [one, run.name] as const);
  return unite([run, step.run], named(step, asked));
}

function expressionsOf(proses: readonly (Prose | null)[]): readonly Expression[] {
  return proses.flatMap((prose) => (prose ?? []).flatMap((part) => (part.kind === 'expression' ? [part.expression] : [])));
}

/** Runs that expressions name, where each of them asks the run beside it unless it says another. */
function named(step: Step, asked: readonly (readonly [Expression, string])[]): readonly StepRun[] {
  const names = new Set(asked.flatMap(([expression, own]) => namesIn(expression).map(({ run }) => run ?? own)));
  return runsOf(step).filter(({ name }) => names.has(name));
}

/** Every run of a step: its own, those beside it, its variations. */
export function runsOf(step: Step): readonly StepRun[] {
  return [step.run, ...step.beside, ...step.variations.map(({ run }) => run)];
}

function unite(...lists: readonly (readonly StepRun[])[]): readonly StepRun[] {
  return [...new Set(lists.flat())];
}

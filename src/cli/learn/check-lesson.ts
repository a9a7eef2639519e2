/** `quarrel learn FILE --check`: reads a lesson, runs all of it, and says where a run does not answer what is asked. */
import { readDocument } from '../../scenarios/document.js';
import { locateProblem } from '../../scenarios/document.js';
import { evaluate } from '../../scenarios/lessons/expression.js';
import { lookUpIn, ownRun } from '../../scenarios/lessons/facts.js';
import type { Lesson, Step } from '../../scenarios/lessons/lesson.js';
import { runsOf } from '../../scenarios/lessons/needed-runs.js';
import { fillProse } from '../../scenarios/lessons/prose.js';
import type { Prose } from '../../scenarios/lessons/prose.js';
import { rightAnswer, spellAnswer, rightInAnswer } from '../../scenarios/lessons/question.js';
import type { Issue, Path, Problem } from '../../scenarios/issue.js';
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { driveShown } from '../drive-shown.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { formatIssues, formatWarnings } from '../input-issues.js';
import type { DocumentSource } from '../input-issues.js';
import { watchInterrupts } from '../interrupts.js';
import { printable } from '../printable.js';
import { refuse } from '../refuse.js';
import { countOf } from '../report/format.js';
import { valueWords } from '../view/learn/lesson-words.js';
import type { EndedRuns } from '../view/learn/told-step.js';
import type { LearnRequest } from './learn-request.js';
import { loadLesson } from './lesson-book.js';
import { LessonRuns } from './run-step.js';

/** Checks one lesson; mistakes go to stderr with line and column. */
export async function checkLesson({ target, overrides, plain }: LearnRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  if (target === null) return refuse('--check: which lesson? Such as: quarrel learn lesson.yaml --check', paint, io);
  const found = await loadLesson({ target, overrides }, paint, 'the lesson cannot be taken');
  if (!found.ok) return refuse(found.message, paint, io);
  const { lesson, source } = found;
  const interrupts = watchInterrupts(io);
  const runs = new LessonRuns(source, paint);
  const issues: Issue[] = [];
  const answers: string[] = [];
  try {
    for (const [index, step] of lesson.steps.entries()) {
      const ended = await runs.finish(step, runsOf(step), (simulation, durationUs) =>
        driveShown(simulation, { durationUs, plain }, io, interrupts));
      if (ended.kind === 'interrupted') return ended.exitCode;
      if (ended.kind === 'refused') return refuse(ended.message, paint, io);
      issues.push(...locate(problemsOf(step, ['lesson', 'steps', index], ended.runs), source));
      const answer = rightInAnswer(rightAnswer(step.question, lookUpIn(ended.runs)));
      answers.push(`  ${step.name}  ${answer === null ? '' : spellAnswer(answer)}`);
    }
  } finally {
    interrupts.end();
  }
  if (issues.length > 0) return refuse(formatIssues(issues, source, paint, 'the lesson cannot be taken as it is'), paint, io);
  io.stderr.write(formatWarnings(warningsOf(lesson), source, paint));
  io.stdout.write(`${printable(source.name)}: ${countOf(lesson.steps.length, 'step')}, all answers are computed:\n${answers.join('\n')}\n`);
  return exitCodes.held;
}

function problemsOf(step: Step, path: Path, runs: EndedRuns): readonly Problem[] {
  const { question, variations, show } = step;
  const right = rightAnswer(question, lookUpIn(runs));
  const problems: Problem[] = [];
  if (right.kind === 'choice' && right.choices.length !== 1) {
    const found = right.choices.length === 0 ? 'no choice is right in the run' : `choices ${right.choices.map((choice) => choice + 1).join(' and ')} are right in the run`;
    problems.push({ path: [...path, 'question', 'choices'], message: found, expected: 'exactly one whose when: holds' });
  }
  if (right.kind === 'number' && right.value.kind !== 'number') {
    problems.push({ path: [...path, 'question', 'number'], message: `the run tells no number: ${valueWords(right.value)}`, expected: 'a figure that the run tells' });
  }
  const texts: readonly (readonly [Prose | null, Path, string])[] = [
    [step.text, ['text'], ownRun], [step.hint, ['hint'], ownRun], [step.why, ['why'], ownRun], [step.say, ['say'], ownRun],
    [question.ask, ['question', 'ask'], ownRun],
    [step.followUp.ask, ['follow-up', 'ask'], ownRun], [step.followUp.answer, ['follow-up', 'answer'], ownRun],
    ...(question.kind === 'choice' ? question.choices.flatMap(({ text, because }, at) => [
      [text, ['question', 'choices', at, 'text'], ownRun] as const,
      [because, ['question', 'choices', at, 'because'], ownRun] as const,
    ]) : []),
    ...(question.kind === 'order' ? question.items.map(({ text }, at) => [text, ['question', 'order', at, 'text'], ownRun] as const) : []),
    ...variations.flatMap(({ run, title, tells }, at) => [
      [title, ['variations', at, 'title'], run.name] as const,
      [tells, ['variations', at, 'tells'], run.name] as const,
    ]),
  ];
  for (const [prose, at, run] of texts) {
    for (const part of fillProse(prose ?? [], lookUpIn(runs, run))) {
      if (part.kind !== 'value' || part.value.kind !== 'unknown') continue;
      problems.push({ path: [...path, ...at], message: `the run does not tell what stands in braces: ${part.value.because}`, expected: 'figures that the run tells' });
    }
  }
  show.figures.forEach(({ expression }, at) => {
    const value = evaluate(expression, lookUpIn(runs));
    if (value.kind !== 'unknown') return;
    problems.push({ path: [...path, 'show', 'figures', at], message: `the run does not tell it: ${value.because}`, expected: 'a figure that the run tells' });
  });
  return problems;
}

function locate(problems: readonly Problem[], source: DocumentSource): readonly Issue[] {
  const read = readDocument(source.text);
  return read.ok ? problems.map((problem) => locateProblem(read.document, problem)) : [];
}

function warningsOf({ steps }: Lesson) {
  const warnings = steps.flatMap(({ run }) => (run.repeat.catalogue === null ? run.loaded.warnings : []));
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}

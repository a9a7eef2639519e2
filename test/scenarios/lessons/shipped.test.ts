/** Every lesson that ships: it can be read, each question has one right answer, and the run fills every text in. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { valueWords } from '../../../src/cli/view/learn/lesson-words.js';
import { judgeExpectations } from '../../../src/scenarios/expectations.js';
import { evaluate } from '../../../src/scenarios/lessons/expression.js';
import { lookUpIn, ownRun } from '../../../src/scenarios/lessons/facts.js';
import type { FinishedRun } from '../../../src/scenarios/lessons/facts.js';
import type { Step } from '../../../src/scenarios/lessons/lesson.js';
import { parseLesson } from '../../../src/scenarios/lessons/parse-lesson.js';
import { fillProse } from '../../../src/scenarios/lessons/prose.js';
import type { Prose } from '../../../src/scenarios/lessons/prose.js';
import { isRight, readAnswer, rightAnswer, rightInAnswer, spellAnswer } from '../../../src/scenarios/lessons/question.js';
import { parseScenarios } from '../../../src/scenarios/parse.js';
import { simulate } from '../../../src/sim/simulate.js';

const catalogue = readFileSync('scenarios.yaml', 'utf8');
const files = readdirSync('lessons').filter((file) => file.endsWith('.yaml')).sort();

function runsOf(step: Step): ReadonlyMap<string, FinishedRun> {
  const all = [step.run, ...step.beside, ...step.variations.map(({ run }) => run)];
  return new Map(all.map(({ name, loaded: { scenario }, settings }) =>
    [name, { scenario, settings, report: simulate(scenario).report }]));
}

/** Every text of a step, and the run that its names ask. */
function textsOf(step: Step): readonly (readonly [Prose, string])[] {
  const { text, hint, why, say, followUp, question, variations } = step;
  const own: readonly (Prose | null)[] = [
    text, hint, why, say, followUp.ask, followUp.answer, question.ask,
    ...(question.kind === 'choice' ? question.choices.flatMap((choice) => [choice.text, choice.because]) : []),
    ...(question.kind === 'order' ? question.items.map((item) => item.text) : []),
  ];
  return [
    ...own.flatMap((prose) => (prose === null ? [] : [[prose, ownRun] as const])),
    ...variations.flatMap(({ run, title, tells }) => [[title, run.name] as const, [tells, run.name] as const]),
  ];
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(`lessons/${file}`, 'utf8');
  const read = parseLesson(text, { name: file.replace(/^\d+-|\.yaml$/g, ''), catalogue });

  it('can be read', () => {
    expect(read.ok ? [] : read.issues).toEqual([]);
  });

  it('has scenarios of its own that keep what they promise', () => {
    if (!text.includes('\nscenarios:')) return;
    const scenarios = parseScenarios(text);
    if (!scenarios.ok) throw new Error(JSON.stringify(scenarios.issues));
    const judged = scenarios.scenarios.flatMap(({ scenario, expectations }) =>
      judgeExpectations(expectations, simulate(scenario).report).map((one) => ({ scenario: scenario.name, ...one })));
    expect(judged.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
  });

  const steps = read.ok ? read.lesson.steps : [];

  it('has 5 to 9 steps', () => {
    expect(steps.length).toBeGreaterThanOrEqual(5);
    expect(steps.length).toBeLessThanOrEqual(9);
  });

  describe.each(steps.map((step) => [step.name, step] as const))('%s', (_name, step) => {
    const runs = runsOf(step);
    const right = rightAnswer(step.question, lookUpIn(runs));

    it('has one right answer, which can be typed', () => {
      if (right.kind === 'choice') expect(right.choices).toHaveLength(1);
      const answer = rightInAnswer(right);
      if (answer === null) throw new Error('no answer is right');
      const typed = readAnswer(step.question, spellAnswer(answer));
      expect(typed.ok && isRight(typed.value, right)).toBe(true);
    });

    it('is filled in by its runs', () => {
      const unknown = textsOf(step).flatMap(([prose, run]) => fillProse(prose, lookUpIn(runs, run)))
        .flatMap((part) => (part.kind === 'value' && part.value.kind === 'unknown' ? [valueWords(part.value)] : []));
      const figures = step.show.figures.filter(({ expression }) => evaluate(expression, lookUpIn(runs)).kind === 'unknown');
      expect([unknown, figures.map(({ written }) => written)]).toEqual([[], []]);
    });
  });
});

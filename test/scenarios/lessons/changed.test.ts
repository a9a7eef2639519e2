/** Shipped lessons whose scenarios are changed: the right answer follows the run. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lookUpIn } from '../../../src/scenarios/lessons/facts.js';
import { parseLesson } from '../../../src/scenarios/lessons/parse-lesson.js';
import { rightAnswer, rightInAnswer, spellAnswer } from '../../../src/scenarios/lessons/question.js';
import { simulate } from '../../../src/sim/simulate.js';

const catalogue = readFileSync('scenarios.yaml', 'utf8');

/** The right answer of a step, as it is typed. */
function answerOf(text: string, stepName: string): string {
  const read = parseLesson(text, { name: 'changed', catalogue });
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const step = read.lesson.steps.find(({ name }) => name === stepName);
  if (step === undefined) throw new Error(`there is no step ${stepName}`);
  const runs = [step.run, ...step.beside].map((run) =>
    [run.name, { scenario: run.loaded.scenario, settings: run.settings, report: simulate(run.loaded.scenario).report }] as const);
  const answer = rightInAnswer(rightAnswer(step.question, lookUpIn(new Map(runs))));
  return answer === null ? 'none' : spellAnswer(answer);
}

it.each([
  // The copy in Sydney has the change by then; or nobody asks that copy.
  ['01-why-multi-leader', 'read-replica', '1', 'at: 2.1s, in: sydney', 'at: 2.3s, in: sydney', '2'],
  ['01-why-multi-leader', 'read-replica', '1', 'acknowledge: asynchronous, reads: local', 'acknowledge: asynchronous, reads: leader', '3'],
  // A stall of six seconds in sixty is more than one write in twenty.
  ['02-life-of-a-write', 'percentiles', '3', '{ at: 20s, until: 21s, partition', '{ at: 20s, until: 26s, partition', '2'],
  // Where every write is sent at once, only those on the link are gone: 200/s for 35 ms.
  ['02-life-of-a-write', 'crash', '39', 'every: 200ms, max: 1000', 'every: 0us, max: 1000', '7'],
  // No shape helps where the receiver itself is slow.
  ['03-topologies', 'slow-hub', '3 1 2', 'slow: { in: hub, times: 10 }', 'slow: { in: east, times: 10 }', '1 3 2'],
  // Bob writes when the link is back, and has seen what Alice wrote.
  ['04-conflicts', 'seconds-apart', '2', 'at: 4s, in: eu, as: bob', 'at: 6s, in: eu, as: bob', '1'],
])('in %s the answer to %s is %s, and another one when its scenario is changed', (file, step, before, written, instead, after) => {
  const text = readFileSync(`lessons/${file}.yaml`, 'utf8');
  const changed = text.replace(written, instead);
  expect(changed).not.toBe(text);
  expect([answerOf(text, step), answerOf(changed, step)]).toEqual([before, after]);
});

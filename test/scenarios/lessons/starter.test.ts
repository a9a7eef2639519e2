import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../src/sim/simulate.js';
import { lookUpIn } from '../../../src/scenarios/lessons/facts.js';
import { parseLesson } from '../../../src/scenarios/lessons/parse-lesson.js';
import { rightAnswer } from '../../../src/scenarios/lessons/question.js';
import { starterLesson } from '../../../src/scenarios/lessons/starter.js';

const catalogue = readFileSync('scenarios.yaml', 'utf8');

function answerOf(text: string) {
  const read = parseLesson(text, { name: 'starter', catalogue });
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const [step] = read.lesson.steps;
  if (step === undefined) throw new Error('no step');
  const runs = [step.run, ...step.beside, ...step.variations.map(({ run }) => run)].map((run) => [
    run.name, { scenario: run.loaded.scenario, settings: run.settings, report: simulate(run.loaded.scenario).report },
  ] as const);
  return rightAnswer(step.question, lookUpIn(new Map(runs)));
}

describe('the lesson to start from', () => {
  it('has one right answer, which the run makes', () => {
    expect(answerOf(starterLesson)).toEqual({ kind: 'choice', choices: [1] });
  });

  it('has another one when the scenario is changed', () => {
    expect(answerOf(starterLesson.replace('at: 120ms', 'at: 80ms'))).toEqual({ kind: 'choice', choices: [0] });
    expect(answerOf(starterLesson.replace('resolve: lww }', 'resolve: siblings }'))).toEqual({ kind: 'choice', choices: [2] });
  });

  it.each([
    ['{setting.workload.script.1.at}', '{setting.workload.script.7.at}', 'setting.workload.script.7.at', 'does not set'],
    ['{lost-writes} acknowledged', '{lost-writs} acknowledged', 'lost-writs', 'is not a figure'],
    ['{lost-writes} acknowledged', '17 acknowledged', '17', 'no run produces'],
    ['[^dynamo]', '[^dyno]', '[^dyno]', 'no source'],
    ["when: final.x = 'B'", "when: final.x = B'", "final.x = B'", 'was not expected'],
    ['scenario: two-edits', 'scenario: two-edit', 'two-edit', 'no scenario'],
  ])('says where %s was written as %s', (right, wrong, at, message) => {
    const text = starterLesson.replace(right, wrong);
    const read = parseLesson(text, { name: 'starter', catalogue });
    const [issue] = read.ok ? [] : read.issues;
    expect(issue?.message).toContain(message);
    const line = text.split('\n')[(issue?.line ?? 0) - 1];
    expect(line?.slice((issue?.column ?? 0) - 1).startsWith(at)).toBe(true);
  });
});

describe('what is laid over a lesson', () => {
  const other = starterLesson.replace('      show:', '      beside: { alone: { scenario: quiet-day } }\n      show:');
  const laid = (path: string, value: string) => parseLesson(other, { name: 'starter', catalogue, overrides: [{ path, value }] });

  it('goes to the runs that it fits, and leaves the others as they are', () => {
    const read = laid('workload.script.1.at', '80ms');
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    const [step] = read.lesson.steps;
    expect(step?.run.repeat.set).toEqual(['workload.script.1.at=80ms']);
    expect(step?.variations.map(({ run }) => run.repeat.set.length)).toEqual([2, 2]);
    expect(step?.beside.map(({ repeat }) => repeat.set)).toEqual([[]]);
  });

  it('is refused where it fits no run', () => {
    const read = laid('conflicts.resolv', 'lww');
    expect(read.ok ? [] : read.issues).toMatchObject([{ line: 0, path: '--set conflicts.resolv', suggestion: 'did you mean "resolve"?' }]);
  });
});

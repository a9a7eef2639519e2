/** Every lesson that ships is walked to its end, line by line: once with right answers, once with wrong ones. */
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { drive } from '../../../src/cli/drive.js';
import { listLessons, loadLesson } from '../../../src/cli/learn/lesson-book.js';
import { walkLines } from '../../../src/cli/learn/learn-lines.js';
import { storeInMemory } from '../../../src/cli/learn/progress-store.js';
import { LessonRuns } from '../../../src/cli/learn/run-step.js';
import type { StepOutcome } from '../../../src/cli/learn/run-step.js';
import { tellStep } from '../../../src/cli/view/learn/told-step.js';
import type { StepRun } from '../../../src/scenarios/lessons/lesson.js';
import { runsToTell } from '../../../src/scenarios/lessons/needed-runs.js';
import { standingOf } from '../../../src/scenarios/lessons/progress.js';
import { isRight, readAnswer, rightInAnswer, spellAnswer } from '../../../src/scenarios/lessons/question.js';
import type { RightAnswer } from '../../../src/scenarios/lessons/question.js';
import { outlineOf } from '../../../src/cli/learn/lesson-book.js';
import type { Stop } from '../../../src/scenarios/lessons/walk.js';
import { startWalk, stopsOf } from '../../../src/scenarios/lessons/walk.js';

const paint = new Chalk({ level: 0 });
const shipped = listLessons();

function finishWith(runs: LessonRuns): (stop: Stop, needed: readonly StepRun[]) => Promise<StepOutcome> {
  return (stop, needed) => runs.finish(stop.step, needed, (simulation) =>
    drive(simulation, { interruptedBy: () => null, onSlice: () => undefined, nowMs: () => performance.now() }));
}

async function open(name: string) {
  const found = await loadLesson({ target: name, overrides: [] }, paint);
  if (!found.ok) throw new Error(found.message);
  const runs = new LessonRuns(found.source, paint);
  return { ...found, runs, finish: finishWith(runs), stops: stopsOf(found.lesson) };
}

/** Each lesson is read once. */
const books = new Map<string, ReturnType<typeof open>>();

function opened(name: string) {
  const book = books.get(name) ?? open(name);
  books.set(name, book);
  return book;
}

/** What somebody types who knows the answer, and what somebody types who does not. */
function typedAnswers({ step }: Stop, right: RightAnswer): { readonly right: string; readonly wrong: string } {
  const known = rightInAnswer(right);
  if (known === null) throw new Error(`no answer to ${step.name} is right`);
  const spelled = spellAnswer(known);
  const guesses = ['1', '2', '3', '987654321', spelled.split(' ').reverse().join(' '), spelled.split(' ').toSorted().join(' ')];
  const wrong = guesses.find((guess) => {
    const read = readAnswer(step.question, guess);
    return read.ok && !isRight(read.value, right);
  });
  if (wrong === undefined) throw new Error(`every answer to ${step.name} is right`);
  return { right: spelled, wrong };
}

describe.each(shipped.map(({ name }) => name))('%s', (name) => {
  it('is walked to its end by who is right, and by who is wrong', async () => {
    const { lesson, runs, finish, stops, source } = await opened(name);
    const answers = [];
    for (const stop of stops) {
      const ended = await finish(stop, runsToTell(stop.step));
      if (ended.kind !== 'finished') throw new Error(ended.kind);
      answers.push(typedAnswers(stop, tellStep(stop, ended.runs).right));
    }
    for (const which of ['right', 'wrong'] as const) {
      const typed = answers.flatMap((answer) => [`${answer[which]} certain`, '']);
      const written: string[] = [];
      const progress = storeInMemory();
      const ended = await walkLines(
        { walk: startWalk(stops), answers: new Map(), isReview: false, variations: false, goOnWith: () => '' },
        {
          output: { write: (text) => written.push(text) },
          lines: { next: () => Promise.resolve(typed.shift() ?? null), close: () => undefined },
          isTyped: false, style: { paint, ascii: false }, progress, nowMs: () => 0, finish,
          runs: () => runs, fileOf: () => source.name, interruptedBy: () => null,
        },
      );
      const steps = stops.length;
      const counts = which === 'right' ? `${String(steps)} right, 0 wrong` : `0 right, ${String(steps)} wrong`;
      expect(written.at(-1)).toContain(`Done: ${counts}.`);
      expect([ended.exitCode, ended.refusal, typed]).toEqual([0, null, []]);
      expect(standingOf(progress.read(), outlineOf(lesson))).toMatchObject({ seen: steps, right: which === 'right' ? steps : 0 });
      // Before an answer was typed no line says what was right.
      const asked = written.slice(0, written.indexOf('> ')).join('');
      expect(asked).toContain('Step 1 of');
      expect(asked).not.toContain('It was');
    }
  });

  it('is listed as it is when it is read whole', async () => {
    const { lesson } = await opened(name);
    const [listed] = shipped.filter((one) => one.name === name);
    expect(listed).toMatchObject({
      title: lesson.title, about: lesson.about.trim().replaceAll(/\s+/g, ' '), subject: lesson.subject ?? '',
      steps: lesson.steps.map((step) => ({ name: step.name, title: step.title })),
    });
  });
});

it('each shipped lesson has a number of its own, from 1 on', () => {
  const orders = shipped.map(({ order }) => order);
  expect(orders).toEqual([...new Set(orders)].toSorted((a, b) => a - b));
  expect(orders.every((order) => order >= 1)).toBe(true);
});

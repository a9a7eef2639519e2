import { expect, test } from 'vitest';
import type { Attempt } from '../../../../src/scenarios/lessons/progress.js';
import { waitsAfterWrong } from '../../../../src/scenarios/lessons/repetition.js';
import type { ListedLesson } from '../../../../src/cli/learn/lesson-book.js';
import { storeInMemory } from '../../../../src/cli/learn/progress-store.js';
import { reviewName } from '../../../../src/cli/tui/learn/lesson-entries.js';
import { LessonListScreen } from '../../../../src/cli/tui/learn/lesson-list-screen.js';
import { ReadingScreen } from '../../../../src/cli/tui/reading/reading-screen.js';
import { openStack } from '../explain/opened-explanation.js';

const lessons: readonly ListedLesson[] = ['one-leader', 'a-conflict', 'clocks'].map((name, index) => ({
  name,
  order: index + 1,
  title: `All about ${name}`,
  about: `What ${name} means.`,
  subject: index === 2 ? 'resolution' : 'conflicts',
  steps: ['first', 'second'].map((step) => ({ name: step, title: `The ${step} of ${name}` })),
}));

function attempt(lesson: string, step: string, outcome: Attempt['outcome']): Attempt {
  return { lesson, step, atMs: 0, outcome, confidence: 'certain', isHinted: false };
}

async function openList(attempts: readonly Attempt[], nowMs = 0, problem?: string) {
  const opened = openStack({ columns: 80, rows: 24 });
  const { place } = opened.stack;
  const progress = storeInMemory();
  for (const one of attempts) await progress.add(one);
  const asked: string[] = [];
  const screen = new LessonListScreen({
    place,
    lessons,
    progress,
    now: () => nowMs,
    open: (name) => {
      asked.push(name);
      return Promise.resolve(problem ?? new ReadingScreen({ place, text: { title: `Lesson ${name}`, parts: [] }, opens: null }));
    },
  });
  place.navigator.open(screen);
  return { ...opened, progress, asked, screen };
}

test('lessons stand in their order with how far they are, and the first that is not done is selected', async () => {
  const { text } = await openList([attempt('one-leader', 'first', 'right'), attempt('one-leader', 'second', 'wrong')]);
  expect(text()).toMatch(/\| +1 one-leader +\[##########\] 1 right 1 not +All about one-leader/);
  expect(text()).toMatch(/\|> +2 a-conflict +\[----------\] +All about a-conflict/);
  expect(text()).toContain('2 steps, none taken yet');
});

test('what is to be repeated comes first as soon as it is due, with its steps', async () => {
  const wrong = [attempt('clocks', 'second', 'wrong')];
  expect((await openList(wrong, waitsAfterWrong.certain - 1)).text()).not.toContain(reviewName);
  const { text, asked, press } = await openList(wrong, waitsAfterWrong.certain);
  expect(text()).toContain('1 question to repeat');
  expect(text()).toMatch(/\|> +repeat +1 again +What is to be repeated/);
  expect(text()).toMatch(/1 +wrong +The second of clocks/);
  expect(text()).toMatch(/3 clocks +\[#####-----\] 0 right 1 not +1 again/);
  press('return');
  expect(asked).toEqual([reviewName]);
});

test('it is searched by typing, also by subject, and enter opens what is selected', async () => {
  const { press, text, asked, stack } = await openList([]);
  press(...'resol');
  expect(text()).toContain('1/1 of 3');
  press('return');
  expect(asked).toEqual(['clocks']);
  await Promise.resolve();
  stack.tick();
  expect(text()).toContain('Lesson clocks');
  press('q');
  expect(text()).toContain('Search: resol');
});

test('what cannot be opened says why until the next key', async () => {
  const { press, text, stack } = await openList([], 0, 'lessons/01.yaml:3:1: there is no scenario "x"');
  press('return');
  await Promise.resolve();
  stack.tick();
  expect(text()).toContain('there is no scenario "x"');
  press('down');
  expect(text()).not.toContain('there is no scenario');
});

test('an answer that was noted meanwhile is on the list', async () => {
  const { progress, screen, text } = await openList([]);
  await progress.add(attempt('one-leader', 'first', 'right'));
  screen.refresh();
  expect(text()).toMatch(/\|> +1 one-leader +\[#####-----\] 1 right/);
});

import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import type { InterviewAnswer } from '../../../../src/scenarios/interview/answer.js';
import { listInterviews, loadInterview } from '../../../../src/cli/interview/interview-book.js';
import { InterviewListScreen } from '../../../../src/cli/tui/interview/interview-list-screen.js';
import { InterviewScreen } from '../../../../src/cli/tui/interview/interview-screen.js';
import { ReadingScreen } from '../../../../src/cli/tui/reading/reading-screen.js';
import type { Size } from '../../../../src/cli/view/drawing/panel.js';
import { rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { openStack } from '../explain/opened-explanation.js';

const sizes: readonly Size[] = [[60, 17], [80, 23], [140, 39]].map(([columns = 0, rows = 0]) => ({ columns, rows }));

async function opened(answers = new Map<string, InterviewAnswer | null>()) {
  const found = await loadInterview('like-counter', new Chalk({ level: 0 }));
  if (!found.ok) throw new Error(found.message);
  const stack = openStack({ columns: 80, rows: 24 });
  const { place } = stack.stack;
  const asked: string[] = [];
  const doors = (name: string) => () => {
    asked.push(name);
    return Promise.resolve(new ReadingScreen({ place, text: { title: name, parts: [] }, opens: null }));
  };
  const screen = new InterviewScreen({
    place,
    interview: found.interview,
    answers,
    // Runs go on in pieces as long as nothing seems to take its time.
    clock: () => 0,
    openLive: doors('live'),
    openExplanation: doors('explain'),
    write: (design) => `written: ${String(design.chosen.length)} choices`,
    repeat: (given) => `again with ${String(given.size)}`,
  });
  place.navigator.open(screen);
  const fits = () => {
    for (const size of sizes) {
      const rows = screen.draw(size);
      expect(rows.length).toBe(size.rows);
      expect(Math.max(...rows.map(rowWidth))).toBeLessThanOrEqual(size.columns);
    }
  };
  return { ...stack, screen, asked, answers, fits, interview: found.interview };
}

const passed = () => new Promise((resolve) => setImmediate(resolve));

test('an interview is walked by keys to its checklist', async () => {
  const { press, text, stack, screen, asked, fits, answers, interview } = await opened();
  expect(text()).toContain('The prompt');
  press(...'q? hot post', 'return');
  expect(text()).toContain('You said  q? hot post');
  press('return');
  press(...'so', 'return');
  expect(text()).toContain('"so" is not a number');
  press('escape', ...'1', 'return', 'return');
  while (screen.state.place <= interview.questions.length) {
    fits();
    if (screen.isTyping) press('tab');
    else press('2', 'return');
    fits();
    press('return');
  }
  expect(text()).toMatch(/Your design runs|checklist is held/);
  expect([...answers.keys()]).toEqual(interview.questions.map(({ name }) => name));
  for (let tick = 0; tick < 100_000 && !text().includes('What you expected'); tick += 1) {
    stack.tick();
    await passed();
  }
  fits();
  press('w');
  expect(text()).toContain('written: 5 choices');
  press('k');
  await passed();
  expect(asked).toEqual(['live']);
  press('q', 'return');
  expect(text()).toMatch(/Follow-up 1 of/);
  press(...'because', 'return');
  expect(text()).toContain('You said  because');
  for (let page = 0; page < 20 && !text().includes('A model answer'); page += 1) press(screen.isTyping ? 'tab' : 'return');
  fits();
  press('end');
  expect(text()).toMatch(/violated|holds|unknown|\[1\]/);
  expect(screen.ending().rows[0]?.[0]?.text).toBe(`Go on:  again with ${String(interview.questions.length)}`);
});

test('who comes back finds the answers, and a question goes back to the one before', async () => {
  const first = await opened();
  first.press(...'hot', 'return', 'return');
  first.press(...'30/s', 'return');
  const again = await opened(first.answers);
  expect(again.text()).toContain('>  hot_');
  again.press('return', 'return');
  expect(again.text()).toContain('>  30_');
  again.press('shift+tab');
  expect(again.text()).toContain('question 1/');
});

test('the list is searched by typing, and says what cannot be opened', async () => {
  const { stack, press, text } = openStack({ columns: 80, rows: 24 });
  const asked: string[] = [];
  const open = (name: string) => {
    asked.push(name);
    return Promise.resolve('it is broken');
  };
  stack.place.navigator.open(new InterviewListScreen({ place: stack.place, interviews: listInterviews(), open }));
  press(...'room', 'return');
  await passed();
  stack.tick();
  expect(asked).toEqual(['room-booking']);
  expect(text()).toContain('it is broken');
});

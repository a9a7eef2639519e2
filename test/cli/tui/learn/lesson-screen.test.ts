import { describe, expect, test, vi } from 'vitest';
import { starterLesson } from '../../../../src/scenarios/lessons/starter.js';
import { ReadingScreen } from '../../../../src/cli/tui/reading/reading-screen.js';
import { numbersAndOrders, openText } from './opened-lesson.js';

describe('a choice', () => {
  test('nothing of the answer is on the screen before one is committed, however much is pressed', async () => {
    const { settle, press, text } = openText(starterLesson);
    await settle();
    await press('down', 'h', 'right', 'page-down', 'k', 'f', 'l', '3', '1', 'end', 'home');
    expect(text()).toContain('> 1  B, the first write');
    expect(text()).toContain('Hint Which of the two timestamps is larger?');
    expect(text()).toContain('(*) certain');
    expect(text()).not.toMatch(/It was|Both writes were concurrent|lost-writes|silently/);
  });

  test('an answer that is wrong is told so, with what speaks against it, and noted', async () => {
    const { settle, press, text, attempts } = openText(starterLesson, { size: { columns: 80, rows: 50 } });
    await settle();
    await press('1', 'right', 'return');
    expect(text()).toMatch(/\+- Wrong -/);
    expect(text()).toContain('You said 1: B, the first write, certain');
    expect(text()).toContain('It was   2: C, the last write');
    expect(text()).toContain('That would be first-write-wins.');
    expect(text()).toContain('You were certain: this one comes back soon.');
    expect(text()).toContain('What really happened: x');
    expect(attempts).toEqual([{ lesson: 'own', step: 'who-wins', atMs: 1_000, outcome: 'wrong', confidence: 'certain', isHinted: false }]);
  });

  test('the answer is that of the run: another scenario makes another one right', async () => {
    const { settle, press, text } = openText(starterLesson.replace('at: 120ms', 'at: 80ms'));
    await settle();
    await press('1', 'return');
    expect(text()).toMatch(/\+- Right -/);
    expect(text()).toContain('Streak: 1');
  });

  test('a skipped question counts as neither, and can be asked again', async () => {
    const { settle, press, text, attempts } = openText(starterLesson);
    await settle();
    await press('s');
    expect(text()).toMatch(/\+- Skipped -/);
    await press('a');
    expect(text()).toContain('nothing is revealed until you press enter');
    await press('2', 'return');
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['skipped', 'right']);
  });

  test('at the end it says how many were right, and what comes back when', async () => {
    let lists = 0;
    const { settle, press, text } = openText(starterLesson, { toList: () => (lists += 1) });
    await settle();
    await press('1', 'return', 'return');
    expect(text()).toContain('0 of 1 question right, 1 wrong, 0 skipped.');
    expect(text()).toContain('Two edits, one value: wrong, and fairly sure; again in 4 h.');
    await press('return');
    expect(lists).toBe(1);
    await press('b');
    expect(text()).toMatch(/\+- Wrong -/);
  });
});

describe('after the answer', () => {
  async function openAnswered(columns = 80) {
    const opened = openText(starterLesson, { size: { columns, rows: 50 } });
    await opened.settle();
    await opened.press('2', 'return');
    return opened;
  }

  test('a variation is predicted first; its figures stand beside those of the step', async () => {
    const { press, text } = await openAnswered();
    await press('1');
    expect(text()).toContain('Predict the same of: keep both');
    expect(text()).not.toContain('Every replica holds [B, C]');
    await press('3', 'return');
    expect(text()).toContain('Same seed: keep both');
    expect(text()).toMatch(/You said +3: Both, side by side/);
    expect(text()).toMatch(/Which is +right/);
    expect(text()).toContain('Every replica holds [B, C]; 0 lost instead of 1.');
    expect(text()).toMatch(/lost-writes +1 +0/);
    await press('escape');
    expect(text()).toContain('What really happened: x');
    expect(text()).toMatch(/ 1 +keep both: Every replica holds/);
  });

  test('or shown without a prediction', async () => {
    const { press, text } = await openAnswered();
    await press('2', 's');
    expect(text()).toContain('Same seed: the clock of Ireland is behind');
    expect(text()).toMatch(/So it is +1: B, the first write/);
    expect(text()).not.toContain('Which is');
  });

  test('what a variation cites stands below it', async () => {
    const { settle, press, text } = openText(starterLesson.replace('{lost-writes@this}.', '{lost-writes@this}. [^dynamo]'), { size: { columns: 80, rows: 50 } });
    await settle();
    await press('2', 'return', '1', 's');
    expect(text()).toContain('0 lost instead of 1. [1]');
    expect(text()).toContain('[1] DeCandia');
  });

  test.each([80, 140])('what a hint cites stands below the story once it is shown, %i columns wide', async (columns) => {
    const { settle, press, text } = openText(starterLesson.replace('timestamps is larger?', 'timestamps is larger? [^dynamo]'), { size: { columns, rows: 40 } });
    await settle();
    expect(text()).not.toContain('DeCandia');
    await press('h');
    expect(text()).toContain('[1] DeCandia');
  });

  test('the follow-up is opened and folded', async () => {
    const { press, text } = await openAnswered(140);
    expect(text()).toContain('How would you notice that it happens?');
    expect(text()).not.toContain('Version vectors tell');
    await press('f');
    expect(text()).toContain('Version vectors tell');
    await press('f');
    expect(text()).not.toContain('Version vectors tell');
  });

  test('k opens the live view of the run in sight at the moment that decided it, and back leads here', async () => {
    const moments: (readonly [string, number])[] = [];
    const opened: ReturnType<typeof openText> = openText(starterLesson, {
      openLive: (run, atUs) => {
        moments.push([run.name, atUs]);
        return Promise.resolve(new ReadingScreen({ place: opened.stack.place, text: { title: 'Live', parts: [] }, opens: null }));
      },
    });
    await opened.settle();
    await opened.press('2', 'return', 'k', 'q', '1', 's', 'k');
    const [[own, atUs] = ['', 0], varied] = moments;
    // Ireland's C reaches Virginia, where it takes the place of B, one way after 120 ms.
    expect([own, varied?.[0]]).toEqual(['this', 'siblings']);
    expect(atUs).toBeGreaterThan(120_000);
    expect(atUs).toBeLessThan(200_000);
    await opened.press('left');
    expect(opened.text()).toContain('Same seed: keep both');
  });

  const fault = 'conflicts: { detect: version-vector, resolve: lww }\n    faults: [ { at: 300ms, crash: us-east, until: 400ms } ]';
  test.each([
    ['the first conflict where the question counts them', 'at the moment that decided it', [120_000, 200_000], (text: string) => text],
    ['the first fault where it is about something else', 'at the first fault', [300_000, 300_000], (text: string) =>
      text.replace('by: conflicts }', 'by: duplicates }').replace('conflicts: { detect: version-vector, resolve: lww }', fault)],
    ['the start where nothing tells a moment', 'from its start', [0, 0], (text: string) => text.replace('by: conflicts }', 'by: duplicates }')],
  ] as const)('without a key k opens at %s', async (_, words, [fromUs, toUs], change) => {
    const moments: number[] = [];
    const opened: ReturnType<typeof openText> = openText(change(numbersAndOrders), {
      openLive: (_run, atUs) => {
        moments.push(atUs);
        return Promise.resolve(new ReadingScreen({ place: opened.stack.place, text: { title: 'Live', parts: [] }, opens: null }));
      },
      size: { columns: 140, rows: 50 },
    });
    await opened.settle();
    await opened.press('s', 'return', 's');
    expect(opened.text()).toContain(`the live view of this run, ${words}`);
    await opened.press('k');
    expect(moments).toHaveLength(1);
    expect(moments[0]).toBeGreaterThanOrEqual(fromUs);
    expect(moments[0]).toBeLessThanOrEqual(toUs);
  });
});

describe('a number', () => {
  test('a story that is cut off says which key shows the rest, until all was seen', async () => {
    const { settle, press, text } = openText(numbersAndOrders);
    await settle();
    expect(text()).toMatch(/1-11 of \d+ lines, page-down/);
    await press('end');
    expect(text()).toMatch(/-(\d+) of \1 lines -/);
  });

  test('in a unit of another kind is asked for again', async () => {
    const { settle, press, text, attempts } = openText(numbersAndOrders, { size: { columns: 120, rows: 40 } });
    await settle();
    await press('3', 'space', 'M', 'B', 'return');
    expect(text()).toContain('"3 MB" is a size; expected a time, such as 120 ms, 2.5 s');
    await press('escape', '4', '0', 'm', 's', 'return');
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['right']);
    await press('1', '7', 'k', 'B', 'return');
    expect(text()).toContain('"7kB" is a size');
  });

  test('is typed with its unit; letters are commands until a digit was typed', async () => {
    const { settle, press, text, screen } = openText(numbersAndOrders);
    await settle();
    expect(text()).toContain('a number, in ms unless you write another unit; within 10 % counts');
    await press('4', '0', 'm', 's');
    expect(screen.isTyping).toBe(true);
    expect(text()).toContain('> 40ms_');
    await press('backspace', 'backspace', 'return');
    expect(text()).toMatch(/\+- Right -/);
    expect(text()).toContain('You said 40 ms, fairly sure');
  });

  test('what is no number is not taken, and says why', async () => {
    const { settle, press, text, attempts } = openText(numbersAndOrders);
    await settle();
    await press('return');
    expect(text()).toContain('Type a number first, or s to skip.');
    await press('4', 'y', 'return');
    expect(text()).toContain('"4y" has a unit that is not known here: y');
    expect(attempts).toEqual([]);
    await press('escape', 's');
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['skipped']);
  });
});

test('an order is made by taking an item up and moving it', async () => {
  const { settle, press, text } = openText(numbersAndOrders, { size: { columns: 80, rows: 40 } });
  await settle();
  await press('s', 'return');
  expect(text()).toMatch(/> 1\. conflicts/);
  await press('space', 'down', 'space', 'return');
  expect(text()).toMatch(/\+- Right -/);
  expect(text()).toContain('You said 1. writes; 2. conflicts, fairly sure');
  expect(text()).toContain('It was   1. writes (2); 2. conflicts (1)');
});

test('a long story is scrolled beside its question', async () => {
  const { settle, press, text } = openText(numbersAndOrders);
  await settle();
  expect(text()).toMatch(/How long -+ 1-\d+ of \d+ lines/);
  expect(text()).not.toContain('bob writes');
  await press('end');
  expect(text()).toContain('version-vector + lww');
  expect(text()).toContain('How long until the other leader has it?');
});

test('while a run is computed it says how far, keys still work, and leaving abandons it', async () => {
  let runs = 0;
  const { stack, press, text, attempts, screen } = openText(numbersAndOrders.replace('Two write at {setting', 'Two write {lag.max} {setting'), {
    clock: () => (runs += 1) * 1000,
  });
  stack.tick();
  expect(text()).toMatch(/The run of this step: \d+%/);
  await press('?');
  expect(text()).toContain('Keys: A lesson');
  await press('q');
  screen.close();
  const before = runs;
  await press('s');
  expect(attempts.length).toBeLessThanOrEqual(1);
  expect(runs - before).toBeLessThanOrEqual(2);
});

test('a run that cannot be made says why', async () => {
  const text = starterLesson.replace('resolve: lww }', 'resolve: ./no-such-resolver.ts }');
  const opened = openText(text);
  await opened.settle();
  await vi.waitFor(() => {
    expect(opened.screen.state.page.kind).toBe('refused');
  }, 30_000);
  expect(opened.text()).toContain('no-such-resolver.ts');
  expect(opened.text()).toContain('l lessons');
});

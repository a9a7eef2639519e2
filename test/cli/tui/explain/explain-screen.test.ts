import { assert, describe, expect, test } from 'vitest';
import type { WhatIfSearch } from '../../../../src/cli/tui/explain/what-if-search.js';
import { openExplanation } from './opened-explanation.js';

function told(screen: ReturnType<typeof openExplanation>['screen']) {
  const { stage } = screen.state;
  assert(stage.kind === 'told');
  return stage;
}

test('a run is recorded a little at a time, and shows how far it is', () => {
  const { screen, settle, text, stack } = openExplanation('split-brain');
  stack.tick();
  expect(text()).toMatch(/to know what was lost: \d+%/);
  settle();
  expect(text()).toContain('LOST w');
  expect(told(screen).items.length).toBeGreaterThan(3);
});

test('the story begins at the step that lost the write, and steps are selected up, down, left and right', () => {
  const { screen, settle, press, text } = openExplanation('concurrent-x');
  settle();
  expect(screen.state.focus.step).toBe(5);
  expect(text()).toMatch(/>6 1\.036 eu-west .* \(HERE IT IS/s);
  press('up', 'left');
  expect(screen.state.focus.step).toBe(3);
  press('home', 'end', 'down');
  expect(screen.state.focus.step).toBe(6);
});

test('n and p go through all losses and round', () => {
  const { screen, settle, press } = openExplanation('split-brain');
  settle();
  const all = told(screen).items.flatMap(({ writes }) => writes);
  press('n');
  expect(told(screen).subject.story.write).toBe(all[1]);
  press('p', 'p');
  expect(told(screen).subject.story.write).toBe(all.at(-1));
  press('n');
  expect(told(screen).subject.story.write).toBe(all[0]);
});

test('the list of losses is chosen from with up and down', () => {
  const { screen, settle, press, text } = openExplanation('split-brain');
  settle();
  press('3', 'down', 'down');
  expect(told(screen).subject.item).toBe(2);
  expect(text()).toContain('3 To explain: ');
});

test('what happens after the moment of the live view is marked', () => {
  const { settle, text, press } = openExplanation('concurrent-x', { shownUs: 1_025_000 });
  settle();
  expect(text()).toContain('-- later than 1.025 s, the moment of the live view --');
  press('3');
  expect(text()).toContain('> later: w1 of us-east');
});

test('return leads to the moment of the selected step, and of a loss', () => {
  const moments: number[] = [];
  const { settle, press } = openExplanation('concurrent-x', { goTo: (atUs) => moments.push(atUs) });
  settle();
  press('home', 'return', '3', 'return');
  expect(moments).toEqual([1_000_500, 1_035_754]);
});

test('y copies the command that repeats the run, or the one that is selected, and says so', () => {
  const { settle, press, copied, text } = openExplanation('concurrent-x');
  settle();
  press('y');
  expect(text()).toContain('Copied, if this terminal lets programs copy: run concurrent-x');
  press('4', 'down', 'y');
  expect(copied).toEqual(['run concurrent-x', 'explain w1']);
});

test('where nothing was lost, what met is told', () => {
  const { screen, settle, text } = openExplanation('cart-or-set');
  settle();
  expect(told(screen).subject.story.fate).not.toBe('lost');
  expect(text()).toMatch(/^ (MERGED|VISIBLE|SUPERSEDED) w/);
});

describe('what would have kept it', () => {
  const line = { words: 'the clock were right', lostWrites: 0, command: 'run it so' };

  function openSeeking() {
    const stopped: number[] = [];
    const sought: number[] = [];
    const opened = openExplanation('split-brain', {
      seek: (write) => {
        sought.push(write);
        const search: Pick<WhatIfSearch, 'state' | 'stop'> = {
          state: { kind: 'seeking', tried: 3, most: 100, found: [line] },
          stop: () => stopped.push(write),
        };
        return search;
      },
    });
    opened.settle();
    return { ...opened, stopped, sought };
  }

  test('is sought only once a story has been looked at for a while, and fills in', () => {
    const { stack, press, text, pass, sought, copied } = openSeeking();
    stack.tick();
    press('n', 'n', '2');
    expect(sought).toEqual([]);
    stack.tick();
    pass(300);
    stack.tick();
    expect(sought).toHaveLength(1);
    expect(text()).toContain('Looking: 3 of at most 100 runs');
    expect(text()).toContain('> kept if the clock were right (nothing is lost then)');
    press('y');
    expect(copied).toEqual(['run it so']);
  });

  test('is sought no more when another story is told, or the screen is closed', () => {
    const { stack, press, pass, sought, stopped } = openSeeking();
    stack.tick();
    pass(300);
    stack.tick();
    press('n');
    expect(stopped).toEqual(sought);
    stack.tick();
    pass(300);
    stack.tick();
    stack.close();
    expect(stopped).toEqual(sought);
    expect(sought).toHaveLength(2);
  });
});

describe.each([
  [60, 18],
  [80, 24],
  [140, 40],
  [300, 90],
])('at %dx%d', (columns, rows) => {
  test('verdict and steps are seen, in ASCII, no row wider than the screen', () => {
    const { settle, stack } = openExplanation('concurrent-x', { size: { columns, rows } });
    settle();
    const grid = stack.draw();
    expect(grid.map(({ length }) => length)).toEqual(grid.map(() => columns));
    expect(grid).toHaveLength(rows);
    const text = grid.join('\n');
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    for (const words of ['LOST w1 of x', 'Verdict', 'Lost everywhere', '>6 1.036 eu-west', 'run concurrent-x']) expect(text).toContain(words);
    expect(text.includes('What happened where')).toBe(columns >= 80);
    expect(text.includes('3 To explain')).toBe(columns >= 140);
  });
});

import { assert, describe, expect, test } from 'vitest';
import { mostAfter, mostBefore, WindowRecording } from '../../../../src/cli/tui/diagram/window-recording.js';
import { DiagramScreen } from '../../../../src/cli/tui/diagram/diagram-screen.js';
import type { Size } from '../../../../src/cli/view/drawing/panel.js';
import { Simulation } from '../../../../src/sim/simulate.js';
import { openStack, scenarioOf } from '../explain/opened-explanation.js';

function open(name: string, shownUs: number, size: Size = { columns: 100, rows: 30 }) {
  const opened = openStack(size);
  const scenario = scenarioOf(name);
  const moments: number[] = [];
  const recorded: number[] = [];
  let nowMs = 0;
  const screen = new DiagramScreen({
    place: opened.stack.place,
    scenario,
    shownUs,
    record: (aroundUs) => {
      recorded.push(aroundUs);
      return new WindowRecording({ start: (trace) => new Simulation(scenario, { trace }), aroundUs, clock: () => (nowMs += 1) });
    },
    goTo: (atUs) => moments.push(atUs),
  });
  opened.stack.place.navigator.open(screen);
  for (let tick = 0; tick < 10_000 && opened.stack.tick(); tick++);
  const selected = () => {
    const { window, selected: chosen } = screen.state;
    assert(window !== null && chosen !== null);
    return { ...window.order.events[chosen.place].event, ...chosen };
  };
  return { ...opened, screen, selected, moments, recorded };
}

test('the newest event before the moment is selected and told, with what led to it', () => {
  const { selected, text } = open('concurrent-x', 1_040_000);
  expect(selected()).toMatchObject({ kind: 'apply', replica: 'eu-west', write: 1 });
  expect(text()).toMatch(/\[ \] +1\.036 eu-west +RESOLVE w1 of x from us-east .*discards w1/);
  expect(text()).toMatch(/from +1\.000 us-east +write +x = B/);
  expect(text()).toContain('[X]');
});

test('arrows walk along a replica and from one to the other', () => {
  const { selected, press } = open('concurrent-x', 1_040_000);
  press('left');
  expect(selected().atUs).toBeLessThan(1_036_000);
  press('up');
  expect(selected()).toMatchObject({ replica: 'us-east' });
  press('home');
  const first = selected().place;
  press('left');
  expect(selected().place).toBe(first);
});

test('zoom changes how much time a column has', () => {
  const { screen, press } = open('concurrent-x', 1_040_000);
  const before = screen.state.view.usPerColumn;
  press('-', '-');
  expect(screen.state.view.usPerColumn).toBeGreaterThan(before);
  press('+', '+', '+');
  expect(screen.state.view.usPerColumn).toBeLessThan(before);
});

test('return leads to the moment of the selected event', () => {
  const { selected, press, moments } = open('concurrent-x', 1_040_000);
  press('return');
  expect(moments).toEqual([selected().atUs]);
});

test('of a long run only a window is kept, and it moves with whoever leaves it', () => {
  const { screen, press, recorded, stack } = open('split-brain', 20_000_000);
  const { window } = screen.state;
  assert(window !== null);
  expect(window).toMatchObject({ hasEarlier: true, hasLater: true });
  expect(window.order.events.length).toBeLessThanOrEqual(mostBefore + mostAfter);
  press('home', 'left');
  expect(recorded).toHaveLength(2);
  expect(recorded[1]).toBeLessThan(20_000_000);
  for (let tick = 0; tick < 10_000 && stack.tick(); tick++);
  expect(screen.state.window).not.toBe(window);
});

describe.each([
  [60, 18],
  [80, 24],
  [140, 40],
])('at %dx%d', (columns, rows) => {
  test('replicas, cuts and the selected event are seen, in ASCII', () => {
    const { stack, press } = open('split-brain', 5_000_000, { columns, rows });
    press('-', '-', '-');
    const grid = stack.draw();
    expect(grid).toHaveLength(rows);
    expect(grid.map(({ length }) => length)).toEqual(grid.map(() => columns));
    const text = grid.join('\n');
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toMatch(/cut +~/);
    expect(text).toMatch(/(us-east|eu-west|ap-south) +\S.*\[[A-Z!o.]\]/);
  });
});

import { expect, test } from 'vitest';
import { LockstepScreen } from '../../../../src/cli/tui/lockstep/lockstep-screen.js';
import { ScreenStack } from '../../../../src/cli/tui/screens/screen-stack.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { makeScenario } from '../live/fake-simulation.js';
import { playLanes } from './played-lanes.js';

function open() {
  const { player, scout, settle, clock } = playLanes([makeScenario({}), makeScenario({ faults: [] })]);
  const written: string[] = [];
  const stack = new ScreenStack({
    theme: asciiTheme,
    palette: 'bare',
    sizeOf: () => ({ columns: 140, rows: 40 }),
    depart: () => undefined,
    fail: (error) => {
      throw error;
    },
  });
  const place = stack.place;
  const make = (): LockstepScreen => {
    const doors = [
      { repeat: 'first', open: make },
      { repeat: 'second', open: make, write: () => { written.push('second'); return 'written to b.yaml'; } },
    ];
    return new LockstepScreen({ title: 'split-brain', seed: '8841', player, scout, doors, place, clock });
  };
  const screen = make();
  place.navigator.open(screen);
  const press = (...keys: readonly string[]) => {
    for (const key of keys) stack.press(key);
    settle();
  };
  const shown = () => stack.draw().join('\n');
  return { screen, stack, press, written, shown };
}

test('the moment where they part is found without playing up to it, and p goes there', () => {
  const { screen, stack, press } = open();
  for (let tick = 0; tick < 400; tick += 1) stack.tick();
  expect(screen.state).toMatchObject({ nowUs: 0, parting: { kind: 'found', atUs: 9_100_000 } });
  press('p');
  expect(screen.state.nowUs).toBe(9_100_000);
});

test('keys move all runs', () => {
  const { screen, press } = open();
  press('.', '.');
  expect(screen.state.nowUs).toBe(100_000);
  press('right');
  expect(screen.state.nowUs).toBe(400_000);
  press('left');
  expect(screen.state.nowUs).toBe(100_000);
  press('g');
  expect(screen.state.nowUs).toBe(0);
  press('+');
  expect(screen.state.speed).toBe(2);
});

test('a run is chosen, written and opened alone', () => {
  const { screen, press, written, shown } = open();
  press('w');
  expect(written).toEqual([]);
  press('down');
  expect(screen.state.chosen).toBe(1);
  press('w');
  expect(written).toEqual(['second']);
  expect(shown()).toContain('written to b.yaml');
  press('return');
  expect(shown()).toContain('q back');
});

test('left before the end it is inconclusive, and says how each is repeated', () => {
  const { screen, press } = open();
  expect(screen.ending().exitCode).toBe(3);
  expect(screen.ending().rows.map((row) => row.map(({ text }) => text).join(''))).toContain('Run again:  second');
  press('G');
  expect(screen.ending().exitCode).toBe(0);
});

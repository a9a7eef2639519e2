/** Explain screens on runs of the catalogue, with a clock that stands, for tests. */
import { assert } from 'vitest';
import { readCatalogue } from '../../../../src/cli/package-files.js';
import { SlicedRecording } from '../../../../src/cli/recording/sliced-recording.js';
import { ExplainScreen } from '../../../../src/cli/tui/explain/explain-screen.js';
import type { ExplainScreenOptions } from '../../../../src/cli/tui/explain/explain-screen.js';
import { ScreenStack } from '../../../../src/cli/tui/screens/screen-stack.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import type { Size } from '../../../../src/cli/view/drawing/panel.js';
import { parseScenarios } from '../../../../src/scenarios/index.js';
import type { Scenario } from '../../../../src/sim/scenario.js';
import { Simulation } from '../../../../src/sim/simulate.js';

/** A scenario of the catalogue. */
export function scenarioOf(name: string): Scenario {
  const parsed = parseScenarios(readCatalogue(), { only: name });
  assert(parsed.ok);
  return parsed.scenarios[0].scenario;
}

/** A stack of screens without a terminal, what was copied from it, and its keys. */
export function openStack(size: Size) {
  const copied: string[] = [];
  const stack = new ScreenStack({
    theme: asciiTheme,
    palette: 'bare',
    sizeOf: () => size,
    depart: () => undefined,
    copy: (text) => copied.push(text),
    fail: (error) => {
      throw error;
    },
  });
  const press = (...keys: readonly string[]) => {
    for (const key of keys) stack.press(key);
  };
  const text = () => stack.draw().join('\n');
  return { stack, copied, press, text };
}

/** An explanation that knows all there is to know. */
export function openExplanation(name: string, { size = { columns: 80, rows: 24 }, ...own }: Partial<ExplainScreenOptions> & { readonly size?: Size } = {}) {
  const opened = openStack(size);
  const scenario = scenarioOf(name);
  let nowMs = 0;
  const clock = () => nowMs;
  const recording = new SlicedRecording({ scenario, start: (trace) => new Simulation(scenario, { trace }), clock: () => (nowMs += 1) });
  const screen = new ExplainScreen({
    place: opened.stack.place,
    scenario,
    recording,
    clock,
    shownUs: null,
    repeatsFor: (write) => [{ command: `run ${name}`, about: 'again' }, { command: `explain w${write}`, about: 'as text' }],
    ...own,
  });
  opened.stack.place.navigator.open(screen);
  const settle = () => {
    for (let tick = 0; tick < 10_000 && screen.state.stage.kind === 'recording'; tick++) opened.stack.tick();
  };
  return { ...opened, screen, settle, pass: (ms: number) => (nowMs += ms) };
}

import { expect, test } from 'vitest';
import { KeyWatch } from '../../../../src/cli/tui/inspector/key-watch.js';
import { LiveRecord } from '../../../../src/cli/view/live/live-record.js';
import { FakeSimulation, makeScenario } from '../live/fake-simulation.js';

function begin() {
  const record = new LiveRecord();
  const simulation = new FakeSimulation(makeScenario({ faults: [] }), (event) => record.hear(event));
  const watch = new KeyWatch();
  const look = (isRunning = false) => {
    const { events, nowUs } = simulation.observe();
    return watch.look(simulation, { log: record.log, events, nowUs, isRunning })?.key ?? null;
  };
  const run = (events: number) => {
    for (let event = 0; event < events; event += 1) simulation.step();
  };
  const type = (text: string) => {
    watch.choose();
    for (const character of text) watch.type(character, simulation);
  };
  return { simulation, watch, look, run, type };
}

test('a moment is looked at once', () => {
  const { simulation, look, run } = begin();
  run(3);
  for (let frame = 0; frame < 5; frame += 1) expect(look()).toBe('cart:3');
  expect(simulation.looks).toBe(1);
});

test('a paused run follows the newest write at once, one that goes on stays with a key for a while', () => {
  const { look, run } = begin();
  expect(look()).toBeNull();
  run(3);
  expect(look(true)).toBe('cart:3');
  run(1);
  expect(look(true)).toBe('cart:3');
  expect(look(false)).toBe('cart:4');
  run(1);
  expect(look(false)).toBe('cart:5');
  const seen = new Set<string | null>();
  for (let frame = 0; frame < 60; frame += 1) {
    run(1);
    seen.add(look(true));
  }
  expect(seen.size).toBeGreaterThan(1);
  expect(seen.size).toBeLessThanOrEqual(4);
});

test('while a name is typed its nearest key is shown, and stays when it is chosen', () => {
  const { watch, look, run, type } = begin();
  run(25);
  type('t:7');
  expect(watch.choice.matches).toEqual(['cart:7']);
  expect(look()).toBe('cart:7');
  watch.pin();
  run(3);
  expect(look()).toBe('cart:7');
  type('');
  watch.pin();
  expect(look()).toBe('cart:8');
});

test('a name is completed, erased, and left as it was', () => {
  const { simulation, watch, look, run, type } = begin();
  run(25);
  type('t:7');
  watch.complete(simulation);
  expect(watch.choice.typed).toBe('cart:7');
  watch.erase(simulation);
  expect(watch.choice.typed).toBe('cart:');
  watch.leave();
  expect(watch.choice.typed).toBeNull();
  expect(look()).toBe('cart:5');
});

test('an event that is selected leads to its key', () => {
  const { simulation, watch, run } = begin();
  run(25);
  const moment = { log: new LiveRecord().log, events: 25, nowUs: 1, isRunning: true, selected: 'cart:2' };
  expect(watch.look(simulation, moment)?.key).toBe('cart:2');
});

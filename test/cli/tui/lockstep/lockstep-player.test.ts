import { describe, expect, test } from 'vitest';
import type { Parting } from '../../../../src/cli/view/lockstep/lockstep-state.js';
import { makeScenario } from '../live/fake-simulation.js';
import { playLanes } from './played-lanes.js';

const unknown: Parting = { kind: 'unknown', sameUntilUs: 0 };

function play() {
  return playLanes([makeScenario({}), makeScenario({ faults: [] })]);
}

test('all runs stand at their start until they are told to run', () => {
  const { player } = play();
  for (let tick = 0; tick < 20; tick += 1) player.tick(unknown);
  expect(player.lanes.map(({ state }) => state.observation.events)).toEqual([0, 0]);
});

test('while they run, no run is at another moment than the others', () => {
  const { player } = play();
  player.toggle();
  for (let tick = 0; tick < 50; tick += 1) {
    player.tick(unknown);
    const [first, second] = player.lanes.map(({ state }) => state.observation.events);
    expect(first).toBe(second);
  }
  expect(player.nowUs).toBeGreaterThan(0);
});

test('a seek, forwards or back, ends at that moment, with the same as straight there', () => {
  const { player, settle } = play();
  player.seek(20_050_000);
  settle();
  player.seek(12_000_000);
  settle();
  expect(player.nowUs).toBe(12_000_000);
  expect(player.lanes.map(({ state }) => state.observation.events)).toEqual([120, 120]);
  expect(player.lanes.map(({ state }) => state.observation.conflicts)).toEqual([3, 0]);
});

test('a step is one event, and a step back undoes it', () => {
  const { player, settle } = play();
  player.seek(5_000_000);
  settle();
  player.step();
  settle();
  expect(player.nowUs).toBe(5_100_000);
  player.stepBack();
  settle();
  expect(player.lanes.map(({ state }) => state.observation.events)).toEqual([50, 50]);
});

describe('marks', () => {
  test('are those of any of the runs, known before or not', () => {
    const { player, settle } = play();
    const moments: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      player.searchMark();
      for (let tick = 0; tick < 5000 && player.mode !== 'paused'; tick += 1) player.tick(unknown);
      moments.push(player.nowUs);
    }
    expect(moments).toEqual([9_100_000, 10_000_000, 11_000_000, 12_000_000]);
    player.seekMarkBefore(unknown);
    settle();
    expect(player.nowUs).toBe(11_000_000);
  });

  test('where they part is one', () => {
    const { player } = play();
    const parting: Parting = { kind: 'found', atUs: 2_000_000, steps: ['a', null] };
    player.searchMark();
    for (let tick = 0; tick < 5000 && player.mode !== 'paused'; tick += 1) player.tick(parting);
    expect(player.nowUs).toBe(2_000_000);
  });
});

test('to the end: all of them are judged, and from there it goes back', () => {
  const { player, settle } = play();
  player.hurryToEnd();
  for (let tick = 0; tick < 5000 && player.mode !== 'finished'; tick += 1) player.tick(unknown);
  expect(player.lanes.map(({ state }) => state.judgement?.verdict)).toEqual(['holds', 'holds']);
  player.seek(1_000_000);
  settle();
  expect(player.lanes.map(({ state }) => state.observation.events)).toEqual([10, 10]);
});

import { describe, expect, test } from 'vitest';
import { Player } from '../../../../src/cli/tui/live/player.js';
import type { Judgement } from '../../../../src/cli/view/live/live-state.js';
import type { Observation } from '../../../../src/sim/observation.js';
import type { Report } from '../../../../src/sim/report.js';
import { FakeSimulation, makeScenario } from './fake-simulation.js';

/** A player with a clock that the test moves. Every look at it may take time. */
function open(options: { readonly msPerLook?: number } = {}) {
  let nowMs = 1000;
  const clock = () => (nowMs += options.msPerLook ?? 0);
  const scenario = makeScenario({});
  const simulations: FakeSimulation[] = [];
  const player = new Player({
    scenario,
    start: (trace) => {
      const simulation = new FakeSimulation(scenario, trace);
      simulations.push(simulation);
      return simulation;
    },
    judge: (report: Report): Judgement => ({ report, expectations: [], verdict: 'holds' }),
    clock,
  });
  const tickAfter = (ms: number) => {
    nowMs += ms;
    return player.tick();
  };
  return { player, simulations, tickAfter, clock };
}

test('simulated time passes at the speed of the player', () => {
  const { player, tickAfter } = open();
  for (let tick = 0; tick < 30; tick += 1) tickAfter(100);
  // 3 s at 1.5 times real time.
  expect(player.state.observation.nowUs).toBe(4_500_000);
  expect(player.state.observation.events).toBe(45);
});

test('time is shown to pass between events too', () => {
  const { player, tickAfter } = open();
  tickAfter(10);
  expect(player.state.observation).toMatchObject({ nowUs: 15_000, events: 0 });
});

test('a tick that comes late is not made up for', () => {
  const { player, tickAfter } = open();
  tickAfter(60_000);
  expect(player.state.observation.nowUs).toBe(150_000);
});

test('a paused player stands still, and does not ask to be drawn', () => {
  const { player, tickAfter } = open();
  tickAfter(100);
  player.toggle();
  tickAfter(300);
  const { nowUs } = player.state.observation;
  expect(tickAfter(100)).toBe(false);
  expect(player.state.observation.nowUs).toBe(nowUs);
  player.toggle();
  expect(tickAfter(100)).toBe(true);
  expect(player.state.observation.nowUs).toBeGreaterThan(nowUs);
});

test('a step is one event, and pauses', () => {
  const { player } = open();
  player.step();
  expect(player.state.observation).toMatchObject({ events: 1, nowUs: 100_000 });
  expect(player.state.playback.mode).toBe('paused');
  player.step();
  expect(player.state.observation.events).toBe(2);
});

test('stepping to the last event ends the run', () => {
  const { player, tickAfter } = open();
  for (let event = 0; event < 300; event += 1) player.step();
  expect(player.state.playback.mode).toBe('judging');
  tickAfter(33);
  expect(player.state.playback.mode).toBe('finished');
});

test('the machine is never kept longer than a frame can spare', () => {
  // Each look at the clock stands for 20 ms of work: one chunk of events is all that fits.
  const { player, tickAfter } = open({ msPerLook: 20 });
  for (let speed = 0; speed < 20; speed += 1) player.goFaster();
  tickAfter(100);
  expect(player.state.observation.events).toBe(32);
});

test('a pace that the machine cannot keep leaves no debt', () => {
  const { player, tickAfter } = open({ msPerLook: 20 });
  for (let speed = 0; speed < 20; speed += 1) player.goFaster();
  tickAfter(100);
  expect(player.state.observation.nowUs).toBe(3_200_000);
});

test('speeds change in steps', () => {
  const { player } = open();
  expect(player.state.playback.speed).toBe(1.5);
  player.goFaster();
  expect(player.state.playback.speed).toBe(2);
  player.goSlower();
  player.goSlower();
  expect(player.state.playback.speed).toBe(1);
});

test('a hurried run ends, is judged a tick later, and shows the figures of its report', () => {
  const { player, tickAfter } = open();
  player.hurryToEnd();
  expect(player.state.playback.isHurrying).toBe(true);
  tickAfter(33);
  expect(player.state.playback.mode).toBe('judging');
  expect(player.state.judgement).toBeNull();
  tickAfter(33);
  expect(player.state.playback.mode).toBe('finished');
  expect(player.state.judgement?.verdict).toBe('holds');
  expect(player.state.losses?.lost).toBe(player.state.judgement?.report.lostWrites.total);
  expect(tickAfter(33)).toBe(false);
});

test('the same run begins anew, paused at its start', () => {
  const { player, simulations, tickAfter } = open();
  player.hurryToEnd();
  tickAfter(33);
  tickAfter(33);
  player.restart();
  expect(simulations).toHaveLength(1);
  expect(player.state).toMatchObject({ judgement: null, losses: { lost: 0, divergentKeys: 0 } });
  expect(player.state.observation).toMatchObject({ nowUs: 0, events: 0 });
  expect(player.state.playback).toMatchObject({ mode: 'paused', isHurrying: false });
  expect(player.state.record.log.size).toBe(0);
});

test('samples are even in simulated time, however fast a run is played', () => {
  const slow = open();
  for (let tick = 0; tick < 400; tick += 1) slow.tickAfter(50);
  const fast = open();
  fast.player.hurryToEnd();
  fast.tickAfter(33);
  expect(fast.player.state.history.queues).toEqual(slow.player.state.history.queues);
  expect(fast.player.state.history.queues[2]?.some((queue) => queue > 0)).toBe(true);
});

describe('losses', () => {
  test('are counted four times a second at most', () => {
    const { simulations, tickAfter } = open();
    for (let tick = 0; tick < 60; tick += 1) tickAfter(50);
    // 3 s.
    expect(simulations[0]?.lossesAsked).toBeLessThanOrEqual(13);
    expect(simulations[0]?.lossesAsked).toBeGreaterThanOrEqual(11);
  });

  test('are counted more rarely when counting takes long', () => {
    const { simulations, tickAfter, clock } = open({ msPerLook: 100 });
    const startMs = clock();
    for (let tick = 0; tick < 30; tick += 1) tickAfter(100);
    // A count takes 100 ms, which is a twentieth of 2 s; and one more to learn that.
    expect(simulations[0]?.lossesAsked).toBeLessThanOrEqual((clock() - startMs) / 2000 + 2);
    expect(simulations[0]?.lossesAsked).toBeGreaterThan(2);
  });

  test('are counted once more after the run was paused', () => {
    const { player, simulations, tickAfter } = open();
    tickAfter(100);
    tickAfter(100);
    player.toggle();
    const before = simulations[0]?.lossesAsked ?? 0;
    expect(tickAfter(300)).toBe(true);
    expect(tickAfter(300)).toBe(false);
    expect(simulations[0]?.lossesAsked).toBe(before + 1);
  });

  test('are not counted where there are too many writes', () => {
    const scenario = makeScenario({});
    const simulations: FakeSimulation[] = [];
    let nowMs = 0;
    const player = new Player({
      scenario,
      start: (trace) => {
        const simulation = new CrowdedSimulation(scenario, trace);
        simulations.push(simulation);
        return simulation;
      },
      judge: (report) => ({ report, expectations: [], verdict: 'holds' }),
      clock: () => nowMs,
    });
    for (; nowMs < 3000; nowMs += 100) player.tick();
    expect(simulations.map(({ lossesAsked }) => lossesAsked)).toEqual([0, 0]);
    expect(player.state.losses).toBeNull();
  });

  test('that no event told of are marked when they are counted', () => {
    const scenario = makeScenario({});
    let nowMs = 0;
    const player = new Player({
      scenario,
      // Nothing is heard of the run, so that only the count tells of losses.
      start: () => new FakeSimulation(scenario, () => undefined),
      judge: (report) => ({ report, expectations: [], verdict: 'holds' }),
      clock: () => nowMs,
    });
    for (; nowMs < 8000; nowMs += 100) player.tick();
    expect(player.state.marks.filter(({ kind }) => kind === 'loss')).not.toEqual([]);
  });
});

describe('travel', () => {
  /** Paused at its start, with a scout that has not begun. */
  function openPaused() {
    const opened = open();
    opened.player.toggle();
    return opened;
  }

  test('back undoes a step, and the log with it', () => {
    const { player } = openPaused();
    for (let event = 0; event < 5; event += 1) player.step();
    player.stepBack();
    expect(player.state.observation).toMatchObject({ events: 4, nowUs: 400_000 });
    expect(player.state.record.log.size).toBe(4);
    for (let event = 0; event < 9; event += 1) player.stepBack();
    expect(player.state.observation).toMatchObject({ events: 0, nowUs: 0 });
    expect(player.state.playback.mode).toBe('paused');
  });

  test('to a time is to after everything up to it', () => {
    const { player } = openPaused();
    const link = { from: 'ap-se', to: 'us-east' };
    const cutsHeard = () => player.state.record.log.newest(9, ({ kind }) => kind === 'cut').map(({ atUs }) => atUs);
    player.seek({ kind: 'time', atUs: 12_350_000 });
    expect(player.state.observation).toMatchObject({ events: 123, nowUs: 12_350_000 });
    expect(player.state.observation.links).toContainEqual(expect.objectContaining({ ...link, state: 'cut' }));
    expect(cutsHeard()).toEqual([9_100_000, 9_100_000, 9_100_000, 9_100_000]);
    player.seek({ kind: 'time', atUs: 5_000_000 });
    expect(player.state.observation).toMatchObject({ events: 50, nowUs: 5_000_000 });
    expect(player.state.observation.links).toContainEqual(expect.objectContaining({ ...link, state: 'up' }));
    expect(cutsHeard()).toEqual([]);
  });

  test('goes from mark to mark, both ways', () => {
    const { player, tickAfter } = openPaused();
    const stops = Array.from({ length: 3 }, () => {
      player.nextMark();
      return player.state.observation.nowUs;
    });
    expect(stops).toEqual([9_100_000, 10_000_000, 11_000_000]);
    player.previousMark();
    expect(player.state.observation.nowUs).toBe(10_000_000);
    player.previousMark();
    player.previousMark();
    expect(player.state.observation.nowUs).toBe(0);
    player.seek({ kind: 'time', atUs: 20_500_000 });
    player.nextMark();
    expect(player.state.observation.nowUs).toBe(21_000_000);
    player.nextMark();
    tickAfter(33);
    expect(player.state.playback.mode).toBe('finished');
  });

  test('by a hundredth of the run goes on running', () => {
    const { player } = open();
    player.forward();
    expect(player.state.observation.nowUs).toBe(300_000);
    expect(player.state.playback.mode).toBe('running');
    player.toggle();
    player.forward();
    player.back();
    player.back();
    player.back();
    expect(player.state.observation.nowUs).toBe(0);
    expect(player.state.playback.mode).toBe('paused');
  });

  test('beyond the end is to the end, and back from there', () => {
    const { player, tickAfter } = openPaused();
    player.seek({ kind: 'time', atUs: 1e12 });
    tickAfter(33);
    expect(player.state.playback.mode).toBe('finished');
    player.stepBack();
    expect(player.state).toMatchObject({ judgement: null, playback: { mode: 'paused' }, observation: { events: 299 } });
    expect(player.judgement?.verdict).toBe('holds');
    player.step();
    expect(player.state).toMatchObject({ judgement: { verdict: 'holds' }, playback: { mode: 'finished' } });
  });

  test('that takes long is shown, goes on at the next ticks, and can be stopped', () => {
    const { player, tickAfter } = open({ msPerLook: 20 });
    player.seek({ kind: 'time', atUs: 29_000_000 });
    const first = player.state.observation.events;
    expect(player.state.playback.mode).toBe('seeking');
    tickAfter(0);
    const second = player.state.observation.events;
    expect(second).toBeGreaterThan(first);
    expect(second).toBeLessThan(290);
    player.stopSeeking();
    expect(player.state).toMatchObject({ playback: { mode: 'paused' }, observation: { events: second } });
    player.seek({ kind: 'time', atUs: 29_000_000 });
    while (player.state.playback.mode === 'seeking') tickAfter(0);
    expect(player.state.observation).toMatchObject({ events: 290, nowUs: 29_000_000 });
  });

  test('marks to come are known once a scout has been there, and what was first seen is told from then on', () => {
    const { player, simulations, tickAfter } = openPaused();
    expect(player.state.marks.map(({ kind }) => kind)).toEqual(['partition', 'heal']);
    expect(tickAfter(33)).toBe(true);
    expect(simulations).toHaveLength(2);
    expect(player.state.marks.filter(({ kind }) => kind === 'conflict').length).toBeGreaterThan(10);
    expect(player.state.firstSeenUs).toEqual({ conflict: null, loss: null, divergence: null });
    player.seek({ kind: 'time', atUs: 11_000_000 });
    expect(player.state.firstSeenUs).toEqual({ conflict: 10_000_000, loss: 10_000_000, divergence: null });
    expect(simulations).toHaveLength(2);
  });
});

/** As many writes from the start as there are in a large run. */
class CrowdedSimulation extends FakeSimulation {
  override observe(atUs?: number): Observation {
    return { ...super.observe(atUs), written: 200_000 };
  }
}

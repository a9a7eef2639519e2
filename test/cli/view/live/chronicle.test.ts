import { describe, expect, test } from 'vitest';
import { seriesLength } from '../../../../src/cli/view/drawing/sparkline.js';
import { Chronicle } from '../../../../src/cli/view/live/chronicle.js';
import { FakeSimulation, makeScenario } from '../../tui/live/fake-simulation.js';
import { conflictAt } from './sample-conflict.js';

const durationUs = 5_120_000;
const planless = makeScenario({ durationUs, faults: [] });
const observation = new FakeSimulation(planless, () => undefined).observe();

describe('marks', () => {
  test('of the plan are known from the start', () => {
    expect(new Chronicle(makeScenario({})).marks).toEqual([
      { atUs: 9_100_000, kind: 'partition' },
      { atUs: 21_000_000, kind: 'heal' },
    ]);
  });

  test('are left by concurrent writes that meet, and by versions that are thrown away', () => {
    const chronicle = new Chronicle(planless);
    chronicle.hear(conflictAt(70_000, [2]));
    chronicle.hear(conflictAt(20_000, [1, 2]));
    expect(chronicle.marks).toEqual([
      { atUs: 20_000, kind: 'conflict' },
      { atUs: 70_000, kind: 'conflict' },
      { atUs: 70_000, kind: 'loss' },
    ]);
  });

  test('are the same however often a run tells of them', () => {
    const chronicle = new Chronicle(planless);
    for (const atUs of [100, 200_000, 200_100, 100, 200_000]) chronicle.hear(conflictAt(atUs, [1, 2]));
    expect(chronicle.marks.map(({ atUs }) => atUs)).toEqual([100, 200_000]);
  });

  test('take the room of the length of the run, however many events there are', () => {
    const chronicle = new Chronicle(planless);
    for (let count = 0; count < 20_000; count += 1) chronicle.hear(conflictAt((count * 257) % durationUs, [2]));
    expect(chronicle.marks.length).toBe(1024);
  });
});

describe('what was first seen', () => {
  test('is not known before', () => {
    const chronicle = new Chronicle(planless);
    chronicle.hear(conflictAt(70_000, [2]));
    expect(chronicle.firstSeen(69_999)).toEqual({ conflict: null, loss: null, divergence: null });
    expect(chronicle.firstSeen(70_000)).toEqual({ conflict: 70_000, loss: 70_000, divergence: null });
  });

  test('is the earliest count that found it', () => {
    const chronicle = new Chronicle(planless);
    chronicle.count(90, { lost: 0, divergentKeys: 0 });
    chronicle.count(500, { lost: 1, divergentKeys: 2 });
    chronicle.count(400, { lost: 0, divergentKeys: 2 });
    chronicle.count(600, { lost: 1, divergentKeys: 1 });
    expect(chronicle.firstSeen(1000)).toEqual({ conflict: null, loss: 500, divergence: 400 });
    expect(chronicle.marks).toEqual([
      { atUs: 400, kind: 'divergence' },
      { atUs: 500, kind: 'loss' },
    ]);
  });
});

describe('figures over time', () => {
  test('are those up to a moment', () => {
    const chronicle = new Chronicle(planless);
    for (const lost of [0, 1, 2]) {
      chronicle.addSample(lost * 1000, { ...observation, conflicts: lost * 10, staleReads: lost === 0 ? null : lost + 4 }, { lost, pending: 0, divergentKeys: 0 });
    }
    expect(chronicle.historyAt(1999)).toMatchObject({ queues: [[0, 0], [0, 0], [0, 0]], conflicts: [0, 10], staleReads: [5], lost: [0, 1] });
    expect(chronicle.historyAt(5000).lost).toEqual([0, 1, 2]);
    expect(chronicle.historyAt(-1)).toMatchObject({ queues: [], written: [], atUs: [], conflicts: [], lost: [] });
  });

  test('forget the oldest of many', () => {
    const chronicle = new Chronicle(planless);
    for (let sample = 0; sample < seriesLength + 5; sample += 1) {
      chronicle.addSample(sample * 1000, { ...observation, conflicts: sample }, null);
    }
    const { conflicts, atUs } = chronicle.historyAt(durationUs);
    expect(conflicts).toHaveLength(seriesLength);
    expect([conflicts[0], conflicts.at(-1)]).toEqual([5, seriesLength + 4]);
    expect(atUs[0]).toBe(5000);
  });

  test('are taken once', () => {
    const chronicle = new Chronicle(planless);
    chronicle.addSample(1000, observation, null);
    chronicle.addSample(1000, { ...observation, conflicts: 7 }, null);
    chronicle.addSample(500, { ...observation, conflicts: 7 }, null);
    expect(chronicle.historyAt(5000).conflicts).toEqual([0]);
  });

  test('of losses have gaps where nobody counted', () => {
    const chronicle = new Chronicle(planless);
    chronicle.addSample(0, observation, null);
    expect(chronicle.historyAt(0)).toMatchObject({ conflicts: [0], lost: [] });
  });
});

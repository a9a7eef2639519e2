import { expect, test } from 'vitest';
import { HistoryKeeper } from '../../../../src/cli/tui/live/history-keeper.js';
import { stateAt } from '../../view/live/sample-state.js';

test('a sample has a figure for every region, and for conflicts and losses', () => {
  const keeper = new HistoryKeeper(1_600_000);
  keeper.add(stateAt(12_000_000), 12_100_000);
  expect(keeper.history).toEqual({
    queues: [[0], [0], [29]],
    written: [[120], [120], [120]],
    conflicts: [3],
    lost: [3],
    divergent: [0],
    atUs: [12_100_000],
  });
});

test('the next sample is due after a part of the run', () => {
  const keeper = new HistoryKeeper(1_600_000);
  expect(keeper.dueUs).toBe(0);
  keeper.add(stateAt(0), 5000);
  expect(keeper.dueUs).toBe(15_000);
});

test('losses that are not known leave a gap', () => {
  const keeper = new HistoryKeeper(1_600_000);
  keeper.add({ ...stateAt(0), losses: null }, 0);
  expect(keeper.history.lost).toEqual([]);
});

import { expect, test } from 'vitest';
import type { WaitingMessage } from '../../../src/sim/world/waiting-messages.js';
import { WaitingMessages } from '../../../src/sim/world/waiting-messages.js';
import { makeDice } from '../../support/dice.js';

test('messages of a link leave in the order in which they came, whatever comes between', () => {
  const dice = makeDice(1);
  const waiting = new WaitingMessages(3);
  const expected: number[][] = [[], [], []];
  for (let from = 0; from < 2_000; from++) {
    const link = dice.between(0, 2);
    if (dice.chance(0.45) && expected[link].length > 0) {
      expect(waiting.first(link)?.from).toBe(expected[link].shift());
      waiting.removeFirst(link);
    } else {
      waiting.add(link, messageOf(from));
      expected[link].push(from);
    }
  }
  for (const [link, rest] of expected.entries()) {
    for (const from of rest) {
      expect(waiting.first(link)?.from).toBe(from);
      waiting.removeFirst(link);
    }
    expect(waiting.first(link)).toBeUndefined();
  }
});

function messageOf(from: number): WaitingMessage {
  return { from, to: from + 1, epochs: 0, dueUs: 0, pausedUs: 0 };
}

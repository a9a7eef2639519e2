import { expect, test } from 'vitest';
import { describeEvent } from '../../../../src/cli/view/words/event-line.js';
import { isOfLeadership } from '../../../../src/cli/view/words/leadership-words.js';
import type { TraceLeadershipEvent } from '../../../../src/sim/record/trace.js';
import { applied } from '../space-time/sample-events.js';

const at = { atUs: 1, replica: 'a' } as const;

test.each<readonly [TraceLeadershipEvent, string]>([
  [{ ...at, kind: 'elect', term: 2 }, 'LEADS   from now on, term 2'],
  [{ ...at, kind: 'depose', term: 2 }, 'YIELDS  leads no longer, term 2'],
  [{ ...at, kind: 'suspect', suspect: 'b' }, 'SUSPECT hears nothing of b'],
  [{ ...at, kind: 'suspect', suspect: null }, 'SUSPECT knows no leader'],
  [{ ...at, kind: 'rewind', write: 3, key: 'x', cause: 'rewound' }, 'REWIND  w3 of x: the leader’s log has it not'],
  [{ ...at, kind: 'diverge', leader: 'b' }, 'DIVERGE its log is not that of b: waits for a person'],
  [{ ...at, kind: 'demote', follower: 'b' }, 'DEMOTE  waits for b no more'],
  [{ ...at, kind: 'promote', follower: 'b' }, 'PROMOTE waits for b again'],
  [{ ...at, kind: 'degrade', missing: 1 }, 'COPIES  acknowledges with 1 fewer than asked for'],
  [{ ...at, kind: 'degrade', missing: 0 }, 'COPIES  as many as asked for again'],
  [{ ...at, kind: 'shoot', target: 'b' }, 'SHOOT   has b switched off'],
  [{ ...at, kind: 'admit', votes: true }, 'VOTES   again, with all that it had lost'],
  [{ ...at, kind: 'admit', votes: false }, 'VOTES   no more: it has lost its disk'],
])('%o is said in plain words', (event, words) => {
  expect(isOfLeadership(event)).toBe(true);
  expect(describeEvent(event)).toMatchObject({ replica: 'a', words });
});

test('what replicas apply is not about leaders', () => {
  expect(isOfLeadership(applied)).toBe(false);
});

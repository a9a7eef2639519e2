import { describe, expect, test } from 'vitest';
import { describeEvent, discardedBy, searchTextOf } from '../../../../src/cli/view/words/event-line.js';
import type { TraceEvent } from '../../../../src/sim/record/trace.js';
import { applied, events } from '../space-time/sample-events.js';

test.each(events)('$kind is said in plain words', (event, replica, words) => {
  expect(describeEvent(event)).toMatchObject({ replica, words });
});

test('the moment is in seconds of true time', () => {
  expect(describeEvent(applied).moment).toBe('12.545');
});

test('many writes are named up to the third', () => {
  const event: TraceEvent = {
    kind: 'read',
    atUs: 1,
    replica: 'a',
    key: 'x',
    client: 'c',
    returned: [1, 2, 3, 4, 5],
    sentAtUs: 0,
  };
  expect(describeEvent(event).words).toContain('w1, w2, w3 and 2 more');
});

test('a name from a scenario cannot steer the terminal', () => {
  const { words, replica } = describeEvent({ ...applied, key: '\u001b[2J', replica: '\u001b]0;x' });
  expect(words + replica).not.toContain('\u001b');
});

test.each([
  ['wipe', 'WIPE    loses its disk: it will come back empty'],
  ['pause', 'PAUSE   does nothing for a while'],
  ['resume', 'RESUME  goes on where it was'],
  ['offline', 'OFFLINE cut off from all others'],
  ['online', 'ONLINE  connected again'],
] as const)('what happened to a node has a word: %s', (kind, words) => {
  expect(describeEvent({ kind, atUs: 1, replica: 'a' })).toMatchObject({ replica: 'a', words });
});

describe('a discarded version', () => {
  test('is the arriving one or the held one, when the two are concurrent', () => {
    const conflict = { ...applied, conflictsWith: [11] };
    expect(discardedBy({ ...conflict, holds: [12] })).toEqual([11]);
    expect(discardedBy({ ...conflict, holds: [11], outcome: 'discarded' })).toEqual([12]);
  });

  test('is not one that was overwritten knowingly', () => {
    expect(discardedBy(applied)).toEqual([]);
  });

  test('is not among siblings that are both kept', () => {
    expect(discardedBy({ ...applied, conflictsWith: [11], holds: [11, 12] })).toEqual([]);
  });
});

test('a filter finds its text anywhere in the line, in whatever case', () => {
  const line = describeEvent(applied);
  for (const part of ['cart:17', 'us-east', '12.5']) expect(searchTextOf(line)).toContain(part);
});

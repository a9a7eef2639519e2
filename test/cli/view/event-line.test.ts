import { describe, expect, test } from 'vitest';
import { describeEvent, discardedBy, matchesFilter } from '../../../src/cli/view/event-line.js';
import type { TraceEvent } from '../../../src/sim/record/trace.js';

const applied: TraceEvent & { readonly kind: 'apply' } = {
  kind: 'apply',
  atUs: 12_545_000,
  replica: 'us-east',
  write: 12,
  key: 'cart:17',
  from: 'ap-se',
  outcome: 'stored',
  held: [11],
  holds: [12],
  conflictsWith: [],
};

const events: readonly (readonly [TraceEvent, string, string])[] = [
  [
    {
      kind: 'accept',
      atUs: 1,
      replica: 'sy',
      write: 3,
      key: 'x',
      value: 'D3',
      client: 'bob',
      stamp: 1,
      holds: [3],
      sentAtUs: 0,
      context: 'read',
      saw: [1],
      clock: { sx: 2, sy: 1 },
      conflictsWith: [],
    },
    'sy',
    'write   x = D3  (w3)  bob from its read  {sx:2 sy:1}',
  ],
  [
    { kind: 'told', atUs: 1, replica: 'a', key: 'x', holds: [1, 2], untilUs: 7_200_000_000 },
    'a',
    'ASKS    a person about x = w1, w2: decides at 7200.000',
  ],
  [
    {
      kind: 'accept',
      atUs: 12_410_000,
      replica: 'us-east',
      write: 11,
      key: 'cart:17',
      value: 'milk',
      client: 'alice',
      stamp: 12_410_000,
      holds: [11],
      sentAtUs: 12_400_000,
    },
    'us-east',
    'write   cart:17 = milk  (w11)  alice',
  ],
  [
    {
      kind: 'accept',
      atUs: 1,
      replica: 'a',
      write: 1,
      key: 'x',
      value: null,
      client: 'bob',
      stamp: 1,
      holds: [],
      sentAtUs: 0,
    },
    'a',
    'delete  x  (w1)  bob',
  ],
  [
    {
      kind: 'accept',
      atUs: 1,
      replica: 'a',
      write: 3,
      key: 'orders/1',
      value: 'tea',
      client: 'bob',
      stamp: 1,
      holds: [3],
      sentAtUs: 0,
      isCreate: true,
    },
    'a',
    'create  orders/1 = tea  (w3)  bob',
  ],
  [
    {
      kind: 'accept',
      atUs: 1,
      replica: 'a',
      write: 2,
      key: 'cart',
      value: 'add milk',
      client: 'bob',
      stamp: 1,
      holds: [2],
      sentAtUs: 0,
      isChange: true,
    },
    'a',
    'change  cart: add milk  (w2)  bob',
  ],
  [
    {
      kind: 'accept',
      atUs: 1,
      replica: 'a',
      write: 2,
      key: 'x',
      value: 'C',
      client: 'bob',
      stamp: 1,
      holds: [2],
      sentAtUs: 0,
      isUpdate: true,
    },
    'a',
    'update  x = C  (w2)  bob',
  ],
  [
    { kind: 'hold-back', atUs: 1, replica: 'c', write: 4, key: 'x', from: 'b', waitsFor: 2 },
    'c',
    'HOLDS   w4 of x from b: waits for w2',
  ],
  [
    { kind: 'release', atUs: 1, replica: 'c', write: 4, key: 'x' },
    'c',
    'FREES   w4 of x: it may come now',
  ],
  [
    { kind: 'apply-error', atUs: 1, replica: 'c', write: 4, key: 'x', from: 'b', action: 'skip' },
    'c',
    'ERROR   w4 of x from b: no record to update, skips it',
  ],
  [
    { kind: 'refuse', atUs: 1, replica: 'a', operation: 'update', key: 'x', reason: 'no-record' },
    'a',
    'REFUSES update of x: no-record',
  ],
  [
    { kind: 'repair', atUs: 1, phase: 'begin', from: 'a', to: 'b', keys: 0 },
    'a',
    'REPAIR  compares records with b',
  ],
  [
    { kind: 'repair', atUs: 1, phase: 'end', from: 'a', to: 'b', keys: 0 },
    'a',
    'REPAIR  with b: nothing to do',
  ],
  [
    { kind: 'repair', atUs: 1, phase: 'end', from: 'a', to: 'b', keys: 12 },
    'a',
    'REPAIR  with b: 12 keys repaired',
  ],
  [
    { kind: 'repair', atUs: 1, phase: 'fail', from: 'a', to: 'b', keys: 1 },
    'a',
    'REPAIR  with b broke off: 1 key repaired so far',
  ],
  [
    { kind: 'learn', atUs: 1, replica: 'b', from: 'a', key: 'x', writes: [3, 4] },
    'b',
    'learns  of 2 writes of x from a',
  ],
  [
    {
      kind: 'accept',
      atUs: 1,
      replica: 'a',
      write: 1,
      key: 'x',
      value: 'A',
      client: 'bob',
      stamp: 7,
      stampParts: { kind: 'lamport', count: 7 },
      holds: [1],
      sentAtUs: 0,
    },
    'a',
    'write   x = A  (w1)  bob  count 7',
  ],
  [
    {
      kind: 'commit-wait',
      atUs: 1_000_000,
      replica: 'a',
      key: 'x',
      client: 'bob',
      stamp: 1_004_000,
      untilUs: 1_008_001,
    },
    'a',
    'waits   8ms to commit x, until 1.004 has passed  bob',
  ],
  [
    { kind: 'acknowledge', atUs: 1, replica: 'a', write: 3, answeredAtUs: 2 },
    'a',
    'answers ok to w3',
  ],
  [
    { kind: 'refuse', atUs: 1, replica: 'a', operation: 'write', key: 'x', reason: 'unavailable' },
    'a',
    'REFUSES write of x: unavailable',
  ],
  [
    { kind: 'attempt', atUs: 1, replica: 'a', client: 'a 2', operation: 'write', key: 'x', attempt: 2 },
    'a',
    'tries   write of x, attempt 2  a 2',
  ],
  [
    { kind: 'timeout', atUs: 1, replica: 'a', client: 'a', operation: 'read', key: 'x', attempt: 1 },
    'a',
    'TIMEOUT read of x, attempt 1  a',
  ],
  [
    { kind: 'breaker', atUs: 1, replica: 'a', client: 'a 2', state: 'half-open' },
    'a',
    'BREAKER half-open: a 2',
  ],
  [
    {
      kind: 'finding', atUs: 1, resolver: 'mine', call: 'resolve', problem: 'threw',
      input: 'resolve("A", "B", …)', message: 'it threw Error: no',
    },
    'mine',
    'FINDING resolve("A", "B", …): it threw Error: no',
  ],
  [
    { kind: 'pool', atUs: 1, replica: 'a', change: 'left', offsetUs: 80_000 },
    'a',
    'POOL    takes no writes: clock +80ms',
  ],
  [
    { kind: 'pool', atUs: 1, replica: 'a', change: 'joined', offsetUs: -1000 },
    'a',
    'POOL    takes writes again: clock -1ms',
  ],
  [
    { kind: 'read', atUs: 1, replica: 'a', key: 'x', client: 'bob', returned: [], sentAtUs: 0 },
    'a',
    'read    x = nothing  bob',
  ],
  [
    { kind: 'send', atUs: 1, from: 'a', to: 'b', writes: [1, 2], bytes: 3072, departsAtUs: 1 },
    'a',
    'sends   2 writes to b (3 KiB)',
  ],
  [{ kind: 'receive', atUs: 1, from: 'a', to: 'b', writes: [1] }, 'b', 'gets    1 write from a'],
  [applied, 'us-east', 'apply   w12 of cart:17 from ap-se'],
  [
    { ...applied, outcome: 'known' },
    'us-east',
    'knows   w12 of cart:17 from ap-se already',
  ],
  [
    { ...applied, outcome: 'discarded', holds: [11] },
    'us-east',
    'ignores w12 of cart:17 from ap-se, keeps w11',
  ],
  [
    { ...applied, outcome: 'discarded', holds: [11], conflictsWith: [11] },
    'us-east',
    'RESOLVE w12 of cart:17 from ap-se: discards w12, keeps w11',
  ],
  [
    {
      ...{ ...applied, outcome: 'discarded', holds: [11], conflictsWith: [11, 10] },
      conflictKinds: ['update-delete', 'update-delete'],
    },
    'us-east',
    'RESOLVE w12 of cart:17 from ap-se (update/delete): discards w12, keeps w11',
  ],
  [
    { ...applied, holds: [11, 12], conflictsWith: [11] },
    'us-east',
    'CONFLICT w12 of cart:17 from ap-se: keeps w11, w12',
  ],
  [
    { kind: 'drop', atUs: 1, from: 'a', to: 'b', writes: [1, 2], reason: 'came-home' },
    'a',
    'DROPS   2 copies for b: came-home',
  ],
  [
    {
      ...{ kind: 'collide', atUs: 1, replica: 'a', rule: 'take-back' },
      ...{ write: 3, key: 'b2', rival: 1, rivalKey: 'b1' },
    },
    'a',
    'TAKEN   w3 of b2 has the value of w1 of b1: the later one is to be taken back',
  ],
  [
    { kind: 'tombstone', atUs: 1, replica: 'a', change: 'collect', write: 3, key: 'x', by: 3 },
    'a',
    'FORGETS w3 of x: the tombstone is gone',
  ],
  [
    { kind: 'tombstone', atUs: 1, replica: 'a', change: 'revive', write: 1, key: 'x', by: 3 },
    'a',
    'REVIVES w1 of x: its delete w3 is forgotten',
  ],
  [{ kind: 'cut', atUs: 1, from: 'a', to: 'b' }, 'a', 'CUT     link to b'],
  [{ kind: 'heal', atUs: 1, from: 'a', to: 'b' }, 'a', 'HEAL    link to b'],
  [
    { kind: 'desynchronize', atUs: 1, from: 'a', to: 'b' },
    'a',
    'GIVE UP queue for b: desynchronized',
  ],
  [{ kind: 'resynchronize', atUs: 1, from: 'a', to: 'b' }, 'a', 'RESUME  queue for b'],
  [{ kind: 'out-of-memory', atUs: 1, replica: 'a' }, 'a', 'MEMORY  its queues outgrow it'],
  [{ kind: 'crash', atUs: 1, replica: 'a' }, 'a', 'CRASH   loses its memory'],
  [{ kind: 'restart', atUs: 1, replica: 'a' }, 'a', 'RESTART serves again'],
  [{ kind: 'leave', atUs: 1, replica: 'a' }, 'a', 'LEAVE   removed for good'],
  [
    { kind: 'clock-step', atUs: 1, replica: 'a', byUs: -20_000 },
    'a',
    'CLOCK   steps by -20ms',
  ],
  [{ kind: 'slow', atUs: 1, replica: 'a', factor: 4 }, 'a', 'SLOW    all takes 4x as long'],
  [{ kind: 'slow', atUs: 1, replica: 'a', factor: 1 }, 'a', 'SLOW    no longer: as before'],
  [
    { kind: 'latency-spike', atUs: 1, from: 'a', to: 'b', addedUs: 200_000 },
    'a',
    'LATENCY to b: +200ms',
  ],
  [
    { kind: 'latency-spike', atUs: 1, from: 'a', to: 'b', addedUs: 0 },
    'a',
    'LATENCY to b: as before',
  ],
  [{ kind: 'loss', atUs: 1, from: 'a', to: 'b', loss: 0.3 }, 'a', 'LOSS    to b: 30%'],
  [
    { kind: 'bandwidth', atUs: 1, from: 'a', to: 'b', bandwidthBps: 1.5e6 },
    'a',
    'BAND    to b: 1.5 Mbps',
  ],
  [
    { kind: 'bandwidth', atUs: 1, from: 'a', to: 'b', bandwidthBps: null },
    'a',
    'BAND    to b: without limit',
  ],
];

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
  expect(matchesFilter(line, 'CART:17')).toBe(true);
  expect(matchesFilter(line, 'us-east')).toBe(true);
  expect(matchesFilter(line, '12.5')).toBe(true);
  expect(matchesFilter(line, '')).toBe(true);
  expect(matchesFilter(line, 'cart:18')).toBe(false);
});

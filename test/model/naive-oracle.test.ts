import { describe, expect, test } from 'vitest';
import { HandWrittenTrace, sketchScenario } from './hand-written-trace.js';
import { findBrokenRules, judgeNaively } from './naive-oracle.js';

const two = sketchScenario(['a', 'b']);
const three = sketchScenario(['a', 'b', 'c']);

describe('fates', () => {
  test('a write that every survivor holds alone is visible', () => {
    const { events } = new HandWrittenTrace().accept('a', 0).apply('b', 0, [0]);
    expect(judgeNaively(events, two).fateOf).toEqual(new Map([[0, 'visible']]));
  });

  test('a write that was overwritten by one who had seen it is superseded', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .apply('b', 0, [0])
      .accept('b', 1)
      .apply('a', 1, [1]);
    const verdict = judgeNaively(events, two);
    expect([...verdict.fateOf.values()]).toEqual(['superseded', 'visible']);
    expect(verdict.fates).toEqual({ visible: 1, superseded: 1, merged: 0, lost: 0, pending: 0 });
    expect(verdict.conflicts.concurrentPairs).toBe(0);
  });

  test('siblings that all survivors keep are merged until a write on top supersedes them', () => {
    const trace = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('a', 1, [0, 1], { detects: [0] })
      .apply('b', 0, [0, 1], { detects: [1] });
    const siblings = sketchScenario(['a', 'b'], { resolve: 'siblings' });
    expect(judgeNaively(trace.events, siblings).fates).toMatchObject({ merged: 2, lost: 0 });
    trace.accept('a', 2).apply('b', 2, [2]);
    expect(judgeNaively(trace.events, siblings).fates).toMatchObject({ superseded: 2, visible: 1 });
  });

  test('a write on top of a winner does not bring the loser back', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('a', 1, [1], { detects: [0] })
      .apply('b', 0, [1], { detects: [1] })
      .accept('a', 2)
      .apply('b', 2, [2]);
    const verdict = judgeNaively(events, two);
    expect(Object.fromEntries(verdict.fateOf)).toEqual({
      0: 'lost',
      1: 'superseded',
      2: 'visible',
    });
    expect(verdict.conflicts).toMatchObject({ distinct: 1, concurrentPairs: 1, meetings: 2 });
  });

  test('a write that only lost writes overwrote is lost with them', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('a', 1)
      .accept('b', 2)
      .apply('a', 2, [2], { detects: [1] })
      .apply('b', 0, [2], { detects: [2] })
      .apply('b', 1, [2], { detects: [2] });
    const verdict = judgeNaively(events, two);
    expect(Object.fromEntries(verdict.fateOf)).toEqual({ 0: 'lost', 1: 'lost', 2: 'visible' });
    expect(verdict.lostWrites).toMatchObject({ total: 2, everywhere: 2 });
  });

  test('a write that one survivor misses is lost, though not everywhere', () => {
    const { events } = new HandWrittenTrace().accept('a', 0);
    expect(judgeNaively(events, two).lostWrites).toMatchObject({ total: 1, everywhere: 0 });
  });

  test('a missing write is pending while a copy of it is due wherever it is missing', () => {
    const { events } = new HandWrittenTrace().accept('a', 0).apply('b', 0, [0]);
    const dueAtC = new Map([['c', new Set([0])]]);
    expect(judgeNaively(events, three, dueAtC).fates).toMatchObject({ pending: 1, lost: 0 });
    const dueAtB = new Map([['b', new Set([0])]]);
    expect(judgeNaively(events, three, dueAtB).fates).toMatchObject({ pending: 0, lost: 1 });
  });

  test('a descendant that is still due keeps its ancestor pending', () => {
    const { events } = new HandWrittenTrace().accept('a', 0).accept('a', 1);
    const due = new Map([['b', new Set([1])]]);
    expect(judgeNaively(events, two, due).fates).toMatchObject({ pending: 2 });
  });

  test('a copy that is due where the write was already thrown away keeps nothing pending', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('b', 0, [1], { detects: [1] });
    const due = new Map([['b', new Set([0])]]);
    expect(judgeNaively(events, two, due).fateOf.get(0)).toBe('lost');
  });

  test('a region that left has no say', () => {
    const { events } = new HandWrittenTrace().accept('a', 0).apply('b', 0, [0]).leave('c');
    expect(judgeNaively(events, three).fates).toMatchObject({ visible: 1, lost: 0 });
  });

  test('the followers of a region that left have no say either', () => {
    const scenario = sketchScenario(['a', 'b']);
    const [a, b] = scenario.regions;
    if (a === undefined || b === undefined) throw new Error('two regions were asked for');
    const followed = {
      ...scenario,
      regions: [a, { ...b, followers: { ...b.followers, count: 1 } }],
    };
    const trace = new HandWrittenTrace().accept('a', 0).apply('b', 0, [0]);
    expect(judgeNaively(trace.events, followed).fates).toMatchObject({ lost: 1 });
    trace.leave('b');
    expect(judgeNaively(trace.events, followed).fates).toMatchObject({ visible: 1, lost: 0 });
  });

  test('a write without an answer has no fate and still takes part in conflicts', () => {
    const { events } = new HandWrittenTrace()
      .acceptUnanswered('a', 0)
      .accept('b', 1)
      .apply('a', 1, [1], { detects: [0] });
    const verdict = judgeNaively(events, two);
    expect(verdict.acknowledged).toBe(1);
    expect(verdict.fateOf.has(0)).toBe(false);
    expect(verdict.conflicts).toMatchObject({ distinct: 1, meetings: 1 });
  });
});

describe('causes', () => {
  test('a loser under true stamps is lost to resolution', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('a', 1, [1], { detects: [0] })
      .apply('b', 0, [1], { detects: [1] });
    expect(judgeNaively(events, two).causeOf).toEqual(new Map([[0, 'resolution']]));
  });

  test('a later write that a slow clock made a loser is lost to skew', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1, { skewUs: -50 })
      .apply('a', 1, [0], { detects: [0] })
      .apply('b', 0, [0], { detects: [1] });
    expect(judgeNaively(events, two).causeOf).toEqual(new Map([[1, 'skew']]));
  });

  test('first-write-wins blames a fast clock for the loss of the earlier write', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0, { skewUs: 50 })
      .accept('b', 1)
      .apply('a', 1, [1], { detects: [0] })
      .apply('b', 0, [1], { detects: [1] });
    const fww = sketchScenario(['a', 'b'], { resolve: 'fww' });
    expect(judgeNaively(events, fww).causeOf).toEqual(new Map([[0, 'skew']]));
  });

  test('a rule that looks at no stamp is never lost to skew', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1, { skewUs: -50 })
      .apply('a', 1, [1], { detects: [0] })
      .apply('b', 0, [0], { detects: [1] });
    const arrival = sketchScenario(['a', 'b'], { resolve: 'arrival' });
    const verdict = judgeNaively(events, arrival);
    expect(verdict.lostWrites).toMatchObject({ total: 2, everywhere: 0 });
    expect(verdict.lostWrites.byCause).toMatchObject({ resolution: 2, skew: 0 });
  });

  test('arrival order judged by timestamps can be lost to skew', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1, { skewUs: -50 })
      .apply('a', 1, [0])
      .apply('b', 0, [0]);
    const rules = { resolve: 'arrival', detect: 'timestamp' } as const;
    expect(judgeNaively(events, sketchScenario(['a', 'b'], rules)).causeOf.get(1)).toBe('skew');
  });

  test('a write that its own replica threw away for its stamp is lost to skew', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0, { skewUs: 100 })
      .apply('b', 0, [0])
      .accept('b', 1, { holds: [0] })
      .apply('a', 1, [0]);
    const verdict = judgeNaively(events, two);
    expect(Object.fromEntries(verdict.fateOf)).toEqual({ 0: 'visible', 1: 'lost' });
    expect(verdict.causeOf.get(1)).toBe('skew');
  });

  test('a covered write that comes later throws away what it displaces', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0, { skewUs: 100 })
      .apply('b', 0, [0])
      .accept('b', 1, { holds: [0] })
      .apply('c', 1, [1])
      .apply('c', 0, [0])
      .leave('a')
      .leave('b');
    const verdict = judgeNaively(events, three);
    expect(Object.fromEntries(verdict.fateOf)).toEqual({ 0: 'visible', 1: 'lost' });
    expect(verdict.causeOf.get(1)).toBe('skew');
    expect(verdict.conflicts).toMatchObject({ distinct: 0, concurrentPairs: 0, meetings: 0 });
    expect(findBrokenRules(events, three)).toEqual([]);
  });

  test('a write takes the cause of the nearest write that was lost with it', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('a', 1)
      .accept('b', 2, { skewUs: 100 })
      .accept('a', 3)
      .apply('a', 2, [2], { detects: [3] })
      .apply('b', 3, [2], { detects: [2] });
    const verdict = judgeNaively(events, two);
    expect(verdict.causeOf).toEqual(
      new Map([
        [0, 'skew'],
        [1, 'skew'],
        [3, 'skew'],
      ]),
    );
  });

  test('a write lost beside an unanswered one that overwrote it shares its cause', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .acceptUnanswered('a', 1)
      .accept('b', 2)
      .apply('a', 2, [2], { detects: [1] })
      .apply('b', 1, [2], { detects: [2] });
    expect(judgeNaively(events, two).causeOf).toEqual(new Map([[0, 'resolution']]));
  });

  test('being thrown away where it came back later is no cause', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('b', 0, [1], { detects: [1] })
      .apply('a', 1, [0], { detects: [0] })
      .accept('a', 2)
      .apply('b', 2, [2]);
    const verdict = judgeNaively(events, sketchScenario(['a', 'b'], { resolve: 'arrival' }));
    expect(Object.fromEntries(verdict.fateOf)).toEqual({
      0: 'superseded',
      1: 'lost',
      2: 'visible',
    });
  });

  test('a write is lost to the queue when a copy was dropped and nothing made up for it', () => {
    const trace = new HandWrittenTrace().accept('a', 0).drop('b', 0, 'datagram-lost');
    const dropped = trace.accept('b', 1).apply('a', 1, [1], { detects: [0] }).events;
    expect(judgeNaively(dropped, two).causeOf.get(0)).toBe('queue');
  });

  test('a copy that a loop filter refused without having been seen is lost to the filter', () => {
    const { events } = new HandWrittenTrace().accept('a', 0).drop('b', 0, 'already-seen');
    expect(judgeNaively(events, two).causeOf.get(0)).toBe('loop-filter');
  });

  test('a dropped copy is no cause where another copy came, or a write that knew of it', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .drop('b', 0, 'datagram-lost')
      .accept('a', 1)
      .apply('b', 1, [1])
      .accept('c', 2)
      .apply('a', 2, [2], { detects: [1] })
      .apply('b', 2, [2], { detects: [1] });
    const { causeOf } = judgeNaively(events, three);
    expect(Object.fromEntries(causeOf)).toEqual({ 0: 'resolution', 1: 'resolution' });
  });

  test('a write that some have and others were never sent keeps its own cause', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .apply('b', 0, [0])
      .accept('a', 1)
      .leave('a');
    const { causeOf } = judgeNaively(events, three);
    expect(Object.fromEntries(causeOf)).toEqual({ 0: 'queue', 1: 'disk' });
  });

  test('a write whose only copy left with its replica is lost to the disk', () => {
    const { events } = new HandWrittenTrace().accept('a', 0).leave('a');
    expect(judgeNaively(events, two).causeOf).toEqual(new Map([[0, 'disk']]));
  });

  test('a write that one survivor knows and another never got is lost to the queue', () => {
    const { events } = new HandWrittenTrace().accept('a', 0);
    expect(judgeNaively(events, two).causeOf).toEqual(new Map([[0, 'queue']]));
  });
});

describe('conflicts', () => {
  test('a pair that meets at two replicas is one conflict and two meetings', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('a', 1, [1], { detects: [0] })
      .apply('b', 0, [1]);
    expect(judgeNaively(events, two).conflicts).toEqual({
      ...{ distinct: 1, concurrentPairs: 1, meetings: 2, detected: 1, missed: 1, falseAlarms: 0 },
      inversions: 0,
      byKind: { 'insert-insert': 1 },
    });
  });

  test('a stamp that is not above that of a write answered before is an inversion', () => {
    const inversions = (trace: HandWrittenTrace): number | null =>
      judgeNaively(trace.events, two).conflicts.inversions;
    const fast = { skewUs: 20 };
    expect(inversions(new HandWrittenTrace().accept('a', 0, fast).accept('b', 1))).toBe(1);
    expect(inversions(new HandWrittenTrace().acceptUnanswered('a', 0, fast).accept('b', 1))).toBe(0);
    expect(inversions(new HandWrittenTrace().accept('a', 0).accept('b', 1))).toBe(0);
  });

  test('concurrent writes that never met are pairs but no conflict', () => {
    const { events } = new HandWrittenTrace().accept('a', 0).accept('b', 1);
    expect(judgeNaively(events, two).conflicts).toMatchObject({ distinct: 0, concurrentPairs: 1 });
  });

  test('a copy of a known write meets nobody', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('a', 1, [1], { detects: [0] })
      .apply('b', 0, [1], { detects: [1] })
      .apply('b', 0, [1], { isKnown: true });
    expect(judgeNaively(events, two).conflicts.meetings).toBe(2);
  });

  test('knowing a write is knowing what its author knew', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('b', 0, [1], { detects: [1] })
      .accept('b', 2)
      .apply('c', 2, [2])
      .apply('c', 1, [2], { isKnown: true })
      .apply('a', 2, [2]);
    const { conflicts } = judgeNaively(events, three);
    expect(conflicts).toMatchObject({ concurrentPairs: 1, meetings: 1, falseAlarms: 0 });
  });

  test('an alarm about a true conflict at a second copy is neither a meeting nor false', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .accept('b', 1)
      .apply('b', 0, [1], { detects: [1] })
      .apply('b', 0, [1], { detects: [1], isKnown: true });
    expect(judgeNaively(events, two).conflicts).toMatchObject({ detected: 1, falseAlarms: 0 });
  });

  test('calling a write concurrent with itself is a false alarm', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .apply('b', 0, [0])
      .apply('b', 0, [0], { detects: [0], isKnown: true });
    expect(judgeNaively(events, two).conflicts).toMatchObject({ meetings: 0, falseAlarms: 1 });
  });

  test('calling a known version concurrent is a false alarm', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0)
      .apply('b', 0, [0])
      .accept('a', 1)
      .apply('b', 1, [1], { detects: [0] });
    expect(judgeNaively(events, two).conflicts).toMatchObject({ meetings: 0, falseAlarms: 1 });
  });
});

describe('divergence', () => {
  test('replicas that hold different values diverge', () => {
    const { events } = new HandWrittenTrace().accept('a', 0).accept('b', 1);
    expect(judgeNaively(events, two).divergentKeys).toBe(1);
  });

  test('different writes of the same text do not diverge', () => {
    const { events } = new HandWrittenTrace()
      .accept('a', 0, { value: 'same' })
      .accept('b', 1, { value: 'same' });
    expect(judgeNaively(events, two).divergentKeys).toBe(0);
  });

  test('a delete is absence', () => {
    const { events } = new HandWrittenTrace().accept('a', 0, { value: null });
    expect(judgeNaively(events, two).divergentKeys).toBe(0);
  });
});

test('a trace whose replica holds something else than it was left with is refused', () => {
  const { events } = new HandWrittenTrace().accept('a', 0);
  const [accept] = events;
  if (accept?.kind !== 'accept') throw new Error('the trace begins with an accept');
  const foreign = { ...accept, write: 1, key: 'x', replica: 'b', holds: [1] };
  const forged = new HandWrittenTrace().apply('a', 1, [1]).events;
  expect(() => judgeNaively([accept, foreign, ...forged], two)).toThrow(/found another support/);
});

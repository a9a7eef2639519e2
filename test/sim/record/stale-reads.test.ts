import { describe, expect, test } from 'vitest';
import { CollectedDeletes } from '../../../src/sim/record/collected-deletes.js';
import { RequestTimes } from '../../../src/sim/record/request-times.js';
import { StaleReads } from '../../../src/sim/record/stale-reads.js';
import { OpKind, OpLog } from '../../../src/sim/storage/op-log.js';
import { makeDice } from '../../support/dice.js';

/** When a write was sent and answered; no answer where that is null. */
type Span = readonly [sentAtUs: number, answeredAtUs: number | null];

interface Run {
  readonly staleReads: StaleReads;
  readonly collected: CollectedDeletes;
  /** Notes an answer. */
  note(op: number, answeredAtUs: number): void;
}

/** Writes of key 0, numbered in this order; answers are noted in the same order, or in another one. */
function written(spans: readonly Span[], noted: readonly number[] = spans.map((_, op) => op)): Run {
  const ops = new OpLog({ leaders: 1, expected: 1 });
  const times = new RequestTimes(1);
  const collected = new CollectedDeletes(2);
  const staleReads = new StaleReads({ ops, times, collected, keys: 2, expected: 1 });
  for (const [sentAtUs] of spans) {
    times.ask(ops.count, sentAtUs);
    ops.append({ key: 0, leader: 0, kind: OpKind.write, stamp: ops.count, identity: 0 }, new Int32Array(1), 0);
  }
  const note = (op: number, answeredAtUs: number): void => {
    times.answer(op, answeredAtUs);
    staleReads.noteAnswer(op);
  };
  for (const op of noted) {
    const answeredAtUs = spans[op]?.[1] ?? null;
    if (answeredAtUs !== null) note(op, answeredAtUs);
  }
  return { staleReads, collected, note };
}

/** The write that a read missed; null where it is not stale. */
function missedBy({ staleReads }: Run, sentAtUs: number, versions: readonly number[]): number | null {
  return staleReads.judge({ client: 'c', key: 0, sentAtUs }, 0, versions)?.missed ?? null;
}

const two: readonly Span[] = [[0, 10], [20, 30]];

describe('a read', () => {
  test.each<readonly [name: string, sentAtUs: number, versions: readonly number[], missed: number | null]>([
    ['that returns what was overwritten is stale', 31, [0], 1],
    ['that returns nothing is stale', 31, [], 1],
    ['that was sent at the moment of the answer is not', 30, [0], null],
    ['that returns nothing misses what was answered by then', 25, [], 0],
    ['that returns the later write is not', 31, [1], null],
    ['that returns the later write beside another is not', 31, [0, 1], null],
    ['that was sent before any answer is not', 5, [], null],
  ])('%s', (_name, sentAtUs, versions, missed) => {
    expect(missedBy(written(two), sentAtUs, versions)).toBe(missed);
  });

  test('of a key that nobody wrote is not stale', () => {
    expect(written(two).staleReads.judge({ client: 'c', key: 1, sentAtUs: 99 }, 0, [])).toBeNull();
  });

  test('that returns one of two writes which overlap is not stale, whichever it is', () => {
    const run = written([[0, 20], [20, 30]]);
    expect([missedBy(run, 99, [0]), missedBy(run, 99, [1]), missedBy(run, 99, [])]).toEqual([null, null, 1]);
  });

  test('that returns what nobody was answered is not stale, and such a write makes none stale', () => {
    const run = written([[0, null], [20, 30], [40, null]]);
    expect([missedBy(run, 99, [0]), missedBy(run, 99, [1]), missedBy(run, 99, [2])]).toEqual([null, null, null]);
  });

  test('is held against the write that was sent last, in whatever order the answers were given', () => {
    const spans: readonly Span[] = [[0, 5], [10, 90], [20, 40], [30, 60], [50, 55]];
    for (const noted of [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 3, 0, 4, 2], [2, 4, 1, 0, 3]]) {
      const run = written(spans, noted);
      const missed = [6, 41, 56, 61, 91].map((sentAtUs) => missedBy(run, sentAtUs, []));
      expect([noted, missed]).toEqual([noted, [0, 2, 4, 4, 4]]);
    }
  });

  test('finds what a look at every write finds, whenever answers are noted in between', () => {
    for (let n = 0; n < 200; n++) {
      const dice = makeDice(n);
      const spans = Array.from({ length: 12 }, (): [number, number] => {
        const sentAtUs = dice.between(0, 40);
        return [sentAtUs, sentAtUs + dice.between(0, 20)];
      });
      const run = written(spans, []);
      spans.forEach(([sentAtUs, answeredAtUs], op) => {
        run.note(op, answeredAtUs);
        for (let read = 0; read < 3; read++) {
          const readUs = dice.between(0, 60);
          const before = spans.slice(0, op + 1).filter(([, answeredUs]) => answeredUs < readUs);
          const latestUs = Math.max(-1, ...before.map(([sentUs]) => sentUs));
          const missed = missedBy(run, readUs, []);
          expect([n, op, sentAtUs, missed === null ? -1 : spans[missed]?.[0]]).toEqual([n, op, sentAtUs, latestUs]);
        }
      });
    }
  });

  test('that returns nothing returns the deletes that were forgotten there', () => {
    const run = written(two);
    run.collected.add(0, 0, [1]);
    const judge = (replica: number): number | undefined =>
      run.staleReads.judge({ client: 'c', key: 0, sentAtUs: 99 }, replica, [])?.missed;
    expect([judge(0), judge(1)]).toEqual([undefined, 1]);
  });
});

test('reads are counted from the first one that is answered, and the first stale one is kept', () => {
  const { staleReads } = written(two);
  expect(staleReads.count).toBeNull();
  staleReads.note(null);
  expect([staleReads.count, staleReads.first]).toEqual([0, null]);
  const of = (client: string) => staleReads.judge({ client, key: 0, sentAtUs: 40 }, 1, [0]);
  staleReads.note(of('ann'));
  staleReads.note(of('bob'));
  expect(staleReads.count).toBe(2);
  expect(staleReads.first).toEqual({ client: 'ann', key: 0, sentAtUs: 40, replica: 1, versions: [0], missed: 1 });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemberLog, termBegins, voterEntry } from '../../../../src/sim/replication/single-leader/member-log.js';

function logOf(...entries: readonly (readonly [term: number, op: number])[]): MemberLog {
  const log = new MemberLog();
  for (const [term, op] of entries) log.append(term, op);
  return log;
}

describe('a member\'s log', () => {
  test('counts positions from 1; before that is term 0', () => {
    const log = logOf([1, termBegins], [1, 7], [3, 9]);
    expect([log.end, log.lastTerm, log.termAt(0), log.opAt(2)]).toEqual([3, 3, 0, 7]);
  });

  test('finds the last position with a term that is not too high', () => {
    const log = logOf([1, 0], [1, 1], [3, 2], [3, 3], [5, 4]);
    expect([0, 1, 2, 3, 4, 5].map((term) => log.lastOfTerm(term, 9))).toEqual([0, 2, 2, 4, 4, 5]);
    expect(log.lastOfTerm(5, 3)).toBe(3);
  });

  test('takes back a set of voters with the entry that named it', () => {
    const log = logOf([1, 0], [1, voterEntry(1)], [1, 2], [1, voterEntry(2)], [1, 3]);
    expect([log.voterSet, log.voterSetAt]).toEqual([2, 4]);
    log.truncate(3);
    expect([log.voterSet, log.voterSetAt]).toEqual([1, 2]);
    log.truncate(1);
    expect([log.voterSet, log.voterSetAt]).toEqual([0, 0]);
  });

  test('has nothing flushed that it has not got', () => {
    const log = logOf([1, 0], [1, 1], [1, 2]);
    log.flushedTo = 3;
    log.truncate(1);
    expect(log.flushedTo).toBe(1);
  });

  test('is a list, however it is appended to and cut', () => {
    const steps = fc.array(fc.oneof(fc.record({ op: fc.nat(9) }), fc.record({ cut: fc.nat(300) })), { maxLength: 300 });
    fc.assert(
      fc.property(steps, (list) => {
        const log = new MemberLog();
        const model: number[] = [];
        for (const step of list) {
          if ('op' in step) {
            log.append(1, step.op);
            model.push(step.op);
          } else {
            log.truncate(step.cut);
            model.length = Math.min(model.length, step.cut);
          }
        }
        expect([...log.slice(0, log.end).ops]).toEqual(model);
      }),
    );
  });

  test('refuses a term that falls: that would be a bug', () => {
    expect(() => logOf([2, 0], [1, 1])).toThrow('terms fall');
  });
});

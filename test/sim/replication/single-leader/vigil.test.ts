import { describe, expect, test } from 'vitest';
import { rulesOf } from '../../../../src/sim/replication/single-leader/rules.js';
import { Vigil } from '../../../../src/sim/replication/single-leader/vigil.js';
import { raftSpec, shippingSpec } from '../../../support/single-leader-specs.js';

const { timeoutUs } = raftSpec().detection;

describe('a vigil', () => {
  test('lasts from a timeout to twice that with Raft, and up to 15 % longer with log shipping', () => {
    const ends = [0, 1].flatMap((drawn) =>
      [raftSpec(), shippingSpec()].map((spec) => new Vigil(rulesOf(spec), () => drawn).nextTimeout(1_000) - 1_000),
    );
    expect(ends).toEqual([timeoutUs, timeoutUs, 2 * timeoutUs, 1.15 * timeoutUs]);
  });

  test('draws each timeout anew', () => {
    const vigil = new Vigil(rulesOf(raftSpec()), (n) => n / 10);
    expect([1, 2, 3].map(() => vigil.nextTimeout(0))).toEqual([timeoutUs, 1.1 * timeoutUs, 1.2 * timeoutUs]);
  });

  test('knows a leader that was heard within the timeout', () => {
    const vigil = new Vigil(rulesOf(raftSpec()), () => 0);
    expect(vigil.hearsLeader(0)).toBe(false);
    vigil.hear(2, 100);
    expect([100, timeoutUs + 99, timeoutUs + 100].map((atUs) => vigil.hearsLeader(atUs))).toEqual([true, true, false]);
    vigil.leader = -1;
    expect(vigil.hearsLeader(100)).toBe(false);
  });

  test('waits for whom it voted for where others are switched off first', () => {
    const vigil = new Vigil(rulesOf(shippingSpec({ fencing: { kind: 'stonith', delayUs: 1 } })), () => 0);
    vigil.noteVote(100);
    expect([100, timeoutUs + 100].map((atUs) => vigil.hearsLeader(atUs))).toEqual([true, false]);
  });
});

import { describe, expect, test } from 'vitest';
import type { AcknowledgeLevel, AcknowledgeRule, LogShipping } from '../../../../src/sim/scenario.js';
import { SingleLeaderNetwork, type NetworkParts } from '../../../support/single-leader-network.js';
import { shippingSpec } from '../../../support/single-leader-specs.js';

/** A cluster of four with 1 ms each way, at rest after its first second. */
function settle(changes: Partial<LogShipping>, more: Partial<NetworkParts> = {}): SingleLeaderNetwork {
  const failover = { kind: 'none' } as const;
  const spec = shippingSpec({ failover, ...changes });
  const network = new SingleLeaderNetwork({ spec, members: 4, seed: 7, latencyUs: [1_000, 1_000], ...more });
  network.cluster.start(0);
  network.runTo(1_000_000);
  return network;
}

/** How long the acknowledgement of a write takes; −1 if it does not come within 200 ms. */
function waitFor(network: SingleLeaderNetwork): number {
  network.write(0);
  network.runTo(network.nowUs + 200_000);
  const { ackedAtUs, atUs } = network.asked[network.asked.length - 1];
  return ackedAtUs < 0 ? -1 : ackedAtUs - atUs;
}

function isolate(network: SingleLeaderNetwork, member: number): void {
  network.cut([0], [member]);
  network.cut([member], [0]);
}

describe('an acknowledgement', () => {
  const rules: readonly (readonly [AcknowledgeRule, cut: readonly number[], waitsUs: number])[] = [
    [{ kind: 'asynchronous' }, [1, 2, 3], 0],
    [{ kind: 'semi-synchronous', followers: 1, timeoutUs: 1e9 }, [2, 3], 2_000],
    [{ kind: 'semi-synchronous', followers: 1, timeoutUs: 1e9 }, [1], -1],
    [{ kind: 'semi-synchronous', followers: 2, timeoutUs: 1e9 }, [3], 2_000],
    [{ kind: 'synchronous' }, [], 2_000],
    [{ kind: 'synchronous' }, [3], -1],
    // Three of four: the leader and two.
    [{ kind: 'majority' }, [1], 2_000],
    [{ kind: 'majority' }, [1, 2], -1],
    [{ kind: 'any', count: 1, of: [1, 2] }, [1], 2_000],
    [{ kind: 'any', count: 1, of: [1, 2] }, [1, 2], -1],
    [{ kind: 'any', count: 2, of: [1, 2, 3] }, [2], 2_000],
    // The leader is no standby of its own.
    [{ kind: 'any', count: 1, of: [0] }, [], -1],
    [{ kind: 'first', count: 1, of: [3, 1] }, [1], 2_000],
    [{ kind: 'first', count: 1, of: [3, 1] }, [3], -1],
    [{ kind: 'first', count: 2, of: [3, 1] }, [], 2_000],
  ];
  test.each(rules)('by the rule %o with %o cut off waits %i µs', (acknowledge, cut, waitsUs) => {
    const network = settle({ acknowledge });
    for (const member of cut) isolate(network, member);
    expect(waitFor(network)).toBe(waitsUs);
  });

  const levels: readonly (readonly [AcknowledgeLevel, number])[] = [
    // There and back; 5 ms to flush; 400 µs to apply, which comes after that.
    ['received', 2_000],
    ['flushed', 7_000],
    ['applied', 7_400],
  ];
  test.each(levels)('waits until a write is %s at its follower: %i µs', (level, waitsUs) => {
    const network = settle({ acknowledge: { kind: 'synchronous' }, level, flushUs: 5_000 }, { applyUs: 400 });
    expect(waitFor(network)).toBe(waitsUs);
  });

  test('waits for a batch to close', () => {
    const network = settle({ acknowledge: { kind: 'majority' }, shipping: { everyUs: 4_000, max: 2 } });
    expect(waitFor(network)).toBe(6_000);
    network.write(0);
    network.write(0);
    network.runTo(network.nowUs + 200_000);
    const [, second, third] = network.asked;
    // One of the two filled its batch, which is then sent at once.
    expect([second, third].map(({ ackedAtUs, atUs }) => ackedAtUs - atUs)).toContain(2_000);
  });

  test('of FIRST 1 goes to the next of the list when the first is not heard from for the timeout', () => {
    const network = settle({ acknowledge: { kind: 'first', count: 1, of: [3, 1] } });
    isolate(network, 3);
    network.write(0);
    network.runTo(network.nowUs + 500_000);
    // Last heard up to 50 ms before the cut; found out at a heartbeat, every 50 ms.
    const waitedUs = network.asked[0].ackedAtUs - network.asked[0].atUs;
    expect(waitedUs).toBeGreaterThan(250_000);
    expect(waitedUs).toBeLessThanOrEqual(350_000);
  });
});

describe('a semi-synchronous leader', () => {
  const acknowledge = { kind: 'semi-synchronous', followers: 1, timeoutUs: 100_000 } as const;

  test('waits for another follower when one is slow', () => {
    const network = settle({ acknowledge });
    isolate(network, 1);
    expect(waitFor(network)).toBe(100_000);
    expect(network.notes.of('demote').map(({ follower }) => follower)).toEqual([1]);
    expect(network.notes.of('degrade')).toEqual([]);
    expect(waitFor(network)).toBe(2_000);
  });

  test('that is new waits for those who answer, not for the dead leader before it', () => {
    const failover = { kind: 'majority', approvalUs: 0 } as const;
    const network = settle({ acknowledge, failover });
    network.crash(0);
    network.runTo(network.nowUs + 1_000_000);
    const [leader] = network.leaders();
    network.write(leader.index);
    network.runTo(network.nowUs + 200_000);
    const [{ ackedAtUs, atUs }] = network.asked;
    expect(ackedAtUs - atUs).toBe(2_000);
    expect(network.notes.of('demote')).toEqual([]);
  });

  test('becomes asynchronous when no follower is left, says so, and counts what was acknowledged without', () => {
    const network = settle({ acknowledge });
    for (const member of [1, 2, 3]) isolate(network, member);
    network.write(0);
    network.runTo(network.nowUs + 1_000_000);
    // Each of three in turn is waited for.
    expect(network.asked[0].ackedAtUs - network.asked[0].atUs).toBe(300_000);
    expect(network.notes.of('demote').map(({ follower }) => follower)).toEqual([1, 2, 3]);
    expect(network.notes.of('degrade').map(({ missing }) => missing)).toEqual([1]);
    expect(waitFor(network)).toBe(0);
    expect(network.notes.leadership.summarize(network.nowUs).acknowledgedDegraded).toBe(2);
  });

  test('waits again for a follower that has caught up', () => {
    const network = settle({ acknowledge });
    for (const member of [1, 2, 3]) isolate(network, member);
    network.write(0);
    network.runTo(network.nowUs + 1_000_000);
    network.heal([0], [2]);
    network.heal([2], [0]);
    network.runTo(network.nowUs + 100_000);
    expect(network.notes.of('restore').map(({ follower }) => follower)).toEqual([2]);
    expect(network.notes.of('degrade').map(({ missing }) => missing)).toEqual([1, 0]);
    expect(waitFor(network)).toBe(2_000);
    const { degradedUs } = network.notes.leadership.summarize(network.nowUs);
    // From the third demotion to the first answer after the heal.
    expect(degradedUs).toBe(700_000 + 2_000);
  });
});

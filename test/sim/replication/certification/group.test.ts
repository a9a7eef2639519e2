import { describe, expect, test } from 'vitest';
import { CertificationNetwork } from '../../../support/certification-network.js';
import { complainAboutGroup } from '../../../support/certification-laws.js';

/** Three members, 10 ms apart one way, of which the first puts in order. */
function makeNetwork(
  more: Partial<ConstructorParameters<typeof CertificationNetwork>[0]> = {},
): CertificationNetwork {
  const network = new CertificationNetwork({ members: 3, seed: 1, latencyUs: [10_000, 10_000], ...more });
  network.group.start(0);
  network.runTo(100_000);
  return network;
}

function endingsOf({ asked }: CertificationNetwork): readonly unknown[] {
  return asked.map(({ ending }) => ending);
}

describe('a group that certifies', () => {
  test('of two writes of one key at two members the first in the order commits, the other is told', () => {
    const network = makeNetwork();
    network.write(1, 7);
    network.write(2, 7);
    network.runTo(300_000);
    expect(endingsOf(network)).toEqual(['committed', 'aborted']);
    expect(network.committed).toEqual([[0], [0], [0]]);
  });

  test('a write at the member that orders takes one way there and back, elsewhere two', () => {
    const network = makeNetwork();
    network.write(0, 1);
    network.write(1, 2);
    network.runTo(300_000);
    expect(network.asked.map(({ atUs, endedAtUs }) => endedAtUs - atUs)).toEqual([20_000, 40_000]);
  });

  test('who lost may try again once it has seen the winner', () => {
    const network = makeNetwork();
    network.write(1, 7);
    network.write(2, 7);
    network.runTo(300_000);
    network.write(2, 7);
    network.runTo(600_000);
    expect(endingsOf(network)).toEqual(['committed', 'aborted', 'committed']);
    expect(complainAboutGroup(network)).toEqual([]);
  });

  test('writes of one key at one member wait for each other, and all commit', () => {
    const network = makeNetwork();
    for (let i = 0; i < 4; i++) network.write(1, 7);
    network.runTo(1_000_000);
    expect(endingsOf(network)).toEqual(['committed', 'committed', 'committed', 'committed']);
    expect(network.asked.map(({ endedAtUs }) => endedAtUs)).toEqual([140_000, 180_000, 220_000, 260_000]);
  });

  test('a member that applies late refuses its own writes on what it has not applied', () => {
    const network = makeNetwork({ applyUs: (member) => (member === 2 ? 500_000 : 0) });
    network.write(1, 7);
    network.runTo(300_000);
    expect(network.committed).toEqual([[0], [0], []]);
    network.write(2, 7);
    network.runTo(2_000_000);
    expect(endingsOf(network)).toEqual(['committed', 'aborted']);
    network.write(2, 7);
    network.runTo(3_000_000);
    expect(endingsOf(network)).toEqual(['committed', 'aborted', 'committed']);
  });

  test('a synced read waits for what was in the order before it', () => {
    const network = makeNetwork({ applyUs: (member) => (member === 2 ? 200_000 : 0) });
    network.write(1, 7);
    network.runTo(150_000);
    expect(endingsOf(network)).toEqual(['committed']);
    network.askToRead(2);
    network.runTo(1_000_000);
    const [read] = network.reads;
    // Ordered at 110 ms, agreed on at 130, told at 140, and applied 200 ms later.
    expect(read.servedAtUs).toBe(340_000);
    expect(read.sees.has(0)).toBe(true);
  });

  test('a member cut off from the others waits, and commits once it is back', () => {
    const network = makeNetwork();
    network.cut([2], [0, 1]);
    network.cut([0, 1], [2]);
    network.write(2, 7);
    network.write(1, 8);
    network.runTo(1_000_000);
    expect(endingsOf(network)).toEqual([null, 'committed']);
    network.heal([2], [0, 1]);
    network.heal([0, 1], [2]);
    network.runTo(2_000_000);
    expect(endingsOf(network)).toEqual(['committed', 'committed']);
    expect(complainAboutGroup(network)).toEqual([]);
  });

  test('a member that refuses without a majority does so a timeout after it was cut off', () => {
    const network = makeNetwork({ spec: { minority: 'refuse' } });
    const { group } = network;
    network.cut([2], [0, 1]);
    network.cut([0, 1], [2]);
    network.runTo(300_000);
    expect([0, 1, 2].map((member) => group.mayServe(member, network.nowUs))).toEqual([true, true, true]);
    network.runTo(500_000);
    expect([0, 1, 2].map((member) => group.mayServe(member, network.nowUs))).toEqual([true, true, false]);
  });

  test('whoever crashes does not know how its writes ended; the others do', () => {
    const network = makeNetwork();
    network.write(1, 7);
    network.runTo(115_000);
    network.crash(1);
    network.runTo(500_000);
    expect(endingsOf(network)).toEqual(['unknown']);
    expect(network.committed).toEqual([[0], [], [0]]);
    network.restart(1);
    network.runTo(1_000_000);
    expect(network.committed).toEqual([[0], [0], [0]]);
  });

  test('what is on its way when the one that orders dies gets into the order of the next', () => {
    const network = makeNetwork();
    network.write(1, 7);
    network.runTo(105_000);
    network.crash(0);
    network.runTo(3_000_000);
    expect(endingsOf(network)).toEqual(['committed']);
    expect(network.committed.slice(1)).toEqual([[0], [0]]);
  });

  test('what everybody has applied is forgotten, and only that', () => {
    const network = makeNetwork({ spec: { collectEvery: 10 } });
    for (let i = 0; i < 200; i++) {
      network.at(100_000 + i * 50_000, () => network.write(i % 3, i));
    }
    network.runTo(20_000_000);
    expect(endingsOf(network).every((ending) => ending === 'committed')).toBe(true);
    const remembered = network.group.members.map((member) => member.remembered);
    // A member says so every ten positions, and a tenth of these says what may be forgotten.
    expect(Math.max(...remembered)).toBeLessThanOrEqual(30);
    expect(complainAboutGroup(network)).toEqual([]);
  });

  test('with flow control nobody gets further ahead of a slow member than its limit and what is on the way', () => {
    const behind = [null, { limit: 5, resumeAt: 2 }].map((flowControl) => {
      const network = makeNetwork({ spec: { flowControl }, applyUs: (member) => (member === 2 ? 20_000 : 0) });
      let most = 0;
      network.afterEvent = () => {
        const { deliveredTo, appliedTo } = network.group.members[2];
        most = Math.max(most, deliveredTo - appliedTo);
      };
      for (let i = 0; i < 400; i++) network.at(100_000 + i * 5_000, () => network.write(i % 2, i % 16));
      network.runTo(30_000_000);
      expect(endingsOf(network).every((ending) => ending === 'committed')).toBe(true);
      return most;
    });
    // 200 writes a second against 50 applied: three of four pile up, some 300 of 400.
    expect(behind[0]).toBeGreaterThan(280);
    // Each of 16 keys has at most one write on its way to the order, and one on its way from there.
    expect(behind[1]).toBeLessThanOrEqual(6 + 2 * 16);
  });
});

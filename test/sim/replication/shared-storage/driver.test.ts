import { describe, expect, test } from 'vitest';
import { Driver } from '../../../../src/sim/replication/shared-storage/driver.js';
import type { StorageMessage } from '../../../../src/sim/replication/shared-storage/storage-message.js';

const shape = { nodes: 6, writeQuorum: 4, readQuorum: 3, gossipUs: 1000 };

describe('a driver', () => {
  test('calls durable what four of six are complete to, and all before it', () => {
    const { driver, heard } = open(1);
    driver.append([7, 8]);
    for (const node of [0, 1, 2]) driver.receive(node, { kind: 'stored', epoch: 1, complete: 2 });
    expect(driver.durable).toBe(0);
    driver.receive(3, { kind: 'stored', epoch: 1, complete: 1 });
    driver.receive(4, { kind: 'stored', epoch: 1, complete: 2 });
    expect(heard).toEqual(['durable 1', 'durable 2']);
  });

  test('does not count what a storage node said before its connection broke', () => {
    const { driver, heard } = open(1);
    driver.append([7]);
    for (const node of [0, 1, 2]) driver.receive(node, { kind: 'stored', epoch: 1, complete: 1 });
    driver.connect(2);
    driver.receive(3, { kind: 'stored', epoch: 1, complete: 1 });
    expect(heard).toEqual([]);
    driver.receive(2, { kind: 'stored', epoch: 1, complete: 1 });
    expect(heard).toEqual(['durable 1']);
  });

  test('takes over what the furthest of three has, and opens when four have all of it', () => {
    const { driver, heard, sent } = open(2);
    driver.takeOver();
    driver.receive(0, sealed([7]));
    driver.receive(1, sealed([7, 8]));
    driver.receive(5, sealed([]));
    expect(sent.filter(({ kind }) => kind === 'write')).toHaveLength(6);
    for (const node of [1, 2, 3]) driver.receive(node, { kind: 'stored', epoch: 2, complete: 2 });
    driver.receive(0, { kind: 'stored', epoch: 2, complete: 1 });
    expect(heard).toEqual([]);
    // The one that lacks some of it gets that at once.
    expect(sent.at(-1)).toMatchObject({ kind: 'write', first: 2, records: [8] });
    driver.receive(0, { kind: 'stored', epoch: 2, complete: 2 });
    expect(heard).toEqual(['opened']);
    expect(driver.records(0, 9)).toEqual([7, 8]);
    expect(driver.durable).toBe(2);
  });

  test('does not take a later epoch for more: who went over to it may lack what its writer found', () => {
    const { driver } = open(3);
    driver.takeOver();
    const cuts = [{ epoch: 2, at: 3 }];
    driver.receive(0, { ...sealed([7], 3), of: 2, cuts });
    driver.receive(1, { ...sealed([7, 8, 9, 99], 3) });
    driver.receive(2, { ...sealed([], 3) });
    expect(driver.records(0, 9)).toEqual([7, 8, 9]);
  });

  test('counts nobody who lost a disk when it takes over', () => {
    const { driver, sent } = open(2);
    driver.takeOver();
    driver.receive(0, sealed([7]));
    driver.receive(1, { ...sealed([]), isRebuilding: true });
    driver.receive(2, sealed([7]));
    expect(sent.some(({ kind }) => kind === 'write')).toBe(false);
  });

  test('is over when one storage node has promised itself to a later epoch', () => {
    const { driver, heard } = open(1);
    driver.receive(0, { kind: 'refused', promised: 2 });
    driver.receive(1, { kind: 'refused', promised: 2 });
    expect(heard).toEqual(['deposed']);
    expect(driver.isOpen).toBe(false);
  });
});

function sealed(records: readonly number[], epoch = 2): Extract<StorageMessage, { readonly kind: 'sealed' }> {
  return { kind: 'sealed', epoch, of: 1, cuts: [], records, isRebuilding: false };
}

function open(epoch: number): { readonly driver: Driver; readonly heard: readonly string[]; readonly sent: readonly StorageMessage[] } {
  const heard: string[] = [];
  const sent: StorageMessage[] = [];
  const driver = new Driver(epoch, shape, {
    sendToNode: (_, message) => sent.push(message),
    durable: (upTo) => heard.push(`durable ${upTo}`),
    opened: () => heard.push('opened'),
    deposed: () => heard.push('deposed'),
  });
  return { driver, heard, sent };
}

/** Canary: quorums that need not meet must be caught losing what they said was durable. */
import { expect, test } from 'vitest';
import { runStorageFaults } from '../support/storage-faults.js';
import { StorageNetwork } from '../support/storage-network.js';

test('two to write and two to take over, of six, lose what was durable under random faults', () => {
  const broken = Array.from({ length: 40 }, (_, seed) =>
    runStorageFaults({ nodes: 6, writeQuorum: 2, readQuorum: 2, seed }).broken.length,
  );
  expect(broken.some((count) => count > 0)).toBe(true);
});

test('three to write and three to take over lose it where the other three are asked', () => {
  const network = writeToOneHalf({ writeQuorum: 3, readQuorum: 3 });
  expect(network.durable).toHaveLength(1);
  expect(network.broken).toEqual(['epoch 2 begins at 0, and 1 were durable']);
});

test('four to write do not say it is durable in the same case', () => {
  const network = writeToOneHalf({ writeQuorum: 4, readQuorum: 3 });
  expect(network.durable).toEqual([]);
  expect(network.broken).toEqual([]);
});

/** Three storage nodes get a record, and crash; the others, which were down, are asked by whoever takes over. */
function writeToOneHalf(quorums: { readonly writeQuorum: number; readonly readQuorum: number }): StorageNetwork {
  const network = new StorageNetwork({ nodes: 6, seed: 1, ...quorums });
  for (const node of [3, 4, 5]) network.crash(node, 'kept');
  network.write();
  network.runUntil(50_000);
  for (const node of [0, 1, 2]) network.crash(node, 'kept');
  for (const node of [3, 4, 5]) network.restart(node);
  network.takeOver(true);
  network.runUntil(100_000);
  network.restart(0);
  network.runUntil(300_000);
  return network;
}

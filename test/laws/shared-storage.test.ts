/** Laws of shared storage: what was durable once is found by whoever takes over, whatever fails. */
import { describe, expect, test } from 'vitest';
import { runStorageFaults } from '../support/storage-faults.js';

const runs = Number(process.env['STORAGE_FAULT_RUNS'] ?? 150);
const aurora = { nodes: 6, writeQuorum: 4, readQuorum: 3 };

describe('four of six to write, three of six to take over', () => {
  test('keep every durable record through crashes of two storage nodes at a time, one disk lost', () => {
    let opened = 0;
    let refused = 0;
    let durable = 0;
    for (let seed = 0; seed < runs; seed++) {
      const network = runStorageFaults({ ...aurora, seed });
      expect(network.broken, `seed ${seed}`).toEqual([]);
      expect(network.writer.isOpen, `seed ${seed}`).toBe(true);
      expect(network.writer.records(0, network.durable.length), `seed ${seed}`).toEqual(network.durable);
      opened += network.opened;
      refused += network.refused;
      durable += network.durable.length;
    }
    // It happened: writers took over, and old ones were refused.
    expect(opened).toBeGreaterThan(2 * runs);
    expect(refused).toBeGreaterThan(runs / 2);
    expect(durable).toBeGreaterThan(20 * runs);
  });

  test('bring all storage nodes to one log in the end', () => {
    for (let seed = 0; seed < runs / 5; seed++) {
      const { nodes, writer } = runStorageFaults({ ...aurora, seed });
      const logs = nodes.map(({ segment }) => segment.after(0));
      expect(logs.map(({ length }) => length), `seed ${seed}`).toEqual(nodes.map(() => writer.length));
      for (const log of logs) expect(log, `seed ${seed}`).toEqual(writer.records(0, writer.length));
    }
  });
});

describe('other volumes whose quorums meet', () => {
  test.each([
    { nodes: 3, writeQuorum: 2, readQuorum: 2 },
    { nodes: 5, writeQuorum: 3, readQuorum: 3 },
    { nodes: 6, writeQuorum: 5, readQuorum: 2 },
  ])('$writeQuorum and $readQuorum of $nodes keep it too', (shape) => {
    for (let seed = 0; seed < runs / 5; seed++) {
      expect(runStorageFaults({ ...shape, seed }).broken, `seed ${seed}`).toEqual([]);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { DiscardJournal } from '../../../src/sim/record/discard-journal.js';
import { lossCauses } from '../../../src/sim/report.js';

describe('a journal of discards', () => {
  test('keeps every entry in order, beyond its first size', () => {
    const journal = new DiscardJournal();
    const entries = Array.from({ length: 1000 }, (_, i) => ({
      op: 7 * i,
      replica: i % 40,
      atUs: i * 1e10,
      cause: lossCauses[i % lossCauses.length],
    }));
    for (const { op, replica, atUs, cause } of entries) journal.add(op, replica, atUs, cause);
    expect(journal.length).toBe(1000);
    const found = entries.map((_, i) => ({
      op: journal.opAt(i),
      replica: journal.replicaAt(i),
      atUs: journal.timeAt(i),
      cause: lossCauses[journal.causeAt(i)],
    }));
    expect(found).toEqual(entries);
  });
});

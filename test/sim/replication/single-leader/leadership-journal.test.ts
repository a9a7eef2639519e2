import { describe, expect, test } from 'vitest';
import { Fingerprint } from '../../../../src/sim/base/fingerprint.js';
import { LeadershipJournal } from '../../../../src/sim/replication/single-leader/leadership-journal.js';
import { LeadershipNotes } from '../../../support/leadership-notes.js';

const tellings: readonly ((journal: LeadershipJournal) => void)[] = [
  (journal) => journal.suspect(1, 2, 3),
  (journal) => journal.elect(1, 2, 3),
  (journal) => journal.depose(1, 2, 3),
  (journal) => journal.discard(1, 2, 0, 'rewound', 3),
  (journal) => journal.diverge(1, 2, 3),
  (journal) => journal.demote(1, 2, 3),
  (journal) => journal.restore(1, 2, 3),
  (journal) => journal.degrade(1, 2, 3),
  (journal) => journal.acknowledge({ leader: 1, op: 2, term: 1, missing: 0 }, 3),
  (journal) => journal.shoot(1, 2, 3),
  (journal) => journal.admit(1, 2, 3),
  (journal) => journal.lease(1, 2, 3),
];

describe('the journal of leadership', () => {
  test('gives each kind of change, and each time, a fingerprint of its own', () => {
    const prints = tellings.map((tell) => {
      const fingerprint = new Fingerprint();
      tell(new LeadershipJournal(fingerprint, []));
      return fingerprint.toHex();
    });
    expect(new Set([new Fingerprint().toHex(), ...prints]).size).toBe(tellings.length + 1);
  });

  test('tells all who listen, and is the same whoever does', () => {
    const [first, second] = [0, 1].map(() => new LeadershipNotes(() => true));
    const prints = [[], [first, second]].map((listeners) => {
      const fingerprint = new Fingerprint();
      const journal = new LeadershipJournal(fingerprint, listeners);
      for (const tell of tellings) tell(journal);
      return fingerprint.toHex();
    });
    expect(prints[0]).toBe(prints[1]);
    expect(first.list).toEqual(second.list);
    // Acknowledgements and leases are counted, not listed.
    expect(first.list).toHaveLength(tellings.length - 2);
    expect(first.leadership.summarize(3)).toMatchObject({ suspicions: 1, elections: 1, demotions: 1, shots: 1 });
  });
});

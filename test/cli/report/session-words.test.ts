import { expect, test } from 'vitest';
import { readsOf } from '../../../src/cli/report/session-words.js';
import { sampleReport } from './sample-result.js';

test('it is said where reads went, and what sessions waited for', () => {
  expect(readsOf(sampleReport)).toBe(
    '100 sessions, 120 requests from elsewhere than home, 4 after waiting for their turn. ' +
      'Reads went 50 to the leader there, 150 to a follower there, 50 to another region. ' +
      '30 requests waited for a replica that was behind, 50 ms at most, 7 sent on to the source, ' +
      '1 refused because nobody asked was far enough.',
  );
});

test('what did not happen is not spoken of', () => {
  const reads = { leader: 0, follower: 3, elsewhere: 0 };
  const sessions = { count: 1, roamed: 0, heldBack: 0, reads, tokens: null };
  const said = readsOf({ ...sampleReport, clients: { ...sampleReport.clients, sessions } });
  expect(said).toBe('1 session. Reads went 3 to a follower there.');
  const { sessions: _, ...clients } = sampleReport.clients;
  expect(readsOf({ ...sampleReport, clients })).toBe('');
});

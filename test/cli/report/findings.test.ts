import { assert, expect, test } from 'vitest';
import { findingsOf } from '../../../src/cli/report/findings.js';
import { lossCauses } from '../../../src/sim/report.js';
import type { Report } from '../../../src/sim/report.js';
import { sampleReport } from './sample-result.js';

test('every subject is spoken of in the order in which a person would ask', () => {
  expect(findingsOf(sampleReport).map((finding) => finding.label)).toEqual([
    'Ended',
    'Writes',
    'Fates',
    'Lost',
    'Conflicts',
    'Resolver',
    'Siblings',
    'Convergence',
    'Lag',
    'Backlog',
    'Memory',
    'Order',
    'Rows',
    'Index',
    'Unique',
    'Tombstones',
    'Clients',
    'Homes',
    'Attempts',
    'Reads',
    'Sessions',
    'Network',
    'Anti-entropy',
    'Final value',
    'Final value',
  ]);
});

test('siblings are spoken of where clients bring contexts, with those who resolved them', () => {
  expect(say('Siblings')).toBe(
    'At most 3 versions of one key at once, 2 in one read. Readers put them together 1 time. ' +
      'People were asked 4 times and decided 2.',
  );
  const { siblings: _, ...without } = sampleReport;
  expect(findingsOf(without).map(({ label }) => label)).not.toContain('Siblings');
});

test('a fault of one’s own resolver is told with what it was asked, and how often', () => {
  expect(say('Resolver')).toBe(
    'FAULT of mine: of resolve, it threw TypeError: no such field; 1,200 times, first at 250 ms. ' +
      'It was asked resolve("A", null, …). What was held was kept.',
  );
  const { findings: _, ...sound } = sampleReport;
  expect(findingsOf(sound).some(({ label }) => label === 'Resolver')).toBe(false);
});

test('conditional writes are spoken of where copies agree on them, and how much that took', () => {
  const transactions = {
    applied: 3, unmet: 2, undecided: 1, inDoubt: 4, ballots: 15, retries: 5, finished: 6,
  };
  const sayOf = (counts: typeof transactions) =>
    findingsOf({ ...sampleReport, transactions: counts }).find(({ label }) => label === 'Agreement')?.text;
  expect(sayOf(transactions)).toBe(
    '3 conditional writes applied, 2 told that the condition is not met, 1 not proposed in time, ' +
      '4 in doubt; 15 ballots, 5 of them after the first. Writes of others were finished 6 times.',
  );
  expect(sayOf({ ...transactions, undecided: 0, inDoubt: 0, finished: 0 })).toBe(
    '3 conditional writes applied, 2 told that the condition is not met; 15 ballots, 5 of them after the first.',
  );
  expect(findingsOf(sampleReport).some(({ label }) => label === 'Agreement')).toBe(false);
});

test('quorums are spoken of where they answer, with what made up for missing copies', () => {
  const quorums = {
    timedOutWrites: 1, timedOutReads: 2, standIns: 3, readRepairs: 4,
    hintsKept: 5, hintsPeak: 4, hintsHandedOver: 3, hintsExpired: 1,
  };
  const sayOf = (counts: typeof quorums) =>
    findingsOf({ ...sampleReport, quorums: counts }).find(({ label }) => label === 'Quorums')?.text;
  expect(sayOf(quorums)).toBe(
    'Too few answers in time for 1 write and 2 reads. Reads repaired stale copies 4 times. ' +
      '5 hints kept, at most 4 at once: 3 handed over, 1 thrown away as too old, ' +
      '3 by nodes that stood in for a copy.',
  );
  const none = { ...quorums, timedOutWrites: 0, timedOutReads: 0, readRepairs: 0, hintsKept: 0 };
  expect(sayOf(none)).toBe('Every request got enough answers.');
  expect(findingsOf(sampleReport).some(({ label }) => label === 'Quorums')).toBe(false);
});

test('requests that were not answered are told apart', () => {
  expect(say('Writes')).toBe(
    '1,010 asked for: 1,000 acknowledged, 1 left without a clear answer, 2 rejected, ' +
      '7 turned away because nobody was there to serve them.',
  );
});

test('attempts are spoken of where some were counted, and trouble where there was some', () => {
  expect(say('Attempts')).toBe(
    '1,500 sent, 240 of them again. 200 timed out, 30 refused over the rate limit (429), ' +
      '20 refused by a full queue (503), 10 held back by an open breaker, ' +
      '5 held back by a full bulkhead.',
  );
  const { clients } = sampleReport;
  const none = { ...sampleReport, clients: { ...clients, attempts: null, redirected: 0 } };
  expect(findingsOf(none).some(({ label }) => label === 'Attempts')).toBe(false);
  expect(say('Clients')).toMatch(/ 12 writes went to another leader because of a clock\.$/);
  expect(findingsOf(none).find(({ label }) => label === 'Clients')?.text).not.toContain('clock');
});

test('regions are told apart where they were not answered alike, the worst first', () => {
  expect(say('Clients')).toContain('Writes answered by region: eu-west 97 %, us-east 100 %.');
  const [first] = sampleReport.clients.byRegion;
  const sayOf = (byRegion: Report['clients']['byRegion']) =>
    findingsOf({ ...sampleReport, clients: { ...sampleReport.clients, byRegion } }).find(
      ({ label }) => label === 'Clients',
    )?.text;
  expect(sayOf([first, { ...first, region: 'b' }])).not.toContain('by region');
  const many = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map((availability, i) => ({
    ...first, region: `r${i}`, write: { ...first.write, availability },
  }));
  expect(sayOf(many)).toContain('r0 10 %, r1 20 %, r2 30 %, r3 40 %, r4 50 %, and 2 more.');
});

test('each loss has its cause in words, and causes that took nothing are left out', () => {
  expect(say('Lost')).toBe(
    '90 acknowledged writes (9 %) lost, 80 reflected nowhere any more. By cause: 20 skew ' +
      '(the rule compared physical clocks; true time would have kept it); 70 resolution (discarded by ' +
      'resolution in favour of another write).',
  );
});

test('every cause of loss that there is can be put into words', () => {
  for (const cause of lossCauses) {
    const byCause = { ...sampleReport.lostWrites.byCause, skew: 0, resolution: 0, [cause]: 90 };
    const text = say('Lost', { lostWrites: { ...sampleReport.lostWrites, byCause } });
    expect(text).toMatch(new RegExp(`90 ${cause} \\([a-z]+ .*\\)\\.$`));
  }
});

test('what had to wait and what found no record is said, and nothing where neither happened', () => {
  expect(say('Order')).toBe(
    '3 writes held back for a write that had to come first, at most 2 at once at one leader. ' +
      'Updates that found no record: 1 stopped an applier, 4 skipped, 5 held until the record came.',
  );
  const applyErrors = { stopped: 0, skipped: 0, held: 0 };
  const ordering = { heldBack: 0, mostHeldBack: 0, applyErrors };
  const labels = findingsOf({ ...sampleReport, ordering }).map(({ label }) => label);
  expect(labels).not.toContain('Order');
});

test('a run without losses says so', () => {
  const lostWrites = { ...sampleReport.lostWrites, total: 0 };
  expect(say('Lost', { lostWrites })).toBe('No acknowledged write was lost.');
});

test('an unsettled run names what is still on its way and calls its fates provisional', () => {
  const unsettled = { settled: false, unsettled: ['3 writes from us-east to eu-west'] };
  expect(say('Ended', unsettled)).toBe(
    'NOT settled at 2.051 s after 12,345 events, so fates are provisional. ' +
      'Still on its way: 3 writes from us-east to eu-west.',
  );
});

test('the three verdicts about convergence read differently', () => {
  const { convergence } = sampleReport;
  expect(say('Convergence')).toBe(
    'All replicas hold the same, 55.5 ms after the last write or heal.',
  );
  const apart = { ...convergence, verdict: 'violated', divergentKeys: 1 } as const;
  expect(say('Convergence', { convergence: apart })).toBe(
    'DIVERGED: the replicas differ for good on 1 key.',
  );
  const open = { ...convergence, verdict: 'unknown', divergentKeys: 9 } as const;
  expect(say('Convergence', { convergence: open })).toBe(
    'Unknown: so far the replicas differ on 9 keys.',
  );
});

test('anti-entropy is spoken of where there is any', () => {
  const { network } = sampleReport;
  expect(say('Anti-entropy')).toBe('9 sessions, 40 messages, 20 KiB; 3 records sent, 2 keys repaired.');
  const idle = { sessions: 0, messages: 0, bytes: 0, records: 0, keysRepaired: 0 };
  expect(say('Anti-entropy', { network: { ...network, antiEntropy: idle } })).toBe(
    'No two leaders compared their records.',
  );
  const labels = findingsOf({ ...sampleReport, network: { ...network, antiEntropy: null } }).map(({ label }) => label);
  expect(labels).not.toContain('Anti-entropy');
});

test('conflicts that never met are not called conflicts', () => {
  const quiet = { ...sampleReport.conflicts, distinct: 0, meetings: 0, falseAlarms: 0 };
  expect(say('Conflicts', { conflicts: quiet })).toContain('None met, though 75 pairs of writes were concurrent');
  expect(say('Conflicts', { conflicts: { ...quiet, concurrentPairs: 1 } })).toContain('1 pair of writes was concurrent');
  expect(say('Conflicts', { conflicts: { ...quiet, concurrentPairs: 0 } })).toContain(
    'no two writes of one key were concurrent',
  );
});

test('conflicts are told by kind', () => {
  const { conflicts } = sampleReport;
  expect(say('Conflicts', { conflicts })).toContain(
    'By kind: 10 insert/insert, 45 update/update, 5 update/delete.',
  );
  expect(say('Conflicts', { conflicts: { ...conflicts, byKind: null } })).not.toContain('By kind');
});

test('values in two rows are told of where values have to be unique', () => {
  expect(say('Unique', { unique: sampleReport.unique })).toBe(
    '7 writes refused for a value that was taken, 3 pairs accepted with the same value, ' +
      '2 told afterwards, 2 taken back. DOUBLE BOOKED: 1 value in two rows in the end.',
  );
  const none = { refused: 0, collisions: 0, told: 0, takenBack: 0, violations: 0 };
  expect(say('Unique', { unique: none })).toContain('No value is in two rows in the end.');
});

test('tombstones are told of where somebody counts them', () => {
  expect(say('Tombstones', { tombstones: sampleReport.tombstones })).toBe(
    'At most 40 held by one replica at once, 12 in the end. Deletes forgotten: 28. ' +
      'RESURRECTED: 2 keys came back after a delete was forgotten.',
  );
  const clients = { ...sampleReport.clients, resurrectedDeletes: 3 };
  expect(say('Tombstones', { tombstones: sampleReport.tombstones, clients })).toContain(
    '2 keys came back after a delete was forgotten, 3 acknowledged deletes undone.',
  );
  expect(findingsOf({ ...sampleReport, tombstones: null }).map(({ label }) => label)).not.toContain('Tombstones');
});

test('false alarms are told even where no concurrent pair met', () => {
  const alarmed = { ...sampleReport.conflicts, distinct: 0, meetings: 0, falseAlarms: 4 };
  expect(say('Conflicts', { conflicts: alarmed })).toContain('4 false alarms');
});

test('stamps that contradict real time are told where there are any', () => {
  const { conflicts } = sampleReport;
  expect(say('Stamps', { conflicts: { ...conflicts, inversions: 1234 } })).toBe(
    '1,234 writes have stamps not above that of a write of the same key that was answered ' +
      'before it was asked for.',
  );
  const one = say('Stamps', { conflicts: { ...conflicts, inversions: 1 } });
  expect(one).toContain('1 write has a stamp');
  for (const inversions of [0, null]) {
    const findings = findingsOf({ ...sampleReport, conflicts: { ...conflicts, inversions } });
    expect(findings.map(({ label }) => label)).not.toContain('Stamps');
  }
});

test('lag names the slowest way and what never arrived', () => {
  expect(say('Lag')).toBe(
    'p50 50 ms, p95 100 ms, p99 150 ms, max 200 ms over 1,000 deliveries. Never delivered: 3. ' +
      'Slowest: eu-west to us-east.',
  );
});

test('deaths of memory are told one by one, as long as there are few', () => {
  expect(say('Memory')).toBe('1 death by queues that outgrew the node: eu-west at 1.5 s.');
  const outOfMemory = Array.from({ length: 8 }, (_, i) => ({ replica: 'a', atMs: 1000 * (i + 1) }));
  expect(say('Memory', { backlog: { ...sampleReport.backlog, outOfMemory } })).toBe(
    '8 deaths by queues that outgrew the node: a at 1 s, a at 2 s, a at 3 s, a at 4 s, a at 5 s, ' +
      'a at 6 s and 2 more.',
  );
  const calm = findingsOf({ ...sampleReport, backlog: { ...sampleReport.backlog, outOfMemory: [] } });
  expect(calm.map(({ label }) => label)).not.toContain('Memory');
});

test('copies that were not needed are told apart, and a storm is called one', () => {
  expect(say('Network')).toBe(
    '321 messages, 1.5 MiB; every write was carried 1.25 times, over at most 1 hop. ' +
      'Of the copies, 5 known already on arrival, 6 stopped by loop prevention, ' +
      '7 stopped by the hop limit: a replication storm.',
  );
  const { network } = sampleReport;
  const calm = { ...network, duplicates: 0, suppressedLoops: 0, stormStopped: 0 };
  expect(say('Network', { network: calm })).toMatch(/over at most 1 hop\.$/);
});

test('replicas that agree on a final value share one phrase', () => {
  const values = findingsOf(sampleReport).filter((finding) => finding.label === 'Final value');
  expect(values.map((finding) => finding.text)).toEqual([
    'x: B at us-east; B and C at eu-west.',
    'y: absent everywhere.',
  ]);
});

function say(label: string, changes: Partial<Report> = {}): string {
  const found = findingsOf({ ...sampleReport, ...changes }).find((one) => one.label === label);
  assert(found !== undefined);
  return found.text;
}

test('what lost against a final value and is kept is told with it', () => {
  const replicas = ['a', 'b'].map((replica) => ({ replica, values: ['blue'], conflicts: ['red'] }));
  const changes = { finalValues: [{ key: 'doc', replicas }] };
  expect(say('Final value', changes)).toBe('doc: blue, in conflict with red, everywhere.');
});

/** What clients saw, by models of consistency, for expectations. */
import type { Percentiles, Report, SessionReport } from '../sim/report.js';
import type { Metric } from './metrics.js';
import { staleReadWords } from './stale-read-words.js';

type Guarantee = keyof Report['clients']['violations'];

const guarantees: readonly (readonly [Guarantee, name: string, meaning: string])[] = [
  ['readYourWrites', 'read-your-writes', 'Reads that missed what their own session had written.'],
  ['monotonicReads', 'monotonic-reads', 'Reads that went back behind an earlier one of their session.'],
  ['monotonicWrites', 'monotonic-writes', 'Writes of one session that were seen out of their order.'],
  ['writesFollowReads', 'writes-follow-reads', 'Writes that were seen without what their session had read before.'],
  ['causal', 'causal', 'Violations of causal consistency.'],
];

/** Null where every request goes to its leader; those of tokens also where sessions carry none. */
const figures: readonly (readonly [
  name: string,
  meaning: string,
  read: (sessions: SessionReport) => number | null,
])[] = [
  ['sessions.count', 'Sessions that asked something.', ({ count }) => count],
  ['sessions.roamed', 'Requests sent from another region than their session’s home.', ({ roamed }) => roamed],
  ['sessions.held-back', 'Requests that waited at their client for an earlier one of their session.', ({ heldBack }) => heldBack],
  ['reads.leader', 'Reads sent to the leader of the region where they were asked.', ({ reads }) => reads.leader],
  ['reads.follower', 'Reads sent to a follower in the region where they were asked.', ({ reads }) => reads.follower],
  ['reads.elsewhere', 'Reads sent to another region than where they were asked.', ({ reads }) => reads.elsewhere],
  ['token-waits', 'Requests that waited for a replica behind what their session had seen.', ({ tokens }) => tokens?.waits.count ?? null],
  ['tokens.sent-on', 'Requests that a replica still behind sent on to the source.', ({ tokens }) => tokens?.sentOn ?? null],
  ['tokens.refused', 'Requests for which nobody asked had reached what their session had seen.', ({ tokens }) => tokens?.refused ?? null],
];

const waits: readonly (readonly [name: string, figure: keyof Percentiles])[] = [
  ['p50', 'p50Ms'], ['p95', 'p95Ms'], ['p99', 'p99Ms'], ['max', 'maxMs'],
];

/** Null where nobody reads, values are merged, or there are too many requests to judge. */
export const sessionMetrics: readonly Metric[] = [
  {
    name: 'linearizable', unit: 'truth',
    meaning: 'Each key behaves as if there were one copy of it.',
    read: ({ clients: { linearizable } }) => (linearizable === 'unknown' ? null : linearizable === 'holds'),
  },
  {
    name: 'stale-reads', unit: 'count',
    meaning: 'Reads that returned only what had been overwritten, with an answer to its client, before they were sent.',
    read: ({ clients }) => clients.staleReads,
    first: ({ clients: { firstStaleRead: first } }) => first && staleReadWords(first, `${String(first.atMs)}ms`),
  },
  {
    name: 'resurrected-deletes', unit: 'count',
    meaning: 'Acknowledged deletes that a survivor forgot, and that now shows what they deleted.',
    read: ({ clients }) => clients.resurrectedDeletes,
  },
  ...figures.map(([name, meaning, read]): Metric => ({
    name, unit: 'count', meaning, read: ({ clients: { sessions } }) => (sessions === undefined ? null : read(sessions)),
  })),
  ...waits.map(([name, figure]): Metric => ({
    name: `token-waits.${name}`, unit: 'duration',
    meaning: 'How long requests waited for a replica that was behind what their session had seen.',
    read: ({ clients: { sessions } }) => sessions?.tokens?.waits[figure] ?? null,
  })),
  ...guarantees.map(([guarantee, name, meaning]): Metric => ({
    name: `violations.${name}`, unit: 'count', meaning,
    read: (report) => report.clients.violations[guarantee],
  })),
];

/** What about the way in which writes are replicated might have kept one, by the cause of its loss first. */
import { assertNever } from '../../sim/base/assert.js';
import type { Leaderless, LogShipping, MultiLeader, OutboxLimit, Scenario } from '../../sim/scenario.js';
import { isMapping } from '../schema/field.js';
import { durationText } from '../fuzz/quantity-text.js';
import { change, promise, setTo, turn } from './candidate.js';
import type { Candidate } from './candidate.js';
import { stepFor } from './dial.js';
import type { Loss } from './loss.js';
import { sayBound, sayBytes, sayUs } from './quantity-words.js';

/** Settings of the strategy, and of how rows are named. */
export function replicationCandidates(loss: Loss): readonly Candidate[] {
  const { replication } = loss.scenario;
  switch (replication.strategy) {
    case 'multi-leader':
      return [
        ...shippingCandidates(loss, replication),
        ...transportCandidates(loss),
        ...rowCandidates(loss),
      ];
    case 'leaderless':
      return [...quorumCandidates(loss, replication), ...transportCandidates(loss)];
    case 'single-leader':
      return replication.protocol === 'raft' ? [] : failoverCandidates(loss, replication);
    case 'certification':
    case 'shared-storage':
      return [];
    default:
      return assertNever(replication);
  }
}

function shippingCandidates(
  loss: Loss,
  { outbox, order, applyErrors, antiEntropy, loops, pull }: MultiLeader,
): readonly Candidate[] {
  const { cause } = loss;
  const isQueue = cause === 'queue' || cause === 'disk' || cause === 'loop-filter';
  const isOrder = cause === 'apply-error';
  const limit = outbox?.limit ?? null;
  return [
    ...(limit === null ? [] : queueCandidates(loss, limit, isQueue ? 5 : 60)),
    ...(order === 'causal'
      ? []
      : [
          change(isOrder ? 5 : 62, 'writes were taken in in causal order', ['replication.order', 'causal']),
        ]),
    ...(applyErrors === 'hold'
      ? []
      : [
          change(isOrder ? 4 : 63, 'an update waited until its record is there', [
            'replication.apply-errors',
            'hold',
          ]),
        ]),
    ...repairCandidates(antiEntropy === undefined, isQueue ? 7 : 64),
    ...(loops === 'seen-ids' || cause !== 'loop-filter'
      ? []
      : [change(4, 'loops were stopped by seen ids', ['replication.loops', 'seen-ids'])]),
    ...(loops === 'origin-tag' || cause !== 'loop-filter'
      ? []
      : [change(4.5, 'loops were stopped by origin alone', ['replication.loops', 'origin-tag'])]),
    ...(pull?.by === 'timestamp'
      ? [change(5, 'pulls went by position in the log', ['replication.pull.by', 'sequence'])]
      : []),
    ...(isMapping(loss.document['replication']) && 'tombstones' in loss.document['replication']
      ? [change(6, 'tombstones were kept for ever', ['replication.tombstones.keep', 'forever'])]
      : []),
  ];
}

function queueCandidates(
  loss: Loss,
  { kind, capacityBytes }: OutboxLimit,
  weight: number,
): readonly Candidate[] {
  const { workload, replication } = loss.scenario;
  const recordBytes = workload.payloadBytes + replication.metadataBytes;
  // Room for all writes there were, below any share at which a peer is given up.
  const limit = Math.ceil((capacityBytes + 4 * loss.accepted * recordBytes) / 1024) * 1024;
  const roomier = turn({
    name: 'capacity',
    words: 'queues had room for all writes',
    weight,
    actual: capacityBytes,
    limit,
    step: stepFor(limit - capacityBytes, 1024, 2000),
    changesAt: setTo('replication.outbox.capacity', (bytes) => `${String(bytes)}B`),
    wordsOf: (edge) => `queues had room for ${sayBound(edge, sayBytes)}`,
  });
  if (kind === 'reject') return [roomier];
  return [
    roomier,
    promise(weight + 1, 'a full queue refused writes', ['replication.outbox.when-full', 'reject']),
  ];
}

function repairCandidates(isMissing: boolean, weight: number, who = 'leaders'): readonly Candidate[] {
  const words = `${who} compared their records every second`;
  return isMissing
    ? [change(weight, words, ['replication.anti-entropy', '{ merkle: { every: 1s } }'])]
    : [];
}

/** Datagrams that were lost would be sent again over a connection. */
function transportCandidates({ droppedBy }: Loss): readonly Candidate[] {
  const links = new Map(
    droppedBy
      .filter(({ reason }) => reason === 'datagram-lost')
      .map(({ from, to }) => [`${from} -> ${to}`, { from, to }]),
  );
  return [...links].map(([link, { from, to }]) =>
    change(4, `the link from ${from} to ${to} were a connection, not datagrams`, [
      `links.${link}.transport`,
      'fifo',
    ]),
  );
}

function rowCandidates({ scenario, cause }: Loss): readonly Candidate[] {
  if (cause !== 'collision') return [];
  const { ids } = scenario.workload;
  const isRandom = ids?.kind === 'uuidv4';
  return [
    ...(isRandom ? [] : [change(4, 'ids of rows were random (UUIDv4)', ['workload.ids', 'uuidv4'])]),
    ...(ids?.kind === 'offset'
      ? [change(3, 'each leader counted ids in a class of its own', ['workload.ids', 'offset'])]
      : []),
    ...(ids?.kind === 'auto-increment' || ids === undefined
      ? [change(5, 'each leader counted ids in a class of its own', ['workload.ids', 'offset'])]
      : []),
    ...(scenario.conflicts.unique === 'take-back'
      ? [change(6, 'both of two equal unique values were kept', ['conflicts.unique', 'keep-both'])]
      : []),
  ];
}

function quorumCandidates(
  { cause }: Loss,
  { hints, write, readRepair, antiEntropy, transactions }: Leaderless,
): readonly Candidate[] {
  const base = cause === 'queue' || cause === 'disk' ? 4 : 61;
  return [
    ...(hints === null
      ? [
          change(base, 'writes were kept for replicas that did not take them (hinted handoff)', [
            'replication.hints',
            '{}',
          ]),
        ]
      : []),
    ...(hints === null || hints.keepUs === null
      ? []
      : [change(base, 'hints were kept for ever', ['replication.hints', hintsForEver(hints)])]),
    ...repairCandidates(antiEntropy === undefined, base + 1, 'replicas'),
    ...(write.kind === 'all'
      ? []
      : [promise(base + 4, 'a write waited for all copies', ['replication.write', 'all'])]),
    ...(write.kind === 'quorum' || write.kind === 'all'
      ? []
      : [
          promise(base + 3, 'a write waited for a majority of the copies', ['replication.write', 'quorum']),
        ]),
    ...(transactions?.scope === 'local-serial'
      ? [promise(5, 'all copies agreed on conditional writes', ['replication.transactions', 'serial'])]
      : []),
    ...(readRepair === 'none'
      ? [change(base + 2, 'reads repaired stale copies', ['replication.read-repair', 'background'])]
      : []),
  ];
}

function hintsForEver({ afterUs, isSloppy, everyUs }: NonNullable<Leaderless['hints']>): string {
  return `{ after: ${durationText(afterUs)}, sloppy: ${String(isSloppy)}, every: ${durationText(everyUs)} }`;
}

function failoverCandidates(loss: Loss, replication: LogShipping): readonly Candidate[] {
  const { acknowledge, level, failover, fencing } = replication;
  const set = (weight: number, words: string, key: string, value: string): Candidate =>
    promise(weight, words, [`replication.${key}`, value]);
  return [
    ...(acknowledge.kind === 'majority'
      ? []
      : [set(1, 'a write waited for a majority of all regions', 'acknowledge', 'majority')]),
    ...(acknowledge.kind === 'synchronous'
      ? []
      : [set(3, 'a write waited for every follower', 'acknowledge', 'synchronous')]),
    ...(acknowledge.kind === 'asynchronous'
      ? [set(2, 'a write waited for one follower', 'acknowledge', '{ semi-synchronous: {} }')]
      : []),
    ...(acknowledge.kind === 'semi-synchronous' ? [patience(loss, acknowledge.timeoutUs)] : []),
    ...(level === 'received'
      ? [set(2.5, 'a follower counted once it has flushed a write', 'level', 'flushed')]
      : []),
    ...(fencing.kind === 'none'
      ? [set(4, 'followers refused an old leader by its term', 'fencing', 'term')]
      : []),
    ...(fencing.kind === 'lease'
      ? [margin(loss.scenario, fencing)]
      : [set(5, 'a leader took writes only under a lease', 'fencing', '{ lease: {} }')]),
    ...(failover.kind === 'none'
      ? []
      : [suspicion(loss, replication), set(7, 'nobody had taken over', 'failover', 'none')]),
    ...(failover.kind === 'observer'
      ? [set(6, 'a majority had to agree to a new leader', 'failover', 'majority')]
      : []),
  ];
}

const finestUs = 1000;

/** Until when a leader waits for its synchronous followers. */
function patience({ scenario }: Loss, actual: number): Candidate {
  const limit = Math.max(2 * actual, longestRun(scenario));
  return turn({
    name: 'patience',
    words: 'the leader never gave up its synchronous followers',
    weight: 2.2,
    actual,
    limit,
    step: stepFor(limit - actual, finestUs),
    changesAt: setTo('replication.acknowledge.semi-synchronous.timeout'),
    wordsOf: (edge) => `the leader waited for its synchronous followers for ${sayBound(edge, sayUs)}`,
  });
}

/** For how long those who promised a lease wait longer. */
function margin(
  scenario: Scenario,
  { lengthUs, marginUs }: { readonly lengthUs: number; readonly marginUs: number },
): Candidate {
  const limit = marginUs + 2 * lengthUs;
  return turn({
    name: `margin ${scenario.name}`,
    words: 'those who promised a lease waited longer',
    weight: 5,
    actual: marginUs,
    limit,
    step: stepFor(limit - marginUs, finestUs),
    changesAt: setTo('replication.fencing.lease.margin'),
    wordsOf: (edge) => `the margin of the lease were ${sayBound(edge, sayUs)}`,
  });
}

/** For how long nothing may be heard of a leader before somebody takes over. */
function suspicion({ scenario }: Loss, { detection }: LogShipping): Candidate {
  const actual = detection.timeoutUs;
  const limit = Math.max(2 * actual, longestRun(scenario));
  return turn({
    name: 'suspicion',
    words: 'nobody had suspected the leader',
    weight: 6,
    actual,
    limit,
    step: stepFor(limit - actual, finestUs),
    changesAt: setTo('replication.detection.timeout'),
    wordsOf: ({ kept, lost, reach }) =>
      'the leader were suspected only after ' +
      `${reach === 'before' ? `more than ${sayUs(lost)}` : sayUs(kept)} of silence`,
  });
}

function longestRun({ durationUs, faults }: Scenario): number {
  return Math.max(durationUs, ...faults.map((fault) => ('untilUs' in fault ? (fault.untilUs ?? 0) : 0)));
}

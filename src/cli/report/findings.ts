/** What happened in a run, in plain words: one labelled sentence or two for each subject. */
import { assertNever } from '../../sim/base/assert.js';
import { lossCauses } from '../../sim/report.js';
import type { ClientLatency, FinalValue, Percentiles, Report } from '../../sim/report.js';
import { countOf, formatBytes, formatCount, formatMs, formatShare, trimmed } from './format.js';
import { leadersOf } from './leader-words.js';
import { certificationOf } from './certification-words.js';
import { lossWords } from '../view/words/loss-words.js';
import { guaranteesOf } from './guarantee-words.js';
import { homesOf } from './home-words.js';
import { pullingOf } from './pull-words.js';
import { indexOf, rowsOf } from './row-words.js';
import { readsOf } from './session-words.js';
import { siblingsOf } from './sibling-words.js';
import { staleReadsOf } from './stale-read-words.js';
import { transactionsOf } from './transaction-words.js';
import { resolverFaultsOf } from './resolver-faults.js';
import { storageOf } from './storage-words.js';

/** A subject and what there is to say about it. */
export interface Finding {
  readonly label: string;
  readonly text: string;
}

/** Every subject, in the order in which a person would ask. */
export function findingsOf(report: Report): readonly Finding[] {
  return [
    { label: 'Ended', text: endingOf(report) },
    { label: 'Writes', text: writesOf(report) },
    { label: 'Fates', text: fatesOf(report) },
    { label: 'Lost', text: lossesOf(report) },
    { label: 'Conflicts', text: conflictsOf(report) },
    ...resolverFaultsOf(report),
    { label: 'Siblings', text: siblingsOf(report) },
    { label: 'Stamps', text: stampsOf(report) },
    { label: 'Convergence', text: convergenceOf(report) },
    { label: 'Lag', text: lagOf(report) },
    { label: 'Backlog', text: backlogOf(report) },
    { label: 'Memory', text: memoryOf(report) },
    { label: 'Order', text: orderOf(report) },
    { label: 'Rows', text: rowsOf(report) },
    { label: 'Index', text: indexOf(report) },
    { label: 'Unique', text: uniqueOf(report) },
    { label: 'Tombstones', text: tombstonesOf(report) },
    { label: 'Clients', text: clientsOf(report) },
    { label: 'Homes', text: homesOf(report) },
    { label: 'Attempts', text: attemptsOf(report) },
    { label: 'Quorums', text: quorumsOf(report) },
    { label: 'Leaders', text: leadersOf(report) },
    { label: 'Certified', text: certificationOf(report) },
    { label: 'Volume', text: storageOf(report.sharedStorage) },
    { label: 'Reads', text: readsOf(report) },
    { label: 'Stale reads', text: staleReadsOf(report) },
    { label: 'Agreement', text: transactionsOf(report) },
    { label: 'Sessions', text: guaranteesOf(report) },
    { label: 'Network', text: networkOf(report) },
    { label: 'Anti-entropy', text: antiEntropyOf(report) },
    { label: 'Pulling', text: pullingOf(report) },
    ...report.finalValues.slice(0, maxFinalValues).map(finalValueOf),
  ].filter((finding) => finding.text !== '');
}

/** More deaths than this are only counted. */
const maxDeathsShown = 6;

/** More scripted keys than this are left to the JSON report. */
const maxFinalValues = 8;
/** Regions whose availability is told apart. */
const maxRegions = 5;

function endingOf(report: Report): string {
  const end = `at ${formatMs(report.simulatedMs)} after ${countOf(report.events, 'event')}`;
  if (report.settled) return `Settled ${end}.`;
  const waiting = report.unsettled.length === 0 ? 'not said' : report.unsettled.join('; ');
  return `NOT settled ${end}, so fates are provisional. Still on its way: ${waiting}.`;
}

function writesOf({ writes }: Report): string {
  if (writes.attempted === 0) return 'None were asked for.';
  const rest = listNonZero([
    [writes.indeterminate, 'left without a clear answer'],
    [writes.rejected, 'rejected'],
    [writes.unavailable, 'turned away because nobody was there to serve them'],
  ]);
  const head = `${formatCount(writes.attempted)} asked for: `;
  const others = rest === '' ? '' : `, ${rest}`;
  return `${head}${formatCount(writes.acknowledged)} acknowledged${others}.`;
}

function fatesOf({ writes, fates }: Report): string {
  if (writes.acknowledged === 0) return '';
  return (
    `Of the acknowledged: ${formatCount(fates.visible)} visible, ` +
    `${formatCount(fates.superseded)} superseded, ${formatCount(fates.merged)} merged, ` +
    `${formatCount(fates.lost)} lost, ${formatCount(fates.pending)} pending.`
  );
}

function lossesOf({ lostWrites, writes }: Report): string {
  if (lostWrites.total === 0) return 'No acknowledged write was lost.';
  const percent = trimmed((100 * lostWrites.total) / writes.acknowledged, 2);
  const causes = lossCauses
    .filter((cause) => lostWrites.byCause[cause] > 0)
    .map((cause) => `${formatCount(lostWrites.byCause[cause])} ${cause} (${lossWords[cause]})`);
  const head = `${countOf(lostWrites.total, 'acknowledged write')} (${percent} %) lost`;
  const scope = `${formatCount(lostWrites.everywhere)} reflected nowhere any more`;
  return `${head}, ${scope}. By cause: ${causes.join('; ')}.`;
}

function conflictsOf({ conflicts }: Report): string {
  const pairs = countOf(conflicts.concurrentPairs, 'pair');
  const be = conflicts.concurrentPairs === 1 ? 'was' : 'were';
  if (conflicts.meetings === 0 && conflicts.falseAlarms === 0) {
    return conflicts.concurrentPairs === 0
      ? 'None: no two writes of one key were concurrent.'
      : `None met, though ${pairs} of writes ${be} concurrent.`;
  }
  const resolved = Object.entries(conflicts.resolvedBy)
    .filter(([, count]) => count > 0)
    .map(([resolver, count]) => `${resolver} ${formatCount(count)}`);
  const decided = resolved.length === 0 ? '' : ` Decided by: ${resolved.join(', ')}.`;
  return (
    `${countOf(conflicts.distinct, 'distinct pair')} of concurrent writes met (${pairs} ${be} ` +
    `concurrent in all), ${countOf(conflicts.meetings, 'time')}: ` +
    `${formatCount(conflicts.detected)} detected, ${formatCount(conflicts.missed)} missed, ` +
    `${countOf(conflicts.falseAlarms, 'false alarm')}.${kindsOf(conflicts.byKind)}${decided}`
  );
}

/** ` Of these 3 update/delete, 1 insert/insert.` */
function kindsOf(byKind: Report['conflicts']['byKind']): string {
  const kinds = Object.entries(byKind ?? {}).map(
    ([kind, count]) => `${formatCount(count)} ${kind.replace('-', '/')}`,
  );
  return kinds.length === 0 ? '' : ` By kind: ${kinds.join(', ')}.`;
}

function stampsOf({ conflicts }: Report): string {
  const { inversions } = conflicts;
  if (inversions === null || inversions === 0) return '';
  const writes = inversions === 1 ? 'write has a stamp' : 'writes have stamps';
  return (
    `${formatCount(inversions)} ${writes} not above that of a write of the same key that was ` +
    'answered before it was asked for.'
  );
}

function convergenceOf({ convergence }: Report): string {
  const { divergentKeys, timeToConvergeMs } = convergence;
  switch (convergence.verdict) {
    case 'holds':
      return timeToConvergeMs === null
        ? 'All replicas hold the same.'
        : `All replicas hold the same, ${formatMs(timeToConvergeMs)} after the last write or heal.`;
    case 'violated':
      return `DIVERGED: the replicas differ for good on ${countOf(divergentKeys, 'key')}.`;
    case 'unknown':
      if (divergentKeys === 0) return 'Unknown: the replicas agree so far, and something is still to come.';
      return `Unknown: so far the replicas differ on ${countOf(divergentKeys, 'key')}.`;
    default:
      return assertNever(convergence.verdict);
  }
}

function lagOf({ lag }: Report): string {
  if (lag.count === 0 && lag.open === 0) return 'Nothing was replicated.';
  const open = lag.open === 0 ? '' : ` Never delivered: ${formatCount(lag.open)}.`;
  if (lag.count === 0) return open.trim();
  const slowest = lag.byReplica.reduce<(typeof lag.byReplica)[number] | null>((worst, next) => {
    return (next.maxMs ?? -1) > (worst?.maxMs ?? -1) ? next : worst;
  }, null);
  const where = slowest === null ? '' : ` Slowest: ${slowest.from} to ${slowest.to}.`;
  return `${percentiles(lag)} over ${formatCount(lag.count)} ${lag.count === 1 ? 'delivery' : 'deliveries'}.${open}${where}`;
}

function backlogOf({ backlog, leadership, certification, sharedStorage, quorums }: Report): string {
  // Others ship no log, so they have no outbox.
  const isShipped = [leadership, certification, sharedStorage, quorums].every((block) => block === null);
  if (backlog.peakWrites === 0) return isShipped ? 'No outbox ever waited.' : '';
  const { drainMs } = backlog;
  const drained = drainMs === null ? '' : ` Drained ${formatMs(drainMs)} after a heal.`;
  const dropped = backlog.byLink.reduce((sum, link) => sum + link.dropped, 0);
  const lost = dropped === 0 ? '' : ` Copies dropped: ${formatCount(dropped)}.`;
  return (
    `At most ${countOf(backlog.peakWrites, 'write')} (${formatBytes(backlog.peakBytes)}) ` +
    `in one outbox.${drained}${lost}`
  );
}

function memoryOf({ backlog }: Report): string {
  const { outOfMemory } = backlog;
  if (outOfMemory.length === 0) return '';
  const first = outOfMemory
    .slice(0, maxDeathsShown)
    .map(({ replica, atMs }) => `${replica} at ${formatMs(atMs)}`);
  const rest = outOfMemory.length - first.length;
  const more = rest === 0 ? '' : ` and ${formatCount(rest)} more`;
  const deaths = countOf(outOfMemory.length, 'death');
  return `${deaths} by queues that outgrew the node: ${first.join(', ')}${more}.`;
}

function orderOf({ ordering }: Report): string {
  const { heldBack, mostHeldBack, applyErrors } = ordering;
  const held =
    heldBack === 0
      ? ''
      : `${countOf(heldBack, 'write')} held back for a write that had to come first, at most ` +
        `${formatCount(mostHeldBack)} at once at one leader.`;
  const errors = listNonZero([
    [applyErrors.stopped, 'stopped an applier'],
    [applyErrors.skipped, 'skipped'],
    [applyErrors.held, 'held until the record came'],
  ]);
  return [held, errors === '' ? '' : `Updates that found no record: ${errors}.`]
    .filter((text) => text !== '')
    .join(' ');
}

function uniqueOf({ unique }: Report): string {
  if (unique === null) return '';
  const { refused, collisions, told, takenBack, violations } = unique;
  const after = listNonZero([
    [told, 'told afterwards'],
    [takenBack, 'taken back'],
  ]);
  const held =
    violations === 0
      ? 'No value is in two rows in the end.'
      : `DOUBLE BOOKED: ${countOf(violations, 'value')} in two rows in the end.`;
  return (
    `${countOf(refused, 'write')} refused for a value that was taken, ` +
    `${countOf(collisions, 'pair')} accepted with the same value` +
    `${after === '' ? '' : `, ${after}`}. ${held}`
  );
}

function tombstonesOf({ tombstones, clients: { resurrectedDeletes } }: Report): string {
  if (tombstones === null) return '';
  const { peak, held, collected, resurrectedKeys } = tombstones;
  const forgotten = collected === 0 ? '' : ` Deletes forgotten: ${formatCount(collected)}.`;
  const undone = resurrectedDeletes === null ? '' : `, ${countOf(resurrectedDeletes, 'acknowledged delete')} undone`;
  const back =
    resurrectedKeys === 0
      ? ''
      : ` RESURRECTED: ${countOf(resurrectedKeys, 'key')} came back after a delete was forgotten${undone}.`;
  return (
    `At most ${formatCount(peak)} held by one replica at once, ${formatCount(held)} in the end.` +
    `${forgotten}${back}`
  );
}

function clientsOf({ clients }: Report): string {
  const { redirected } = clients;
  const elsewhere =
    redirected === 0
      ? ''
      : `${countOf(redirected, 'write')} went to another leader because of a clock.`;
  return [
    requestsOf('Writes', clients.write),
    requestsOf('Reads', clients.read),
    regionsOf(clients.byRegion),
    elsewhere,
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** Where not all are answered alike: the worst first, as far as a line should be long. */
function regionsOf(byRegion: Report['clients']['byRegion']): string {
  const asked = byRegion.flatMap(({ region, write: { availability } }) =>
    availability === null ? [] : [{ region, availability }],
  );
  const [first] = asked;
  if (asked.every(({ availability }) => availability === first?.availability)) return '';
  const shown = asked.toSorted((a, b) => a.availability - b.availability).slice(0, maxRegions);
  const each = shown.map(({ region, availability }) => `${region} ${formatShare(availability)}`);
  const hidden = asked.length - shown.length;
  const rest = hidden === 0 ? '' : `, and ${formatCount(hidden)} more`;
  return `Writes answered by region: ${each.join(', ')}${rest}.`;
}

function attemptsOf({ clients: { attempts } }: Report): string {
  if (attempts === null) return '';
  const troubles = listNonZero([
    [attempts.timedOut, 'timed out'],
    [attempts.tooManyRequests, 'refused over the rate limit (429)'],
    [attempts.serviceUnavailable, 'refused by a full queue (503)'],
    [attempts.shortCircuited, 'held back by an open breaker'],
    [attempts.bulkheadFull, 'held back by a full bulkhead'],
  ]);
  const rest = troubles === '' ? '' : ` ${troubles}.`;
  return `${formatCount(attempts.sent)} sent, ${formatCount(attempts.retried)} of them again.${rest}`;
}

function requestsOf(name: string, latency: ClientLatency): string {
  if (latency.availability === null) return '';
  const available = `${formatShare(latency.availability)} answered with success`;
  if (latency.count === 0) return `${name}: ${available}.`;
  return `${name}: ${percentiles(latency)}; ${available}.`;
}

function quorumsOf({ quorums }: Report): string {
  if (quorums === null) return '';
  const { timedOutWrites, timedOutReads, standIns, readRepairs, hintsKept } = quorums;
  const timedOut =
    timedOutWrites + timedOutReads === 0
      ? 'Every request got enough answers.'
      : `Too few answers in time for ${countOf(timedOutWrites, 'write')} and ${countOf(timedOutReads, 'read')}.`;
  const repairs = readRepairs === 0 ? '' : ` Reads repaired stale copies ${formatCount(readRepairs)} times.`;
  if (hintsKept === 0) return timedOut + repairs;
  const ends = listNonZero([
    [quorums.hintsHandedOver, 'handed over'],
    [quorums.hintsExpired, 'thrown away as too old'],
    [standIns, 'by nodes that stood in for a copy'],
  ]);
  const hints = ` ${countOf(hintsKept, 'hint')} kept, at most ${formatCount(quorums.hintsPeak)} at once: ${ends}.`;
  return timedOut + repairs + hints;
}

function networkOf({ network }: Report): string {
  if (network.messages === 0) return 'No message was sent.';
  const copies = listNonZero([
    [network.duplicates, 'known already on arrival'],
    [network.suppressedLoops, 'stopped by loop prevention'],
    [network.stormStopped, 'stopped by the hop limit: a replication storm'],
  ]);
  const rest = copies === '' ? '' : ` Of the copies, ${copies}.`;
  const amplification = trimmed(network.writeAmplification, 2);
  const often = amplification === '1' ? 'once' : `${amplification} times`;
  return (
    `${countOf(network.messages, 'message')}, ${formatBytes(network.bytes)}; every write was ` +
    `carried ${often}${network.maxHops === 0 ? '' : `, over at most ${countOf(network.maxHops, 'hop')}`}.${rest}`
  );
}

function antiEntropyOf({ network }: Report): string {
  const { antiEntropy } = network;
  if (antiEntropy === null) return '';
  if (antiEntropy.sessions === 0) return 'No two leaders compared their records.';
  const { sessions, messages, bytes, records, keysRepaired } = antiEntropy;
  return (
    `${countOf(sessions, 'session')}, ${countOf(messages, 'message')}, ${formatBytes(bytes)}; ` +
    `${countOf(records, 'record')} sent, ${countOf(keysRepaired, 'key')} repaired.`
  );
}

/** Replicas that hold the same share a phrase. */
function finalValueOf({ key, replicas }: FinalValue): Finding {
  const byContent = new Map<string, string[]>();
  for (const { replica, values, conflicts = [] } of replicas) {
    const kept = conflicts.length === 0 ? '' : `, in conflict with ${conflicts.join(' and ')},`;
    const content = (values.length === 0 ? 'absent' : values.join(' and ')) + kept;
    byContent.set(content, [...(byContent.get(content) ?? []), replica]);
  }
  const phrases = [...byContent].map(([content, names]) => `${content} at ${nameSome(names)}`);
  const [only = 'absent'] = byContent.keys();
  const text = byContent.size === 1 ? `${only} everywhere` : phrases.join('; ');
  return { label: 'Final value', text: `${key}: ${text}.` };
}

function nameSome(names: readonly string[]): string {
  if (names.length <= 6) return names.join(', ');
  return `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}

function percentiles(of: Percentiles): string {
  return `p50 ${formatMs(of.p50Ms)}, p95 ${formatMs(of.p95Ms)}, p99 ${formatMs(of.p99Ms)}, max ${formatMs(of.maxMs)}`;
}

function listNonZero(parts: readonly (readonly [count: number, words: string])[]): string {
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${formatCount(count)} ${words}`)
    .join(', ');
}

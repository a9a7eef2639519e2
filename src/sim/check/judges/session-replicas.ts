/**
 * Monotonic writes and writes-follow-reads, replica by replica: who holds a write holds what its
 * session wrote or saw before it.
 *
 * A replica that returned a write, or accepted it, holds it from then on. When a later read there
 * returns something older than what the write's session had written or seen of that key before, the
 * replica does not hold that. Where nobody says who served, it may have been any replica: then
 * there is only doubt.
 */
import { assert } from '../../base/assert.js';
import { describeOperation } from '../../record/history.js';
import type { HistoryOperation } from '../../record/history.js';
import type { Finding, Verdicts } from './judgement.js';
import { EarlierVersions, orderUnknown, type DemandVerdict } from './session-demands.js';
import { initialVersion, type SessionEntry, type SessionLog, type Version } from './session-log.js';

/** Looks at every read in the light of what its replica must hold. */
export function checkReplicas(
  log: SessionLog,
  guarantee: ReplicaGuarantee,
  verdicts: Verdicts,
): void {
  const sessions = new SessionPrefixes(log, guarantee);
  const replicas = new Map<string | null, Holdings>();
  const anywhere = new Holdings(log.sessions.length);
  const heldBy = (replica: string | null): Holdings => {
    let held = replicas.get(replica);
    if (held === undefined) replicas.set(replica, (held = new Holdings(log.sessions.length)));
    return held;
  };
  // By key: in how many cases it depends on the order of versions, and on who served.
  const doubts = new Map<string, { order: number; place: number }>();
  for (const { operation, isAnswer } of inRealTime(log)) {
    const { replica, key } = operation;
    const { saw, wrote } = sessions.entryOf(operation);
    const held = heldBy(replica);
    if (isAnswer) {
      // Nobody learns anything from a write at a place that is not named.
      const shown = [...(saw ?? []), ...(wrote === null || replica === null ? [] : [wrote])];
      for (const version of shown) sessions.raise([held, anywhere], version, operation);
      continue;
    }
    if (saw === null) continue;
    for (const session of sessions.onKey(key)) {
      const told = replica === null ? null : sessions.hold(session, held.of(session), key, saw);
      if (told?.kind === 'broken') {
        if (!verdicts.wantsFindings) verdicts.count();
        else
          verdicts.violate(
            describeMissing(
              { read: operation, missing: told.by, ...held.proofOf(session) },
              guarantee,
            ),
          );
        continue;
      }
      // What somebody held who was not named may have been held there.
      const most =
        replica === null
          ? anywhere.of(session)
          : Math.max(held.of(session), heldBy(null).of(session));
      const atMost = sessions.hold(session, most, key, saw);
      if (atMost.kind === 'met') continue;
      let doubt = doubts.get(key);
      if (doubt === undefined) doubts.set(key, (doubt = { order: 0, place: 0 }));
      doubt[atMost.kind === 'broken' ? 'place' : 'order']++;
    }
  }
  for (const [key, { order, place }] of doubts) {
    if (order > 0) verdicts.doubt(orderUnknown(key, guarantee), order);
    if (place > 0)
      verdicts.doubt(
        `key ${key}: ${guarantee} depends on which replica served whom, which is not known`,
        place,
      );
  }
}

type ReplicaGuarantee = 'monotonic-writes' | 'writes-follow-reads';

/** How much of each session a replica must hold, and how that is known. */
class Holdings {
  private readonly counts: Int32Array;
  private readonly proofs: {
    readonly write: HistoryOperation;
    readonly shownBy: HistoryOperation;
  }[] = [];

  constructor(sessions: number) {
    this.counts = new Int32Array(sessions);
  }

  /** So many of its first operations. */
  of(session: number): number {
    return this.counts[session];
  }

  /** Which later write the replica held, and who showed it. */
  proofOf(session: number): {
    readonly write: HistoryOperation;
    readonly shownBy: HistoryOperation;
  } {
    return this.proofs[session];
  }

  raise(session: number, count: number, write: HistoryOperation, shownBy: HistoryOperation): void {
    if (count <= this.counts[session]) return;
    this.counts[session] = count;
    this.proofs[session] = { write, shownBy };
  }
}

/** What sessions did on each key, so that it can be asked what a prefix of them demands. */
class SessionPrefixes {
  private readonly log: SessionLog;
  private readonly places = new Map<
    HistoryOperation,
    { readonly session: number; readonly index: number }
  >();
  private readonly byKey = new Map<
    string,
    Map<number, { readonly earlier: EarlierVersions; readonly indices: number[] }>
  >();

  constructor(log: SessionLog, guarantee: ReplicaGuarantee) {
    this.log = log;
    log.sessions.forEach((entries, session) => {
      for (const { operation, index, wrote, saw } of entries) {
        this.places.set(operation, { session, index });
        const versions =
          guarantee === 'writes-follow-reads' ? saw : wrote === null ? null : [wrote];
        if (versions !== null) this.note(operation, session, index, versions);
      }
    });
  }

  entryOf(operation: HistoryOperation): SessionEntry {
    const { session, index } = this.placeOf(operation);
    return this.log.sessions[session][index];
  }

  onKey(key: string): Iterable<number> {
    return this.byKey.get(key)?.keys() ?? [];
  }

  /** A version is held there: so much of its session, before the write itself, has to be. */
  raise(holdings: readonly Holdings[], version: Version, shownBy: HistoryOperation): void {
    if (version === initialVersion) return;
    const write = this.log.operations[version];
    const { session, index } = this.placeOf(write);
    for (const held of holdings) held.raise(session, index, write, shownBy);
  }

  /**
   * Whether what a read saw is not older than all that a session did on the key in its first
   * operations.
   */
  hold(session: number, operations: number, key: string, saw: readonly Version[]): DemandVerdict {
    const own = this.byKey.get(key)?.get(session);
    if (own === undefined || operations === 0) return { kind: 'met' };
    const count = countBelow(own.indices, operations);
    return count === 0 ? { kind: 'met' } : own.earlier.holdAgainst(saw, count);
  }

  private placeOf(operation: HistoryOperation): {
    readonly session: number;
    readonly index: number;
  } {
    const place = this.places.get(operation);
    assert(place !== undefined, 'an operation belongs to a session');
    return place;
  }

  private note(
    operation: HistoryOperation,
    session: number,
    index: number,
    versions: readonly Version[],
  ): void {
    let sessions = this.byKey.get(operation.key);
    if (sessions === undefined) {
      sessions = new Map<number, { earlier: EarlierVersions; indices: number[] }>();
      this.byKey.set(operation.key, sessions);
    }
    let own = sessions.get(session);
    if (own === undefined)
      sessions.set(session, (own = { earlier: new EarlierVersions(this.log), indices: [] }));
    own.earlier.add(versions, operation);
    own.indices.push(index);
  }
}

/** Invocations and answers in the order in which they happened. */
function inRealTime(
  log: SessionLog,
): readonly { readonly operation: HistoryOperation; readonly isAnswer: boolean }[] {
  const moments = log.operations.flatMap((operation) => [
    { operation, isAnswer: false, at: operation.invokedAt },
    ...(operation.answeredAt === Infinity
      ? []
      : [{ operation, isAnswer: true, at: operation.answeredAt }]),
  ]);
  return moments.sort((a, b) => a.at - b.at);
}

function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function describeMissing(
  found: {
    readonly read: HistoryOperation;
    readonly missing: HistoryOperation;
    readonly write: HistoryOperation;
    readonly shownBy: HistoryOperation;
  },
  guarantee: ReplicaGuarantee,
): Finding {
  const { read, missing, write, shownBy } = found;
  const verb = guarantee === 'monotonic-writes' ? 'had written' : 'had seen';
  const operations = [...new Set([missing, write, shownBy, read])].sort(
    (a, b) => a.invokedAt - b.invokedAt,
  );
  return {
    what:
      `${describeOperation(read)} (line ${read.invokedAt}) at ${read.replica ?? 'some replica'}, ` +
      `which held what line ${write.invokedAt} wrote (line ${shownBy.answeredAt}), and so should ` +
      `hold what process ${write.process} ${verb} before: ` +
      `${describeOperation(missing)} (line ${missing.invokedAt})`,
    pattern: guarantee === 'monotonic-writes' ? 'MonotonicWrites' : 'WritesFollowReads',
    key: read.key,
    operations,
  };
}

/**
 * Monotonic writes and writes-follow-reads, replica by replica: who holds a write holds what its
 * session wrote or saw before it.
 *
 * A replica that returned a write, or accepted it, holds it from then on. When a later read there
 * returns something older than what the write's session had written or seen of that key before, the
 * replica does not hold that. Where nobody says who served, it may have been any replica: then
 * there is only doubt.
 */
import { describeOperation } from '../../record/history.js';
import { trait, type RegisterColumns } from '../../record/register-columns.js';
import { demandMet, demandUnknown, EarlierVersions } from './earlier-versions.js';
import type { Finding, Verdicts } from './judgement.js';
import { orderUnknown } from './session-demands.js';
import type { SessionLog } from './session-log.js';

/** Looks at every read in the light of what its replica must hold. */
export function checkReplicas(
  log: SessionLog,
  guarantee: ReplicaGuarantee,
  verdicts: Verdicts,
): void {
  const { columns } = log;
  const { sessions, replicas, replica, key, moments, traits, seenFrom, seen } = columns;
  const prefixes = new SessionPrefixes(log, guarantee);
  // By replica, after the one that stands for all whose names are not given.
  const holdings = Array.from({ length: replicas + 1 }, () => new Holdings(sessions));
  const [unnamed] = holdings;
  const anywhere = new Holdings(sessions);
  // By key: in how many cases it depends on the order of versions, and on who served.
  const doubts = new Map<number, { order: number; place: number }>();
  for (const moment of moments) {
    const operation = moment >> 1;
    const at = replica[operation];
    const held = holdings[at + 1];
    const saw = log.isTraced[operation] === 1;
    if ((moment & 1) === 1) {
      const to = saw ? seenFrom[operation + 1] : 0;
      for (let i = seenFrom[operation]; i < to; i++) {
        prefixes.raise(held, seen[i], operation);
        prefixes.raise(anywhere, seen[i], operation);
      }
      // Nobody learns anything from a write at a place that is not named.
      if (at < 0 || (traits[operation] & trait.writes) === 0) continue;
      prefixes.raise(held, operation, operation);
      prefixes.raise(anywhere, operation, operation);
      continue;
    }
    if (!saw) continue;
    const end = log.keyFrom[key[operation] + 1];
    for (let chain = log.keyFrom[key[operation]]; chain < end; chain++) {
      const session = prefixes.sessionOf(chain);
      const known = held.of(session);
      const told = at < 0 ? demandUnknown : prefixes.hold(chain, known, operation);
      if (told >= 0) {
        if (!verdicts.wantsFindings) verdicts.count();
        else {
          const found = { read: operation, missing: told, ...held.proofOf(session) };
          verdicts.violate(describeMissing(columns, found, guarantee));
        }
        continue;
      }
      // What somebody held who was not named may have been held there.
      const most = at < 0 ? anywhere.of(session) : Math.max(known, unnamed.of(session));
      const atMost = at >= 0 && most === known ? told : prefixes.hold(chain, most, operation);
      if (atMost === demandMet) continue;
      let doubt = doubts.get(key[operation]);
      if (doubt === undefined) doubts.set(key[operation], (doubt = { order: 0, place: 0 }));
      doubt[atMost >= 0 ? 'place' : 'order']++;
    }
  }
  for (const [each, { order, place }] of doubts) {
    const name = columns.keyName(each);
    if (order > 0) verdicts.doubt(orderUnknown(name, guarantee), order);
    if (place > 0)
      verdicts.doubt(
        `key ${name}: ${guarantee} depends on which replica served whom, which is not known`,
        place,
      );
  }
}

type ReplicaGuarantee = 'monotonic-writes' | 'writes-follow-reads';

/** How much of each session a replica must hold, and how that is known. */
class Holdings {
  private readonly counts: Int32Array;
  private readonly writes: Int32Array;
  private readonly shownBy: Int32Array;

  constructor(sessions: number) {
    this.counts = new Int32Array(sessions);
    this.writes = new Int32Array(sessions);
    this.shownBy = new Int32Array(sessions);
  }

  /** So many of its first operations. */
  of(session: number): number {
    return this.counts[session];
  }

  /** Which later write the replica held, and who showed it. */
  proofOf(session: number): { readonly write: number; readonly shownBy: number } {
    return { write: this.writes[session], shownBy: this.shownBy[session] };
  }

  /** So much of a session is held, as a write and who showed it tell. */
  raise(session: number, count: number, write: number, shownBy: number): void {
    if (count <= this.counts[session]) return;
    this.counts[session] = count;
    this.writes[session] = write;
    this.shownBy[session] = shownBy;
  }
}

/**
 * What sessions did on each key, so that it can be asked what their first operations demand.
 *
 *   list       int32   of each chain, the operations that count, in order
 *   listFrom   int32   one more entry: where a chain begins in `list`
 */
class SessionPrefixes {
  private readonly log: SessionLog;
  private readonly earlier: EarlierVersions;
  private readonly list: Int32Array;
  private readonly listFrom: Int32Array;

  constructor(log: SessionLog, guarantee: ReplicaGuarantee) {
    this.log = log;
    this.earlier = new EarlierVersions(log, guarantee === 'writes-follow-reads' ? 'saw' : 'wrote');
    const { has } = this.earlier.early;
    const { arranged, chainFrom } = log;
    const chains = chainFrom.length - 1;
    this.list = new Int32Array(arranged.length);
    this.listFrom = new Int32Array(chains + 1);
    let length = 0;
    for (let chain = 0; chain < chains; chain++) {
      for (let i = chainFrom[chain]; i < chainFrom[chain + 1]; i++) {
        if (has[arranged[i]] === 1) this.list[length++] = arranged[i];
      }
      this.listFrom[chain + 1] = length;
    }
  }

  sessionOf(chain: number): number {
    return this.log.columns.session[this.log.arranged[this.log.chainFrom[chain]]];
  }

  /** A version is held there: so much of its session, before the write itself, has to be. */
  raise(held: Holdings, version: number, shownBy: number): void {
    if (version < 0) return;
    held.raise(this.log.columns.session[version], this.log.index[version], version, shownBy);
  }

  /**
   * Whether what a read saw is not older than all that a session did on the key in its first
   * operations.
   */
  hold(chain: number, operations: number, read: number): number {
    const last = operations === 0 ? -1 : this.lastBelow(chain, operations);
    if (last < 0) return demandMet;
    const { earlier, log } = this;
    const { seenFrom } = log.columns;
    return earlier.holdAgainst(last, log.columns.seen, seenFrom[read], seenFrom[read + 1]);
  }

  /** The last that counts among the first so many operations of its session; −1 for none. */
  private lastBelow(chain: number, operations: number): number {
    const { list, listFrom, log } = this;
    let low = listFrom[chain];
    let high = listFrom[chain + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (log.index[list[middle]] < operations) low = middle + 1;
      else high = middle;
    }
    return low === listFrom[chain] ? -1 : list[low - 1];
  }
}

function describeMissing(
  columns: RegisterColumns,
  found: {
    readonly read: number;
    readonly missing: number;
    readonly write: number;
    readonly shownBy: number;
  },
  guarantee: ReplicaGuarantee,
): Finding {
  const [read, missing, write, shownBy] = [found.read, found.missing, found.write, found.shownBy].map(
    columns.operation,
  );
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

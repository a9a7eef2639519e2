/**
 * Bounded staleness: how far behind a read may be, in time and in versions.
 *
 * A read is behind by every version newer than what it returned whose write was answered before the
 * read began; and for as long as the first of those had been answered. Which version is newer says
 * the final order where it is given; elsewhere a write is newer than another when it was asked for
 * after the other's answer, and of two that overlap neither is.
 *
 * @see Bailis, Venkataraman, Franklin, Hellerstein and Stoica, "Probabilistically bounded staleness
 *   for practical
 *   partial quorums", PVLDB 5(8), 2012: k-staleness and t-visibility
 */
import { describeOperation } from '../../record/history.js';
import type { History, HistoryOperation } from '../../record/history.js';
import { groupByKey } from './keys.js';
import { Verdicts } from './judgement.js';
import type { Finding, Judgement, JudgeOptions } from './judgement.js';
import { initialVersion, SessionLog, type Version } from './session-log.js';

/** Judges every read by the bounds in the options; a bound that is null allows everything. */
export function judgeStaleness(history: History, { staleness }: JudgeOptions): Judgement {
  const verdicts = new Verdicts('bounded-staleness');
  const { maxAgeUs, maxVersions } = staleness;
  if (maxAgeUs === null && maxVersions === null) verdicts.doubt('no bound was named');
  const log = new SessionLog(history);
  for (const key of log.versions.otherKeys)
    verdicts.doubt(`key ${key}: only reads, writes and cas are judged`);
  for (const reason of log.untraceable) verdicts.doubt(reason);
  const figures = { reads: 0, stale: 0, mostVersionsBehind: 0, mostBehindUs: 0 };
  const saw = new Map(log.sessions.flat().map((entry) => [entry.operation, entry.saw] as const));
  for (const operations of groupByKey(log.operations).values()) {
    const writes = new RankedWrites(log, operations);
    for (const read of operations) {
      const seen = saw.get(read) ?? null;
      if (read.f !== 'read' || seen === null) continue;
      const behind = writes.lookBehind(read, seen);
      if (behind === null || writes.hasUnranked) {
        verdicts.doubt(
          `key ${read.key}: the final order of its versions is not known of all of them`,
        );
      }
      if (behind === null) continue;
      figures.reads++;
      if (behind.versions > 0) figures.stale++;
      figures.mostVersionsBehind = Math.max(figures.mostVersionsBehind, behind.versions);
      figures.mostBehindUs = Math.max(figures.mostBehindUs, behind.ageUs ?? 0);
      if (maxAgeUs !== null && behind.versions > 0 && behind.ageUs === null) {
        verdicts.doubt(`key ${read.key}: ages depend on times, which are not all known`);
      }
      const isTooOld =
        maxAgeUs !== null &&
        behind.ageUs !== null &&
        behind.ageUs >= maxAgeUs &&
        behind.versions > 0;
      const isTooFar = maxVersions !== null && behind.versions >= maxVersions;
      if (!isTooOld && !isTooFar) continue;
      if (verdicts.wantsFindings) verdicts.violate(describe(read, behind, isTooOld));
      else verdicts.count();
    }
  }
  Object.assign(verdicts.figures, figures);
  return verdicts.conclude();
}

/** How far a read was behind. */
interface Behind {
  readonly versions: number;
  /**
   * Since the first write that it should have seen was answered; null where times are not known.
   */
  readonly ageUs: number | null;
  /** That write. */
  readonly first: HistoryOperation | null;
}

/**
 * The writes of one key that were answered, in order of their answers. Reads ask in order of
 * invocation.
 */
class RankedWrites {
  /** Some write has no place in a final order that is given for others. */
  readonly hasUnranked: boolean;
  private readonly log: SessionLog;
  private readonly isOrdered: boolean;
  private readonly writes: readonly HistoryOperation[];
  /** Newer is greater: the place in the final order, or when it was asked for. */
  private readonly ranks: readonly number[];
  private readonly sortedRanks: readonly number[];
  /** The greatest rank so far. */
  private readonly greatest: readonly number[];
  /** A Fenwick tree over the ranks of the writes that were answered by now. */
  private readonly tree: Int32Array;
  private answered = 0;

  constructor(log: SessionLog, operations: readonly HistoryOperation[]) {
    this.log = log;
    const all = operations.flatMap((operation) => {
      const version = log.versionBy(operation);
      const isAnswered = version !== null && operation.answeredAt < Infinity;
      return isAnswered ? [{ operation, place: log.positionOf(version) }] : [];
    });
    this.isOrdered = all.some(({ place }) => place !== undefined);
    const ranked = all
      .map(({ operation, place }) => ({
        operation,
        rank: this.isOrdered ? place : operation.invokedAt,
      }))
      .flatMap(({ operation, rank }) => (rank === undefined ? [] : [{ operation, rank }]))
      .sort((a, b) => a.operation.answeredAt - b.operation.answeredAt);
    this.hasUnranked = ranked.length < all.length;
    this.writes = ranked.map(({ operation }) => operation);
    this.ranks = ranked.map(({ rank }) => rank);
    this.sortedRanks = [...this.ranks].sort((a, b) => a - b);
    let greatest = -Infinity;
    this.greatest = this.ranks.map((rank) => (greatest = Math.max(greatest, rank)));
    this.tree = new Int32Array(this.ranks.length + 1);
  }

  /** Null where it is not known how old that is. */
  lookBehind(read: HistoryOperation, seen: readonly Version[]): Behind | null {
    const thresholds = seen.map((version) => this.thresholdOf(version));
    if (thresholds.some((threshold) => threshold === undefined)) return null;
    const threshold = Math.max(...thresholds.map((one) => one ?? -Infinity));
    while (
      this.answered < this.writes.length &&
      this.writes[this.answered].answeredAt < read.invokedAt
    )
      this.insert();
    const first = countUpTo(this.greatest, threshold);
    if (first >= this.answered) return { versions: 0, ageUs: 0, first: null };
    const versions = this.answered - this.countInserted(countUpTo(this.sortedRanks, threshold));
    const write = this.writes[first];
    const isTimed = read.invokedAtUs !== null && write.answeredAtUs !== null;
    const ageUs = isTimed ? (read.invokedAtUs ?? 0) - (write.answeredAtUs ?? 0) : null;
    return { versions, ageUs, first: write };
  }

  /** Writes of a greater rank are newer; undefined where that is not known. */
  private thresholdOf(version: Version): number | undefined {
    if (version === initialVersion) return -Infinity;
    return this.isOrdered ? this.log.positionOf(version) : this.log.operations[version].answeredAt;
  }

  private insert(): void {
    const { tree } = this;
    const rank = countUpTo(this.sortedRanks, this.ranks[this.answered++]);
    for (let i = rank; i < tree.length; i += i & -i) tree[i]++;
  }

  /** How many of the `ranks` least ones are there. */
  private countInserted(ranks: number): number {
    let count = 0;
    for (let i = ranks; i > 0; i -= i & -i) count += this.tree[i];
    return count;
  }
}

/** How many of an ascending list are at most this. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function describe(
  read: HistoryOperation,
  { versions, ageUs, first }: Behind,
  isTooOld: boolean,
): Finding {
  const newer =
    first === null ? '' : `: ${describeOperation(first)} (answered at line ${first.answeredAt})`;
  const age = ageUs === null ? '' : `, ${ageUs} us after the first of them was answered`;
  return {
    what:
      `${describeOperation(read)} (line ${read.invokedAt}), ` +
      `${versions} version${versions === 1 ? '' : 's'} behind${age}${newer}`,
    pattern: isTooOld ? 'TooOld' : 'TooManyVersionsBehind',
    key: read.key,
    operations: first === null ? [read] : [first, read].sort((a, b) => a.invokedAt - b.invokedAt),
  };
}

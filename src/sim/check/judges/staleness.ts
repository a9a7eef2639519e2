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
import type { HistoryOperation } from '../../record/history.js';
import { origin, trait, unplaced, type RegisterColumns } from '../../record/register-columns.js';
import { Verdicts } from './judgement.js';
import type { Finding, Judgement, JudgeOptions } from './judgement.js';
import type { SessionLog } from './session-log.js';

/** Judges every read by the bounds in the options; a bound that is null allows everything. */
export function judgeStaleness(log: SessionLog, options: JudgeOptions): Judgement {
  const verdicts = new Verdicts('bounded-staleness', options);
  const { columns } = log;
  const { maxAgeUs, maxVersions } = options.staleness;
  if (maxAgeUs === null && maxVersions === null) verdicts.doubt('no bound was named');
  for (const key of columns.otherKeys)
    verdicts.doubt(`key ${key}: only reads, writes and cas are judged`);
  for (const reason of log.listUntraceable()) verdicts.doubt(reason);
  const figures = { reads: 0, stale: 0, mostVersionsBehind: 0, mostBehindUs: 0 };
  for (const operations of groupByKey(columns)) {
    const writes = new RankedWrites(columns, operations);
    for (const i of operations) {
      if ((columns.traits[i] & trait.reads) === 0 || log.isTraced[i] === 0) continue;
      const behind = writes.lookBehind(i);
      const read = columns.operation(i);
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
  private readonly columns: RegisterColumns;
  private readonly isOrdered: boolean;
  private readonly writes: readonly number[];
  /** Newer is greater: the place in the final order, or when it was asked for. */
  private readonly ranks: readonly number[];
  private readonly sortedRanks: readonly number[];
  /** The greatest rank so far. */
  private readonly greatest: readonly number[];
  /** A Fenwick tree over the ranks of the writes that were answered by now. */
  private readonly tree: Int32Array;
  private answered = 0;

  constructor(columns: RegisterColumns, operations: readonly number[]) {
    const { traits, answeredAt, invokedAt, place } = columns;
    this.columns = columns;
    const all = operations.filter((i) => (traits[i] & trait.writes) !== 0 && answeredAt[i] < Infinity);
    this.isOrdered = all.some((i) => place[i] !== unplaced);
    const ranked = this.isOrdered ? all.filter((i) => place[i] !== unplaced) : all;
    this.hasUnranked = ranked.length < all.length;
    this.writes = [...ranked].sort((a, b) => answeredAt[a] - answeredAt[b]);
    this.ranks = this.writes.map((i) => (this.isOrdered ? place[i] : invokedAt[i]));
    this.sortedRanks = [...this.ranks].sort((a, b) => a - b);
    let greatest = -Infinity;
    this.greatest = this.ranks.map((rank) => (greatest = Math.max(greatest, rank)));
    this.tree = new Int32Array(this.ranks.length + 1);
  }

  /** Null where it is not known how old that is. */
  lookBehind(read: number): Behind | null {
    const { seenFrom, seen, answeredAt, invokedAt } = this.columns;
    const thresholds = Array.from(seen.subarray(seenFrom[read], seenFrom[read + 1]), (version) => this.thresholdOf(version));
    if (thresholds.some((threshold) => threshold === undefined)) return null;
    const threshold = Math.max(...thresholds.map((one) => one ?? -Infinity));
    while (
      this.answered < this.writes.length &&
      answeredAt[this.writes[this.answered]] < invokedAt[read]
    )
      this.insert();
    const first = countUpTo(this.greatest, threshold);
    if (first >= this.answered) return { versions: 0, ageUs: 0, first: null };
    const versions = this.answered - this.countInserted(countUpTo(this.sortedRanks, threshold));
    const write = this.columns.operation(this.writes[first]);
    const { invokedAtUs } = this.columns.operation(read);
    const isTimed = invokedAtUs !== null && write.answeredAtUs !== null;
    const ageUs = isTimed ? invokedAtUs - write.answeredAtUs : null;
    return { versions, ageUs, first: write };
  }

  /** Writes of a greater rank are newer; undefined where that is not known. */
  private thresholdOf(version: number): number | undefined {
    const { place, answeredAt } = this.columns;
    if (version === origin.initial) return -Infinity;
    if (!this.isOrdered) return answeredAt[version];
    return place[version] === unplaced ? undefined : place[version];
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

/** The operations on each key in order of invocation. */
function groupByKey({ count, keys, key }: RegisterColumns): readonly (readonly number[])[] {
  const groups = Array.from({ length: keys }, (): number[] => []);
  for (let i = 0; i < count; i++) groups[key[i]].push(i);
  return groups;
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

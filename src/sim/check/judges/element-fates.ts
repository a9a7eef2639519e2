/**
 * Sets to which elements are added and which are read whole: is everything that was added still
 * there?
 *
 * An element is known from the answer to its addition, or from the first answer that held it,
 * whichever is first. It is *lost* when a read that began after that did not hold it, and no read
 * that began later did. It is *stale* when such a read missed it but a later one held it, *never
 * read* when no read can tell. Elements that somebody removes are judged by the reads that were
 * over before the first removal was asked for.
 *
 * @see Jepsen's checker `set-full`
 */
import { describeOperation, isScalar } from '../../record/history.js';
import type { History, HistoryOperation, HistoryScalar } from '../../record/history.js';
import { groupByKey, listEffective } from './keys.js';
import { Verdicts } from './judgement.js';
import type { Judgement, JudgeOptions } from './judgement.js';
import { familyOf } from './sequential-object.js';

/** Judges every set of a history. */
export function judgeSets(history: History, options: JudgeOptions): Judgement {
  const verdicts = new Verdicts('set', options);
  const counts = {
    elements: 0,
    stable: 0,
    stale: 0,
    neverRead: 0,
    lost: 0,
    duplicated: 0,
    unexpected: 0,
  };
  for (const [key, operations] of groupByKey(listEffective(history, options))) {
    if (familyOf(operations) !== 'set') {
      verdicts.doubt(
        `key ${key}: it is no set, for nothing is added to it, or other things are done to it`,
      );
      continue;
    }
    const reads = operations
      .filter(({ f, outcome }) => f === 'read' && outcome === 'ok')
      .map(readSet);
    const elements = listElements(operations);
    for (const { read, members, twice } of reads) {
      for (const value of twice) {
        counts.duplicated++;
        violate(verdicts, 'Duplicated', `holds ${JSON.stringify(value)} more than once`, read);
      }
      for (const value of members) {
        if (elements.has(value)) continue;
        counts.unexpected++;
        violate(verdicts, 'Unexpected', `holds ${JSON.stringify(value)}, which nobody added`, read);
      }
    }
    for (const [value, element] of elements) {
      const seen = follow(value, element, reads);
      counts.elements++;
      counts[seen.fate]++;
      if (seen.fate === 'stable' && seen.missedBy !== null) counts.stale++;
      if (seen.fate === 'lost') violateLost(key, value, element, seen, verdicts);
    }
  }
  if (counts.stable === 0)
    verdicts.doubt('no element was there in a last read, so nothing shows that any is kept');
  Object.assign(verdicts.figures, counts);
  return verdicts.conclude();
}

interface SetRead {
  readonly read: HistoryOperation;
  readonly members: ReadonlySet<HistoryScalar>;
  readonly twice: ReadonlySet<HistoryScalar>;
}

interface Element {
  readonly adds: HistoryOperation[];
  /** Place where its first removal was asked for; Infinity where none was. */
  removedAt: number;
}

/** What reads told of one element. */
interface Seen {
  readonly fate: 'stable' | 'lost' | 'neverRead';
  readonly knownBy: HistoryOperation | null;
  readonly lastPresent: HistoryOperation | null;
  /** The last read that began after the element was known, and missed it. */
  readonly missedBy: HistoryOperation | null;
}

function readSet(read: HistoryOperation): SetRead {
  const { result } = read;
  const list = isScalar(result) ? [] : result;
  const members = new Set<HistoryScalar>();
  const twice = new Set<HistoryScalar>();
  for (const value of list) {
    if (members.has(value)) twice.add(value);
    members.add(value);
  }
  return { read, members, twice };
}

function listElements(
  operations: readonly HistoryOperation[],
): ReadonlyMap<HistoryScalar, Element> {
  const elements = new Map<HistoryScalar, Element>();
  for (const operation of operations) {
    if (operation.f !== 'add' || !isScalar(operation.value)) continue;
    const known = elements.get(operation.value);
    if (known === undefined)
      elements.set(operation.value, { adds: [operation], removedAt: Infinity });
    else known.adds.push(operation);
  }
  for (const { f, value, invokedAt } of operations) {
    const element = f === 'remove' && isScalar(value) ? elements.get(value) : undefined;
    if (element !== undefined) element.removedAt = Math.min(element.removedAt, invokedAt);
  }
  return elements;
}

function follow(value: HistoryScalar, { adds, removedAt }: Element, all: readonly SetRead[]): Seen {
  const reads = all.filter(({ read }) => read.answeredAt < removedAt);
  const holding = reads.filter(({ members }) => members.has(value)).map(({ read }) => read);
  const knownBy = firstAnswered([...adds.filter(({ outcome }) => outcome === 'ok'), ...holding]);
  const lastPresent = holding.at(-1) ?? null;
  const missing = reads.filter(({ members }) => !members.has(value)).map(({ read }) => read);
  const lastMissing = missing.at(-1);
  const isLast =
    lastMissing !== undefined &&
    (lastPresent === null || lastMissing.invokedAt > lastPresent.invokedAt);
  const knownAt = knownBy?.answeredAt ?? Infinity;
  const missedBy = missing.filter(({ invokedAt }) => invokedAt > knownAt).at(-1) ?? null;
  const isLost = isLast && missedBy === lastMissing;
  const isStable = lastPresent !== null && !isLast;
  return {
    fate: isLost ? 'lost' : isStable ? 'stable' : 'neverRead',
    knownBy,
    lastPresent,
    missedBy,
  };
}

function firstAnswered(operations: readonly HistoryOperation[]): HistoryOperation | null {
  return operations.reduce<HistoryOperation | null>(
    (first, one) => (first === null || one.answeredAt < first.answeredAt ? one : first),
    null,
  );
}

function violate(verdicts: Verdicts, pattern: string, how: string, read: HistoryOperation): void {
  if (!verdicts.wantsFindings) {
    verdicts.count();
    return;
  }
  const what = `${describeOperation(read)} (line ${read.invokedAt}): it ${how}`;
  verdicts.violate({ what, pattern, key: read.key, operations: [read] });
}

function violateLost(
  key: string,
  value: HistoryScalar,
  { adds }: Element,
  seen: Seen,
  verdicts: Verdicts,
): void {
  const { knownBy, lastPresent, missedBy } = seen;
  if (!verdicts.wantsFindings || knownBy === null || missedBy === null) {
    verdicts.count();
    return;
  }
  const shown = [adds[0], knownBy, ...(lastPresent === null ? [] : [lastPresent]), missedBy];
  const operations = [...new Set(shown)].sort((a, b) => a.invokedAt - b.invokedAt);
  const since =
    lastPresent === null ? 'was never seen' : `was last seen at line ${lastPresent.invokedAt}`;
  verdicts.violate({
    what:
      `${JSON.stringify(value)} is lost from ${key}: it was known to be there ` +
      `from line ${knownBy.answeredAt}, ${since}, ` +
      `and the read at line ${missedBy.invokedAt} and all after it miss it`,
    pattern: 'Lost',
    key,
    operations,
  });
}

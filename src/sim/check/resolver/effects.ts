/**
 * What became of the writes of a small history, by their effects alone.
 *
 * A write is lost at a replica where the end would be the same had it never happened, though doing it
 * again would change what readers see, or what it put in is kept out for good; and though nobody undid it
 * who knew of it: among those alone that it knew of or that knew of it, it would have counted, there or
 * where it was accepted. What others did as well who did not know of it needs no second effect. Nor is a write
 * lost that decided what became of a later one: whoever knew of it acted on it, and what is wrong is elsewhere.
 */
import { mostWrites, type Candidate } from '../../resolution/candidate.js';
import type { SmallHistory } from '../../resolver-check.js';
import { areConcurrent, isIn, replay, type Replay } from './small-history.js';

/** Why a lost write was lost, as far as its judge can tell. */
export type LossKind =
  /** A removal or deletion, while nobody who did not know of it put the element there. */
  | 'resurrected'
  /**
   * A removal of an element that somebody put there whom it did not know of: it takes out what it saw. The
   * other way round, what was put there is lost: its author may grant that.
   */
  | 'add-against-remove'
  /** Any other write. */
  | 'lost';

/** A write without an effect. */
export interface LostEffect {
  readonly write: number;
  readonly replica: number;
  readonly kind: LossKind;
}

/** The first write of each kind that is lost, in order of the writes. */
export function listLost(candidate: Candidate, history: SmallHistory, end: Replay): readonly LostEffect[] {
  const lost: LostEffect[] = [];
  history.writes.forEach(({ operation }, write) => {
    if (candidate.operations[operation].mayBeLost) return;
    // Of a value that was written twice nobody can tell whose it is.
    if (candidate.isRegister && history.writes.some((each, other) => other !== write && each.operation === operation)) return;
    const kind = kindOf(candidate, history, end.seen, write);
    if (lost.some((other) => other.kind === kind)) return;
    const replica = findWhereLost(candidate, history, end, write);
    if (replica !== null) lost.push({ write, replica, kind });
  });
  return lost;
}

function findWhereLost(
  candidate: Candidate,
  history: SmallHistory,
  end: Replay,
  write: number,
): number | null {
  const all = (1 << history.writes.length) - 1;
  const own = 1 << write;
  const missing = end.finals.flatMap((state, replica) =>
    changesReading(candidate, history, state, write) || isKeptOut(candidate, history, state, write) ? [replica] : [],
  );
  if (missing.length === 0) return null;
  const without = readingsOf(candidate, history, all & ~own);
  const [replica] = missing.filter((each) => candidate.readingOf(end.finals[each]) === without[each]);
  if (replica === undefined || isDoneByTwin(candidate, history, end, write, replica)) return null;
  const line = lineOf(end.seen, write);
  const withIt = readingsOf(candidate, history, line);
  const withoutIt = readingsOf(candidate, history, line & ~own);
  const counts = [replica, history.writes[write].replica].some((each) => withIt[each] !== withoutIt[each]);
  return counts && !hasDecided(candidate, history, end.seen, write) ? replica : null;
}

/** Whether it made the difference between something and nothing for a later write whose author knew of it. */
function hasDecided(candidate: Candidate, history: SmallHistory, seen: readonly number[], write: number): boolean {
  const later = history.writes.flatMap((_, other) => (isIn(seen[other], write) ? [other] : []));
  if (later.length === 0) return false;
  const all = (1 << history.writes.length) - 1;
  const hadEffect = (kept: number): readonly boolean[] => {
    const { before, messages } = replay(candidate, history, kept);
    return later.map((other) => candidate.readingOf(before[other]) !== candidate.readingOf(messages[other]));
  };
  const without = hadEffect(all & ~(1 << write));
  return hadEffect(all).some((had, index) => had !== without[index]);
}

/**
 * Whether others, who did not know of it, asked for the same, and that was done: then it needs no effect of
 * its own, if it is something that twice is no more than once.
 */
function isDoneByTwin(
  candidate: Candidate,
  history: SmallHistory,
  end: Replay,
  write: number,
  replica: number,
): boolean {
  const { operation } = history.writes[write];
  const twins = history.writes.reduce(
    (known, each, other) =>
      each.operation === operation && areConcurrent(end.seen, write, other) ? known | (1 << other) : known,
    0,
  );
  if (twins === 0 || changesReading(candidate, history, end.messages[write], write)) return false;
  const all = (1 << history.writes.length) - 1;
  const withoutAny = readingsOf(candidate, history, all & ~twins & ~(1 << write));
  return withoutAny[replica] !== candidate.readingOf(end.finals[replica]);
}

/** Whether an element can neither be put in, once more, nor taken out: then it is not there, for good. */
function isKeptOut(candidate: Candidate, history: SmallHistory, state: number, write: number): boolean {
  const { kind, element } = candidate.operations[history.writes[write].operation];
  if (kind !== 'add' || element === null) return false;
  const removal = candidate.operations.findIndex((each) => each.kind === 'remove' && each.element === element);
  return removal >= 0 && !changesReading(candidate, history, state, write, removal);
}

/** Whether readers would see something else were the write, or another operation in its place, done once more. */
function changesReading(
  candidate: Candidate,
  history: SmallHistory,
  state: number,
  write: number,
  operation = history.writes[write].operation,
): boolean {
  const { replica } = history.writes[write];
  const stamp = Math.max(...history.writes.map((each) => each.stamp)) + 1;
  const previous = history.writes.findLastIndex((each) => each.replica === replica);
  const again = candidate.apply(state, { operation, replica, stamp, write: mostWrites - 1, previous });
  return candidate.readingOf(again) !== candidate.readingOf(state);
}

function readingsOf(candidate: Candidate, history: SmallHistory, kept: number): readonly number[] {
  return replay(candidate, history, kept).finals.map((state) => candidate.readingOf(state));
}

/** A write, those that it knew of, and those that knew of it. */
function lineOf(seen: readonly number[], write: number): number {
  let line = seen[write] | (1 << write);
  seen.forEach((known, other) => {
    if (isIn(known, write)) line |= 1 << other;
  });
  return line;
}

function kindOf(
  candidate: Candidate,
  history: SmallHistory,
  seen: readonly number[],
  write: number,
): LossKind {
  const { kind, element } = candidate.operations[history.writes[write].operation];
  if (kind !== 'remove' && kind !== 'delete') return 'lost';
  const isAgainst = history.writes.some(({ operation }, other) => {
    const their = candidate.operations[operation];
    const puts = their.kind === 'add' || their.kind === 'write';
    return puts && their.element === element && other !== write && !isIn(seen[write], other);
  });
  if (!isAgainst) return 'resurrected';
  return element === null ? 'lost' : 'add-against-remove';
}

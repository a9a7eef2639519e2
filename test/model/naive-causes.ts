/**
 * Why writes were lost, by the letter of the definition: the first event that threw a write away
 * where it is missing in the end, or the same of the nearest descendant that was lost with it.
 */
import { lossCauses } from '../../src/sim/report.js';
import type { LossCause } from '../../src/sim/report.js';
import type { ConflictRules } from '../../src/sim/scenario.js';
import { comparesStamps, decide } from './naive-decision.js';
import { writeOf } from './naive-history.js';
import type { NaiveArrival, NaiveDrop, NaiveHistory, NaiveWrite } from './naive-history.js';

/**
 * Who fails to reflect a write: the survivors that neither hold it nor anything that descends from
 * it.
 */
export type MissingAt = (write: number) => readonly string[];

/**
 * The cause of each write in `lost`. A descendant without a fate (its client has no answer) passes
 * its cause on like any other: it was overwritten or thrown away all the same. A descendant that
 * nobody threw away either has no cause to pass on: then the write is missing where no copy ever
 * came, and what is left of its own copies says why.
 */
export function findCauses(
  history: NaiveHistory,
  rules: ConflictRules,
  lost: Iterable<number>,
  missingAt: MissingAt,
): ReadonlyMap<number, LossCause> {
  const direct = findDirectCauses(history, rules, missingAt);
  const children = findChildren(history);
  const explained = new Map<number, Explanation>();

  function explain(id: number): Explanation {
    const known = explained.get(id);
    if (known !== undefined) return known;
    const explanation = direct.get(id) ?? inherit(id) ?? absence(history, id);
    explained.set(id, explanation);
    return explanation;
  }

  function inherit(id: number): Explanation | undefined {
    const lostWithIt = children.get(id)?.filter((child) => missingAt(child).length > 0) ?? [];
    const nearest = lostWithIt.map(explain).sort(compareExplanations)[0];
    const isThrownAway = nearest !== undefined && nearest.links < Infinity;
    return isThrownAway ? { ...nearest, links: nearest.links + 1 } : undefined;
  }

  return new Map([...lost].map((id) => [id, explain(id).cause]));
}

/** A cause, and how near in descent and how early the event is that decided it. */
interface Explanation {
  readonly links: number;
  readonly atUs: number;
  readonly cause: LossCause;
}

function findDirectCauses(
  history: NaiveHistory,
  rules: ConflictRules,
  missingAt: MissingAt,
): ReadonlyMap<number, Explanation> {
  const direct = new Map<number, Explanation>();
  const offer = (id: number, atUs: number, cause: LossCause): void => {
    const explanation: Explanation = { links: 0, atUs, cause };
    const known = direct.get(id) ?? explanation;
    direct.set(id, compareExplanations(explanation, known) < 0 ? explanation : known);
  };
  for (const arrival of history.arrivals) {
    for (const id of listThrownAway(history, arrival)) {
      if (!missingAt(id).includes(arrival.replica)) continue;
      offer(id, arrival.atUs, causeOfDiscard(history, rules, arrival, id));
    }
  }
  for (const { atUs, replica, write, reason } of history.drops) {
    const { key } = writeOf(history.writes, write);
    const isRepaired = history.finalKnown(replica, key).has(write);
    if (isRepaired || !missingAt(write).includes(replica)) continue;
    offer(write, atUs, causeOfDrop(reason));
  }
  return direct;
}

function causeOfDiscard(
  history: NaiveHistory,
  rules: ConflictRules,
  arrival: NaiveArrival,
  thrownAway: number,
): LossCause {
  const kept = arrival.held.filter((id) => arrival.holds.includes(id)).at(-1);
  const rival = thrownAway === arrival.write ? kept : arrival.write;
  if (rival !== undefined && areOtherRows(history, thrownAway, rival)) return 'collision';
  return wouldTrueTimeKeep(history, rules, arrival, thrownAway) ? 'skew' : 'resolution';
}

/** Both writes go back to a create, and neither create knew of the other. */
function areOtherRows(history: NaiveHistory, x: number, y: number): boolean {
  const ofX = findCreate(history, x);
  const ofY = findCreate(history, y);
  if (ofX === undefined || ofY === undefined || ofX.id === ofY.id) return false;
  return !ofX.known.has(ofY.id) && !ofY.known.has(ofX.id);
}

/** The create of the row that a write is about, by way of its earliest parents. */
function findCreate(history: NaiveHistory, id: number): NaiveWrite | undefined {
  const write = writeOf(history.writes, id);
  if (write.isCreate) return write;
  const parents = [...write.parents];
  return parents.length === 0 ? undefined : findCreate(history, Math.min(...parents));
}

function causeOfDrop(reason: NaiveDrop['reason']): LossCause {
  if (reason === 'disk-lost') return 'disk';
  if (reason === 'no-record') return 'apply-error';
  const isFiltered = reason === 'came-home' || reason === 'already-seen' || reason === 'origin-left';
  return isFiltered ? 'loop-filter' : 'queue';
}

/**
 * The writes that an arrival threw away rather than overwrote with their knowledge. A copy of a
 * known write that has no effect is not thrown away once more.
 */
function listThrownAway(history: NaiveHistory, arrival: NaiveArrival): readonly number[] {
  const incoming = writeOf(history.writes, arrival.write);
  const rivals = arrival.held.filter((id) => !incoming.known.has(id));
  const candidates = arrival.isNews ? [...rivals, arrival.write] : rivals;
  return candidates.filter((id) => !arrival.holds.includes(id));
}

function wouldTrueTimeKeep(
  history: NaiveHistory,
  rules: ConflictRules,
  arrival: NaiveArrival,
  thrownAway: number,
): boolean {
  if (!comparesStamps(rules) || rules.timestamps === 'lamport') return false;
  const held = arrival.held.map((id) => writeOf(history.writes, id));
  const incoming = writeOf(history.writes, arrival.write);
  const kept = decide(rules, held, incoming, (write) => write.acceptedAtUs);
  return kept.some(({ id }) => id === thrownAway);
}

/**
 * The cause of a write that nobody threw away or dropped: no copy is left, or none was ever sent.
 */
function absence(history: NaiveHistory, id: number): Explanation {
  const { key } = writeOf(history.writes, id);
  const isKnown = history.survivors.some((replica) => history.finalKnown(replica, key).has(id));
  return { links: Infinity, atUs: Infinity, cause: isKnown ? 'queue' : 'disk' };
}

function findChildren(history: NaiveHistory): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  const writes: Iterable<NaiveWrite> = history.writes.values();
  for (const { id, parents } of writes) {
    for (const parent of parents) {
      const siblings = children.get(parent) ?? [];
      siblings.push(id);
      children.set(parent, siblings);
    }
  }
  return children;
}

function compareExplanations(a: Explanation, b: Explanation): number {
  if (a.links !== b.links) return a.links < b.links ? -1 : 1;
  if (a.atUs !== b.atUs) return a.atUs < b.atUs ? -1 : 1;
  return lossCauses.indexOf(a.cause) - lossCauses.indexOf(b.cause);
}

/**
 * Judges all histories within bounds: the clearest counterexample to each property, or none.
 *
 * What a history violates is defined elsewhere, for one history at a time; here are the same questions, asked of
 * many that have most of their states in common.
 */
import type { Candidate } from '../../resolution/candidate.js';
import type { PropertyName, SmallHistory } from '../../resolver-check.js';
import { listLost } from './effects.js';
import { historyOf, visitHistories, type Bounds, type Placed, type Visitor } from './exhaustive.js';
import {
  findDivergence, findInvalid, findLateJoiner, findLoop, findShrinking, listBrokenLaws, propertyOf,
} from './find-fault.js';
import type { Counterexample, Fault } from './property.js';
import { areConcurrent, type Replay } from './small-history.js';
import { Standings, type Orders } from './standings.js';

/** What to look for, and how far. */
export interface Search extends Bounds {
  /** Properties that are not violated by anything smaller. */
  readonly open: ReadonlySet<PropertyName>;
  /** Most states of replicas to look at. */
  readonly standings: number;
}

/** What was found. */
export interface SearchResult {
  readonly counterexamples: readonly Counterexample[];
  readonly histories: number;
  /** Pairs of writes in them that did not know of each other. */
  readonly concurrentPairs: number;
  /** All of them were looked at. */
  readonly isWhole: boolean;
}

/** Looks at all of them, and keeps the clearest counterexample to each open property. */
export function judgeHistories(candidate: Candidate, search: Search): SearchResult {
  const judge = new HistoryJudge(candidate, search);
  return judge.result(visitHistories(candidate, search, judge));
}

class HistoryJudge implements Visitor {
  private readonly candidate: Candidate;
  private readonly search: Search;
  private readonly ends: readonly Standings[];
  private readonly found = new Map<PropertyName, Counterexample>();
  /** Properties of which readers cannot see what is wrong in what was found. */
  private readonly unseen = new Set<PropertyName>();
  private histories = 0;
  private concurrentPairs = 0;
  private standings = 0;

  constructor(candidate: Candidate, search: Search) {
    this.candidate = candidate;
    this.search = search;
    this.ends = Array.from({ length: search.replicas }, () => new Standings());
  }

  result(isWhole: boolean): SearchResult {
    const { histories, concurrentPairs } = this;
    return { counterexamples: [...this.found.values()], histories, concurrentPairs, isWhole };
  }

  /** Where replicas diverge anyhow, all orders would be a search among what depends on them. */
  orders(): Orders {
    return this.isWanted('convergent') ? 'all' : 'as-sent';
  }

  noteWork(standings: number): void {
    this.standings += standings;
  }

  look(placed: Placed): boolean {
    if (this.standings >= this.search.standings) return false;
    const { candidate, ends } = this;
    const { messages, seen, standpoints } = placed;
    this.histories++;
    this.concurrentPairs += countConcurrent(seen);
    const orders = this.orders();
    ends.forEach((standings, replica) => {
      standings.fill(candidate, standpoints[replica], placed, orders);
      this.noteWork(standings.length);
    });
    const all = (1 << messages.length) - 1;
    const rows = ends.map((standings) => standings.rowsWith(all));
    const finals = ends.map((standings, replica) => standings.stateAt(rows[replica][0]));
    const history: SmallHistory = {
      replicas: standpoints.length,
      writes: placed.writes,
      ends: ends.map((standings, replica) => standings.takesAt(rows[replica][0])),
    };
    const played = { messages, seen, held: standpoints.map(({ state }) => state), finals };
    this.lookForDivergence(placed, rows, history);
    this.lookAt(history, played);
    return true;
  }

  private lookAt(history: SmallHistory, played: Replay): void {
    const { candidate } = this;
    if (this.isWanted('valid')) this.note('valid', history, findInvalid(candidate, played.finals));
    if (this.isWanted('no-feedback-loop')) this.note('no-feedback-loop', history, findLoop(candidate, played));
    if (history.writes.length <= mostForLaws) {
      if (this.isWanted('monotone')) this.note('monotone', history, findShrinking(candidate, played));
      this.lookForLaws(history, played);
    }
    if (!this.isWanted('no-lost-writes') && !this.isWanted('no-resurrected-deletes')) return;
    for (const { write, replica, kind } of listLost(candidate, history, played)) {
      const property = propertyOf(kind);
      if (property !== null) this.note(property, history, { kind: 'loss', write, replica });
    }
  }

  private lookForDivergence(placed: Placed, rows: readonly (readonly number[])[], first: SmallHistory): void {
    if (!this.isWanted('convergent')) return;
    const { candidate, ends } = this;
    const state = ends[0].stateAt(rows[0][0]);
    const isAlike = rows.every((some, replica) =>
      some.every((row) => candidate.areEqual(state, ends[replica].stateAt(row))));
    if (isAlike) {
      this.note('convergent', first, findLateJoiner(candidate, [state]));
      return;
    }
    const chosen = this.findClearestEnds(rows);
    const finals = ends.map((standings, replica) => standings.stateAt(chosen[replica]));
    const takes = ends.map((standings, replica) => standings.takesAt(chosen[replica]));
    this.note('convergent', historyOf(placed, takes), findDivergence(candidate, finals));
  }

  /** Where the first replica and another one differ, rather such that readers see it, and after few messages. */
  private findClearestEnds(rows: readonly (readonly number[])[]): readonly number[] {
    const { candidate, ends } = this;
    const chosen = rows.map(([row]) => row);
    let clearest = [...chosen];
    let least = Infinity;
    for (let replica = 1; replica < ends.length; replica++) {
      for (const own of rows[0]) {
        for (const row of rows[replica]) {
          const [x, y] = [ends[0].stateAt(own), ends[replica].stateAt(row)];
          if (candidate.areEqual(x, y)) continue;
          const taken = ends[0].takesAt(own).length + ends[replica].takesAt(row).length;
          const unclear = taken + (candidate.readingOf(x) === candidate.readingOf(y) ? mostUnclear : 0);
          if (unclear >= least) continue;
          least = unclear;
          clearest = chosen.map((each, at) => (at === 0 ? own : at === replica ? row : each));
        }
      }
    }
    return clearest;
  }

  private lookForLaws(history: SmallHistory, played: Replay): void {
    const isAsked = laws.some((law) => this.isWanted(law));
    if (!isAsked) return;
    for (const { law, ...broken } of listBrokenLaws(this.candidate, played)) {
      this.note(law, history, { kind: 'law', ...broken });
    }
  }

  /** Open, and not yet violated so that it could not be any clearer. */
  private isWanted(property: PropertyName): boolean {
    if (!this.search.open.has(property)) return false;
    if (!this.found.has(property)) return true;
    return this.unseen.has(property) && this.search.writes <= mostForClarity;
  }

  /** The first one, or the first one that readers see. */
  private note(property: PropertyName, history: SmallHistory, fault: Fault | null): void {
    if (fault === null || !this.isWanted(property)) return;
    const isSeen = this.isSeen(fault);
    if (this.found.has(property) && !isSeen) return;
    this.found.set(property, { property, history: { ...history, writes: [...history.writes] }, fault });
    if (isSeen) this.unseen.delete(property);
    else this.unseen.add(property);
  }

  private isSeen(fault: Fault): boolean {
    const { candidate } = this;
    if (fault.kind === 'diverged') {
      const [x, y] = fault.states;
      return candidate.readingOf(x) !== candidate.readingOf(y);
    }
    if (fault.kind !== 'law') return true;
    return candidate.readingOf(fault.left) !== candidate.readingOf(fault.right);
  }
}

const laws = ['commutative', 'associative', 'idempotent'] as const;

/** The laws compare all triples of states. */
const mostForLaws = 3;

/** Up to so many writes the search goes on for a counterexample that readers see. */
const mostForClarity = 3;

/** More than messages that can be taken in. */
const mostUnclear = 100;

function countConcurrent(seen: readonly number[]): number {
  let pairs = 0;
  for (let x = 0; x < seen.length; x++) {
    for (let y = 0; y < x; y++) if (areConcurrent(seen, x, y)) pairs++;
  }
  return pairs;
}

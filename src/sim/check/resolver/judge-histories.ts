/** Judges all histories within bounds: the smallest counterexample to each property, or none. */
import type { Candidate } from '../../resolution/candidate.js';
import { findBrokenLaws } from './algebra.js';
import { listLost } from './effects.js';
import {
  historyOf, listStandings, visitHistories, type ClockChoice, type Placed, type Standing,
} from './exhaustive.js';
import { findDivergence, findInvalid, findLateJoiner, findLoop, findShrinking, propertyOf } from './find-fault.js';
import type { Counterexample, Fault } from './property.js';
import { areConcurrent, replay } from './small-history.js';
import type { PropertyName, SmallHistory } from '../../resolver-check.js';

/** All histories of exactly so many writes, under one choice of clocks. */
export interface SearchLimits {
  readonly replicas: number;
  readonly writes: number;
  readonly clock: ClockChoice;
  /** Most histories to look at. */
  readonly histories: number;
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

/** Looks at all of them, and keeps the clearest counterexample to each property. */
export function judgeHistories(candidate: Candidate, limits: SearchLimits): SearchResult {
  const judge = new HistoryJudge(candidate, limits.histories);
  return judge.result(visitHistories(candidate, limits, limits.clock, (placed) => judge.look(placed)));
}

class HistoryJudge {
  private readonly candidate: Candidate;
  private readonly most: number;
  private readonly found = new Map<PropertyName, Counterexample>();
  private histories = 0;
  private concurrentPairs = 0;

  constructor(candidate: Candidate, most: number) {
    this.candidate = candidate;
    this.most = most;
  }

  result(isWhole: boolean): SearchResult {
    const { histories, concurrentPairs } = this;
    return { counterexamples: [...this.found.values()], histories, concurrentPairs, isWhole };
  }

  /** Judges one placement of writes; false when enough was looked at. */
  look(placed: Placed): boolean {
    if (this.histories >= this.most) return false;
    this.histories++;
    const pairs = countConcurrent(placed.seen);
    this.concurrentPairs += pairs;
    const ends = this.listEnds(placed);
    const firsts = ends.map(([first]) => first);
    const history = historyOf(placed, firsts);
    const hasConverged = this.lookForDivergence(placed, ends, firsts);
    const finals = firsts.map(({ state }) => state);
    if (hasConverged) this.noteFault('convergent', history, findLateJoiner(this.candidate, finals));
    this.noteFault('valid', history, findInvalid(this.candidate, finals));
    if (placed.writes.length <= mostForLaws) {
      this.lookForLaws(placed, history);
      this.noteFault('monotone', history, findShrinking(this.candidate, { messages: placed.messages, finals }));
    }
    this.noteFault('no-feedback-loop', history, findLoop(this.candidate, placed));
    this.lookForLosses(history);
    return true;
  }

  /** All ways in which each replica can get all messages. */
  private listEnds({ messages, seen, standings }: Placed): readonly (readonly [Standing, ...Standing[]])[] {
    const all = (1 << messages.length) - 1;
    return standings.map((standing) => {
      const whole = listStandings(this.candidate, standing, messages, seen).filter(({ has }) => has === all);
      const [first = standing, ...others] = whole;
      return [first, ...others];
    });
  }

  /** The first two ends at different replicas that differ, rather such that readers see it. */
  private lookForDivergence(
    placed: Placed,
    ends: readonly (readonly Standing[])[],
    firsts: readonly Standing[],
  ): boolean {
    const { candidate } = this;
    const [reference] = firsts;
    const isAlike = ends.every((options) => options.every(({ state }) => candidate.areEqual(reference.state, state)));
    if (isAlike) return true;
    let fallback: readonly Standing[] | null = null;
    for (const [replica, options] of ends.entries()) {
      if (replica === 0) continue;
      for (const own of ends[0]) {
        for (const other of options) {
          if (candidate.areEqual(own.state, other.state)) continue;
          const chosen = firsts.map((first, each) => (each === 0 ? own : each === replica ? other : first));
          const isSeen = candidate.readingOf(own.state) !== candidate.readingOf(other.state);
          if (isSeen) {
            this.noteDivergence(placed, chosen);
            return false;
          }
          fallback ??= chosen;
        }
      }
    }
    if (fallback !== null) this.noteDivergence(placed, fallback);
    return false;
  }

  private noteDivergence(placed: Placed, ends: readonly Standing[]): void {
    const finals = ends.map(({ state }) => state);
    this.noteFault('convergent', historyOf(placed, ends), findDivergence(this.candidate, finals));
  }

  private lookForLaws({ messages, standings }: Placed, history: SmallHistory): void {
    const states = [...messages, ...standings.map(({ state }) => state)];
    for (const { law, ...broken } of findBrokenLaws(this.candidate, states)) {
      this.note(law, history, { kind: 'law', ...broken });
    }
  }

  private lookForLosses(history: SmallHistory): void {
    const { candidate } = this;
    for (const { write, replica, kind } of listLost(candidate, history, replay(candidate, history))) {
      const property = propertyOf(kind);
      if (property !== null) this.note(property, history, { kind: 'loss', write, replica });
    }
  }

  private noteFault(property: PropertyName, history: SmallHistory, fault: Fault | null): void {
    if (fault !== null) this.note(property, history, fault);
  }

  private note(property: PropertyName, history: SmallHistory, fault: Fault): void {
    const known = this.found.get(property);
    const found = { property, history, fault };
    if (known === undefined) this.found.set(property, found);
    else if (this.isClearer(found, known)) this.found.set(property, found);
  }

  /** As small, and readers see what is wrong. */
  private isClearer(found: Counterexample, known: Counterexample): boolean {
    if (found.history.writes.length > known.history.writes.length) return false;
    return this.isSeen(found.fault) && !this.isSeen(known.fault);
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

/** The laws compare all triples of states. */
const mostForLaws = 3;

function countConcurrent(seen: readonly number[]): number {
  let pairs = 0;
  for (let x = 0; x < seen.length; x++) {
    for (let y = 0; y < x; y++) if (areConcurrent(seen, x, y)) pairs++;
  }
  return pairs;
}

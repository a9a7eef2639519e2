/** Judges all histories within bounds: the smallest counterexample to each property, or none. */
import { assertNever } from '../../base/assert.js';
import type { Candidate } from '../../resolution/candidate.js';
import { findBrokenLaws } from './algebra.js';
import { listLost, type LossKind } from './effects.js';
import {
  clockChoices, historyOf, listStandings, visitHistories, type Placed, type Standing,
} from './exhaustive.js';
import type { Counterexample, Coverage, Fault, PropertyName } from './property.js';
import { areConcurrent, replay, type SmallHistory } from './small-history.js';

/** How far to look. */
export interface SearchLimits {
  readonly replicas: number;
  readonly writes: number;
  /** Most histories to look at. */
  readonly histories: number;
}

/** What was found. */
export interface SearchResult {
  readonly counterexamples: readonly Counterexample[];
  readonly coverage: Coverage;
  /** All histories of so many writes, and of fewer, were looked at. */
  readonly completed: number;
}

/** Looks at smaller histories first, so what is found is as small as can be. */
export function judgeHistories(candidate: Candidate, limits: SearchLimits): SearchResult {
  const judge = new HistoryJudge(candidate, limits.histories);
  let completed = 0;
  for (let writes = 1; writes <= limits.writes; writes++) {
    const bounds = { replicas: limits.replicas, writes };
    for (const clock of clockChoices) {
      const isWhole = visitHistories(candidate, bounds, clock, (placed) => judge.look(placed));
      if (!isWhole) return judge.result(completed);
    }
    completed = writes;
  }
  return judge.result(completed);
}

class HistoryJudge {
  private readonly candidate: Candidate;
  private readonly most: number;
  private readonly found = new Map<PropertyName, Counterexample>();
  private readonly coverage: Coverage = { histories: 0, concurrentPairs: 0 };

  constructor(candidate: Candidate, most: number) {
    this.candidate = candidate;
    this.most = most;
  }

  result(completed: number): SearchResult {
    return { counterexamples: [...this.found.values()], coverage: this.coverage, completed };
  }

  /** Judges one placement of writes; false when enough was looked at. */
  look(placed: Placed): boolean {
    const { coverage } = this;
    if (coverage.histories >= this.most) return false;
    coverage.histories++;
    const pairs = countConcurrent(placed.seen);
    coverage.concurrentPairs += pairs;
    const ends = this.listEnds(placed);
    const firsts = ends.map(([first]) => first);
    const history = historyOf(placed, firsts);
    const hasConverged = this.lookForDivergence(placed, ends, firsts);
    if (hasConverged) this.lookForLateJoiner(history, firsts[0]);
    this.lookForInvalid(history, firsts);
    if (placed.writes.length <= mostForLaws) {
      this.lookForLaws(placed, history);
      this.lookForShrinking(placed, history, firsts);
    }
    if (placed.writes.length === 2 && pairs === 1) this.lookForLoop(placed, history);
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

  private lookForDivergence(
    placed: Placed,
    ends: readonly (readonly Standing[])[],
    firsts: readonly Standing[],
  ): boolean {
    const [reference] = firsts;
    for (const [replica, options] of ends.entries()) {
      const other = options.find(({ state }) => !this.candidate.areEqual(reference.state, state));
      if (other === undefined) continue;
      const chosen = firsts.map((first, each) => (each === replica ? other : first));
      const pair = replica === 0 ? ([0, 1] as const) : ([0, replica] as const);
      const states = [chosen[pair[0]].state, chosen[pair[1]].state] as const;
      this.note('convergent', historyOf(placed, chosen), { kind: 'diverged', replicas: pair, states });
      return false;
    }
    return true;
  }

  private lookForLateJoiner(history: SmallHistory, { state }: Standing): void {
    const { candidate } = this;
    const joined = candidate.merge(candidate.initial, state);
    if (candidate.areEqual(joined, state)) return;
    this.note('convergent', history, { kind: 'late-joiner', state, joined });
  }

  private lookForLaws({ messages, seen, standings }: Placed, history: SmallHistory): void {
    const { candidate } = this;
    const areVersions = candidate.isRegister;
    const states = areVersions ? messages : [...messages, ...standings.map(({ state }) => state)];
    const canMeet = (x: number, y: number): boolean =>
      !areVersions || areConcurrent(seen, messages.indexOf(x), messages.indexOf(y));
    for (const { law, ...broken } of findBrokenLaws(candidate, states, canMeet)) {
      this.note(law, history, { kind: 'law', ...broken });
    }
  }

  private lookForInvalid(history: SmallHistory, ends: readonly Standing[]): void {
    ends.forEach(({ state }, replica) => {
      if (!this.candidate.isValid(state)) this.note('valid', history, { kind: 'invalid', replica, state });
    });
  }

  /** Merging and writing never take anything back. */
  private lookForShrinking({ messages }: Placed, history: SmallHistory, ends: readonly Standing[]): void {
    for (const { state } of ends) {
      for (const from of messages) {
        if (this.candidate.includes(state, from) !== false) continue;
        this.note('monotone', history, { kind: 'shrunk', from, to: state });
      }
    }
  }

  /** Both tell each other what they hold, at once, again and again. */
  private lookForLoop({ messages }: Placed, history: SmallHistory): void {
    const { candidate } = this;
    let [x, y] = messages;
    const rounds: (readonly [number, number])[] = [[x, y]];
    while (!candidate.areEqual(x, y)) {
      if (rounds.length > mostRounds) {
        this.note('no-feedback-loop', history, { kind: 'loop', rounds });
        return;
      }
      [x, y] = [candidate.combine(x, y), candidate.combine(y, x)];
      rounds.push([x, y]);
    }
  }

  private lookForLosses(history: SmallHistory): void {
    const { candidate } = this;
    for (const { write, replica, kind } of listLost(candidate, history, replay(candidate, history))) {
      const property = propertyOf(kind);
      if (property !== null) this.note(property, history, { kind: 'loss', write, replica });
    }
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

/** Whoever has not agreed by then never will. */
const mostRounds = 8;

function countConcurrent(seen: readonly number[]): number {
  let pairs = 0;
  for (let x = 0; x < seen.length; x++) {
    for (let y = 0; y < x; y++) if (areConcurrent(seen, x, y)) pairs++;
  }
  return pairs;
}

function propertyOf(kind: LossKind): PropertyName | null {
  switch (kind) {
    case 'lost':
      return 'no-lost-writes';
    case 'resurrected':
      return 'no-resurrected-deletes';
    case 'add-against-remove':
      return null;
    default:
      return assertNever(kind);
  }
}

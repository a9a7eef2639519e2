/** The search for what would have kept a write: what might have is tried, and only what did is told. */
import { canonicalJson } from '../digest.js';
import type { Override } from '../overrides.js';
import type { Candidate } from './candidate.js';
import type { Counterfactual } from './counterfactual.js';
import { findEdge } from './dial.js';
import type { Dial, FoundEdge } from './dial.js';
import { isKept, isRefused } from './outcome.js';
import type { Outcome, Search } from './outcome.js';

/**
 * Tries all candidates as a whole, then looks for the edges of those that keep the write. Best first: by
 * weight, but what loses more writes than were lost comes last.
 *
 * @param tellsUnacknowledged tells also what would have kept the client from being told of success
 * @param onHelpful told of each candidate that keeps the write as soon as that is known, before its edges are
 */
export function* searchCounterfactuals(
  candidates: readonly Candidate[],
  actual: Outcome,
  tellsUnacknowledged = false,
  onHelpful: (counterfactual: Counterfactual) => void = () => undefined,
): Search<readonly Counterfactual[]> {
  const ordered = candidates.toSorted((a, b) => a.weight - b.weight);
  const helpful: { readonly candidate: Candidate; readonly outcome: Outcome }[] = [];
  for (const candidate of ordered) {
    if (helpful.some(({ candidate: { name } }) => name === candidate.name)) continue;
    const outcome = yield candidate.changes;
    if (outcome === null || outcome.fingerprint === actual.fingerprint) continue;
    const isUnpromised =
      tellsUnacknowledged &&
      candidate.isPromise === true &&
      isRefused(outcome) &&
      outcome.lostWrites < actual.lostWrites;
    if (!isKept(outcome) && !isUnpromised) continue;
    helpful.push({ candidate, outcome });
    onHelpful(tellWhole(candidate, outcome));
  }
  const found: Ranked[] = [];
  for (const { candidate, outcome } of helpful) {
    const { weight } = candidate;
    let isSized = false;
    for (const dial of candidate.dials) {
      const edge = yield* findEdge(dial, actual);
      if (edge === null) continue;
      isSized = true;
      found.push({ weight, counterfactual: tellEdge(dial, edge) });
    }
    if (isSized) continue;
    found.push({ weight, counterfactual: tellWhole(candidate, outcome) });
  }
  return rank(found, actual);
}

/** A search with a memory and a limit; beyond the limit nothing is run. */
export function* bound<T>(search: Search<T>, most: number): Search<T> {
  const known = new Map<string, Outcome | null>();
  let runs = 0;
  let step = search.next();
  while (step.done !== true) {
    const key = canonicalJson(step.value);
    let outcome = known.get(key);
    if (outcome === undefined) {
      outcome = runs < most ? yield step.value : null;
      // What is refused costs nothing.
      if (outcome !== null) runs++;
      known.set(key, outcome);
    }
    step = search.next(outcome);
  }
  return step.value;
}

interface Ranked {
  readonly weight: number;
  readonly counterfactual: Counterfactual;
}

function rank(found: readonly Ranked[], actual: Outcome): readonly Counterfactual[] {
  const tierOf = (lostWrites: number): number => (lostWrites > actual.lostWrites ? 1 : 0);
  const ranked = found.toSorted((a, b) => {
    const [one, other] = [a.counterfactual.lostWrites, b.counterfactual.lostWrites];
    return tierOf(one) - tierOf(other) || a.weight - b.weight || one - other;
  });
  const words = new Set<string>();
  return ranked.flatMap(({ counterfactual }) => {
    if (words.has(counterfactual.words)) return [];
    words.add(counterfactual.words);
    return [counterfactual];
  });
}

function tellWhole({ words, rule, changes }: Candidate, outcome: Outcome): Counterfactual {
  const named = rule === undefined ? {} : { rule };
  return { words, ...named, kept: runOf(changes, outcome), lost: null, lostWrites: outcome.lostWrites };
}

function tellEdge(dial: Dial, { edge, kept, lost }: FoundEdge): Counterfactual {
  return {
    words: dial.wordsOf(edge),
    kept: runOf(dial.changesAt(edge.kept), kept),
    lost: runOf(dial.changesAt(edge.lost), lost),
    lostWrites: kept.lostWrites,
  };
}

function runOf(changes: readonly Override[], { fingerprint, fate }: Outcome): Counterfactual['kept'] {
  return { changes, fingerprint, fate };
}

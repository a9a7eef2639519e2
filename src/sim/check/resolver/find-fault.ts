/**
 * What is wrong with one history: the definition of each property that histories show.
 *
 * Whoever searches may look at many histories at once and save work; what counts is what is found here.
 */
import { assertNever } from '../../base/assert.js';
import type { Candidate } from '../../resolution/candidate.js';
import type { PropertyName, SmallHistory } from '../../resolver-check.js';
import { findBrokenLaws, type BrokenLaw, type JoinLaw } from './algebra.js';
import { listLost, type LossKind } from './effects.js';
import { findGrowth } from './growth.js';
import type { Fault } from './property.js';
import { findBrokenRegisterLaws } from './register-laws.js';
import { areConcurrent, replay, type Replay } from './small-history.js';

/** How a history violates a property; null where it does not. */
export function findFault(candidate: Candidate, property: PropertyName, history: SmallHistory): Fault | null {
  const played = replay(candidate, history);
  switch (property) {
    case 'convergent':
      return findDivergence(candidate, played.finals) ?? findLateJoiner(candidate, played.finals);
    case 'commutative':
    case 'associative':
    case 'idempotent':
      return findBrokenLaw(candidate, property, played);
    case 'no-feedback-loop':
      return findLoop(candidate, played);
    case 'no-lost-writes':
    case 'no-resurrected-deletes':
      return findLoss(candidate, property, history, played);
    case 'valid':
      return findInvalid(candidate, played.finals);
    case 'monotone':
      return findShrinking(candidate, played);
    case 'bounded-growth':
      return findGrowth(candidate, history);
    case 'agreement':
      return null;
    default:
      return assertNever(property);
  }
}

/** The first replica that disagrees with the first one, rather one whose readers see it. */
export function findDivergence(candidate: Candidate, finals: readonly number[]): Fault | null {
  const [first] = finals;
  const others = finals.flatMap((state, replica) => (candidate.areEqual(first, state) ? [] : [replica]));
  const seen = others.find((replica) => candidate.readingOf(finals[replica]) !== candidate.readingOf(first));
  const other = seen ?? others[0];
  return other === undefined ? null : { kind: 'diverged', replicas: [0, other], states: [first, finals[other]] };
}

/** Whoever begins empty comes to what the one has who tells it everything. */
export function findLateJoiner(candidate: Candidate, [state]: readonly number[]): Fault | null {
  const joined = candidate.merge(candidate.initial, state);
  return candidate.areEqual(joined, state) ? null : { kind: 'late-joiner', state, joined };
}

/** A state that the resolver itself does not allow. */
export function findInvalid(candidate: Candidate, finals: readonly number[]): Fault | null {
  const replica = finals.findIndex((state) => !candidate.isValid(state));
  return replica < 0 ? null : { kind: 'invalid', replica, state: finals[replica] };
}

/** Merging and writing never take anything back. */
export function findShrinking(
  candidate: Candidate,
  { messages, finals }: Pick<Replay, 'messages' | 'finals'>,
): Fault | null {
  for (const to of finals) {
    const from = messages.find((message) => candidate.includes(to, message) === false);
    if (from !== undefined) return { kind: 'shrunk', from, to };
  }
  return null;
}

/**
 * Two replicas tell each other what they hold, at once, again and again. Where both keep what they have they
 * disagree, but nobody has anything to write back.
 */
export function findLoop(candidate: Candidate, { messages, seen }: Pick<Replay, 'messages' | 'seen'>): Fault | null {
  if (messages.length !== 2 || !areConcurrent(seen, 0, 1)) return null;
  let [x, y] = messages;
  const rounds: (readonly [number, number])[] = [[x, y]];
  while (!candidate.areEqual(x, y)) {
    if (rounds.length > mostRounds) return { kind: 'loop', rounds };
    const [nextX, nextY] = [candidate.combine(x, y), candidate.combine(y, x)];
    if (candidate.areEqual(nextX, x) && candidate.areEqual(nextY, y)) return null;
    [x, y] = [nextX, nextY];
    rounds.push([x, y]);
  }
  return null;
}

/** Laws that do not hold for states that replicas and messages have. */
export function listBrokenLaws(
  candidate: Candidate,
  { messages, seen, held }: Pick<Replay, 'messages' | 'seen' | 'held'>,
): readonly BrokenLaw[] {
  if (candidate.isRegister) return findBrokenRegisterLaws(candidate, { messages, seen });
  return findBrokenLaws(candidate, [...messages, ...held]);
}

/** Which property it is that a lost write breaks. */
export function propertyOf(kind: LossKind): PropertyName | null {
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

function findBrokenLaw(candidate: Candidate, law: JoinLaw, played: Replay): Fault | null {
  const found = listBrokenLaws(candidate, played).find((broken) => broken.law === law);
  if (found === undefined) return null;
  const { states, left, right } = found;
  return { kind: 'law', states, left, right };
}

function findLoss(
  candidate: Candidate,
  property: PropertyName,
  history: SmallHistory,
  end: Replay,
): Fault | null {
  const lost = listLost(candidate, history, end).find(({ kind }) => propertyOf(kind) === property);
  return lost === undefined ? null : { kind: 'loss', write: lost.write, replica: lost.replica };
}

/** Whoever has not agreed by then never will. */
const mostRounds = 8;

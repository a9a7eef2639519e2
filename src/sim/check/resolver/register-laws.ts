/**
 * The laws of merging for a register, which is only ever asked to resolve versions that are concurrent.
 *
 * So nothing is asked of a version and itself, or of one and what was written over it: a resolver may answer by
 * stamp or by name without ever having to say what becomes of those.
 */
import type { Candidate } from '../../resolution/candidate.js';
import type { BrokenLaw, JoinLaw } from './algebra.js';
import { areConcurrent, type Replay } from './small-history.js';

/** The first break of each law among the versions of one history. */
export function findBrokenRegisterLaws(
  candidate: Candidate,
  { messages, seen }: Pick<Replay, 'messages' | 'seen'>,
): readonly BrokenLaw[] {
  const broken: BrokenLaw[] = [];
  const look = (law: JoinLaw, states: readonly number[], left: number, right: number): void => {
    if (broken.some((known) => known.law === law) || candidate.areEqual(left, right)) return;
    broken.push({ law, states, left, right });
  };
  const resolve = (x: number, y: number): number => candidate.combine(x, y);
  messages.forEach((x, i) => {
    messages.forEach((y, j) => {
      if (!areConcurrent(seen, i, j)) return;
      const both = resolve(x, y);
      const back = resolve(y, x);
      if (i < j) look('commutative', [x, y], both, back);
      // The same, written by two.
      if (candidate.areEqual(x, y)) look('idempotent', [x, y], both, x);
      messages.forEach((z, k) => {
        if (!areConcurrent(seen, i, k) || !areConcurrent(seen, j, k)) return;
        look('associative', [x, y, z], resolve(both, z), resolve(x, resolve(y, z)));
      });
    });
  });
  return broken;
}

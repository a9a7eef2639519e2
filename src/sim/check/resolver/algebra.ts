/**
 * The laws of merging, on states that replicas and messages of one history really have.
 *
 * @see Shapiro et al., Conflict-free replicated data types, SSS 2011, section 2.3: merging is a join
 */
import type { Candidate } from '../../resolution/candidate.js';

/** The laws of a join. */
export type JoinLaw = 'commutative' | 'associative' | 'idempotent';

/** States for which a law does not hold, and what each side comes to. */
export interface BrokenLaw {
  readonly law: JoinLaw;
  readonly states: readonly number[];
  readonly left: number;
  readonly right: number;
}

/**
 * The first break of each law among the states of one history.
 *
 * @param canMeet whether two states can meet. Of a register only concurrent versions are resolved, and
 * no version meets itself; states of other types are merged with whatever comes.
 */
export function findBrokenLaws(
  candidate: Candidate,
  states: readonly number[],
  canMeet: (x: number, y: number) => boolean = () => true,
): readonly BrokenLaw[] {
  const distinct = [...new Set(states)];
  const broken: BrokenLaw[] = [];
  const look = (law: JoinLaw, used: readonly number[], left: number, right: number): void => {
    if (broken.some((known) => known.law === law) || candidate.areEqual(left, right)) return;
    broken.push({ law, states: used, left, right });
  };
  const merge = (x: number, y: number): number => candidate.combine(x, y);
  for (const x of distinct) {
    if (canMeet(x, x)) look('idempotent', [x], merge(x, x), x);
    for (const y of distinct) {
      if (!canMeet(x, y)) continue;
      const both = merge(x, y);
      if (x !== y && candidate.areEqual(x, y)) look('idempotent', [x, y], both, x);
      if (canMeet(y, y)) look('idempotent', [x, y], merge(both, y), both);
      if (x < y) look('commutative', [x, y], both, merge(y, x));
      for (const z of distinct) {
        if (canMeet(x, z) && canMeet(y, z)) look('associative', [x, y, z], merge(both, z), merge(x, merge(y, z)));
      }
    }
  }
  return broken;
}

/** What every comparison of version vectors has to obey, tried on many small vectors. */
import { Relation } from '../../src/sim/causality/relation.js';
import type { VectorComparator } from '../../src/sim/causality/version-vector.js';
import { makeDice } from './dice.js';
import type { Dice } from './dice.js';

/** A whole vector; its dot is the entry of `leader`. */
export interface Vector {
  readonly entries: readonly number[];
  readonly leader: number;
}

/** Compares two whole vectors, in the layout that the engine uses. */
export function compareWhole(compare: VectorComparator, incoming: Vector, held: Vector): Relation {
  const width = incoming.entries.length;
  const rows = Int32Array.from([-7, ...blankDot(incoming), -7, ...blankDot(held)]);
  return compare(
    rows,
    width,
    1,
    incoming.leader,
    incoming.entries[incoming.leader],
    width + 2,
    held.leader,
    held.entries[held.leader],
  );
}

/** The names of the laws that a comparison breaks; none for a sound one. */
export function findBrokenLaws(compare: VectorComparator): readonly string[] {
  const dice = makeDice(4711);
  const broken = new Set<string>();
  for (let round = 0; round < 3000; round++) {
    const width = dice.between(1, 5);
    const [x, y, z] = [0, 1, 2].map(() => randomVector(dice, width));
    const relate = (v: Vector, w: Vector): Relation => compareWhole(compare, v, w);
    if (relate(x, x) !== Relation.equal) broken.add('a vector equals itself');
    const isSame = x.entries.every((entry, i) => entry === y.entries[i]);
    if ((relate(x, y) === Relation.equal) !== isSame) broken.add('equal means the same entries');
    if (relate(y, x) !== opposite[relate(x, y)]) broken.add('the other way round is the opposite');
    if (isAtMost(relate(x, y)) && isAtMost(relate(y, z)) && !isAtMost(relate(x, z))) {
      broken.add('before is transitive');
    }
    const join = { entries: x.entries.map((n, i) => Math.max(n, y.entries[i])), leader: x.leader };
    if (!isAtMost(relate(x, join)) || !isAtMost(relate(y, join))) {
      broken.add('the join covers both');
    }
    const isBothBelow = isAtMost(relate(x, z)) && isAtMost(relate(y, z));
    if (isBothBelow && !isAtMost(relate(join, z))) broken.add('the join is the least that does');
    const covers = x.entries.every((entry, i) => entry <= y.entries[i]);
    if (isAtMost(relate(x, y)) !== covers) broken.add('before means covered in every entry');
  }
  return [...broken].sort();
}

const opposite: Record<Relation, Relation> = {
  [Relation.before]: Relation.after,
  [Relation.after]: Relation.before,
  [Relation.concurrent]: Relation.concurrent,
  [Relation.equal]: Relation.equal,
};

function isAtMost(relation: Relation): boolean {
  return relation === Relation.before || relation === Relation.equal;
}

/** Small numbers, so that equal and comparable vectors are common. */
function randomVector(dice: Dice, width: number): Vector {
  return {
    entries: Array.from({ length: width }, () => dice.between(0, 3)),
    leader: dice.between(0, width - 1),
  };
}

/** What stands in a context in the dot's place is none of the comparison's business. */
function blankDot({ entries, leader }: Vector): readonly number[] {
  return entries.map((entry, i) => (i === leader ? -1 : entry));
}

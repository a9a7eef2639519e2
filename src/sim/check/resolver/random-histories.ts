/** Random small histories, each a function of a seed and its number: for what lies beyond all of them. */
import { mix32, unitFromIdentity } from '../../base/hash.js';
import type { HistoryWrite, SmallHistory } from '../../resolver-check.js';

/** What random histories are made of. */
export interface HistoryShape {
  readonly replicas: number;
  readonly writes: number;
  /** How many operations there are to choose from. */
  readonly operations: number;
}

/** The history of a number. Every message reaches every replica; in some, each replica gets one once more. */
export function drawHistory(seed: number, number: number, shape: HistoryShape): SmallHistory {
  const draw = new Draws(seed, number);
  const { replicas } = shape;
  const isTied = draw.below(3) === 0;
  const skews = Array.from({ length: replicas }, () => draw.below(maxSkew));
  // How much replicas hear of each other before they write.
  const haste = draw.unit();
  const missing: number[][] = Array.from({ length: replicas }, () => []);
  const counts = missing.map(() => 0);
  const writes: HistoryWrite[] = [];
  for (let write = 0; write < shape.writes; write++) {
    const replica = draw.below(replicas);
    const takes: number[] = [];
    const waiting = draw.shuffle(missing[replica]);
    missing[replica] = waiting.filter((message) => {
      const isTaken = draw.unit() < haste;
      if (isTaken) takes.push(message);
      return !isTaken;
    });
    const stamp = isTied ? ++counts[replica] : write + 1 + skews[replica];
    writes.push({ operation: draw.below(shape.operations), replica, stamp, takes });
    missing.forEach((messages, other) => {
      if (other !== replica) messages.push(write);
    });
  }
  const repeats = draw.below(4) === 0;
  const ends = missing.map((messages) => draw.shuffle(repeats ? [...messages, draw.below(shape.writes)] : messages));
  return { replicas, writes, ends };
}

const maxSkew = 40;

/** Numbers that depend on a seed, the history's number, and how many were drawn before. */
class Draws {
  private readonly seed: number;
  private readonly number: number;
  private count = 0;

  constructor(seed: number, number: number) {
    this.seed = mix32(seed);
    this.number = number;
  }

  unit(): number {
    return unitFromIdentity(this.seed, this.number, this.count++, 0);
  }

  below(bound: number): number {
    return Math.floor(this.unit() * bound);
  }

  shuffle(items: number[]): number[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [items[i], items[j]] = [items[j], items[i]];
    }
    return items;
  }
}

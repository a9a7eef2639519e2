/** Random small histories, each a function of a seed and its number: for what lies beyond all of them. */
import type { HistoryWrite, SmallHistory } from '../../resolver-check.js';
import { Draws } from './draws.js';

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
  const again = (): number[] => (repeats ? [draw.below(shape.writes)] : []);
  const ends = missing.map((messages) => draw.shuffle([...messages, ...again()]));
  return { replicas, writes, ends };
}

const maxSkew = 40;

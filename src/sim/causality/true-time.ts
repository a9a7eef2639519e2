/**
 * TrueTime: a clock that says how far off it can be, and a commit wait that makes stamps follow real time.
 *
 * TT.now() is [reading − ε, reading + ε]. A write's stamp is the end of that interval, or one more than
 * the leader's last. It is committed only when its stamp has passed for certain, that is when the
 * beginning of TT.now() lies above it: 2ε later by a clock that runs right. While every interval
 * contains true time, a write that is asked for after another one was answered has the greater stamp.
 *
 * The waiting is done by the node's own readings, true time plays no part. ε is a claim of the clock's:
 * nothing here notices one that lies.
 * @see Corbett et al., Spanner: Google's Globally-Distributed Database (2012), sections 3 and 4.1.2
 */
import type { StampSource } from './stamp-source.js';

/** One leader's TrueTime clock. */
export class TrueTimeClock implements StampSource {
  private readonly uncertaintyUs: number;
  private last = -Infinity;

  constructor(uncertaintyUs: number) {
    this.uncertaintyUs = uncertaintyUs;
  }

  next(readingUs: number): number {
    this.last = Math.max(this.last + 1, readingUs + this.uncertaintyUs);
    return this.last;
  }

  /** Nothing to learn: the stamp of what can be seen has passed. */
  observe(_stamp: number): void {}

  /** The least reading at which a stamp has passed for certain. */
  passesAtReading(stamp: number): number {
    return stamp + this.uncertaintyUs + 1;
  }
}

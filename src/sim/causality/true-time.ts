/**
 * TrueTime: a clock that says how far off it can be, and a commit wait that makes stamps follow real time.
 *
 * TT.now() is [reading − ε, reading + ε]. A write's stamp is the end of that interval, or one more than
 * the leader's last. It is committed only when its stamp has passed for certain, that is when the
 * beginning of TT.now() lies above it: 2ε later by a clock that runs right. While every interval
 * contains true time, a write that is asked for after another one was answered has the greater stamp.
 *
 * ε may grow from one poll of a time server to the next, as fast as the clock might drift: a sawtooth.
 *
 * The waiting is done by the node's own readings, true time plays no part. ε is a claim of the clock's:
 * nothing here notices one that lies.
 * @see Corbett et al., Spanner: Google's Globally-Distributed Database (2012), sections 3 and 4.1.2
 */
import type { StampSource } from './stamp-source.js';

/** One leader's TrueTime clock. */
export class TrueTimeClock implements StampSource {
  private readonly uncertaintyUs: number;
  /** Of ε, for each microsecond of the clock's own since the last poll. */
  private readonly growth: number;
  private polledAtUs: number;
  private last = -Infinity;

  /** ε is `uncertaintyUs` at a poll, of which the first is at `readingUs`, and grows by `growthPpm` after it. */
  constructor(uncertaintyUs: number, growthPpm = 0, readingUs = 0) {
    this.uncertaintyUs = uncertaintyUs;
    // A clock that loses so much counts fewer microseconds than have passed.
    this.growth = growthPpm / (1e6 - growthPpm);
    this.polledAtUs = readingUs;
  }

  /** The clock was set right by a time server, and has this reading now. */
  poll(readingUs: number): void {
    this.polledAtUs = readingUs;
  }

  next(readingUs: number): number {
    this.last = Math.max(this.last + 1, readingUs + this.uncertaintyAt(readingUs));
    return this.last;
  }

  /** Nothing to learn: the stamp of what can be seen has passed. */
  observe(_stamp: number): void {}

  /** The least reading at which a stamp has passed for certain, if no poll comes before. */
  passesAtReading(stamp: number): number {
    const { growth, polledAtUs, uncertaintyUs } = this;
    let readingUs = Math.ceil((stamp + 1 + uncertaintyUs - polledAtUs * growth) / (1 - growth));
    // The division may be off by its rounding.
    while (readingUs - this.uncertaintyAt(readingUs) <= stamp) readingUs++;
    while (readingUs - 1 - this.uncertaintyAt(readingUs - 1) > stamp) readingUs--;
    return readingUs;
  }

  /** The ε that the clock claims at a reading. */
  private uncertaintyAt(readingUs: number): number {
    return this.uncertaintyUs + Math.ceil(Math.max(0, readingUs - this.polledAtUs) * this.growth);
  }
}

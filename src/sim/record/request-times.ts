/**
 * Request times: when clients asked for their writes and had their answers, in true time.
 *
 *   sentAt       float64   one an op
 *   answeredAt   float64   Infinity while the client has no answer
 *
 * Sixteen bytes a write, so there are none in runs of more than {@link mostTimedWrites}.
 */
import { grownFloat64 } from '../base/columns.js';

/** Larger runs keep no times of requests. */
export const mostTimedWrites = 1_000_000;

/** When writes were asked for and answered. */
export class RequestTimes {
  private sentAt: Float64Array<ArrayBuffer>;
  private answeredAt: Float64Array<ArrayBuffer>;

  /** `expected`: about how many writes there will be; more is possible. */
  constructor(expected: number) {
    this.sentAt = new Float64Array(expected);
    this.answeredAt = new Float64Array(expected);
  }

  /** A write was accepted whose client sent it then. Ids come in order. */
  ask(op: number, sentAtUs: number): void {
    this.sentAt = grownFloat64(this.sentAt, op + 1);
    this.answeredAt = grownFloat64(this.answeredAt, op + 1);
    this.sentAt[op] = sentAtUs;
    this.answeredAt[op] = Infinity;
  }

  /** The client of a write has, or will have, the answer then. */
  answer(op: number, answeredAtUs: number): void {
    this.answeredAt[op] = answeredAtUs;
  }

  sentAtUs(op: number): number {
    return this.sentAt[op];
  }

  /** Infinity while there is no answer. */
  answeredAtUs(op: number): number {
    return this.answeredAt[op];
  }
}

/** Some of many calls with their replies, spread evenly over all of them, to be made again later. */
import type { ResolverCall } from '../base/resolver-fault.js';

/** A call, and what came of it. */
export interface SampledCall {
  readonly call: ResolverCall;
  /** As JSON. */
  readonly args: string;
  readonly reply: string;
}

/** Keeps every nth call, and doubles n when there are too many. */
export class CallSample {
  private kept: SampledCall[] = [];
  private count = 0;
  private step = 1;

  add(call: ResolverCall, args: string, reply: string): void {
    if (this.count++ % this.step !== 0) return;
    this.kept.push({ call, args, reply });
    if (this.kept.length < most) return;
    this.kept = this.kept.filter((_, index) => index % 2 === 0);
    this.step *= 2;
  }

  /** The latest first. */
  list(): readonly SampledCall[] {
    return this.kept.toReversed();
  }
}

const most = 64;

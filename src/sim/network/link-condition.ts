/** How a link is at the moment: its own nature and what makes it worse for a while. */
import { assert, assertNever } from '../base/assert.js';
import type { Impairment, LastingImpairment, Link } from '../scenario.js';

/** Latency, loss and bandwidth of what is put on a link now. */
export class LinkCondition {
  /** What is added to every latency. */
  addedUs = 0;
  /** Chance that a transmission is lost. */
  loss: number;
  bitsPerUs: number;
  private readonly spec: Link;
  private readonly impairments: LastingImpairment[] = [];

  constructor(spec: Link) {
    this.spec = spec;
    this.loss = spec.loss;
    this.bitsPerUs = ownBitsPerUs(spec);
  }

  impair(impairment: LastingImpairment): void {
    this.impairments.push(impairment);
    this.assess();
  }

  /** Ends what the same object began. */
  relieve(impairment: LastingImpairment): void {
    const place = this.impairments.indexOf(impairment);
    assert(place >= 0, 'a link was relieved of what it never had');
    this.impairments.splice(place, 1);
    this.assess();
  }

  /** Chance that a transmission is lost at a later time, as far as can be told now. */
  lossAt(timeUs: number): number {
    let { loss } = this.spec;
    for (const impairment of this.impairments) {
      const { kind, untilUs } = impairment;
      if (kind === 'loss' && (untilUs === null || untilUs > timeUs)) loss = Math.max(loss, impairment.loss);
    }
    return loss;
  }

  /** Counted anew each time, so that what has ended leaves no rounding behind. */
  private assess(): void {
    this.addedUs = 0;
    this.loss = this.spec.loss;
    this.bitsPerUs = ownBitsPerUs(this.spec);
    for (const impairment of this.impairments) this.count(impairment);
  }

  private count(impairment: Impairment): void {
    switch (impairment.kind) {
      case 'latency-spike':
        this.addedUs += impairment.addUs;
        return;
      case 'loss':
        this.loss = Math.max(this.loss, impairment.loss);
        return;
      case 'bandwidth':
        this.bitsPerUs = Math.min(this.bitsPerUs, impairment.bandwidthBps / 1e6);
        return;
      default:
        assertNever(impairment);
    }
  }
}

function ownBitsPerUs({ bandwidthBps }: Link): number {
  return bandwidthBps === undefined ? Infinity : bandwidthBps / 1e6;
}

/**
 * A directed link at work: when what is put on it arrives.
 *
 * A FIFO link behaves as a TCP connection: a lost transmission is sent again after a timeout that doubles,
 * and holds up what was sent later. A datagram link loses, duplicates and reorders. Every draw is a
 * function of (seed, link, what is carried, connection), so two strategies meet the same network.
 */
import { unitFromIdentity } from '../base/hash.js';
import { compileQuantile, medianUs, type Quantile } from '../base/sampler.js';
import type { Link } from '../scenario.js';
import { LinkCondition } from './link-condition.js';

/** Purposes of draws for one transmission. */
const drawLatency = 0;
const drawDuplicate = 1;
const drawDuplicateLatency = 2;
const drawLoss = 16;
/** After this many losses in a row a FIFO transmission gets through. */
const mostRetransmissions = 12;
/** RFC 6298 allows a maximum of 60 s or more; Linux has 120 s. */
const mostTimeoutUs = 120e6;

/** A link's connection, its queueing for bandwidth, and what it carried. */
export class LinkChannel {
  readonly spec: Link;
  /** What makes the link worse for a while; counts for what is put on it meanwhile, to its arrival. */
  readonly condition: LinkCondition;
  bytes = 0;
  messages = 0;
  /** Writes put on the link that have neither arrived nor been lost. */
  inFlightWrites = 0;
  /** Messages of this connection that have not arrived, on a FIFO link; whoever schedules arrivals counts them. */
  inFlightMessages = 0;
  /** Grows whenever the connection breaks; what was in flight belongs to an older one. */
  connection = 0;
  /** Arrival of the extra copy of the last datagram; −1 when there is none. */
  duplicateArrivalUs = -1;

  private readonly quantile: Quantile;
  private readonly seed: number;
  private readonly ownMedianUs: number;
  private reasonsToBeDown = 0;
  private idleAtUs = 0;
  private lastArrivalUs = 0;
  private secondEndsUs = 1e6;
  private bytesThisSecond = 0;
  private peakBytesPerS = 0;

  constructor(spec: Link, seed: number) {
    this.spec = spec;
    this.seed = seed;
    this.quantile = compileQuantile(spec.latency);
    this.ownMedianUs = medianUs(spec.latency);
    this.condition = new LinkCondition(spec);
  }

  get isUp(): boolean {
    return this.reasonsToBeDown === 0;
  }

  /** Typical one-way latency at the moment; acknowledgements take this long on their way back. */
  get medianLatencyUs(): number {
    return this.ownMedianUs + this.condition.addedUs;
  }

  /** When the sender can put the next byte on the link. */
  get freeAtUs(): number {
    return this.idleAtUs;
  }

  /** Megabits (10⁶) of the busiest second of virtual time. */
  get peakMbps(): number {
    return (Math.max(this.peakBytesPerS, this.bytesThisSecond) * 8) / 1e6;
  }

  /** Adds a reason for the link to be down; true if it was up. What is in flight is void. */
  takeDown(): boolean {
    this.connection++;
    this.inFlightWrites = 0;
    this.inFlightMessages = 0;
    this.idleAtUs = 0;
    this.lastArrivalUs = 0;
    return this.reasonsToBeDown++ === 0;
  }

  /** Takes a reason away; true if the link is up again. */
  bringUp(): boolean {
    return --this.reasonsToBeDown === 0;
  }

  /**
   * Puts a message on the link and returns when it arrives; −1 if it is lost. `identity` names what it
   * carries. A second copy's arrival is left in {@link duplicateArrivalUs}.
   */
  transmit(message: number, departsUs: number, bytes: number, writes: number): number {
    this.bytes += bytes;
    this.messages++;
    const startUs = Math.max(departsUs, this.idleAtUs);
    const sentUs = startUs + Math.ceil((bytes * 8) / this.condition.bitsPerUs);
    this.idleAtUs = sentUs;
    this.countBytes(startUs, sentUs, bytes);
    const latencyUs = this.quantile(this.draw(message, drawLatency)) + this.condition.addedUs;
    if (this.spec.transport === 'datagram') return this.transmitDatagram(message, sentUs, latencyUs, writes);
    const arrivalUs = sentUs + latencyUs + this.retransmissionUs(message, sentUs);
    this.lastArrivalUs = Math.max(arrivalUs, this.lastArrivalUs);
    this.inFlightWrites += writes;
    return this.lastArrivalUs;
  }

  private transmitDatagram(message: number, sentUs: number, latencyUs: number, writes: number): number {
    this.duplicateArrivalUs = -1;
    const { duplicate } = this.spec;
    const { addedUs, loss } = this.condition;
    if (!this.isUp || (loss > 0 && this.draw(message, drawLoss) < loss)) return -1;
    this.inFlightWrites += writes;
    if (duplicate > 0 && this.draw(message, drawDuplicate) < duplicate) {
      this.inFlightWrites += writes;
      const copyUs = this.quantile(this.draw(message, drawDuplicateLatency)) + addedUs;
      this.duplicateArrivalUs = sentUs + copyUs;
    }
    return sentUs + latencyUs;
  }

  /** How long retransmissions take; each sees the link as it is at its time. */
  private retransmissionUs(message: number, sentUs: number): number {
    const { retransmitUs } = this.spec;
    if (this.condition.loss === 0) return 0;
    let { loss } = this.condition;
    let delayUs = 0;
    let timeoutUs = retransmitUs;
    for (let i = 0; i < mostRetransmissions && this.draw(message, drawLoss + i) < loss; i++) {
      delayUs += timeoutUs;
      timeoutUs = Math.min(2 * timeoutUs, mostTimeoutUs);
      loss = this.condition.lossAt(sentUs + delayUs);
    }
    return delayUs;
  }

  private draw(message: number, purpose: number): number {
    return unitFromIdentity(this.seed, message, this.connection, purpose);
  }

  /** Spreads the bytes of a transmission over the seconds it takes. */
  private countBytes(startUs: number, endUs: number, bytes: number): void {
    if (startUs >= this.secondEndsUs) this.beginSecond(startUs);
    let atUs = startUs;
    while (endUs > this.secondEndsUs) {
      this.bytesThisSecond += (bytes * (this.secondEndsUs - atUs)) / (endUs - startUs);
      atUs = this.secondEndsUs;
      this.beginSecond(atUs);
    }
    this.bytesThisSecond += atUs === startUs ? bytes : (bytes * (endUs - atUs)) / (endUs - startUs);
  }

  private beginSecond(atUs: number): void {
    this.peakBytesPerS = Math.max(this.peakBytesPerS, this.bytesThisSecond);
    this.bytesThisSecond = 0;
    this.secondEndsUs = (Math.floor(atUs / 1e6) + 1) * 1e6;
  }
}

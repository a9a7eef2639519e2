/** What a scenario says of the network between leaders. */
import type { Distribution } from '../base/distribution.js';

/** Who is connected to whom. */
export interface Topology {
  readonly kind: 'mesh' | 'star' | 'ring' | 'two-way-ring' | 'links';
  /** Leaders pass on what they received (over every link but the one it came by). */
  readonly forward: boolean;
  /** Every directed link between leaders. */
  readonly links: readonly Link[];
}

/** A directed connection between two leaders. */
export interface Link {
  /** Region index of the sender. */
  readonly from: number;
  /** Region index of the receiver. */
  readonly to: number;
  /** `fifo` behaves as TCP: loss is delay. `datagram` loses, duplicates and reorders. */
  readonly transport: 'fifo' | 'datagram';
  /** One-way latency. */
  readonly latency: Distribution;
  /** Infinity when absent. */
  readonly bandwidthBps?: number;
  /** Chance that a transmission is lost. */
  readonly loss: number;
  /** Chance that a datagram arrives twice. */
  readonly duplicate: number;
  /** What one lost transmission costs on a FIFO link; doubles with each further loss. */
  readonly retransmitUs: number;
}

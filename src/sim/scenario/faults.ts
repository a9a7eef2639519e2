/** What a scenario says of faults: those at set times, and those that are drawn. */
import type { DeployableRule } from './conflict-rules.js';
import type { Link } from './network.js';

/** Faults to draw: how many, of which kinds, and when. Every one ends before `untilUs`. */
export interface NemesisSpec {
  readonly faults: number;
  readonly fromUs: number;
  readonly untilUs: number;
  readonly kinds: readonly RandomFaultKind[];
  /** Each seed leaves out some kinds: each is on with chance 1/2, at least one is. */
  readonly swarm: boolean;
  readonly longestUs: number;
}

/** Kinds of faults that end: a nemesis may draw them, and the run recovers. */
export const randomFaultKinds = [
  'partition',
  'crash',
  'pause',
  'slow',
  'latency-spike',
  'loss',
  'bandwidth',
  'clock-step',
  'outage',
  'offline',
] as const satisfies readonly Fault['kind'][];

/** One of {@link randomFaultKinds}. */
export type RandomFaultKind = (typeof randomFaultKinds)[number];

/** What goes wrong, and when. A fault without an end lasts for the whole run. */
export type Fault =
  /** Cuts directed links between pairs of regions. */
  | {
      readonly kind: 'partition';
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly cuts: readonly (readonly [from: number, to: number])[];
    }
  /** A leader loses its memory and serves nobody. */
  | {
      readonly kind: 'crash';
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly region: number;
      /** `lost`: it comes back empty, and what its queues had not sent is gone. Default: kept. */
      readonly disk?: 'kept' | 'lost';
    }
  /** A leader and its followers crash together; their disks survive. */
  | { readonly kind: 'outage'; readonly atUs: number; readonly untilUs: number | null; readonly region: number }
  /** A leader does nothing and forgets nothing; what reaches it waits. It does nothing to one that is down. */
  | { readonly kind: 'pause'; readonly atUs: number; readonly untilUs: number; readonly region: number }
  /** Cuts a region off from all others, both ways; its own clients go on. */
  | { readonly kind: 'offline'; readonly atUs: number; readonly untilUs: number | null; readonly region: number }
  /** Storage nodes of the writer's first volume crash; `what` names them for people. */
  | {
      readonly kind: 'storage';
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly what: string;
      readonly nodes: readonly number[];
      readonly disk: 'kept' | 'lost';
    }
  /** A region is removed for good; `bridges` are the links that close the gap. */
  | { readonly kind: 'leave'; readonly atUs: number; readonly region: number; readonly bridges: readonly Link[] }
  /** A clock jumps; positive jumps ahead. */
  | { readonly kind: 'clock-step'; readonly atUs: number; readonly region: number; readonly byUs: number }
  /** Leaders settle conflicts by another rule from then on, and their followers with them; what they hold stays. */
  | {
      readonly kind: 'deploy';
      readonly atUs: number;
      readonly rule: DeployableRule;
      readonly regions: readonly number[];
    }
  /** A leader's service times take so many times as long; counts for what reaches it meanwhile. */
  | {
      readonly kind: 'slow';
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly region: number;
      /** Above 0; of several at once, all are multiplied. */
      readonly factor: number;
    }
  /** Makes directed links between pairs of regions worse; counts for what is put on them meanwhile. */
  | (Impairment & {
      readonly atUs: number;
      readonly untilUs: number | null;
      readonly links: readonly (readonly [from: number, to: number])[];
    });

/** One with an end; null: it lasts. */
export type LastingImpairment = Impairment & { readonly untilUs: number | null };

/** A way in which a link can be worse than it is. */
export type Impairment =
  /** Longer latency; of several at once all are added. */
  | { readonly kind: 'latency-spike'; readonly addUs: number }
  /** A higher loss; of several at once, and the link's own, the highest counts. */
  | { readonly kind: 'loss'; readonly loss: number }
  /** A narrower link; of several at once, and the link's own, the narrowest counts. */
  | { readonly kind: 'bandwidth'; readonly bandwidthBps: number };

/** The formulas that size replication: from writes a second to bandwidth, backlog, disk, drain time and conflicts. */
import { collisionChance, concurrentPairsPerS, rateProducts } from './collisions.js';
import { dropShare } from './parameters.js';
import type { SizingParameters } from './parameters.js';

/** What the parameters come to. Bandwidths in bits a second, sizes in bytes, times in microseconds. */
export interface Sizing {
  /** A write on the wire: payload and metadata. */
  readonly writeBytes: number;
  /** Writes a second that all leaders accept together. */
  readonly allWritesPerS: number;
  readonly bandwidth: {
    /** From the leader to one peer. */
    readonly linkBps: number;
    /** The same, with headroom. */
    readonly provisionedBps: number;
    /** From the leader to all of its peers. */
    readonly leaderBps: number;
    /** Over all links between leaders. */
    readonly allBps: number;
  };
  /** What the leader sends to all of its peers in a day. */
  readonly sentPerDayBytes: number;
  readonly backlog: {
    readonly writes: number;
    readonly bytes: number;
    /** The queue that holds it and drops its peer at 80 %. */
    readonly diskBytes: number;
    /** When a queue of the given size drops its peer; null where none was given. */
    readonly fullAfterUs: number | null;
    /** Whether it does so before the partition is over. */
    readonly isDropped: boolean;
  };
  readonly drain: {
    readonly stoppedUs: number;
    /** Null: the link has no bandwidth to spare, and the queue never gets shorter. */
    readonly goingOnUs: number | null;
  };
  readonly storage: {
    /** What one copy of the data grows by, a day, if nothing is overwritten. */
    readonly copyPerDayBytes: number;
    readonly copies: number;
    readonly allPerDayBytes: number;
    readonly allPerYearBytes: number;
  };
  readonly conflicts: {
    /** Σ p_k². */
    readonly chance: number;
    /** Σ a b over all pairs of leaders. */
    readonly products: number;
    readonly perS: number;
  };
}

/** Days of a year, and seconds of a day. */
export const [daysAYear, secondsADay] = [365, 86_400];

/** Applies every formula. */
export function sizeOf(parameters: SizingParameters): Sizing {
  const { writesPerS, othersPerS, payloadBytes, metadataBytes, regions, replicas, headroom } = parameters;
  const peers = regions - 1;
  const writeBytes = payloadBytes + metadataBytes;
  const allWritesPerS = writesPerS + peers * othersPerS;
  const linkBps = writesPerS * writeBytes * 8;
  const copies = regions * replicas;
  const copyPerDayBytes = allWritesPerS * writeBytes * secondsADay;
  return {
    writeBytes,
    allWritesPerS,
    bandwidth: {
      linkBps,
      provisionedBps: linkBps * headroom,
      leaderBps: linkBps * peers,
      allBps: allWritesPerS * writeBytes * 8 * peers,
    },
    sentPerDayBytes: (linkBps / 8) * peers * secondsADay,
    backlog: backlogOf(parameters, writeBytes),
    drain: drainOf(parameters),
    storage: {
      copyPerDayBytes,
      copies,
      allPerDayBytes: copyPerDayBytes * copies,
      allPerYearBytes: copyPerDayBytes * copies * daysAYear,
    },
    conflicts: {
      chance: collisionChance(parameters.choose, parameters.keys),
      products: rateProducts(parameters),
      perS: concurrentPairsPerS(parameters),
    },
  };
}

function backlogOf({ writesPerS, partitionUs, queueBytes }: SizingParameters, writeBytes: number): Sizing['backlog'] {
  const writes = (writesPerS * partitionUs) / 1e6;
  const bytes = writes * writeBytes;
  const fullAfterUs = queueBytes === null ? null : ((dropShare * queueBytes) / (writesPerS * writeBytes)) * 1e6;
  return {
    writes,
    bytes,
    diskBytes: bytes / dropShare,
    fullAfterUs,
    isDropped: fullAfterUs !== null && fullAfterUs < partitionUs,
  };
}

/** A backlog of W T writes leaves at h W writes a second, or at h W − W while W a second still come in. */
function drainOf({ headroom, partitionUs }: SizingParameters): Sizing['drain'] {
  return { stoppedUs: partitionUs / headroom, goingOnUs: headroom > 1 ? partitionUs / (headroom - 1) : null };
}

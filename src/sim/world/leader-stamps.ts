/**
 * The leaders' stamps: a source for each leader, by the scenario's choice, and the commit wait.
 *
 * Physical stamps are the clock's reading and have no source to ask. A source that learns from others is
 * told what its replica took in when it is asked next, which is no later than it matters.
 */
import { assertNever } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { HybridClock } from '../causality/hybrid-clock.js';
import { LamportClock } from '../causality/lamport-clock.js';
import type { StampSource } from '../causality/stamp-source.js';
import { TrueTimeClock } from '../causality/true-time.js';
import type { Replica } from '../replication/replica.js';
import type { Region, Scenario, TimestampKind } from '../scenario.js';
import type { CommitWait } from '../workload/commit-wait.js';
import type { Node } from './node.js';

const stampMark = 151;
const twoTo32 = 0x100000000;

/** Stamps for the writes of all leaders. */
export class LeaderStamps {
  /** Null where a write is committed as soon as it is executed. */
  readonly commitWait: CommitWait | null;
  private readonly nodes: readonly Node[];
  private readonly replicas: readonly Replica[];
  private readonly fingerprint: Fingerprint;
  private readonly timestamps: TimestampKind;
  /** By leader; null where nobody waits for commits. */
  private readonly trueTimes: readonly TrueTimeClock[] | null;
  /** By leader; null where stamps are readings. */
  private readonly sources: (StampSource | null)[];

  constructor(parts: {
    readonly scenario: Scenario;
    readonly nodes: readonly Node[];
    readonly replicas: readonly Replica[];
    readonly fingerprint: Fingerprint;
  }) {
    const { regions, conflicts } = parts.scenario;
    this.nodes = parts.nodes;
    this.replicas = parts.replicas;
    this.fingerprint = parts.fingerprint;
    const clocks = conflicts.timestamps === 'truetime' ? regions.map(createTrueTime) : null;
    this.trueTimes = clocks;
    this.commitWait = clocks === null ? null : this.waitFor(clocks);
    this.timestamps = conflicts.timestamps;
    this.sources = clocks ?? regions.map(() => createCounter(conflicts.timestamps));
  }

  /** A leader's disk is gone, and what its source had seen with it. A clock that counts begins anew. */
  lose(region: number): void {
    if (this.commitWait === null) this.sources[region] = createCounter(this.timestamps);
  }

  /** A leader's clock was set right by a time server just now. */
  poll(region: number, nowUs: number): void {
    this.trueTimes?.[region].poll(this.nodes[region].clock.read(nowUs));
  }

  /** The stamp of a write that is executed now. */
  next(region: number, nowUs: number): number {
    const readingUs = this.nodes[region].clock.read(nowUs);
    const source = this.sources[region];
    if (source === null) return readingUs;
    source.observe(this.replicas[region].latestStamp);
    const stamp = source.next(readingUs);
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(stampMark, region, Math.floor(stamp / twoTo32), stamp);
    return stamp;
  }

  private waitFor(clocks: readonly TrueTimeClock[]): CommitWait {
    return {
      stamp: (region, nowUs) => this.next(region, nowUs),
      passesAtUs: (region, stamp, nowUs) =>
        this.nodes[region].clock.whenReads(clocks[region].passesAtReading(stamp), nowUs),
    };
  }
}

/** A source that counts what it has seen; null where stamps are readings or intervals. */
function createCounter(kind: TimestampKind): StampSource | null {
  switch (kind) {
    case 'lamport':
      return new LamportClock();
    case 'hybrid':
      return new HybridClock();
    case 'physical':
    case 'truetime':
      return null;
    default:
      return assertNever(kind);
  }
}

function createTrueTime({ clock }: Region): TrueTimeClock {
  return new TrueTimeClock(clock.uncertaintyUs ?? 0, clock.uncertaintyPpm ?? 0, clock.skewUs);
}

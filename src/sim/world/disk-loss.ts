/**
 * What a lost disk takes with it: records, what was known, and what the log had not sent.
 *
 * Peers keep their positions and believe that all they sent is there, so nothing comes again by itself.
 * Followers are replicas of their own and keep what they have.
 */
import type { Ledger } from '../record/ledger.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { Replica } from '../replication/replica.js';
import type { OpLog } from '../storage/op-log.js';
import type { LeaderStamps } from './leader-stamps.js';
import type { SingleLeadership } from './single-leadership.js';

/** Wipes leaders, and tells the ledger what is gone. */
export class DiskLoss {
  private readonly ops: OpLog;
  private readonly keys: number;
  private readonly replicas: readonly Replica[];
  private readonly multiLeader: MultiLeader;
  private readonly ledger: Ledger;
  private readonly stamps: LeaderStamps;
  private readonly leadership: SingleLeadership | null;
  /** The faults that lose a disk, in the order in which the op log numbers them. */
  private readonly losses: readonly { readonly fault: number }[];

  constructor(parts: {
    readonly ops: OpLog;
    readonly keys: number;
    readonly replicas: readonly Replica[];
    readonly multiLeader: MultiLeader;
    readonly ledger: Ledger;
    readonly stamps: LeaderStamps;
    /** Null where every region leads; otherwise it undoes what a log held. */
    readonly leadership: SingleLeadership | null;
    readonly losses: readonly { readonly fault: number }[];
  }) {
    this.ops = parts.ops;
    this.keys = parts.keys;
    this.replicas = parts.replicas;
    this.multiLeader = parts.multiLeader;
    this.ledger = parts.ledger;
    this.stamps = parts.stamps;
    this.leadership = parts.leadership;
    this.losses = parts.losses;
  }

  /** Empties a leader; `fault` is the index of the fault that does it. */
  wipe(region: number, fault: number, nowUs: number): void {
    if (this.leadership === null) this.wipeLeader(region, nowUs);
    else this.leadership.loseMemberDisk(region);
    this.stamps.lose(region);
    this.ops.loseDisk(this.losses.findIndex((loss) => loss.fault === fault));
  }

  private wipeLeader(region: number, nowUs: number): void {
    const replica = this.replicas[region];
    this.ledger.forget(region, (op) => replica.knows(op));
    for (const op of replica.wipe(this.keys, nowUs)) this.ledger.drop(op, region, nowUs, 'disk');
    this.multiLeader.replicaSet.followUp?.wiped(region);
    const waiting = this.multiLeader.intake?.lose(region) ?? [];
    for (const op of waiting) this.ledger.drop(op, region, nowUs, 'disk');
    this.multiLeader.shipping.loseLog(region, nowUs);
  }
}

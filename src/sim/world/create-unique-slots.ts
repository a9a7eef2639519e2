/** Unique slots in a world: how a write is taken back. */
import type { Fingerprint } from '../base/fingerprint.js';
import { mix32 } from '../base/hash.js';
import type { Ledger } from '../record/ledger.js';
import type { RequestTimes } from '../record/request-times.js';
import type { Tracer } from '../record/tracer.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { Replica } from '../replication/replica.js';
import { UniqueSlots } from '../replication/unique-slots.js';
import type { UniqueRule } from '../scenario.js';
import { OpKind, type OpLog } from '../storage/op-log.js';
import type { LeaderStamps } from './leader-stamps.js';

/** Keeps the identity of a take-back apart from that of the write that it takes back. */
const identityWord = 0x54414b45;

/** Null where values need not be unique. */
export function createUniqueSlots(
  rule: UniqueRule | undefined,
  parts: {
    readonly replicas: readonly Replica[];
    readonly leaders: number;
    readonly ops: OpLog;
    readonly valueOf: (op: number) => string | null;
    readonly multiLeader: MultiLeader;
    readonly stamps: LeaderStamps;
    readonly ledger: Ledger;
    readonly requestTimes: RequestTimes | null;
    readonly fingerprint: Fingerprint;
    readonly tracer: Tracer | null;
  },
): UniqueSlots | null {
  if (rule === undefined) return null;
  const { ops, multiLeader, stamps, ledger, requestTimes } = parts;
  const takeBack = (leader: number, op: number, nowUs: number): void => {
    requestTimes?.ask(ops.count, nowUs);
    const write = {
      key: ops.keyOf(op),
      kind: OpKind.delete,
      identity: mix32(ops.identityOf(op) ^ identityWord),
      // The rule for keys has to keep it, whatever the clock here says.
      stamp: Math.max(stamps.next(leader, nowUs), ops.stampOf(op) + 1),
      client: 'unique rule',
      sentAtUs: nowUs,
    };
    const id = multiLeader.accept(leader, write, nowUs);
    // It knows of the write, and does not build on it: what is taken back is lost and not superseded.
    ledger.disown(id);
    ledger.drop(op, leader, nowUs, 'collision');
  };
  return new UniqueSlots({ ...parts, rule, takeBack });
}

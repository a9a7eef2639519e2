/** A write of a key as a look at it shows it. */
import { assertNever } from '../../base/assert.js';
import { readHybridStamp } from '../../causality/hybrid-clock.js';
import type { Judgement } from '../../check/oracle.js';
import { fateOf } from '../../check/oracle.js';
import type { InspectedStamp, InspectedWrite } from '../../key-inspection.js';
import { nameClock } from '../../record/clock-names.js';
import { ContextLog } from '../../replication/context-log.js';
import type { World } from '../world.js';
import type { WritesOfKey } from './writes-of-key.js';

/** What writes are described from. */
export interface LookedAt {
  readonly world: World;
  readonly writes: WritesOfKey;
  /** Writes of the run that were not looked through yet. */
  readonly awaited: number;
  /** Null where fates cost too much. */
  readonly judgement: Pick<Judgement, 'writeFates'> | null;
}

/** All that is known of one write. */
export function describeWrite(look: LookedAt, op: number): InspectedWrite {
  const { world, judgement } = look;
  const { ops, ledger } = world;
  return {
    write: op,
    value: world.valueOf(op),
    origin: world.replicaNames[ops.leaderOf(op)],
    acceptedAtUs: ledger.acceptedAtUs(op),
    isAcknowledged: ledger.isAcknowledged(op),
    stamp: describeStamp(world, op),
    clock: clockOf(look, op),
    fate: judgement === null ? null : fateOf(judgement, op),
  };
}

/** By name, how many writes of the key entries cover that say 1 + the id of the latest one by an author. */
export function nameEntries(look: LookedAt, entryOf: (author: number) => number): Readonly<Record<string, number>> | null {
  const { world, writes, awaited } = look;
  if (awaited > 0) return null;
  const counts = new Map<number, number>();
  for (let author = 0; author < world.ops.width; author++) {
    const entry = entryOf(author);
    if (entry > 0) counts.set(author, writes.numberOf(entry - 1));
  }
  return nameCounts(world, counts);
}

/** A vector's entries by leader. */
export function nameCounts({ ops, replicaNames }: World, counts: ReadonlyMap<number, number>): Readonly<Record<string, number>> {
  return nameClock(counts, (author) => ({
    leader: replicaNames[ops.leaderOfAuthor(author)],
    life: ops.lifeOfAuthor(author),
  }));
}

function clockOf(look: LookedAt, op: number): InspectedWrite['clock'] {
  const { world } = look;
  const { ops } = world;
  if (ops instanceof ContextLog) return nameCounts(world, ops.countCovered([...ops.contextOf(op), ops.dotOf(op)]));
  return nameEntries(look, (author) => ops.vectorEntry(op, author));
}

function describeStamp(world: World, op: number): InspectedStamp {
  const { timestamps } = world.scenario.conflicts;
  const stamp = world.ops.stampOf(op);
  switch (timestamps) {
    case 'physical': {
      const offsetUs = isStampedWhenAccepted(world) ? stamp - world.ledger.acceptedAtUs(op) : null;
      return { kind: timestamps, readingUs: stamp, offsetUs };
    }
    case 'lamport':
      return { kind: timestamps, count: stamp };
    case 'hybrid':
      return { kind: timestamps, ...readHybridStamp(stamp) };
    case 'truetime':
      return { kind: timestamps, latestUs: stamp };
    default:
      return assertNever(timestamps);
  }
}

/** What is certified, or agreed on, was stamped when it was proposed. */
function isStampedWhenAccepted({ strategies }: World): boolean {
  return strategies.certification === null && (strategies.quorums?.conditionals ?? null) === null;
}

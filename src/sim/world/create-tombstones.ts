/** Tombstones in a world: who answers, and what is on its way. */
import type { AntiEntropy } from '../replication/anti-entropy.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { Fingerprint } from '../base/fingerprint.js';
import type { Tracer } from '../record/tracer.js';
import type { Replica } from '../replication/replica.js';
import { Tombstones, type TombstonePort, type TombstoneWitness } from '../replication/tombstones.js';
import type { TombstoneRule } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';

/** What a world has for tombstones. */
interface Surroundings {
  readonly agenda: Agenda;
  readonly nodes: readonly Node[];
  readonly ops: OpLog;
  readonly multiLeader: MultiLeader;
  readonly antiEntropy: AntiEntropy | null;
  readonly keys: number;
  readonly replicas: readonly Replica[];
  readonly witness: TombstoneWitness;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** Null where the scenario says nothing of tombstones. */
export function createTombstones(rule: TombstoneRule | undefined, parts: Surroundings): Tombstones | null {
  if (rule === undefined) return null;
  return new Tombstones({ ...parts, rule, port: createPort(parts) });
}

function createPort(parts: Surroundings): TombstonePort {
  const { agenda, nodes, ops, multiLeader, antiEntropy } = parts;
  const { shipping, intake } = multiLeader;
  return {
    setTimer: (atUs) => agenda.scheduleTimer(atUs, kinds.collect, 0),
    listAnswering() {
      const survivors = [...nodes.keys()].filter((replica) => !nodes[replica].hasLeft);
      return survivors.every((replica) => nodes[replica].isUp && !nodes[replica].isPaused) ? survivors : null;
    },
    listKeysOnTheirWay() {
      const keys = new Set<number>(antiEntropy?.listCarriedKeys() ?? []);
      shipping.outboxes.forEach((outbox, link) => {
        if (!outbox.isOpen) return;
        outbox.takeAcks(agenda.nowUs);
        // A FIFO link's sender keeps what is not acknowledged, so this is all that can still arrive.
        const due = shipping.listDue(link, outbox.ackedTo, outbox.log.length);
        for (const op of due) keys.add(ops.keyOf(op));
      });
      for (const { op } of intake?.listWaiting() ?? []) keys.add(ops.keyOf(op));
      return keys;
    },
  };
}

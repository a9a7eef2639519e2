/** Looks at a key that are known by heart, for tests of what is drawn. */
import type { InspectedWrite, KeyInspection, ReplicaInspection } from '../../../../src/sim/key-inspection.js';

/** A write of `us-east` at a second of its number, unless said otherwise. */
export function makeWrite(write: number, changes: Partial<InspectedWrite> = {}): InspectedWrite {
  return {
    write,
    value: `[${write}]`,
    origin: 'us-east',
    acceptedAtUs: write * 1_000_000,
    isAcknowledged: true,
    stamp: { kind: 'physical', readingUs: write * 1_000_000, offsetUs: 0 },
    clock: { 'us-east': write },
    fate: null,
    ...changes,
  };
}

/** A leader that holds a write, unless said otherwise. */
export function makeReplica(replica: string, changes: Partial<ReplicaInspection> = {}): ReplicaInspection {
  return {
    replica,
    state: 'up',
    role: 'leader',
    skewUs: 0,
    held: { kind: 'value', version: makeWrite(9) },
    context: { kind: 'vector', clock: { 'us-east': 9, 'ap-se': 2 } },
    group: 0,
    isConcurrent: false,
    keepsFor: [],
    ...changes,
  };
}

/** Two leaders agree, and what the third one holds was discarded by the others. */
export function makeInspection(changes: Partial<KeyInspection> = {}): KeyInspection {
  const lost = makeWrite(8, {
    value: '[milk,tea]',
    origin: 'ap-se',
    acceptedAtUs: 12_433_000,
    stamp: { kind: 'physical', readingUs: 12_223_000, offsetUs: -210_000 },
    clock: { 'us-east': 7, 'ap-se': 5 },
    fate: 'lost',
  });
  return {
    key: 'cart:17',
    nowUs: 12_550_000,
    strategy: 'multi-leader',
    writes: 12,
    newest: makeWrite(9),
    replicas: [
      makeReplica('us-east'),
      makeReplica('eu-west'),
      makeReplica('ap-se', {
        skewUs: -210_000,
        held: { kind: 'value', version: lost },
        context: { kind: 'vector', clock: lost.clock },
        group: 1,
        isConcurrent: true,
      }),
    ],
    isDivergent: true,
    missing: [
      {
        ...lost,
        reflectedBy: 1,
        at: [
          { replica: 'us-east', how: 'discarded', cause: 'skew', atUs: 12_545_000 },
          { replica: 'eu-west', how: 'absent', cause: null, atUs: null },
        ],
      },
    ],
    awaited: 0,
    ...changes,
  };
}

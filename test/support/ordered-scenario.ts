/**
 * Small random scenarios in which nothing is lost and much is overtaken: what the laws of delivery
 * order are tried on.
 */
import type { ApplyErrors, ConflictRules, Link, OrderName, Scenario } from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import { connect, link, scenario } from './scenario.js';

/** What is varied about one random scenario; everything else stays as it is. */
export interface OrderedSketch {
  readonly order: OrderName | null;
  readonly applyErrors?: ApplyErrors;
  /** Shares of the requests; the rest are writes. None unless said. */
  readonly updates?: number;
  readonly deletes?: number;
  /** Last-write-wins by version vectors unless said. */
  readonly conflicts?: Partial<ConflictRules>;
}

/**
 * A mesh, ring or star of 3 to 5 leaders that write some 60 times in a second on 4 keys, over links
 * of very different and changing latency. The same integer gives the same network and clients.
 */
export function orderedScenario(n: number, sketch: OrderedSketch): Scenario {
  const dice = makeDice(70_000 + n);
  const regions = dice.between(3, 5);
  const kind = (['mesh', 'ring', 'star', 'two-way-ring'] as const)[n % 4] ?? 'mesh';
  const transport = n % 8 < 4 ? 'fifo' : 'datagram';
  const forward = kind !== 'mesh' || dice.chance(0.3);
  const { updates = 0, deletes = 0 } = sketch;
  const links = connect(kind, regions).links.map(({ from, to }): Link => {
    const typicalUs = dice.pick([1_000, 20_000, 200_000]);
    const latency = { kind: 'uniform', minUs: typicalUs / 2, maxUs: typicalUs * 3 } as const;
    return link(from, to, { transport, latency, duplicate: transport === 'datagram' ? 0.1 : 0 });
  });
  return {
    ...scenario({
      seed: `order ${n}`,
      regions: Array.from({ length: regions }, (_, i) => ({
        name: `r${i}`,
        followers: { count: i === 0 ? 1 : 0, latency: { kind: 'constant', valueUs: 500 } },
        clock: { skewUs: dice.pick([0, 0, -30_000, 30_000]) },
      })),
      topology: { kind, forward, links },
      replication: {
        order: sketch.order,
        applyErrors: sketch.applyErrors ?? 'hold',
        loops: 'seen-ids',
        hopLimit: 40,
        batch: { everyUs: dice.pick([0, 5_000]), max: dice.pick([1, 10]) },
      },
      conflicts: sketch.conflicts ?? {},
      workload: {
        keys: { count: 4, choose: { kind: 'uniform' } },
        clients: Array.from({ length: regions }, (_, region) => ({
          region,
          ratePerS: 60 / regions,
          arrivals: 'poisson' as const,
          mix: { write: 1 - updates - deletes, read: 0, delete: deletes, update: updates },
        })),
      },
    }),
    name: `ordered-${n}`,
  };
}

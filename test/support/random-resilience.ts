/** Random scenarios whose clients time out, try again and hold back, and whose nodes have limits. */
import type { ClientGroup, Region, Resilience, Scenario } from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import type { Dice } from './dice.js';
import { randomScenario } from './random-scenario.js';

/** The scenario of this number, with impatient clients (all but some), limits and watched clocks (some). */
export function randomResilientScenario(n: number): Scenario {
  const dice = makeDice(n ^ 0x5eed);
  const scenario = randomScenario(n);
  const { workload, regions } = scenario;
  return {
    ...scenario,
    name: `resilient-${n}`,
    regions: regions.map((region) => limit(dice, region)),
    workload: { ...workload, clients: workload.clients.map((group) => arm(dice, group)) },
  };
}

/** The same scenario with clients that try once and wait for ever. */
export function withoutResilience(scenario: Scenario): Scenario {
  const { workload } = scenario;
  const clients = workload.clients.map(({ resilience: _, ...group }) => group);
  return { ...scenario, workload: { ...workload, clients } };
}

function arm(dice: Dice, group: ClientGroup): ClientGroup {
  return dice.chance(0.9) ? { ...group, resilience: randomResilience(dice) } : group;
}

function randomResilience(dice: Dice): Resilience {
  return {
    timeoutUs: dice.chance(0.8) ? dice.pick([500, 3_000, 20_000, 100_000, 2_000_000]) : null,
    retries: dice.pick([0, 1, 3, 9]),
    backoff: {
      baseUs: dice.pick([0, 1_000, 50_000]),
      times: dice.pick([1, 2, 3]),
      mostUs: 500_000,
      jitter: dice.pick(['none', 'full'] as const),
    },
    idempotencyKeys: dice.chance(0.5),
    breaker: dice.chance(0.4)
      ? { failures: dice.pick([0.2, 0.5, 1]), window: dice.pick([2, 5, 20]), openForUs: dice.pick([20_000, 300_000]) }
      : null,
    bulkhead: dice.chance(0.3) ? dice.pick([1, 2, 10]) : null,
  };
}

function limit(dice: Dice, region: Region): Region {
  const { node, clock } = region;
  return {
    ...region,
    node: {
      ...node,
      ...(dice.chance(0.3) ? { queue: dice.pick([1, 5]) } : {}),
      ...(dice.chance(0.2) ? { rateLimitPerS: dice.pick([2, 20, 100]) } : {}),
    },
    clock: {
      ...clock,
      ...(dice.chance(0.3)
        ? { monitor: { everyUs: dice.pick([20_000, 200_000]), thresholdUs: 100_000, errorUs: 5_000 } }
        : {}),
    },
  };
}

/** What a scenario says of its size. */
import type { Distribution } from '../../sim/base/distribution.js';
import { assertNever } from '../../sim/base/assert.js';
import type { Scenario } from '../../sim/scenario.js';
import type { SizingParameters } from './parameters.js';

/** What the scenario tells, or why nothing can be sized by it. */
export type ScenarioSize =
  | { readonly ok: true; readonly parameters: Partial<SizingParameters> }
  | { readonly ok: false; readonly message: string; readonly expected: string };

/** Reads the parameters that a scenario has; the busiest leader is the one whose links are sized. */
export function sizeOfScenario(scenario: Scenario): ScenarioSize {
  const { replication, regions, workload } = scenario;
  if (replication.strategy !== 'multi-leader') {
    return { ok: false, message: `its strategy is ${replication.strategy}`, expected: 'several leaders: strategy: multi-leader' };
  }
  const rates = regions.map((_, region) => writeRateIn(scenario, region));
  const writesPerS = Math.max(...rates);
  if (writesPerS === 0) {
    return { ok: false, message: 'no clients write at a rate', expected: 'workload.clients with a rate, such as 500/s' };
  }
  if (regions.length < 2) return { ok: false, message: 'there is one leader alone', expected: 'two regions at least' };
  const busiest = rates.indexOf(writesPerS);
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const writeBytes = workload.payloadBytes + replication.metadataBytes;
  const capacity = replication.outbox?.limit?.capacityBytes;
  return {
    ok: true,
    parameters: {
      writesPerS,
      othersPerS: (total - writesPerS) / (regions.length - 1),
      payloadBytes: workload.payloadBytes,
      metadataBytes: replication.metadataBytes,
      regions: regions.length,
      replicas: 1 + Math.max(...regions.map(({ followers }) => followers.count)),
      keys: workload.keys.count,
      choose: workload.keys.choose,
      ...(capacity === undefined ? {} : { queueBytes: capacity }),
      ...headroomOf(scenario, busiest, writesPerS * writeBytes * 8),
      ...partitionOf(scenario),
      ...lagOf(scenario, busiest),
    },
  };
}

function writeRateIn({ workload }: Scenario, region: number): number {
  const groups = workload.clients.filter((group) => group.region === region);
  return groups.reduce((sum, { ratePerS, mix }) => sum + ratePerS * (1 - mix.read), 0);
}

/** Below 1 the narrowest link cannot carry the writes. */
function headroomOf({ topology }: Scenario, from: number, linkBps: number): Partial<SizingParameters> {
  const widths = topology.links.filter((link) => link.from === from).flatMap((link) => link.bandwidthBps ?? []);
  const headroom = Math.min(...widths) / linkBps;
  return Number.isFinite(headroom) ? { headroom } : {};
}

/** The longest one. */
function partitionOf({ faults }: Scenario): Partial<SizingParameters> {
  const lengths = faults.flatMap((fault) =>
    fault.kind === 'partition' && fault.untilUs !== null ? [fault.untilUs - fault.atUs] : []);
  return lengths.length === 0 ? {} : { partitionUs: Math.max(...lengths) };
}

/** The slowest link's mean, and half of the time for which a batch stays open. */
function lagOf({ topology, replication }: Scenario, from: number): Partial<SizingParameters> {
  const means = topology.links.filter((link) => link.from === from).map((link) => meanUs(link.latency));
  const batchUs = replication.strategy === 'multi-leader' ? replication.batch.everyUs / 2 : 0;
  const lagUs = Math.round(Math.max(...means) + batchUs);
  return Number.isFinite(lagUs) && lagUs > 0 ? { lagUs } : {};
}

/** Roughly: the middle of those whose mean is far out. */
function meanUs(latency: Distribution): number {
  switch (latency.kind) {
    case 'constant':
      return latency.valueUs;
    case 'uniform':
      return (latency.minUs + latency.maxUs) / 2;
    case 'normal':
    case 'exponential':
      return latency.meanUs;
    case 'lognormal':
      return latency.medianUs;
    case 'pareto':
      return latency.shape > 1 ? (latency.scaleUs * latency.shape) / (latency.shape - 1) : latency.scaleUs;
    case 'mixture': {
      const weight = latency.parts.reduce((sum, part) => sum + part.weight, 0);
      return latency.parts.reduce((sum, part) => sum + meanUs(part.of) * part.weight, 0) / weight;
    }
    case 'empirical':
      return latency.valuesUs.reduce((sum, value) => sum + value, 0) / latency.valuesUs.length;
    default:
      return assertNever(latency);
  }
}

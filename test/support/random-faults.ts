/** Random faults that fit a topology. */
import type { Fault, Impairment, Link, Topology } from '../../src/sim/scenario.js';
import type { Dice } from './dice.js';
import { randomLink } from './random-topology.js';

/**
 * At most one fault of each kind, so that no two of them contradict each other. Most end before the
 * run does; `mayStay` allows cuts and crashes that never end.
 */
export function randomFaults(
  dice: Dice,
  topology: Topology,
  { regions, durationUs, mayStay }: { regions: number; durationUs: number; mayStay: boolean },
): readonly Fault[] {
  const faults: Fault[] = [];
  const spans = (): { atUs: number; untilUs: number | null } => {
    const atUs = dice.between(0, durationUs);
    const staysForGood = mayStay && dice.chance(0.5);
    return { atUs, untilUs: staysForGood ? null : atUs + dice.between(1, durationUs) };
  };
  if (dice.chance(0.45)) {
    const cuts = randomCuts(dice, topology.links, regions);
    if (cuts.length > 0) faults.push({ kind: 'partition', ...spans(), cuts });
  }
  if (dice.chance(0.2))
    faults.push({ kind: 'crash', ...spans(), region: dice.between(0, regions - 1) });
  if (dice.chance(0.12) && regions > 1) {
    const crashed = faults.find((fault) => fault.kind === 'crash')?.region;
    const region = dice.between(0, regions - 1);
    if (region !== crashed) {
      const atUs = dice.between(0, durationUs);
      faults.push({ kind: 'leave', atUs, region, bridges: bridgeGap(dice, topology, region) });
    }
  }
  if (dice.chance(0.2)) {
    faults.push({
      kind: 'clock-step',
      atUs: dice.between(0, durationUs),
      region: dice.between(0, regions - 1),
      byUs: dice.between(-300_000, 300_000),
    });
  }
  if (dice.chance(0.3)) {
    const links = topology.links
      .filter(() => dice.chance(0.5))
      .map(({ from, to }) => [from, to] as const);
    faults.push({ ...randomImpairment(dice), ...spans(), links });
  }
  if (dice.chance(0.2)) {
    const region = dice.between(0, regions - 1);
    faults.push({ kind: 'slow', ...spans(), region, factor: dice.between(2, 20) / 4 });
  }
  return faults;
}

function randomImpairment(dice: Dice): Impairment {
  const roll = dice.between(0, 2);
  if (roll === 0) return { kind: 'latency-spike', addUs: dice.between(1, 300_000) };
  if (roll === 1) return { kind: 'loss', loss: dice.between(0, 30) / 100 };
  return { kind: 'bandwidth', bandwidthBps: dice.between(1_000_000, 10_000_000) };
}

/** Either a set of single directions, or all that crosses a border between two groups. */
function randomCuts(
  dice: Dice,
  links: readonly Link[],
  regions: number,
): readonly (readonly [number, number])[] {
  const border = dice.between(1, Math.max(1, regions - 1));
  const isOneWay = dice.chance(0.4);
  return links
    .filter(({ from, to }) => (isOneWay ? dice.chance(0.5) : from < border !== to < border))
    .map(({ from, to }) => [from, to] as const);
}

/** Joins the neighbours of a region that leaves a ring. */
function bridgeGap(dice: Dice, { kind, links }: Topology, region: number): readonly Link[] {
  const isRing = kind === 'ring' || kind === 'two-way-ring';
  if (!isRing || dice.chance(0.2)) return [];
  const before = links.filter(({ to }) => to === region).map(({ from }) => from);
  const after = links.filter(({ from }) => from === region).map(({ to }) => to);
  return before.flatMap((from) =>
    after
      .filter((to) => to !== from && !links.some((link) => link.from === from && link.to === to))
      .map((to) => randomLink(dice, from, to, links[0]?.transport ?? 'fifo')),
  );
}

/** Random faults that fit a topology: those of a nemesis, and those that nobody recovers from. */
import { drawFaults } from '../../src/sim/fault/random-nemesis.js';
import type { Fault, Link, Topology } from '../../src/sim/scenario.js';
import { randomFaultKinds } from '../../src/sim/scenario.js';
import type { Dice } from './dice.js';
import { randomLink } from './random-topology.js';

/**
 * Up to four faults that a nemesis draws; some crashes lose their disk, and now and then a region
 * leaves. Most end before the run does; `mayStay` allows faults that never end.
 */
export function randomFaults(
  dice: Dice,
  topology: Topology,
  { regions, durationUs, mayStay }: { regions: number; durationUs: number; mayStay: boolean },
): readonly Fault[] {
  const spec = {
    faults: dice.pick([0, 1, 1, 2, 2, 3, 4]),
    fromUs: 0,
    untilUs: 2 * durationUs,
    kinds: randomFaultKinds,
    swarm: true,
    longestUs: durationUs,
  };
  const target = { regions: { length: regions }, topology };
  const drawn = drawFaults(spec, target, { nextUnit: dice.unit });
  return [
    ...drawn.map((fault) => worsen(dice, fault, mayStay)),
    ...(regions > 1 && dice.chance(0.12) ? [randomLeave(dice, topology, regions, durationUs)] : []),
  ];
}

/** Now and then a crash takes the disk with it, and what may stay does. */
function worsen(dice: Dice, fault: Fault, mayStay: boolean): Fault {
  const stays = mayStay && dice.chance(0.5);
  switch (fault.kind) {
    case 'crash': {
      const crash: Fault = stays ? { ...fault, untilUs: null } : fault;
      return dice.chance(0.3) ? { ...crash, disk: 'lost' } : crash;
    }
    case 'pause':
    case 'leave':
    case 'clock-step':
    case 'deploy':
      return fault;
    case 'partition':
    case 'storage':
    case 'outage':
    case 'offline':
    case 'slow':
    case 'latency-spike':
    case 'loss':
    case 'bandwidth':
      return stays ? { ...fault, untilUs: null } : fault;
  }
}

function randomLeave(dice: Dice, topology: Topology, regions: number, durationUs: number): Fault {
  const region = dice.between(0, regions - 1);
  const atUs = dice.between(0, durationUs);
  return { kind: 'leave', atUs, region, bridges: bridgeGap(dice, topology, region) };
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

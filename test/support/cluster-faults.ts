/** Fault schedules for a network of members: cuts, crashes and pauses that overlap as they like, and all end. */
import type { Dice } from './dice.js';
import type { Breakable } from './machine-network.js';

/** What may go wrong. */
export type ClusterFault = 'partition' | 'one-way' | 'isolation' | 'crash' | 'pause' | 'lost-disk';

/** Schedules faults before an end; what has begun ends by then. Returns what it chose, for messages. */
export function scheduleFaults(
  network: Breakable,
  dice: Dice,
  shape: {
    readonly count: number;
    readonly untilUs: number;
    readonly kinds: readonly ClusterFault[];
    readonly lostDisks?: number;
    /** Places beside the members that partitions may cut off: an observer's. */
    readonly places?: readonly number[];
  },
): readonly string[] {
  let lostDisks = shape.lostDisks ?? 0;
  return Array.from({ length: shape.count }, () => {
    const atUs = dice.between(0, shape.untilUs - 1);
    const untilUs = Math.min(shape.untilUs, atUs + dice.between(1_000, 2_500_000));
    const drawn = dice.pick(shape.kinds);
    const kind = drawn === 'lost-disk' && lostDisks-- <= 0 ? 'crash' : drawn;
    return schedule(network, dice, kind, { atUs, untilUs, places: shape.places ?? [] });
  });
}

function schedule(
  network: Breakable,
  dice: Dice,
  kind: ClusterFault,
  span: { readonly atUs: number; readonly untilUs: number; readonly places: readonly number[] },
): string {
  const { atUs, untilUs } = span;
  const members = network.members.map(({ index }) => index);
  const one = dice.pick(members);
  const all = [...members, ...span.places];
  const others = all.filter((member) => member !== one);
  switch (kind) {
    case 'partition':
    case 'one-way': {
      const left = all.filter(() => dice.chance(0.5));
      const right = all.filter((member) => !left.includes(member));
      const isBoth = kind === 'partition';
      network.at(atUs, () => {
        network.cut(left, right);
        if (isBoth) network.cut(right, left);
      });
      network.at(untilUs, () => {
        network.heal(left, right);
        if (isBoth) network.heal(right, left);
      });
      return `${kind} ${left.join()}|${right.join()} ${atUs}-${untilUs}`;
    }
    case 'isolation':
      network.at(atUs, () => {
        network.cut([one], others);
        network.cut(others, [one]);
      });
      network.at(untilUs, () => {
        network.heal([one], others);
        network.heal(others, [one]);
      });
      break;
    case 'crash':
    case 'lost-disk':
      network.at(atUs, () => network.crash(one, kind === 'crash' ? 'kept' : 'lost'));
      network.at(untilUs, () => network.restart(one));
      break;
    case 'pause':
      network.at(atUs, () => network.pause(one));
      network.at(untilUs, () => network.resume(one));
      break;
  }
  return `${kind} ${one} ${atUs}-${untilUs}`;
}

/** What a comparison of records that is still owed would bring to whom. */
import type { World } from './world.js';

/**
 * Every version that some leader holds and that anti-entropy still has to bring to others, directly or through
 * leaders between them. `behind`: by leader, the replicas that what it takes in is passed on to.
 */
export function listRepairable(
  world: World,
  behind: readonly (readonly number[])[],
): { readonly op: number; readonly replica: number }[] {
  return listGroups(world).flatMap((leaders) => {
    const replicas = [...new Set(leaders.flatMap((leader) => behind[leader]))];
    return listHeld(world, leaders).flatMap((op) => replicas.map((replica) => ({ op, replica })));
  });
}

/** Leaders that comparisons connect, as far as one of these is owed. */
function listGroups(world: World): (readonly number[])[] {
  const { antiEntropy } = world;
  if (antiEntropy === null) return [];
  const pairs = antiEntropy.listComparing();
  const groups: (readonly number[])[] = [];
  for (const [low] of antiEntropy.listOwing()) {
    if (groups.some((group) => group.includes(low))) continue;
    const group = new Set([low]);
    for (const leader of group) {
      for (const pair of pairs) if (pair.includes(leader)) pair.forEach((end) => group.add(end));
    }
    groups.push([...group]);
  }
  return groups;
}

/** Versions that not all of some leaders hold. */
function listHeld(world: World, leaders: readonly number[]): number[] {
  const stores = leaders.map((leader) => world.replicas[leader].records);
  const held: number[] = [];
  for (let key = 0; key < world.clients.keys.count; key++) {
    const single = stores[0].single(key);
    if (single !== -2 && stores.every((records) => records.single(key) === single)) continue;
    held.push(...new Set(stores.flatMap((records) => records.versions(key))));
  }
  return held;
}

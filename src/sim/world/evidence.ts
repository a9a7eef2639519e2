/** From a world to what its judges may see: what the survivors hold and know, and what is still owed to them. */
import type { Copies } from '../check/convergence.js';
import type { Evidence } from '../check/oracle.js';
import { listWrites } from '../resolution/replicated-type.js';
import { listRepairable } from './repairable.js';
import type { World } from './world.js';

/** Collects what is left at this moment. */
export function collectEvidence(world: World): Evidence & Copies {
  const survivors = [...world.replicas.keys()].filter((replica) => world.isSurvivor(replica));
  const { collected } = world.ledger;
  const holds = (replica: number, key: number): readonly number[] => {
    const held = world.replicas[replica].records.versions(key);
    return held.length > 0 || collected === null ? held : collected.standingFor(replica, key);
  };
  const single = (replica: number, key: number): number => world.replicas[replica].records.single(key);
  const knows = (replica: number, op: number): boolean =>
    world.strategies.leadership?.view.holds(replica, op) ??
    (world.replicas[replica].hasTakenIn(op) ||
    (collected !== null && holds(replica, world.ops.keyOf(op)).includes(op)));
  return {
    ledger: world.ledger,
    keys: world.clients.keys.count,
    survivors,
    // Absence is what a collected delete is reflected by.
    single: collected === null ? single : (replica, key) => singleOf(holds(replica, key)),
    holds,
    supports: (replica, key) => listSupports(world, replica, key),
    knows,
    due: listDue(world).filter(({ op, replica }) => !knows(replica, op)),
    ...keptBy(world),
    // Who led with it has gone, or will have to give it up.
    ...(world.strategies.leadership === null ? {} : { causeOfAbsence: 'failover' as const }),
    replicaName: (replica) => world.replicaNames[replica],
    keyName: (key) => world.clients.keys.nameOf(key),
    leaderOf: (op) => world.ops.leaderOf(op),
    valueOf: (op) => world.valueOf(op),
    merged: (replica, key) => listMerged(world, replica, key),
  };
}

/** All that a merged value says, also to those who ask for more than a reader sees. */
function listMerged({ replicas }: World, replica: number, key: number): readonly string[] | null {
  const { replicated } = replicas[replica];
  return replicated === null ? null : [...replicated.read(key), ...(replicated.conflicts(key) ?? [])];
}

/** The support of a merged value, part by part, as ids. */
function listSupports(
  { ops, replicas }: World,
  replica: number,
  key: number,
): readonly { readonly part: string; readonly writes: readonly number[] }[] {
  const supports = replicas[replica].replicated?.supportOf(key) ?? [];
  return supports.map((support) => {
    return { part: support.part, writes: listWrites([support], (op) => ops.previousOf(op)) };
  });
}

function singleOf(held: readonly number[]): number {
  const [first = -1] = held;
  return held.length > 1 ? -2 : first;
}

/** Which replicas keep copies of a key, where not all do. */
function keptBy({ strategies }: World): Pick<Evidence, 'keeps'> {
  const { quorums } = strategies;
  if (quorums === null || quorums.keepsAll) return {};
  return { keeps: (replica, key) => quorums.placement.homesOf(key).includes(replica) };
}

/** Up to when acknowledgements have come back: at rest nothing but those is on its way. */
export function heardUntilUs(world: World): number {
  return world.hasWork ? world.nowUs : Infinity;
}

/** A survivor that cannot be heard; or something kept for one, or given up for it, out of its reach. */
export function isSomeoneUnreachable(world: World, evidence: Evidence): boolean {
  const isDown = evidence.survivors.some((replica) => !world.nodes[replica].isUp);
  return isDown || evidence.due.length > 0 || isSomeoneGivenUp(world);
}

function isSomeoneGivenUp(world: World): boolean {
  const { outboxes } = world.multiLeader.shipping;
  return outboxes.some(({ isOpen, isDesynchronized }) => isOpen && isDesynchronized);
}

/** Every write that a link or a comparison of records still owes, or a leader holds back, for every replica behind it. */
function listDue(world: World): { readonly op: number; readonly replica: number }[] {
  const behind = world.replicas.map((_, replica) => listBehind(world, replica));
  const waiting = (world.multiLeader.intake?.listWaiting() ?? []).flatMap(({ op, replica: leader }) =>
    behind[leader].map((replica) => ({ op, replica })),
  );
  const owed = world.links.flatMap((link, index) => {
    const outbox = world.multiLeader.shipping.outboxes[index];
    const { backlog, ackedTo } = outbox.lookAt(heardUntilUs(world));
    if (!outbox.isOpen || backlog === 0) return [];
    const replicas = behind[link.target].filter((replica) => replica !== link.spec.from || link.toFollower);
    return world.multiLeader.shipping
      .listDue(index, ackedTo, outbox.log.length)
      .filter((op) => world.strategies.pulling === null || world.strategies.pulling.willAskFor(op, index))
      .flatMap((op) => replicas.map((replica) => ({ op, replica })));
  });
  const survivors = [...world.replicas.keys()].filter((replica) => world.isSurvivor(replica));
  const followed = world.strategies.leadership?.view.listDue(survivors) ?? world.strategies.certification?.listDue(survivors) ?? [];
  const handedOver = world.strategies.quorums?.leaderless.listDue() ?? [];
  const stored = world.strategies.sharedStorage?.listDue() ?? [];
  return [...owed, ...waiting, ...handedOver, ...followed, ...stored, ...listRepairable(world, behind)];
}

/** The replicas that what reaches one is passed on to: itself, its followers, and other leaders where they forward. */
function listBehind(world: World, first: number): number[] {
  const reached = new Set([first]);
  for (const replica of reached) {
    world.links.forEach(({ spec, target, toFollower }, index) => {
      const passesOn = toFollower || world.scenario.topology.forward;
      if (spec.from !== replica || replica >= world.scenario.regions.length || !passesOn) return;
      if (world.multiLeader.shipping.outboxes[index].isOpen) reached.add(target);
    });
  }
  return [...reached];
}

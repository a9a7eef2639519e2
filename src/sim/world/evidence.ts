/** From a world to what its judges may see: what the survivors hold and know, and what is still owed to them. */
import type { Copies } from '../check/convergence.js';
import type { Evidence } from '../check/oracle.js';
import { listRepairable } from './repairable.js';
import type { World } from './world.js';

/** Collects what is left at this moment. */
export function collectEvidence(world: World): Evidence & Copies {
  const survivors = [...world.replicas.keys()].filter((replica) => world.isSurvivor(replica));
  const holds = (replica: number, key: number): readonly number[] => world.replicas[replica].records.versions(key);
  const knows = (replica: number, op: number): boolean =>
    world.replicas[replica].hasTakenIn(op);
  return {
    ledger: world.ledger,
    keys: world.clients.keys.count,
    survivors,
    single: (replica, key) => world.replicas[replica].records.single(key),
    holds,
    knows,
    due: listDue(world).filter(({ op, replica }) => !knows(replica, op)),
    ...keptBy(world),
    replicaName: (replica) => world.replicaNames[replica],
    keyName: (key) => world.clients.keys.nameOf(key),
    leaderOf: (op) => world.ops.leaderOf(op),
    valueOf: (op) => world.valueOf(op),
    merged: (replica, key) => world.replicas[replica].replicated?.read(key) ?? null,
  };
}

/** Which replicas keep copies of a key, where not all do. */
function keptBy({ quorums }: World): Pick<Evidence, 'keeps'> {
  if (quorums === null || quorums.keepsAll) return {};
  return { keeps: (replica, key) => quorums.placement.homesOf(key).includes(replica) };
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
    // At rest nothing but acknowledgements is on its way.
    outbox.takeAcks(world.hasWork ? world.nowUs : Infinity);
    if (!outbox.isOpen || outbox.backlog === 0) return [];
    const replicas = behind[link.target].filter((replica) => replica !== link.spec.from || link.toFollower);
    return world.multiLeader.shipping
      .listDue(index, outbox.ackedTo, outbox.log.length)
      .flatMap((op) => replicas.map((replica) => ({ op, replica })));
  });
  const handedOver = world.quorums?.leaderless.listDue() ?? [];
  return [...owed, ...waiting, ...handedOver, ...listRepairable(world, behind)];
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

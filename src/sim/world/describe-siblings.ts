/** What a report says of siblings and clocks, where clients bring contexts of their own. */
import { nameClock } from '../record/clock-names.js';
import type { ConflictCounts, Report, ScriptedRead } from '../report.js';
import { ContextLog } from '../replication/context-log.js';
import type { World } from './world.js';

/** How many versions stood side by side, and who put them together. */
export function describeSiblings({ serving, replicas }: World): Pick<Report, 'siblings'> {
  const { contexts, reconciliation } = serving;
  if (contexts === null || reconciliation === null) return {};
  const most = Math.max(0, ...replicas.map((replica) => replica.contexts?.mostSiblings ?? 0));
  return { siblings: { most, mostAtRead: contexts.mostAtRead, ...reconciliation.counts } };
}

/** The vector that a scripted read returned. */
export function describeClock(
  { serving, ops, replicaNames }: World,
  script: number,
): Pick<ScriptedRead, 'clock'> {
  const seen = serving.contexts?.readBy(script);
  if (seen === undefined || !(ops instanceof ContextLog)) return {};
  const clock = nameClock(ops.countCovered(seen.known), (author) => ({
    leader: replicaNames[ops.leaderOfAuthor(author)],
    life: ops.lifeOfAuthor(author),
  }));
  return { clock };
}

/** How conflicts were noticed, where reads do that; nothing where the detector says it at each meeting. */
export function describeReadConflicts(
  world: World,
  survivors: readonly number[],
): Partial<ConflictCounts> {
  const { scenario, ledger, serving, clients, replicas } = world;
  const { readConflicts } = serving;
  if (readConflicts === null) return {};
  const held = survivors.flatMap((replica) =>
    Array.from({ length: clients.keys.count }, (_, key) => replicas[replica].records.versions(key)),
  );
  const noticed = readConflicts.judge(ledger.conflicts.size, held);
  return { ...noticed, resolvedBy: { [scenario.conflicts.resolve]: 0 } };
}

/** What keeps a run from being at rest: people who think. */
export function nameUndecided({ serving }: World): readonly string[] {
  const undecided = serving.reconciliation?.undecided ?? 0;
  if (undecided === 0) return [];
  return [undecided === 1 ? '1 decision by a person' : `${undecided} decisions by people`];
}

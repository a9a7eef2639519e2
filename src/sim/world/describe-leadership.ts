/** The report's block on who led: counts, and the history of each reign. */
import type { LeadershipReport, ReignReport, ReignWrite } from '../report.js';
import type { World } from './world.js';

/** Beyond so many writes in all reigns, they are counted and not listed. */
const mostListed = 200;

/** Null where every region leads. */
export function describeLeadership(world: World, survivors: readonly number[]): LeadershipReport | null {
  const { ops, strategies } = world;
  const { leadership } = strategies;
  if (leadership === null) return null;
  const { summary, reigns, view } = leadership;
  const { withoutLeaderUs, longestWithoutLeaderUs, severalLeadersUs, degradedUs, mostLeaders, ...counts } =
    summary.summarize(world.nowUs);
  const isListed = ops.count <= mostListed;
  const writes = reigns.all.map((): ReignWrite[] => []);
  const byReign = new Map(reigns.all.map(({ leader, term }, i) => [nameOf(leader, term), i]));
  for (let op = 0; op < ops.count; op++) {
    const reign = byReign.get(nameOf(ops.leaderOf(op), leadership.states.termOf(op)));
    if (reign === undefined) continue;
    writes[reign].push({
      write: op,
      key: world.clients.keys.nameOf(ops.keyOf(op)),
      value: world.valueOf(op),
      acknowledged: world.ledger.isAcknowledged(op),
      kept: view.isKept(op, survivors),
    });
  }
  const { leader } = view;
  return {
    leader: leader === null ? null : world.replicaNames[leader.index],
    ...counts,
    mostLeaders,
    withoutLeaderMs: withoutLeaderUs / 1000,
    longestWithoutLeaderMs: longestWithoutLeaderUs / 1000,
    severalLeadersMs: severalLeadersUs / 1000,
    degradedMs: degradedUs / 1000,
    reigns: reigns.all.map((reign, i): ReignReport => {
      const own = writes[i];
      const acknowledged = own.filter((write) => write.acknowledged);
      return {
        leader: world.replicaNames[reign.leader],
        term: reign.term,
        fromMs: reign.fromUs / 1000,
        untilMs: reign.untilUs === null ? null : reign.untilUs / 1000,
        taken: own.length,
        acknowledged: acknowledged.length,
        kept: own.filter(({ kept }) => kept).length,
        acknowledgedGone: acknowledged.filter(({ kept }) => !kept).length,
        writes: isListed ? own : null,
      };
    }),
  };
}

function nameOf(leader: number, term: number): string {
  return `${String(leader)} ${String(term)}`;
}

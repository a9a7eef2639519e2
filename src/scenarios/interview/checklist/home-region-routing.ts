/** Whether the writes of one user go to one leader: the share of conflicts that routing leaves. */
import type { ClientGroup, Scenario, Users } from '../../../sim/scenario.js';
import type { CheckedDesign, Checking } from './check.js';
import { counted, grouped, spellShare } from './item.js';
import { calm, oneOrderOf, writeRate } from './probe.js';

/** Most of the conflicts without routing that may be left with it. */
const mostLeft = 0.05;

const remedy = 'workload: { users: { homes: geohash, local: 95% }, clients: [ { …, home: 99% } ] }';

/** Runs the design as it is, and without its routing. */
export function* checkRouting({ scenario }: CheckedDesign): Checking {
  const { workload, replication } = scenario;
  const oneOrder = oneOrderOf(scenario);
  const item = { name: 'home-region-routing', title: 'Each user’s writes go to the leader of their home' } as const;
  if (oneOrder !== null) {
    return { ...item, verdict: 'holds', evidence: `${oneOrder} No two leaders ever write side by side.`, remedy: null };
  }
  if (replication.strategy === 'leaderless') {
    const evidence = 'Without leaders there is no home to send a write to: any node takes it.';
    return { ...item, verdict: 'not-applicable', evidence, remedy: null };
  }
  if (writeRate(workload.clients) === 0) {
    const evidence = 'No clients write but those of the script, and a script stays where it is.';
    return { ...item, verdict: 'unknown', evidence, remedy: null };
  }
  const routed = nameRowsApart(calm(scenario));
  const report = yield routed;
  const { users: _, ...anybodys } = routed.workload;
  const unrouted = yield {
    ...routed,
    workload: { ...anybodys, clients: anybodys.clients.map(({ home: __, ...group }) => group) },
  };
  const [left, all] = [report.conflicts.concurrentPairs, unrouted.conflicts.concurrentPairs];
  const lost = report.lostWrites.byCause.resolution;
  if (all === 0) {
    const evidence = 'No two leaders wrote one key at once, routed or not: too few writes a key to tell.';
    return { ...item, verdict: 'unknown', evidence, remedy: null };
  }
  if (left <= mostLeft * all) {
    const evidence = `Without faults and without homes ${counted(all, 'pair')} of writes would be concurrent; ` +
      `with them it is ${grouped(left)}: ${spellShare(left / all)}.`;
    return { ...item, verdict: 'holds', evidence, remedy: null };
  }
  if (lost === 0) {
    const evidence = `${counted(left, 'pair')} of writes were concurrent without any fault, and none of them was lost: ` +
      'both of each pair are kept or merged.';
    return { ...item, verdict: 'holds', evidence, remedy: null };
  }
  const isRouted = workload.clients.some(({ home }) => home !== undefined);
  const share = isRouted
    ? `: ${spellShare(left / all)} of those without routing`
    : ', for each goes to the leader nearby';
  const evidence = `Without any fault ${counted(left, 'pair')} of writes were concurrent${share}. ` +
    `${counted(lost, 'acknowledged write')} lost to the rule.`;
  const sent = (yield { ...routed, workload: { ...anybodys, users: nearby, clients: anybodys.clients.map(sendHome) } }).conflicts.concurrentPairs;
  if (sent <= mostLeft * all) return { ...item, verdict: 'violated', evidence, remedy };
  const why = workload.script.length > 0 ? ': what the script writes goes to the leader nearby' : '';
  const noHelp = `With homes for the users of all clients ${counted(sent, 'pair')} would be left${why}.`;
  return { ...item, verdict: 'violated', evidence: `${evidence} ${noHelp}`, remedy: null };
}

const nearby: Users = { homes: 'geohash', localShare: 0.95 };

function sendHome(group: ClientGroup): ClientGroup {
  return { ...group, home: 0.99 };
}

/** Rows that collide by their ids are the matter of another item. */
function nameRowsApart(scenario: Scenario): Scenario {
  const { workload } = scenario;
  return { ...scenario, workload: { ...workload, ids: { kind: 'uuidv7' } } };
}

/** Whether queues to a peer that is cut off stay within bounds, and nothing that was promised falls out of them. */
import type { Scenario } from '../../../sim/scenario.js';
import type { CheckedDesign, Checking } from './check.js';
import { counted, spellBytes, spellMs } from './item.js';
import { busiestRegion, calm, linksOf } from './probe.js';

const remedy =
  'replication: { outbox: { capacity: 64MiB, when-full: desynchronize }, anti-entropy: { merkle: { leaf: 16 } } }';

/**
 * Cuts the busiest region off for most of the time. A limit that is not reached by then is brought down to half
 * of what waited, so that it is seen what it does.
 */
export function* checkQueues({ scenario }: CheckedDesign): Checking {
  const item = { name: 'bounded-queues', title: 'Queues to a peer that is cut off have a limit, and lose nothing by it' } as const;
  const { replication } = scenario;
  if (scenario.regions.length < 2) {
    return { ...item, verdict: 'not-applicable', evidence: 'There is one region: nothing waits for another one.', remedy: null };
  }
  if (replication.strategy !== 'multi-leader') {
    return { ...item, verdict: 'not-applicable', evidence: inPlaceOfQueues[replication.strategy], remedy: null };
  }
  const steady = calm(scenario);
  const [atUs, untilUs] = [Math.floor(steady.durationUs / 10), Math.floor((steady.durationUs * 9) / 10)];
  const cut = (limited: Scenario['replication']): Scenario => ({
    ...steady,
    replication: limited,
    faults: [{ kind: 'partition', atUs, untilUs, cuts: linksOf(scenario, busiestRegion(scenario)) }],
  });
  const resumeRatePerS = replication.outbox?.resumeRatePerS ?? null;
  const free = yield cut({ ...replication, outbox: { limit: null, resumeRatePerS } });
  const { peakWrites, peakBytes } = free.backlog;
  if (peakWrites < 4) {
    const evidence = 'Hardly anything waited for the region that was cut off: too few writes to tell.';
    return { ...item, verdict: 'unknown', evidence, remedy: null };
  }
  const perHour = (peakBytes / (untilUs - atUs)) * 3600e6;
  const waited = `In a cut of ${spellMs((untilUs - atUs) / 1000)} up to ${counted(peakWrites, 'write')}, ` +
    `${spellBytes(peakBytes)}, waited for one peer`;
  const limit = replication.outbox?.limit ?? null;
  if (limit === null) {
    const evidence = `${waited}, without any limit: ${spellBytes(perHour)} in an hour.`;
    return { ...item, verdict: 'violated', evidence, remedy };
  }
  const capacityBytes = Math.min(limit.capacityBytes, Math.max(1, Math.floor(peakBytes / 2)));
  const full = yield cut({ ...replication, outbox: { limit: { ...limit, capacityBytes }, resumeRatePerS } });
  const ran = `${waited} when there is no limit. With one of ${spellBytes(capacityBytes)}`;
  const deaths = full.backlog.outOfMemory.length;
  if (deaths > 0) {
    const evidence = `${ran} ${counted(deaths, 'node')} died of full memory.`;
    return { ...item, verdict: 'violated', evidence, remedy };
  }
  const lost = full.lostWrites.byCause.queue;
  if (lost > 0) {
    const evidence = `${ran} ${counted(lost, 'acknowledged write')} fell out of the queue and nobody repaired it.`;
    return { ...item, verdict: 'violated', evidence, remedy };
  }
  const refused = full.writes.rejected - free.writes.rejected;
  const price = refused > 0 ? `clients were refused ${counted(refused, 'write')}` : 'no client was refused for it';
  const evidence = `${ran} nothing that was promised is lost, and ${price}.`;
  return { ...item, verdict: 'holds', evidence, remedy: null };
}

/** What others have in place of a queue for each peer. */
const inPlaceOfQueues: Readonly<Record<Exclude<Scenario['replication']['strategy'], 'multi-leader'>, string>> = {
  'single-leader': 'One leader keeps its log anyway, and whoever was cut off reads on in it: nothing else waits for a peer.',
  certification: 'All writes stand in one order, and whoever was cut off takes in what follows there: nothing else waits for a peer.',
  'shared-storage': 'One region writes the volume, and readers see it there: nothing waits for a peer.',
  leaderless: 'Without leaders nobody ships a log: who takes a write keeps a hint for a node that missed it, and no queue for each peer.',
};

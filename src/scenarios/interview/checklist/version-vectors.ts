/** Whether every concurrent write is noticed as one, and no other. */
import type { CheckedDesign, Checking } from './check.js';
import { counted, grouped } from './item.js';
import { busiestRegion, calm, linksOf, oneOrderOf } from './probe.js';

const remedy = 'conflicts: { detect: version-vector }';

/** Cuts the busiest region off for half of the time, and looks at what the detector made of what met afterwards. */
export function* checkVectors({ scenario }: CheckedDesign): Checking {
  const item = { name: 'version-vectors', title: 'Concurrent writes are told from overwriting ones, every time' } as const;
  const oneOrder = oneOrderOf(scenario);
  if (oneOrder !== null) {
    return { ...item, verdict: 'not-applicable', evidence: `${oneOrder} There is nothing to detect.`, remedy: null };
  }
  const steady = calm(scenario);
  const quarterUs = Math.floor(steady.durationUs / 4);
  const { conflicts } = yield {
    ...steady,
    faults: [{ kind: 'partition', atUs: quarterUs, untilUs: 3 * quarterUs, cuts: linksOf(scenario, busiestRegion(scenario)) }],
  };
  const { meetings, detected, missed, falseAlarms } = conflicts;
  if (meetings === 0) {
    const evidence = 'No two concurrent writes of one key met, not even after a cut: too few writes a key to tell.';
    return { ...item, verdict: 'unknown', evidence, remedy: null };
  }
  const ran = `After a cut of half of the time concurrent writes met ${counted(meetings, 'time')}: ` +
    `${grouped(detected)} noticed`;
  if (missed > 0 || falseAlarms > 0) {
    const wrong = counted(falseAlarms, 'overwriting write');
    const evidence = `${ran}, ${grouped(missed)} missed, and ${wrong} taken for concurrent.`;
    return { ...item, verdict: 'violated', evidence, remedy };
  }
  return { ...item, verdict: 'holds', evidence: `${ran}, none missed, no false alarm.`, remedy: null };
}

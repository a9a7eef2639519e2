/** Whether a clock that is off by more than 10 ms is taken out of service, or can do no harm. */
import type { Scenario } from '../../../sim/scenario.js';
import type { CheckedDesign, Checking } from './check.js';
import { counted, spellMs } from './item.js';
import { busiestRegion, calm } from './probe.js';

/** A little beyond what the item allows. */
const slightUs = 15_000;
/** Enough to lose writes wherever clocks decide. */
const grossUs = 1e6;

const remedy = 'clock: { ntp: { every: 16s, bound: 2ms }, monitor: { threshold: 10ms, every: 1s } }';

/** Sets the clock of the busiest leader wrong: slightly, to see whether it is noticed, and grossly, to see the harm. */
export function* checkClocks({ scenario }: CheckedDesign): Checking {
  const item = { name: 'clock-drift', title: 'Clocks stay within 10 ms, or their leader takes no writes' } as const;
  const steady = calm(scenario);
  const region = busiestRegion(scenario);
  const name = scenario.regions[region]?.name ?? '';
  const atUs = Math.floor(steady.durationUs / 4);
  const stepped = (byUs: number): Scenario => ({ ...steady, faults: [{ kind: 'clock-step', atUs, region, byUs }] });
  const gross = yield stepped(grossUs);
  if (gross.writes.acknowledged === 0) {
    return { ...item, verdict: 'unknown', evidence: 'Nobody writes, so no clock can decide about a write.', remedy: null };
  }
  const lost = gross.lostWrites.byCause.skew;
  const slight = yield stepped(slightUs);
  const ran = `The clock of ${name} was put ahead at ${spellMs(atUs / 1000)}`;
  if (slight.clients.redirected > 0) {
    const harm = lost === 0 ? 'no write was' : `${counted(lost, 'write')} ${lost === 1 ? 'was' : 'were'}`;
    const evidence = `${ran}. By 15 ms: its leader was taken out, and ` +
      `${counted(slight.clients.redirected, 'write')} went to another one. ` +
      `By 1 s: ${harm} lost to the clock before that.`;
    return { ...item, verdict: 'holds', evidence, remedy: null };
  }
  if (lost > 0) {
    const evidence = `${ran}. By 15 ms: nobody noticed. ` +
      `By 1 s: ${counted(lost, 'acknowledged write')} lost to an earlier write with a later stamp.`;
    return { ...item, verdict: 'violated', evidence, remedy };
  }
  if (isByClock(scenario)) {
    const crowded = stepped(grossUs);
    const { keys } = crowded.workload;
    const alike = yield { ...crowded, workload: { ...crowded.workload, keys: { ...keys, count: 1 } } };
    const lostAlike = alike.lostWrites.byCause.skew;
    if (lostAlike > 0) {
      const evidence = `${ran} by 1 s and nobody noticed. No write was lost to it; with all clients at one key ` +
        `${counted(lostAlike, 'acknowledged write')} lost to an earlier write with a later stamp.`;
      return { ...item, verdict: 'violated', evidence, remedy };
    }
    const evidence = `${ran} by 1 s and nobody noticed; no write was lost to it, not even with all clients at one key, ` +
      'but clocks decide here and too few writes followed each other to tell.';
    return { ...item, verdict: 'unknown', evidence, remedy };
  }
  const evidence = `${ran} by 1 s: nothing was lost to it. No clock decides between writes here.`;
  return { ...item, verdict: 'holds', evidence, remedy: null };
}

/** Whether a stamp of a clock says which of two writes is kept, of a record or of a part of it. */
function isByClock({ regions, replication: { strategy }, conflicts: { timestamps, resolve } }: Scenario): boolean {
  const writesMeet = regions.length > 1 && (strategy === 'multi-leader' || strategy === 'leaderless');
  return writesMeet && timestamps !== 'lamport' && typeof resolve === 'string' && byStamp.has(resolve);
}

const byStamp: ReadonlySet<string> = new Set([
  'lww', 'fww', 'lww-register', 'lww-element-set', 'lww-element-set-remove-bias', 'or-map-lww', 'field-wise',
]);

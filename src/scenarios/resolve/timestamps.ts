/** What a choice of timestamps asks of the clocks: bounds that hold, and readings that have a stamp. */
import type { ClockSpec, Region, Scenario } from '../../sim/scenario.js';
import type { ScenarioDocument } from '../schema.js';
import type { Path } from '../issue.js';
import type { Context } from './context.js';

/** What TrueTime claims of a clock that does not say; its paper's average. */
const defaultUncertaintyUs = 4000;

/** A clock worse than this is none. */
const mostGrowthPpm = 10_000;

const dayUs = 24 * 3600e6;
/** Hybrid stamps are exact for a little longer than this, either way. */
const hybridReachUs = 200 * dayUs;

/** What a clock claims under TrueTime. */
export function resolveUncertainty(
  uncertainty: ScenarioDocument['clock']['uncertainty'] = defaultUncertaintyUs,
): Pick<ClockSpec, 'uncertaintyUs' | 'uncertaintyPpm'> {
  if (typeof uncertainty === 'number') return { uncertaintyUs: uncertainty };
  return { uncertaintyUs: uncertainty['after-poll'], uncertaintyPpm: uncertainty.grows };
}

/** Warns of bounds that lie or do not count; objects to times that have no stamp. */
export function checkTimestamps(context: Context, scenario: Scenario): void {
  const { timestamps } = scenario.conflicts;
  if (timestamps === 'hybrid') checkReach(context, scenario);
  scenario.regions.forEach((region, index) => {
    const { clock: common, regions } = context.document;
    const isOwn = regions[region.name]?.clock.uncertainty !== undefined;
    const isStated = isOwn || common.uncertainty !== undefined;
    const clock = isStated && !isOwn ? ['clock'] : ['regions', region.name, 'clock'];
    const path = [...context.base, ...clock, ...(isStated ? ['uncertainty'] : [])];
    if (timestamps === 'truetime') {
      checkGrowth(context, path, region);
      const claimedUs = region.clock.uncertaintyUs ?? 0;
      const worstUs = findGreatestErrorUs(scenario, region, index);
      if (worstUs <= claimedUs) return;
      const message =
        `the bound lies: the clock of ${region.name} can be ${toMs(worstUs)} off, and TrueTime ` +
        `claims ${toMs(claimedUs)} at most`;
      context.cautions.push({ path, message });
    } else if (isStated) {
      const message = 'the uncertainty counts only under conflicts.timestamps: truetime';
      context.cautions.push({ path, message });
    }
  });
}

/** Where ε grows with the clock's doubt about itself, somebody has to set both back. */
function checkGrowth(context: Context, path: Path, { clock }: Region): void {
  const { uncertaintyPpm, ntp } = clock;
  if (uncertaintyPpm === undefined) return;
  if (uncertaintyPpm < 0 || uncertaintyPpm > mostGrowthPpm) {
    const expected = `0ppm to ${String(mostGrowthPpm)}ppm`;
    context.problems.push({ path: [...path, 'grows'], message: 'no clock claims this', expected });
  } else if (ntp === undefined) {
    const message = 'nothing ever sets back what grows';
    context.problems.push({ path, message, expected: 'clock.ntp, or a duration that stays as it is' });
  }
}

/** How far beyond a claim that does not grow a clock can be while clients work. */
function findGreatestErrorUs(scenario: Scenario, { clock }: Region, index: number): number {
  const { skewUs, ntp, uncertaintyPpm = 0 } = clock;
  // A claim that grows allows for as much drift.
  const driftPpm = Math.sign(clock.driftPpm) * Math.max(0, Math.abs(clock.driftPpm) - uncertaintyPpm);
  const steps = listSteps(scenario, index);
  if (ntp !== undefined) {
    const driftedUs = (Math.abs(driftPpm) * ntp.everyUs) / 1e6;
    const stepUs = Math.max(0, ...steps.map(({ byUs }) => Math.abs(byUs)));
    return Math.max(Math.abs(skewUs), ntp.boundUs) + driftedUs + stepUs;
  }
  let errorUs = skewUs;
  let atUs = 0;
  let worstUs = Math.abs(skewUs);
  for (const step of [...steps, { atUs: scenario.durationUs, byUs: 0 }]) {
    errorUs += (driftPpm * (step.atUs - atUs)) / 1e6;
    worstUs = Math.max(worstUs, Math.abs(errorUs), Math.abs(errorUs + step.byUs));
    errorUs += step.byUs;
    atUs = step.atUs;
  }
  return worstUs;
}

/** A clock's steps, while clients work, in order. */
function listSteps(
  { faults, durationUs }: Scenario,
  index: number,
): readonly { readonly atUs: number; readonly byUs: number }[] {
  return faults
    .flatMap((fault) => (fault.kind === 'clock-step' && fault.region === index ? [fault] : []))
    .filter(({ atUs }) => atUs <= durationUs)
    .sort((a, b) => a.atUs - b.atUs);
}

function checkReach(context: Context, scenario: Scenario): void {
  const { durationUs, settleUs, faults, regions } = scenario;
  const endUs = Math.max(durationUs, ...faults.map((fault) => endOf(fault))) + settleUs;
  const farthestUs = regions.map(({ clock }, index) => {
    const errorUs = Math.abs(clock.skewUs) + (clock.ntp?.boundUs ?? 0);
    const stepsUs = faults.reduce(
      (sum, fault) =>
        fault.kind === 'clock-step' && fault.region === index ? sum + Math.abs(fault.byUs) : sum,
      0,
    );
    return endUs * (1 + Math.abs(clock.driftPpm) / 1e6) + errorUs + stepsUs;
  });
  if (Math.max(...farthestUs) <= hybridReachUs) return;
  context.problems.push({
    path: [...context.base, 'conflicts', 'timestamps'],
    message: 'a clock can read more than hybrid stamps reach',
    expected: 'at most 200 days of duration, settle time, skew and steps together; or lamport',
  });
}

function endOf(fault: Scenario['faults'][number]): number {
  return 'untilUs' in fault ? (fault.untilUs ?? fault.atUs) : fault.atUs;
}

function toMs(us: number): string {
  return `${String(Number((us / 1000).toFixed(3)))}ms`;
}

/** Changes to a run from a moment on: one more fault, one fewer, or another rule from the start. */
import { assertNever } from '../../sim/base/assert.js';
import { deployableRules } from '../../sim/scenario.js';
import type { DeployableRule, Fault, Scenario } from '../../sim/scenario.js';
import { strategyVariants } from '../comparison/strategies.js';
import { durationText } from '../fuzz/quantity-text.js';
import { flowText } from '../fuzz/yaml-text.js';
import type { Override } from '../overrides.js';
import { findRollOutProblem } from '../resolve/roll-out.js';
import { duration } from '../units.js';

/** One thing to change. Amounts and durations are as the document writes them. */
export type WhatIf =
  /** Links are cut; null: until the end. */
  | { readonly kind: 'cut'; readonly where: LinkPlace; readonly lasts: string | null }
  /** A fault ends now instead of later; the index is that of the document. */
  | { readonly kind: 'end'; readonly fault: number; readonly words: string }
  | { readonly kind: 'crash'; readonly region: string; readonly lasts: string | null }
  | { readonly kind: 'clock'; readonly region: string; readonly by: string }
  | { readonly kind: 'latency'; readonly where: LinkPlace; readonly add: string; readonly lasts: string | null }
  | { readonly kind: 'loss'; readonly where: LinkPlace; readonly to: string; readonly lasts: string | null }
  /** Another rule for conflicts; null: in all regions. */
  | { readonly kind: 'deploy'; readonly rule: DeployableRule; readonly region: string | null }
  /** From the start on. */
  | { readonly kind: 'resolve'; readonly rule: string }
  /** From the start on. */
  | { readonly kind: 'strategy'; readonly name: string };

/** Every kind, in the order in which they are offered. */
export const whatIfKinds = ['cut', 'end', 'crash', 'clock', 'latency', 'loss', 'deploy', 'resolve', 'strategy'] as const;

/** Which links. */
export type LinkPlace =
  | { readonly kind: 'between'; readonly regions: readonly [string, string] }
  | { readonly kind: 'of'; readonly region: string }
  | { readonly kind: 'all' };

/**
 * The changes as settings of the document. What happens from a moment on happens just after it: up to and with
 * that moment the run is the one without them. Those without a moment count from the start.
 */
export function whatIfOverrides(changes: readonly WhatIf[], afterUs: number, scenario: Scenario): readonly Override[] {
  const atUs = momentOf(afterUs);
  const faults: string[] = [];
  const settings = changes.flatMap((change): readonly Override[] => {
    switch (change.kind) {
      case 'resolve':
        return [{ path: 'conflicts.resolve', value: change.rule }];
      case 'strategy': {
        const found = strategyVariants([change.name], scenario);
        return found.ok ? (found.variants[0]?.changes ?? []) : [];
      }
      case 'end':
        return [{ path: `faults.${change.fault}.until`, value: durationText(atUs) }];
      default:
        faults.push(flowText({ at: durationText(atUs), ...untilOf(change, atUs), ...faultOf(change, scenario) }));
        return [];
    }
  });
  return [...settings, ...addFaults(faults, scenario.faults.length)];
}

/** When changes take effect that are made at a moment. */
export function momentOf(afterUs: number): number {
  return Math.floor(afterUs) + 1;
}

/** A change in a few words: `cut us-east - eu-west for 5s`. */
export function whatIfWords(change: WhatIf): string {
  switch (change.kind) {
    case 'cut':
      return `cut ${placeWords(change.where)}${lastsWords(change.lasts)}`;
    case 'end':
      return change.words;
    case 'crash':
      return `crash ${change.region}${lastsWords(change.lasts)}`;
    case 'clock':
      return `step the clock of ${change.region} by ${change.by}`;
    case 'latency':
      return `${change.add} more latency on ${placeWords(change.where)}${lastsWords(change.lasts)}`;
    case 'loss':
      return `${change.to} loss on ${placeWords(change.where)}${lastsWords(change.lasts)}`;
    case 'deploy':
      return `${change.rule} from this moment on${change.region === null ? '' : ` in ${change.region}`}`;
    case 'resolve':
      return `${change.rule} from the start`;
    case 'strategy':
      return `${change.name} from the start`;
    default:
      return assertNever(change);
  }
}

/** Which links, in words. */
export function placeWords(where: LinkPlace): string {
  switch (where.kind) {
    case 'between':
      return where.regions.join(' - ');
    case 'of':
      return `all links of ${where.region}`;
    case 'all':
      return 'all links';
    default:
      return assertNever(where);
  }
}

/** Rules that leaders can go over to while the run goes on; none where it has to be from the start. */
export function rulesFromNowOn(scenario: Scenario): readonly DeployableRule[] {
  if (findRollOutProblem(scenario) !== null) return [];
  const hasRollOut = scenario.faults.some(({ kind }) => kind === 'deploy');
  return deployableRules.filter((rule) => hasRollOut || rule !== scenario.conflicts.resolve);
}

/** Faults of a scenario that go on at a moment and can be ended. */
export function endableFaults({ faults, regions }: Scenario, nowUs: number): readonly (WhatIf & { readonly kind: 'end' })[] {
  const nameOf = (region: number) => regions[region]?.name ?? '';
  return faults.flatMap((fault, index) => {
    if (!('untilUs' in fault) || fault.atUs > nowUs || (fault.untilUs !== null && fault.untilUs <= momentOf(nowUs))) return [];
    return [{ kind: 'end', fault: index, words: endWords(fault, nameOf) }];
  });
}

/** A document without faults has no list that one could be added to. */
function addFaults(faults: readonly string[], first: number): readonly Override[] {
  if (first > 0) return faults.map((value, index) => ({ path: `faults.${first + index}`, value }));
  return faults.length === 0 ? [] : [{ path: 'faults', value: `[${faults.join(', ')}]` }];
}

type TimedWhatIf = Exclude<WhatIf, { readonly kind: 'resolve' | 'strategy' | 'end' }>;

function faultOf(change: TimedWhatIf, { regions }: Scenario): Readonly<Record<string, unknown>> {
  const names = regions.map(({ name }) => name);
  switch (change.kind) {
    case 'cut':
      if (change.where.kind === 'of') return { offline: change.where.region };
      return { partition: groupsOf(change.where, names) };
    case 'crash':
      return { crash: change.region };
    case 'clock':
      return { 'clock-step': { in: change.region, by: change.by } };
    case 'latency':
      return { 'latency-spike': { between: groupsOf(change.where, names), add: change.add } };
    case 'deploy': {
      const where = change.region === null ? {} : { regions: [change.region] };
      return { deploy: { resolve: change.rule, ...where } };
    }
    case 'loss':
      return { loss: { between: groupsOf(change.where, names), to: change.to } };
    default:
      return assertNever(change);
  }
}

function groupsOf(where: LinkPlace, names: readonly string[]): readonly (readonly string[])[] {
  switch (where.kind) {
    case 'between':
      return where.regions.map((name) => [name]);
    case 'of':
      return [[where.region], names.filter((name) => name !== where.region)];
    case 'all':
      return names.map((name) => [name]);
    default:
      return assertNever(where);
  }
}

/** A text that is no duration stays as it is: checking the document finds it. */
function untilOf(change: TimedWhatIf, atUs: number): { readonly until?: string } {
  if (!('lasts' in change) || change.lasts === null) return {};
  const read = duration.read(change.lasts);
  return { until: read.ok ? durationText(atUs + read.value) : change.lasts };
}

function lastsWords(lasts: string | null): string {
  return lasts === null ? '' : ` for ${lasts}`;
}

function endWords(fault: Fault, nameOf: (region: number) => string): string {
  switch (fault.kind) {
    case 'partition': {
      const pairs = fault.cuts.filter(([from, to]) => from < to || !fault.cuts.some(([a, b]) => a === to && b === from));
      return `heal ${pairs.map(([from, to]) => `${nameOf(from)} - ${nameOf(to)}`).join(', ')}`;
    }
    case 'offline':
      return `heal all links of ${nameOf(fault.region)}`;
    case 'crash':
    case 'outage':
      return `restart ${nameOf(fault.region)}`;
    case 'pause':
      return `wake ${nameOf(fault.region)}`;
    case 'slow':
      return `end the slowness of ${nameOf(fault.region)}`;
    case 'storage':
      return `restart storage ${fault.what}`;
    case 'latency-spike':
      return 'end the latency spike';
    case 'loss':
      return 'end the loss';
    case 'bandwidth':
      return 'end the narrow bandwidth';
    case 'clock-step':
    case 'deploy':
    case 'leave':
      return '';
    default:
      return assertNever(fault);
  }
}

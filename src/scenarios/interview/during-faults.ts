/** What the clients of each region had while a fault lasted; texts ask it as `answered-in-fault.<region>`. */
import type { HistoryOperation } from '../../sim/record/history.js';
import type { Value } from '../lessons/value.js';
import { numberOf, unknownValue } from '../lessons/value.js';
import { didYouMean, listWords } from '../suggestion.js';
import type { DesignRun } from './run-design.js';

/** Shares of what was sent during a fault and answered; null where nothing was sent, or there was no fault. */
export interface DuringFaults {
  readonly requests: number | null;
  readonly writes: number | null;
}

/** In order of regions. */
export function duringFaults({ scenario, report, history }: DesignRun): readonly DuringFaults[] {
  const faults = report.faults.map(({ atMs, untilMs }) => ({ fromUs: atMs * 1000, untilUs: (untilMs ?? Infinity) * 1000 }));
  const scripted = new Map(scenario.workload.script.map(({ client, region }) => [client, region]));
  const names = scenario.regions.map(({ name }) => name);
  // Generated clients are called after their region.
  const regionOf = (client: string): number =>
    scripted.get(client) ?? names.findIndex((name) => client === name || client.startsWith(`${name} `));
  const sent = (history?.history.operations ?? []).filter(({ invokedAtUs }) =>
    faults.some(({ fromUs, untilUs }) => (invokedAtUs ?? 0) >= fromUs && (invokedAtUs ?? 0) < untilUs));
  return names.map((_, region) => {
    const own = sent.filter(({ process }) => regionOf(history?.clients[process] ?? '') === region);
    return { requests: shareServed(own), writes: shareServed(own.filter(({ f }) => f !== 'read')) };
  });
}

/** What a condition refused was answered all the same. */
export function isServed({ outcome, f }: HistoryOperation): boolean {
  return outcome === 'ok' || (outcome === 'fail' && f === 'cas');
}

/** The value of such a name; null for a name of another kind. */
export function findDuringFaults(name: string, run: DesignRun): Value | null {
  const region = regionAsked(name);
  if (region === null) return null;
  const share = duringFaults(run)[run.scenario.regions.findIndex((one) => one.name === region)]?.writes ?? null;
  return share === null ? unknownValue(`nothing was written in ${region} during a fault`) : numberOf(share, 'share');
}

/** What is wrong with such a name: undefined for a name of another kind, null for nothing. */
export function problemDuringFaults(name: string, regions: readonly { readonly name: string }[]) {
  const asked = regionAsked(name);
  if (asked === null) return undefined;
  const names = regions.map((region) => region.name);
  if (names.includes(asked)) return null;
  return { message: `there is no region "${asked}"`, expected: `one of ${listWords(names)}`, ...didYouMean(asked, names) };
}

function regionAsked(name: string): string | null {
  return /^answered-in-fault\.(.+)$/.exec(name)?.[1] ?? null;
}

function shareServed(operations: readonly HistoryOperation[]): number | null {
  return operations.length === 0 ? null : operations.filter(isServed).length / operations.length;
}

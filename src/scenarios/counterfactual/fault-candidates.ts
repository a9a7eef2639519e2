/**
 * What might have kept a write about the faults of a document: none, shorter, later, or less of one.
 * Drawn ones have no path.
 */
import type { Fault } from '../../sim/scenario.js';
import { listAt } from '../fuzz/test-case.js';
import { toYaml } from '../comparison/yaml-value.js';
import { change, setTo } from './candidate.js';
import type { Candidate } from './candidate.js';
import { stepFor } from './dial.js';
import type { Dial } from './dial.js';
import type { Loss } from './loss.js';
import { sayBeginning, sayBound, sayEnd, sayOffset, sayUs } from './quantity-words.js';

const finestTimeUs = 1000;
/** Faults that are tried, those around the loss first. */
const mostFaults = 12;

/** One or more for each fault. */
export function faultCandidates(loss: Loss): readonly Candidate[] {
  const { scenario } = loss;
  const single = scenario.faults
    .map((fault, index) => ({ fault, index, distance: distanceTo(loss, fault) }))
    .toSorted((a, b) => a.distance - b.distance || a.index - b.index)
    .slice(0, mostFaults)
    .flatMap(({ fault, index }, order) =>
      candidatesOf(loss, fault, index, weightOf(loss, fault) + Math.min(order, 8) * 0.5),
    );
  if (scenario.faults.length < 2) return single;
  return [...single, change(45, 'none of the faults had happened', ['faults', '[]'])];
}

/** Where clocks decided, their steps come first and the rest of the faults late. */
function weightOf({ cause }: Loss, { kind }: Fault): number {
  if (cause !== 'skew') return 10;
  return kind === 'clock-step' ? 9 : 30;
}

function candidatesOf(loss: Loss, fault: Fault, index: number, weight: number): readonly Candidate[] {
  const name = nameOf(loss, fault);
  const path = `faults.${String(index)}`;
  const others = listAt(loss.document, 'faults').toSpliced(index, 1);
  const removal: Candidate = {
    name: path,
    words: `${name} had not happened`,
    changes: [{ path: 'faults', value: toYaml(others) }],
    dials: [...timesOf(loss, fault, path, name), ...sizesOf(fault, path, loss)],
    weight,
  };
  const isWiped = fault.kind === 'crash' && fault.disk === 'lost';
  if (!isWiped) return [removal];
  const region = loss.scenario.regions[fault.region].name;
  return [change(weight - 1, `${region}'s disk had survived the crash`, [`${path}.disk`, 'kept']), removal];
}

/** When it ends and when it begins, where it lasts. */
function timesOf({ scenario }: Loss, fault: Fault, path: string, name: string): readonly Dial[] {
  if (!('untilUs' in fault)) return [];
  const { atUs, untilUs } = fault;
  const endUs = untilUs ?? Math.max(scenario.durationUs, atUs + finestTimeUs) + scenario.settleUs;
  const step = stepFor(endUs - atUs, finestTimeUs);
  const dialOf = (key: 'at' | 'until', actual: number, limit: number, wordsOf: Dial['wordsOf']): Dial => ({
    actual,
    limit,
    step,
    changesAt: setTo(`${path}.${key}`),
    wordsOf,
  });
  return [
    dialOf('until', endUs, atUs + 1, (edge) => `${name} had ended ${sayEnd(edge)}`),
    dialOf('at', atUs, endUs - 1, (edge) => `${name} had ${sayBeginning(edge)}`),
  ];
}

/** How bad it is, where that has a size. */
function sizesOf(fault: Fault, path: string, { scenario }: Loss): readonly Dial[] {
  if (fault.kind === 'latency-spike') {
    const { addUs } = fault;
    return [
      {
        actual: addUs,
        limit: 1,
        step: stepFor(addUs, finestTimeUs),
        changesAt: setTo(`${path}.latency-spike.add`),
        wordsOf: (edge) => `the latency spike had added ${sayBound(edge, sayUs)}`,
      },
    ];
  }
  if (fault.kind !== 'clock-step') return [];
  const { byUs, region } = fault;
  return [
    {
      actual: byUs,
      limit: 0,
      step: stepFor(byUs, 100),
      changesAt: setTo(`${path}.clock-step.by`),
      wordsOf: (edge) =>
        `the step of ${scenario.regions[region].name}'s clock had put it ${sayOffset(edge)}`,
    },
  ];
}

/** How far from the time between acceptance and loss a fault is; 0 where it is during it. */
function distanceTo({ write, untilUs: lostAtUs }: Loss, fault: Fault): number {
  const endUs = 'untilUs' in fault ? (fault.untilUs ?? Infinity) : Infinity;
  if (endUs < write.atUs) return write.atUs - endUs;
  return Math.max(0, fault.atUs - lostAtUs);
}

/** As in "the partition", with its time where there are several alike. */
function nameOf({ scenario }: Loss, fault: Fault): string {
  const what = whatOf(fault, (region) => scenario.regions[region].name);
  const alike = scenario.faults.filter(
    (other) => whatOf(other, (region) => scenario.regions[region].name) === what,
  );
  return alike.length > 1 ? `${what} at ${sayUs(fault.atUs)}` : what;
}

function whatOf(fault: Fault, regionName: (region: number) => string): string {
  switch (fault.kind) {
    case 'partition':
      return 'the partition';
    case 'crash':
      return `the crash of ${regionName(fault.region)}`;
    case 'outage':
      return `the outage of ${regionName(fault.region)}`;
    case 'pause':
      return `the pause of ${regionName(fault.region)}`;
    case 'offline':
      return `${regionName(fault.region)}'s time offline`;
    case 'storage':
      return `the crash of storage ${fault.what}`;
    case 'leave':
      return `the departure of ${regionName(fault.region)}`;
    case 'clock-step':
      return `the step of ${regionName(fault.region)}'s clock`;
    case 'deploy':
      return `the roll-out of ${fault.rule}`;
    case 'slow':
      return `the slowness of ${regionName(fault.region)}`;
    case 'latency-spike':
      return 'the latency spike';
    case 'loss':
      return 'the loss on links';
    case 'bandwidth':
      return 'the lack of bandwidth';
  }
}

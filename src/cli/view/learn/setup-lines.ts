/** What a run begins with, in a line each: the regions and their clocks, who asks what when, what breaks, the rule. */
import { assertNever } from '../../../sim/base/assert.js';
import type { ClientGroup, Fault, Region, Scenario, ScriptedOp } from '../../../sim/scenario.js';
import { showText } from '../drawing/text-width.js';
import {
  formatBandwidth, formatCount, formatCountOf, formatRate, formatShare, formatShortDuration, formatShortMoment, formatSignedDuration,
} from '../words/quantity.js';
import { describeStrategy } from '../words/strategy-words.js';

/** A line of it: when, where, what. */
export interface SetupLine {
  /** Empty for what holds all the time. */
  readonly when: string;
  readonly where: string;
  readonly what: string;
}

/** All that is worth telling before a prediction; of long scripts and many faults the first. */
export function setupLines(scenario: Scenario): readonly SetupLine[] {
  const { regions, workload, faults, nemesis } = scenario;
  const events = [
    ...workload.script.map((op) => ({ atUs: op.atUs, line: operationLine(op, scenario) })),
    ...faults.map((fault) => ({ atUs: fault.atUs, line: faultLine(fault, scenario) })),
  ].sort((a, b) => a.atUs - b.atUs);
  const shown = events.slice(0, mostEvents).map(({ line }) => line);
  const left = events.length - shown.length;
  return [
    ...regions.flatMap(clockLines),
    ...clientLines(scenario),
    ...shown,
    ...(left > 0 ? [always(`and ${formatCountOf(left, 'more event')}`)] : []),
    ...(nemesis === undefined ? [] : [always(`${formatCountOf(nemesis.faults, 'random fault')} of the seed`)]),
    { when: '', where: 'rule', what: describeStrategy(scenario) },
  ];
}

/** Whose copies there are: `us-east, eu-west and ap-se`. */
export function regionWords({ regions }: Scenario): string {
  const names = regions.slice(0, mostNames).map(({ name }) => showText(name));
  const left = regions.length - names.length;
  if (left > 0) return `${names.join(', ')} and ${String(left)} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

const mostEvents = 12;
const mostGroups = 4;
const mostNames = 4;

function always(what: string): SetupLine {
  return { when: '', where: '', what };
}

function clockLines({ name, clock }: Region): readonly SetupLine[] {
  const skew = clock.skewUs === 0 ? [] : [`is off by ${formatSignedDuration(clock.skewUs)}`];
  const drift = clock.driftPpm === 0 ? [] : [`runs ${String(Math.abs(clock.driftPpm))} ppm ${clock.driftPpm > 0 ? 'fast' : 'slow'}`];
  const words = [...skew, ...drift];
  return words.length === 0 ? [] : [{ when: '', where: showText(name), what: `its clock ${words.join(' and ')}` }];
}

/** One line where all regions have clients of the same kind. */
function clientLines(scenario: Scenario): readonly SetupLine[] {
  const { regions, workload: { clients } } = scenario;
  const lines = clients.map((group) => clientLine(group, scenario));
  const [first] = lines;
  const isAlike = lines.length === regions.length && new Set(lines.map(({ where }) => where)).size === regions.length;
  if (first !== undefined && regions.length > 1 && isAlike && lines.every(({ what }) => what === first.what)) {
    return [{ ...first, where: 'everywhere' }];
  }
  const left = lines.length - mostGroups;
  return [...lines.slice(0, mostGroups), ...(left > 0 ? [always(`${formatCountOf(left, 'more group')} of clients`)] : [])];
}

function clientLine({ region, ratePerS, arrivals, mix }: ClientGroup, scenario: Scenario): SetupLine {
  const shares = Object.entries(mix).filter(([, share]) => share > 0);
  const [only] = shares;
  const kinds = shares.length === 1 && only !== undefined
    ? plural(only[0])
    : `requests (${shares.map(([kind, share]) => `${formatShare(share)} ${plural(kind)}`).join(', ')})`;
  const where = nameOf(scenario, region);
  if (typeof arrivals === 'object' && arrivals.kind === 'closed') {
    return { when: '', where, what: `${kinds} of ${formatCountOf(arrivals.clients, 'client')}, each after its last answer` };
  }
  const often = `${Number.isInteger(ratePerS) ? formatCount(ratePerS) : formatRate(ratePerS)} ${kinds} a second`;
  const inBursts = typeof arrivals === 'object' ? `, in bursts of ${formatShortDuration(arrivals.forUs)} every ${formatShortDuration(arrivals.everyUs)}` : '';
  return { when: '', where, what: `${often}${inBursts}` };
}

function plural(kind: string): string {
  return `${kind}s`;
}

function operationLine(op: ScriptedOp, scenario: Scenario): SetupLine {
  return { when: formatShortMoment(op.atUs), where: nameOf(scenario, op.region), what: `${showText(op.client)} ${operationWords(op)}` };
}

function operationWords(op: ScriptedOp): string {
  const key = showText(op.key);
  const { change } = op;
  switch (op.kind) {
    case 'write':
    case 'merge':
    case 'update':
      return `${op.kind}s ${key} = ${showText(op.value ?? '')}`;
    case 'create':
      return `creates a row of ${key}`;
    case 'read':
    case 'delete':
      return `${op.kind}s ${key}`;
    case 'increment':
      return `adds ${change?.kind === 'increment' ? String(change.by) : ''} to ${key}`;
    case 'add':
      return `puts ${change?.kind === 'add' ? showText(change.element) : ''} into ${key}`;
    case 'remove':
      return `takes ${change?.kind === 'remove' ? showText(change.element) : ''} out of ${key}`;
    case 'set': {
      const fields = change?.kind === 'set' ? Object.entries(change.fields) : [];
      return `sets ${fields.map(([field, value]) => showText(`${field} = ${value}`)).join(', ')} of ${key}`;
    }
    case 'insert':
      return `types "${change?.kind === 'insert' ? showText(change.text) : ''}" into ${key}`;
    case 'erase':
      return `erases ${change?.kind === 'erase' ? formatCountOf(change.length, 'character') : ''} of ${key}`;
    default:
      return assertNever(op.kind);
  }
}

function faultLine(fault: Fault, scenario: Scenario): SetupLine {
  return { when: formatShortMoment(fault.atUs), ...faultWords(fault, scenario) };
}

function faultWords(fault: Fault, scenario: Scenario): Omit<SetupLine, 'when'> {
  const until = 'untilUs' in fault && fault.untilUs !== null ? ` until ${formatShortMoment(fault.untilUs)}` : '';
  const at = (region: number, what: string) => ({ where: nameOf(scenario, region), what });
  switch (fault.kind) {
    case 'partition':
      return { where: pairWords(fault.cuts, scenario), what: `cut off from each other${until}` };
    case 'crash':
      return at(fault.region, fault.disk === 'lost' ? `crashes and loses its disk${until}` : `crashes${until}`);
    case 'outage':
      return at(fault.region, `the whole region is down${until}`);
    case 'pause':
      return at(fault.region, `stands still${until}`);
    case 'offline':
      return at(fault.region, `offline${until}`);
    case 'storage':
      return { where: '', what: `${showText(fault.what)} of the storage crash${until}` };
    case 'leave':
      return at(fault.region, 'is removed for good');
    case 'clock-step':
      return at(fault.region, `its clock jumps by ${formatSignedDuration(fault.byUs)}`);
    case 'deploy':
      return { where: fault.regions.map((region) => nameOf(scenario, region)).join(', '), what: `the rule ${fault.rule} is rolled out` };
    case 'slow':
      return at(fault.region, `everything takes ${String(fault.factor)} times as long${until}`);
    case 'latency-spike':
      return { where: pairWords(fault.links, scenario), what: `${formatShortDuration(fault.addUs)} slower${until}` };
    case 'loss':
      return { where: pairWords(fault.links, scenario), what: `loses ${formatShare(fault.loss)} of the messages${until}` };
    case 'bandwidth':
      return { where: pairWords(fault.links, scenario), what: `only ${formatBandwidth(fault.bandwidthBps)}${until}` };
    default:
      return assertNever(fault);
  }
}

/** Both directions of a link count once. */
function pairWords(links: readonly (readonly [from: number, to: number])[], scenario: Scenario): string {
  const pairs = links.map(([from, to]) => {
    const isBoth = links.some((link) => link[0] === to && link[1] === from);
    if (!isBoth) return `${nameOf(scenario, from)} > ${nameOf(scenario, to)}`;
    return from < to ? `${nameOf(scenario, from)} - ${nameOf(scenario, to)}` : null;
  }).filter((words) => words !== null);
  return pairs.length > 2 ? `${pairs[0] ?? ''} and ${String(pairs.length - 1)} more` : pairs.join(', ');
}

function nameOf({ regions }: Scenario, region: number): string {
  return showText(regions[region]?.name ?? '');
}

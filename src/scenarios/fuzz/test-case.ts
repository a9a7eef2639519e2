/** A scenario and what is laid over it: the plain values that are drawn, run and shrunk. */
import { assertNever } from '../../sim/base/assert.js';
import { isMapping } from '../schema/field.js';
import { maxClosedClients } from '../schema/arrivals.js';
import { rate } from '../units.js';
import { rateText } from './quantity-text.js';

/** A mapping of a document. */
export type Mapping = Readonly<Record<string, unknown>>;

/** A scenario as its document says it, and changes that are no part of it yet. */
export interface TestCase {
  readonly base: Mapping;
  readonly changes: readonly Change[];
}

/** One thing that is made otherwise. */
export type Change =
  /** Something goes wrong, as under `faults`. */
  | { readonly kind: 'fault'; readonly fault: Mapping }
  /** A leader's clock departs from true time by a duration, or by parts per million. */
  | { readonly kind: 'clock'; readonly region: string; readonly field: 'skew' | 'drift'; readonly value: string }
  /** All clients ask so many times as often. */
  | { readonly kind: 'rates'; readonly times: number }
  /** Operations go to so many keys. */
  | { readonly kind: 'keys'; readonly count: number }
  /** The same under another seed. */
  | { readonly kind: 'seed'; readonly seed: string };

/** The scenario with its changes in it. */
export function layOver({ base, changes }: TestCase): Mapping {
  return changes.reduce(layOne, base);
}

/** The workload with its changes, and nothing that goes wrong beside what the scenario says itself. */
export function withoutFaults({ base, changes }: TestCase): TestCase {
  return { base, changes: changes.filter((change) => !isFault(change)) };
}

/** Whether a change makes something go wrong; the others are about what clients ask for. */
export function isFault({ kind }: Change): boolean {
  return kind === 'fault' || kind === 'clock';
}

/** A mapping below another one; empty where there is none. */
export function mappingAt(mapping: Mapping, key: string): Mapping {
  const value = mapping[key];
  return isMapping(value) ? value : {};
}

/** A list below a mapping; empty where there is none. */
export function listAt(mapping: Mapping, key: string): readonly unknown[] {
  const value = mapping[key];
  return Array.isArray(value) ? value : [];
}

/** The mapping without a key. */
export function without(mapping: Mapping, key: string): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([name]) => name !== key));
}

/** The mapping with a list in it; without the key where the list is empty. */
export function putList(mapping: Mapping, key: string, items: readonly unknown[]): Mapping {
  return items.length === 0 ? without(mapping, key) : { ...mapping, [key]: items };
}

function layOne(scenario: Mapping, change: Change): Mapping {
  switch (change.kind) {
    case 'fault':
      return { ...scenario, faults: [...listAt(scenario, 'faults'), change.fault] };
    case 'clock':
      return { ...scenario, regions: layClock(mappingAt(scenario, 'regions'), change) };
    case 'rates':
      return changeWorkload(scenario, (workload) => ({
        ...workload,
        clients: listAt(workload, 'clients').map((client) => speedUp(client, change.times)),
      }));
    case 'keys':
      return changeWorkload(scenario, (workload) => ({
        ...workload,
        keys: { ...mappingAt(workload, 'keys'), count: change.count },
      }));
    case 'seed':
      return { ...scenario, seed: change.seed };
    default:
      return assertNever(change);
  }
}

function layClock(
  regions: Mapping,
  { region: name, field, value }: Change & { readonly kind: 'clock' },
): Mapping {
  const region = mappingAt(regions, name);
  return { ...regions, [name]: { ...region, clock: { ...mappingAt(region, 'clock'), [field]: value } } };
}

function changeWorkload(scenario: Mapping, change: (workload: Mapping) => Mapping): Mapping {
  return { ...scenario, workload: change(mappingAt(scenario, 'workload')) };
}

function speedUp(client: unknown, times: number): unknown {
  if (!isMapping(client)) return client;
  const { clients: waiting } = client;
  // A closed loop of more clients asks more often.
  if (typeof waiting === 'number') {
    return { ...client, clients: Math.min(maxClosedClients, Math.max(1, Math.round(waiting * times))) };
  }
  const asked = rate.read(client['rate']);
  return asked.ok ? { ...client, rate: rateText(asked.value * times) } : client;
}

/** What shrinking came to, in words: what a failure needs, and what it does not. */
import { assertNever } from '../../sim/base/assert.js';
import { regionNames } from './keep-regions.js';
import type { Change, TestCase } from './test-case.js';
import { listAt, mappingAt } from './test-case.js';
import { flowText } from './yaml-text.js';

/** What is laid over the workload of a case that fails, as a document says it. */
export function describeNeeded({ base, changes }: TestCase): readonly string[] {
  return [
    ...listAt(base, 'faults').map((fault) => flowText(fault)),
    ...changes.map(describeChange),
  ];
}

/** What the smaller case fails without. */
export function describeUnneeded(
  before: TestCase,
  after: TestCase,
  writes: { readonly before: number; readonly after: number },
): readonly string[] {
  const gone = regionNames(before.base).filter((name) => !regionNames(after.base).includes(name));
  const faults = countFaults(before) - countFaults(after);
  const left = (kind: Change['kind']): number => countOf(before, kind) - countOf(after, kind);
  const dropped = writes.before - writes.after;
  return [
    ...gone.map((name) => `region ${name}`),
    ...(faults > 0 ? [`${faults} ${faults === 1 ? 'fault' : 'faults'}`] : []),
    ...(left('clock') > 0 ? [`${left('clock')} of the wrong clocks`] : []),
    ...(left('rates') + left('keys') > 0 ? ['other rates or keys'] : []),
    ...(left('seed') > 0 && hasClients(after) ? ['another seed'] : []),
    ...(dropped > 0 ? [`${grouped(dropped)} of ${grouped(writes.before)} writes`] : []),
    ...settings.filter((key) => isThere(before, key) && !isThere(after, key)),
  ];
}

const settings = ['node', 'links', 'client-latency', 'settle', 'nemesis'] as const;

function isThere({ base }: TestCase, key: string): boolean {
  return key in base;
}

function hasClients({ base }: TestCase): boolean {
  return listAt(mappingAt(base, 'workload'), 'clients').length > 0;
}

function countFaults({ base, changes }: TestCase): number {
  return listAt(base, 'faults').length + changes.filter(({ kind }) => kind === 'fault').length;
}

function countOf({ changes }: TestCase, kind: Change['kind']): number {
  return changes.filter((change) => change.kind === kind).length;
}

function describeChange(change: Change): string {
  switch (change.kind) {
    case 'fault':
      return flowText(change.fault);
    case 'clock':
      return `clock of ${change.region}: { ${change.field}: ${change.value} }`;
    case 'rates':
      return `${change.times} times the rates`;
    case 'keys':
      return `${change.count} ${change.count === 1 ? 'key' : 'keys'}`;
    case 'seed':
      return `seed ${change.seed}`;
    default:
      return assertNever(change);
  }
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

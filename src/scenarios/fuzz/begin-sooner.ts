/** A scripted test case that begins when something happens: the time before it is left out. */
import { isMapping } from '../schema/field.js';
import { duration } from '../units.js';
import { durationText } from './quantity-text.js';
import type { Mapping, TestCase } from './test-case.js';
import { listAt, mappingAt, putList } from './test-case.js';

/** The case with the first operation or fault at 0; null where clients ask all the time, or it is so. */
export function beginSooner({ base, changes }: TestCase): TestCase | null {
  const workload = mappingAt(base, 'workload');
  const script = listAt(workload, 'script').filter(isMapping);
  const own = listAt(base, 'faults').filter(isMapping);
  const laid = changes.flatMap((change) => (change.kind === 'fault' ? [change.fault] : []));
  const firstUs = Math.min(...[...script, ...own, ...laid].map(({ at }) => microseconds(at)));
  const isScripted = listAt(workload, 'clients').length === 0 && script.length > 0;
  if (!isScripted || firstUs === 0) return null;
  const sooner = (one: Mapping): Mapping => {
    return { ...one, ...shift(one, 'at', firstUs), ...shift(one, 'until', firstUs) };
  };
  return {
    base: {
      ...putList(base, 'faults', own.map(sooner)),
      workload: { ...workload, script: script.map(sooner) },
    },
    changes: changes.map((change) => (change.kind === 'fault' ? { ...change, fault: sooner(change.fault) } : change)),
  };
}

function shift(one: Mapping, key: 'at' | 'until', byUs: number): Mapping {
  return key in one ? { [key]: durationText(microseconds(one[key]) - byUs) } : {};
}

function microseconds(text: unknown): number {
  const read = duration.read(text);
  return read.ok ? read.value : 0;
}

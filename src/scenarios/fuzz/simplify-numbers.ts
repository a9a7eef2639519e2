/** Simpler numbers in a test case that still fails: shorter faults, smaller amounts, and few digits. */
import { assertNever } from '../../sim/base/assert.js';
import { isMapping } from '../schema/field.js';
import { duration, ppm, rate, share } from '../units.js';
import type { Quantity } from '../units.js';
import type { Search } from './bounded.js';
import { durationText, rateText, shareText } from './quantity-text.js';
import type { Change, Mapping, TestCase } from './test-case.js';
import { listAt, mappingAt } from './test-case.js';

/** Shortens and rounds, one number after the other. */
export function* simplifyNumbers(start: TestCase): Search<TestCase> {
  let here = start;
  for (let i = 0; i < spotsOf(here).length; i++) here = yield* shorten(here, i);
  for (let i = 0; i < spotsOf(here).length; i++) here = yield* lessen(here, i);
  for (let i = 0; i < spotsOf(here).length; i++) here = yield* round(here, i);
  return here;
}

/** Numbers near this one with fewer digits, those with the fewest first; the nearest of them first. */
export function rounder(value: number): readonly number[] {
  const digits = countDigits(value);
  const found: number[] = [];
  for (let kept = 1; kept < digits; kept++) {
    const unit = Number(`1e${exponentOf(value) + 1 - kept}`);
    const [down, up] = [Math.floor(value / unit) * unit, Math.ceil(value / unit) * unit].map(clean);
    found.push(...(value - down <= up - value ? [down, up] : [up, down]));
  }
  return [...new Set(found)].filter((one) => one !== 0 && one !== value);
}

/** A number of a test case: where it stands, and what it may become. */
interface Spot {
  readonly value: number;
  readonly put: (value: number) => TestCase;
  /** Less of it is simpler. */
  readonly isAmount: boolean;
  /** The least that it can be halved to. */
  readonly least: number;
  /** Where it is one end of a stretch of time: the other end. */
  readonly otherEnd: number | null;
}

/** Ends that come sooner, then beginnings that come later. */
function* shorten(here: TestCase, index: number): Search<TestCase> {
  const { otherEnd, value, put } = spotsOf(here)[index];
  if (otherEnd === null || Math.abs(value - otherEnd) < 2) return here;
  const shorter = put(otherEnd + Math.trunc((value - otherEnd) / 2));
  return (yield shorter) ? yield* shorten(shorter, index) : here;
}

function* lessen(here: TestCase, index: number): Search<TestCase> {
  const { isAmount, value, least, put } = spotsOf(here)[index];
  const half = least < 1 ? value / 2 : Math.trunc(value / 2);
  if (!isAmount || Math.abs(half) < least) return here;
  const lesser = put(half);
  return (yield lesser) ? yield* lessen(lesser, index) : here;
}

function* round(here: TestCase, index: number): Search<TestCase> {
  const { value, put } = spotsOf(here)[index];
  for (const simpler of rounder(value)) {
    const rounded = put(simpler);
    if (yield rounded) return rounded;
  }
  return here;
}

function spotsOf({ base, changes }: TestCase): readonly Spot[] {
  const putBase = (changed: Mapping): TestCase => ({ base: changed, changes });
  return [
    ...changes.flatMap((change, i) =>
      spotsOfChange(change, (changed) => ({ base, changes: changes.with(i, changed) })),
    ),
    ...listAt(base, 'faults').flatMap((fault, i, faults) =>
      isMapping(fault) ? spotsOfFault(fault, (changed) => putBase({ ...base, faults: faults.with(i, changed) })) : [],
    ),
    ...spotsOfWorkload(mappingAt(base, 'workload'), (workload) => putBase({ ...base, workload })),
    ...spotAt(base, 'duration', ofDuration, putBase),
  ];
}

function spotsOfChange(change: Change, put: (change: Change) => TestCase): readonly Spot[] {
  switch (change.kind) {
    case 'fault':
      return spotsOfFault(change.fault, (fault) => put({ ...change, fault }));
    case 'clock': {
      const kind = change.field === 'skew' ? ofOffset : ofDrift;
      return spotAt({ value: change.value }, 'value', kind, ({ value }) => put({ ...change, value: String(value) }));
    }
    case 'rates':
    case 'keys':
    case 'seed':
      return [];
    default:
      return assertNever(change);
  }
}

function spotsOfFault(fault: Mapping, put: (fault: Mapping) => TestCase): readonly Spot[] {
  const otherEnd = (key: 'at' | 'until') => (spot: Spot): Spot => ({ ...spot, otherEnd: ofDuration.read(fault[key]) });
  const inside = (key: string, inner: string, kind: Kind): readonly Spot[] =>
    spotAt(mappingAt(fault, key), inner, kind, (changed) => put({ ...fault, [key]: changed }));
  return [
    ...spotAt(fault, 'until', ofDuration, put).map(otherEnd('at')),
    ...spotAt(fault, 'at', ofDuration, put).map(otherEnd('until')),
    ...inside('clock-step', 'by', ofOffset),
    ...inside('latency-spike', 'add', ofOffset),
    ...inside('loss', 'to', ofShare),
    ...inside('slow', 'times', ofCount),
  ];
}

function spotsOfWorkload(workload: Mapping, put: (workload: Mapping) => TestCase): readonly Spot[] {
  const eachOf = (list: string, key: string, kind: Kind): readonly Spot[] =>
    listAt(workload, list).flatMap((item, i, items) =>
      isMapping(item)
        ? spotAt(item, key, kind, (changed) => put({ ...workload, [list]: items.with(i, changed) }))
        : [],
    );
  const keys = mappingAt(workload, 'keys');
  return [
    ...eachOf('clients', 'rate', ofRate),
    ...eachOf('clients', 'clients', ofCount),
    ...eachOf('script', 'at', ofDuration),
    ...spotAt(keys, 'count', ofCount, (changed) => put({ ...workload, keys: changed })),
  ];
}

/** How a kind of number is read and written, and whether less is simpler. */
interface Kind {
  readonly read: (raw: unknown) => number | null;
  readonly write: (value: number) => unknown;
  readonly isAmount: boolean;
  readonly least: number;
}

const ofDuration: Kind = { read: readerOf(duration), write: durationText, isAmount: false, least: 1 };
const ofOffset: Kind = { read: readerOf(duration), write: durationText, isAmount: true, least: 1 };
const ofRate: Kind = { read: readerOf(rate), write: rateText, isAmount: true, least: 0.1 };
const ofShare: Kind = { read: readerOf(share), write: shareText, isAmount: true, least: 0.01 };
const ofDrift: Kind = { read: readerOf(ppm), write: (value) => `${String(value)}ppm`, isAmount: true, least: 1 };
const ofCount: Kind = {
  read: (raw) => (typeof raw === 'number' ? raw : null),
  write: (value) => value,
  isAmount: true,
  least: 1,
};

function readerOf(quantity: Quantity): Kind['read'] {
  return (raw) => {
    const read = quantity.read(raw);
    return read.ok ? read.value : null;
  };
}

function spotAt(
  mapping: Mapping,
  key: string,
  { read, write, isAmount, least }: Kind,
  put: (mapping: Mapping) => TestCase,
): readonly Spot[] {
  const value = read(mapping[key]);
  if (value === null) return [];
  return [{ value, put: (changed) => put({ ...mapping, [key]: write(changed) }), isAmount, least, otherEnd: null }];
}

/** Digits up to the last that is not 0. */
function countDigits(value: number): number {
  return String(clean(Math.abs(value))).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
}

function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

/** Without what binary fractions leave behind. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

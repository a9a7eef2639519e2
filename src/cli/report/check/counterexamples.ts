/** Violations put together by what they have in common: one history tells of all that goes wrong in it. */
import type { ResolverCall } from '../../../sim/base/resolver-fault.js';
import type { CheckedProperty, ToldCounterexample, ToldFault } from '../../../sim/resolver-check.js';
import { countOf } from '../format.js';
import { showSteps, type ShownStep } from './shown-steps.js';
import type { Violation } from './shown-check.js';

/** A history, and every property that it breaks. */
export interface CounterexampleGroup {
  /** From 1, smallest first. */
  readonly number: number;
  readonly call: ResolverCall;
  /** The one whose steps are shown. */
  readonly counterexample: ToldCounterexample;
  readonly shown: readonly ShownStep[];
  readonly broken: readonly BrokenProperty[];
}

/** A property, and how it is broken. */
export interface BrokenProperty {
  readonly property: CheckedProperty;
  readonly fault: ToldFault;
}

/** Groups of violations with a counterexample: fewest writes first, else in the order of properties. */
export function groupCounterexamples(violations: readonly Violation[]): readonly CounterexampleGroup[] {
  const groups = new Map<string, { counterexample: ToldCounterexample; broken: BrokenProperty[] }>();
  for (const { property, counterexample } of violations) {
    if (counterexample === null) continue;
    const { history, fault, call } = counterexample;
    const name = JSON.stringify([history.writes, needsEnds(fault) ? history.ends : [], call]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { counterexample, broken: [{ property, fault }] });
    else group.broken.push({ property, fault });
  }
  return mergeLaws([...groups.values()])
    .sort((x, y) => compare(countWrites(x.counterexample), countWrites(y.counterexample)))
    .map(({ counterexample, broken }, index) => {
      const shown = showSteps(counterexample, broken.map(({ fault }) => fault));
      return { number: index + 1, call: counterexample.call, counterexample, shown, broken };
    });
}

/** How large a counterexample is, in words. */
export function sizeWords({ source, history }: ToldCounterexample): string {
  return source === 'engine' ? 'an engine run' : countOf(history.writes.length, 'write');
}

interface OpenGroup {
  readonly counterexample: ToldCounterexample;
  readonly broken: readonly BrokenProperty[];
}

/** What breaks before the end of a history is told with another one of the same writes. */
function mergeLaws(groups: readonly OpenGroup[]): OpenGroup[] {
  const whole = groups.filter(({ broken }) => broken.some(({ fault }) => needsEnds(fault)));
  const hosts = new Map<OpenGroup, BrokenProperty[]>();
  const alone: OpenGroup[] = [];
  for (const group of groups) {
    if (whole.includes(group)) continue;
    const host = whole.find(({ counterexample }) => isSameStart(counterexample, group.counterexample));
    if (host === undefined) alone.push(group);
    else hosts.set(host, [...(hosts.get(host) ?? []), ...group.broken]);
  }
  const joined = whole.map((group) => ({ ...group, broken: [...group.broken, ...(hosts.get(group) ?? [])] }));
  return [...joined, ...alone];
}

function isSameStart(one: ToldCounterexample, other: ToldCounterexample): boolean {
  return one.call === other.call && JSON.stringify(one.history.writes) === JSON.stringify(other.history.writes);
}

function compare(x: number, y: number): number {
  return x === y ? 0 : x < y ? -1 : 1;
}

function needsEnds(fault: ToldFault): boolean {
  return fault.kind !== 'law' && fault.kind !== 'loop';
}

/** A run of the engine has many, and is the last to be looked at. */
function countWrites({ source, history }: ToldCounterexample): number {
  return source === 'engine' ? Infinity : history.writes.length;
}

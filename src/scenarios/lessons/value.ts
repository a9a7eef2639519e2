/**
 * What an expression in a lesson comes to: a number with its unit, true or false, what a key holds, or nothing.
 *
 * Arithmetic keeps units: writes a second times a duration are writes, bytes a second are a bandwidth.
 */
import type { MetricUnit } from '../metrics.js';

/** A unit of a number. Durations are in microseconds, sizes in bytes, bandwidths in bits a second, shares of 1. */
export type NumberUnit = Exclude<MetricUnit, 'truth'> | 'rate' | 'bandwidth' | 'ppm';

/** What an expression comes to. */
export type Value =
  | { readonly kind: 'number'; readonly unit: NumberUnit; readonly value: number }
  | { readonly kind: 'truth'; readonly value: boolean }
  /** What a key holds, or a word of the scenario: several where they stand beside each other, none where it is absent. */
  | { readonly kind: 'held'; readonly values: readonly string[] }
  /** The run does not tell. */
  | { readonly kind: 'unknown'; readonly because: string };

/** An operator between two numbers. */
export type ArithmeticOperator = '+' | '-' | '*' | '/';
/** How two values are compared. */
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A number. */
export function numberOf(value: number, unit: NumberUnit): Value {
  return { kind: 'number', unit, value };
}

/** A value that the run does not tell. */
export function unknownValue(because: string): Value {
  return { kind: 'unknown', because };
}

/** Computes; unknown where a side is, or where no unit fits. */
export function compute(operator: ArithmeticOperator, left: Value, right: Value): Value {
  if (left.kind === 'unknown') return left;
  if (right.kind === 'unknown') return right;
  if (left.kind !== 'number' || right.kind !== 'number') return unknownValue('only numbers can be reckoned with');
  return operator === '+' || operator === '-' ? addUp(operator, left, right) : scale(operator, left, right);
}

/** Whether the comparison holds; null where a side is unknown or the two cannot be compared. */
export function compareValues(operator: ComparisonOperator, left: Value, right: Value): boolean | null {
  if (left.kind === 'number' && right.kind === 'number') {
    return isComparable(left, right) ? compareNumbers(operator, left.value, right.value) : null;
  }
  const isEquality = operator === '=' || operator === '!=';
  if (!isEquality || left.kind !== right.kind || left.kind === 'unknown') return null;
  return isEqual(left, right) === (operator === '=');
}

/** Whether the two are the same, units included. */
export function isEqual(left: Value, right: Value): boolean {
  if (left.kind === 'number' && right.kind === 'number') return left.unit === right.unit && left.value === right.value;
  if (left.kind === 'truth' && right.kind === 'truth') return left.value === right.value;
  if (left.kind !== 'held' || right.kind !== 'held') return false;
  const [some, others] = [left.values.toSorted(), right.values.toSorted()];
  return some.length === others.length && some.every((value, index) => value === others[index]);
}

type Numeric = Extract<Value, { readonly kind: 'number' }>;

/** Powers of bytes and seconds, and how many of those one of the unit is. */
interface Dimension {
  readonly bytes: number;
  readonly seconds: number;
  readonly factor: number;
}

const dimensions: Readonly<Record<NumberUnit, Dimension>> = {
  count: { bytes: 0, seconds: 0, factor: 1 },
  ratio: { bytes: 0, seconds: 0, factor: 1 },
  share: { bytes: 0, seconds: 0, factor: 1 },
  ppm: { bytes: 0, seconds: 0, factor: 1e-6 },
  duration: { bytes: 0, seconds: 1, factor: 1e-6 },
  size: { bytes: 1, seconds: 0, factor: 1 },
  rate: { bytes: 0, seconds: -1, factor: 1 },
  bandwidth: { bytes: 1, seconds: -1, factor: 1 / 8 },
};

/** What a product is called; bare numbers are ratios unless both sides are counts. */
const named: readonly NumberUnit[] = ['ratio', 'duration', 'size', 'rate', 'bandwidth'];

function addUp(operator: '+' | '-', left: Numeric, right: Numeric): Value {
  if (!isComparable(left, right)) return unknownValue(`a ${left.unit} and a ${right.unit} cannot be added up`);
  const value = operator === '+' ? left.value + right.value : left.value - right.value;
  const unit = left.unit === 'count' ? right.unit : left.unit;
  return numberOf(value, unit);
}

function scale(operator: '*' | '/', left: Numeric, right: Numeric): Value {
  if (operator === '/' && right.value === 0) return unknownValue('it divides by nothing');
  const [of, by] = [dimensions[left.unit], dimensions[right.unit]];
  const sign = operator === '*' ? 1 : -1;
  const bytes = of.bytes + sign * by.bytes;
  const seconds = of.seconds + sign * by.seconds;
  const unit = named.find((name) => dimensions[name].bytes === bytes && dimensions[name].seconds === seconds);
  if (unit === undefined) return unknownValue(`a ${left.unit} ${operator} a ${right.unit} has no unit here`);
  const scaled = left.value * of.factor;
  const factor = right.value * by.factor;
  const value = (operator === '*' ? scaled * factor : scaled / factor) / dimensions[unit].factor;
  const isCount = unit === 'ratio' && Number.isInteger(value) && operator === '*' &&
    left.unit !== 'share' && right.unit !== 'share';
  return numberOf(value, isCount ? 'count' : unit);
}

function isComparable(left: Numeric, right: Numeric): boolean {
  const [of, by] = [dimensions[left.unit], dimensions[right.unit]];
  return of.bytes === by.bytes && of.seconds === by.seconds && (left.unit === 'ppm') === (right.unit === 'ppm');
}

function compareNumbers(operator: ComparisonOperator, left: number, right: number): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** What an expectation demands of a figure: `0`, `"> 0"`, `"<= 99.9%"`, `10ms..20ms`, `true`. */
import { assertNever } from '../sim/base/assert.js';
import type { MetricUnit } from './metrics.js';
import type { Reading } from './units.js';
import { duration, share, size } from './units.js';

/** A demand on one figure. Durations in microseconds, sizes in bytes, shares of 1. */
export type Condition =
  /** Must be true, or false. */
  | { readonly kind: 'truth'; readonly value: boolean }
  /** Must stand in this relation to a bound. */
  | { readonly kind: 'compare'; readonly operator: Operator; readonly bound: number }
  /** Must lie between two bounds, both included. */
  | { readonly kind: 'range'; readonly least: number; readonly most: number };

/** How a figure is compared with its bound. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A condition and how reports write it. */
export interface ReadCondition {
  readonly condition: Condition;
  readonly text: string;
}

/** Reads a condition on a figure of this unit. */
export function readCondition(raw: unknown, unit: MetricUnit): Reading<ReadCondition> {
  if (unit === 'truth') return readTruth(raw);
  const expected = expectedForms(unit);
  const isPlain = typeof raw === 'string' || typeof raw === 'number';
  if (!isPlain) return { ok: false, message: 'this is not a condition', expected };
  const text = String(raw).trim();
  const range = /^([^.][^]*?)\s*\.\.\s*([^]+)$/.exec(text);
  if (range?.[1] !== undefined && range[2] !== undefined) {
    return readRange(range[1], range[2], unit);
  }
  const [, operator = '', quantity = ''] = /^([<>=!]*)\s*([^]*)$/.exec(text) ?? [];
  const known = operator === '' || operator === '==' ? '=' : operators.find((o) => o === operator);
  if (known === undefined) {
    return { ok: false, message: `"${operator}" is not a comparison`, expected };
  }
  const bound = readQuantity(quantity, unit);
  if (!bound.ok) return { ...withOperator(bound, operator), expected };
  const condition: Condition = { kind: 'compare', operator: known, bound: bound.value };
  return { ok: true, value: { condition, text: `${known} ${quantity}` } };
}

/** Whether a figure meets a condition. */
export function meetsCondition(condition: Condition, actual: number | boolean): boolean {
  switch (condition.kind) {
    case 'truth':
      return actual === condition.value;
    case 'compare':
      return typeof actual === 'number' && compare(actual, condition.operator, condition.bound);
    case 'range':
      return (
        typeof actual === 'number' && actual >= condition.least && actual <= condition.most
      );
    default:
      return assertNever(condition);
  }
}

/** A regular expression that conditions on this unit match, for editors. */
export function conditionPattern(unit: MetricUnit): string {
  const quantity = quantityPattern(unit);
  return `^((=|==|!=|<|<=|>|>=)? ?${quantity}|${quantity} ?\\.\\. ?${quantity})$`;
}

/** Forms that a condition on this unit may take, for messages. */
export function expectedForms(unit: MetricUnit): string {
  switch (unit) {
    case 'truth':
      return 'true or false';
    case 'count':
      return '0, "> 0", "<= 5" or 1..5';
    case 'ratio':
      return '1.5, "<= 4" or 1..2';
    case 'duration':
      return '"< 10ms", ">= 10s" or 10ms..20ms';
    case 'size':
      return '"< 1MiB" or 1KiB..2KiB';
    case 'share':
      return '100%, ">= 99.9%" or 99%..100%';
    default:
      return assertNever(unit);
  }
}

const operators = ['=', '!=', '<', '<=', '>', '>='] as const;

const truths: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true], ['true', true], ['holds', true],
  [false, false], ['false', false], ['violated', false],
]);

function readTruth(raw: unknown): Reading<ReadCondition> {
  const value = truths.get(raw);
  if (value === undefined) {
    return { ok: false, message: 'this is neither true nor false', expected: 'true or false' };
  }
  return { ok: true, value: { condition: { kind: 'truth', value }, text: String(value) } };
}

/** A proposal for the quantity becomes one for the whole condition. */
function withOperator<R extends { readonly suggestion?: string }>(failure: R, operator: string): R {
  if (failure.suggestion === undefined || operator === '') return failure;
  return { ...failure, suggestion: failure.suggestion.replace('"', `"${operator} `) };
}

function readRange(from: string, to: string, unit: MetricUnit): Reading<ReadCondition> {
  const expected = expectedForms(unit);
  const least = readQuantity(from, unit);
  if (!least.ok) return { ...least, expected };
  const most = readQuantity(to, unit);
  if (!most.ok) return { ...most, expected };
  if (least.value > most.value) {
    return { ok: false, message: 'this range ends before it begins', expected };
  }
  const condition: Condition = { kind: 'range', least: least.value, most: most.value };
  return { ok: true, value: { condition, text: `${from}..${to}` } };
}

function readQuantity(text: string, unit: MetricUnit): Reading<number> {
  const plain = /^[0-9]{1,15}(\.[0-9]{1,15})?$/.test(text) ? Number(text) : null;
  switch (unit) {
    case 'truth':
      return { ok: false, message: 'this is neither true nor false', expected: 'true or false' };
    case 'count':
      if (plain !== null && Number.isInteger(plain)) return { ok: true, value: plain };
      return { ok: false, message: 'this is not a whole number', expected: 'a whole number' };
    case 'ratio':
      if (plain !== null) return { ok: true, value: plain };
      return { ok: false, message: 'this is not a number', expected: 'a number' };
    case 'duration':
      return duration.read(plain ?? text);
    case 'size':
      return size.read(plain ?? text);
    case 'share':
      return share.read(plain ?? text);
    default:
      return assertNever(unit);
  }
}

function quantityPattern(unit: MetricUnit): string {
  switch (unit) {
    case 'truth':
      return '(true|false)';
    case 'count':
      return '[0-9]+';
    case 'ratio':
      return '[0-9]+(\\.[0-9]+)?';
    case 'duration':
      return '(0|[0-9]+(\\.[0-9]+)?(us|ms|s|m|h|d))';
    case 'size':
      return '(0|[0-9]+(\\.[0-9]+)?(B|KB|KiB|MB|MiB|GB|GiB|TB|TiB))';
    case 'share':
      return '(0|1|0\\.[0-9]+|[0-9]+(\\.[0-9]+)?%)';
    default:
      return assertNever(unit);
  }
}

function compare(actual: number, operator: Operator, bound: number): boolean {
  switch (operator) {
    case '=':
      return actual === bound;
    case '!=':
      return actual !== bound;
    case '<':
      return actual < bound;
    case '<=':
      return actual <= bound;
    case '>':
      return actual > bound;
    case '>=':
      return actual >= bound;
    default:
      return assertNever(operator);
  }
}

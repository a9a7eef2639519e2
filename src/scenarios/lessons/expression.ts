/**
 * The small language in which lessons speak of runs: `lost-writes`, `lag.max - setting.client-latency`,
 * `final.x = 'B'`, `lost-writes@siblings < lost-writes`.
 *
 * Names stand for what the run produced (see facts.ts); `@name` asks another run of the step. Operators stand between
 * spaces, for names hold hyphens.
 */
import { assertNever } from '../../sim/base/assert.js';
import type { Reading } from '../units.js';
import { bandwidth, duration, ppm, rate, share, size } from '../units.js';
import type { ArithmeticOperator, ComparisonOperator, Value } from './value.js';
import { compareValues, compute, numberOf, unknownValue } from './value.js';

/** An expression that was read. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  /** `run` is null for the run that the text is about. */
  | { readonly kind: 'name'; readonly name: string; readonly run: string | null }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'and'; readonly left: Expression; readonly right: Expression };

/** What a name stands for. */
export type LookUp = (name: string, run: string | null) => Value;

/** Longest expression, in characters. */
export const maxExpressionLength = 300;

/** Reads an expression. */
export function readExpression(raw: unknown): Reading<Expression> {
  const text = typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : raw;
  if (typeof text !== 'string' || text.trim() === '') return failure('this is not an expression');
  if (text.length > maxExpressionLength) return failure('this expression is too long');
  const tokens = tokensOf(text);
  const reader = new Reader(tokens);
  const expression = reader.all();
  return expression === null ? failure(`"${reader.stoppedAt}" was not expected here`) : { ok: true, value: expression };
}

/** Every name in it, with the run that it asks. */
export function namesIn(expression: Expression): readonly { readonly name: string; readonly run: string | null }[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'name':
      return [expression];
    case 'arithmetic':
    case 'comparison':
    case 'and':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    default:
      return assertNever(expression);
  }
}

/** What it comes to. */
export function evaluate(expression: Expression, lookUp: LookUp): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return lookUp(expression.name, expression.run);
    case 'arithmetic':
      return compute(expression.operator, evaluate(expression.left, lookUp), evaluate(expression.right, lookUp));
    case 'comparison': {
      const [left, right] = [evaluate(expression.left, lookUp), evaluate(expression.right, lookUp)];
      const holds = compareValues(expression.operator, left, right);
      return holds === null ? unknownValue('the two sides cannot be compared') : { kind: 'truth', value: holds };
    }
    case 'and': {
      const [left, right] = [evaluate(expression.left, lookUp), evaluate(expression.right, lookUp)];
      if (left.kind !== 'truth') return left;
      return left.value ? right : left;
    }
    default:
      return assertNever(expression);
  }
}

/** Whether a condition holds; null where the run does not tell. */
export function isTrue(condition: Expression, lookUp: LookUp): boolean | null {
  const value = evaluate(condition, lookUp);
  return value.kind === 'truth' ? value.value : null;
}

const forms = `figures and what keys hold: lost-writes, lag.max - 10ms, final.x = 'B', lost-writes@siblings < lost-writes`;

function failure(message: string): Reading<Expression> {
  return { ok: false, message, expected: forms };
}

/**
 * Quoted texts, parentheses, brackets, commas, and whatever else stands between spaces. Names may hold quoted parts, for
 * paths with spaces in them: setting.links.'a -> b'.latency.
 */
function tokensOf(text: string): readonly string[] {
  return text.match(/'[^']*'|[()[\],]|[^\s()[\],']+(?:(?<=\.)'[^']*'[^\s()[\],']*)*|'/g) ?? [];
}

const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const;

/** Recursive descent over the tokens; null wherever something else was expected. */
class Reader {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get stoppedAt(): string {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? '';
  }

  all(): Expression | null {
    const expression = this.#conjunction();
    return this.#next === this.#tokens.length ? expression : null;
  }

  #conjunction(): Expression | null {
    let left = this.#comparison();
    while (left !== null && this.#take(['and']) !== null) {
      const right = this.#comparison();
      left = right === null ? null : { kind: 'and', left, right };
    }
    return left;
  }

  #comparison(): Expression | null {
    const left = this.#sum();
    const operator = left === null ? null : this.#take(comparisons);
    if (left === null || operator === null) return left;
    const right = this.#sum();
    return right === null ? null : { kind: 'comparison', operator, left, right };
  }

  #sum(): Expression | null {
    return this.#chain(['+', '-'], () => this.#product());
  }

  #product(): Expression | null {
    return this.#chain(['*', '/'], () => this.#atom());
  }

  #chain<O extends ArithmeticOperator>(operators: readonly O[], part: () => Expression | null): Expression | null {
    let left = part();
    for (let operator = this.#take(operators); left !== null && operator !== null; operator = this.#take(operators)) {
      const right = part();
      left = right === null ? null : { kind: 'arithmetic', operator, left, right };
    }
    return left;
  }

  #atom(): Expression | null {
    const token = this.#tokens[this.#next];
    if (token === undefined) return null;
    if (token === '(') return this.#parenthesized();
    if (token === '[') return this.#list();
    const expression = atomOf(token);
    if (expression !== null) this.#next += 1;
    return expression;
  }

  #parenthesized(): Expression | null {
    this.#next += 1;
    const inner = this.#conjunction();
    return inner !== null && this.#take([')']) !== null ? inner : null;
  }

  #list(): Expression | null {
    this.#next += 1;
    const values: string[] = [];
    while (this.#tokens[this.#next] !== ']') {
      const value = quotedText(this.#tokens[this.#next] ?? '');
      if (value === null) return null;
      values.push(value);
      this.#next += 1;
      if (this.#tokens[this.#next] !== ']' && this.#take([',']) === null) return null;
    }
    this.#next += 1;
    return { kind: 'literal', value: { kind: 'held', values } };
  }

  #take<T extends string>(wanted: readonly T[]): T | null {
    const found = wanted.find((token) => token === this.#tokens[this.#next]);
    if (found === undefined) return null;
    this.#next += 1;
    return found;
  }
}

function atomOf(token: string): Expression | null {
  const text = quotedText(token);
  if (text !== null) return { kind: 'literal', value: { kind: 'held', values: [text] } };
  if (token === 'absent') return { kind: 'literal', value: { kind: 'held', values: [] } };
  if (token === 'true' || token === 'false') return { kind: 'literal', value: { kind: 'truth', value: token === 'true' } };
  const quantity = readQuantity(token);
  if (quantity !== null) return { kind: 'literal', value: quantity };
  const [, name, run = null] = /^([a-z][^@]*)(?:@([a-z][a-z0-9-]*))?$/i.exec(token) ?? [];
  if (name === undefined || name === 'and') return null;
  return { kind: 'name', name: name.replaceAll("'", ''), run };
}

function quotedText(token: string): string | null {
  return /^'([^']*)'$/.exec(token)?.[1] ?? null;
}

/** A quantity as scenarios write it: `0.5`, `10ms`, `1KiB`, `200/s`, `1Gbps`, `2%`, `40ppm`; null when it is none. */
export function readQuantity(text: string): Value | null {
  if (/^-?[0-9]{1,15}$/.test(text)) return numberOf(Number(text), 'count');
  if (/^-?[0-9]{1,15}\.[0-9]{1,15}$/.test(text)) return numberOf(Number(text), 'ratio');
  const readers = [[duration, 'duration'], [size, 'size'], [rate, 'rate'], [bandwidth, 'bandwidth'], [share, 'share'], [ppm, 'ppm']] as const;
  for (const [reader, unit] of readers) {
    const reading = reader.read(text);
    if (reading.ok) return numberOf(reading.value, unit);
  }
  return null;
}

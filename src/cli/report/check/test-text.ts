/** A violation as a test for vitest, to stand beside the resolver: it fails now, and passes once that is mended. */
import { posix } from 'node:path';
import { assertNever } from '../../../sim/base/assert.js';
import type { CheckedProperty, ResolverCheck, ToldState } from '../../../sim/resolver-check.js';
import { groupCounterexamples, type BrokenProperty, type CounterexampleGroup } from './counterexamples.js';
import { sidesOf } from './fault-words.js';
import { propertyWords } from './property-words.js';
import { violationsOf, type ShownCheck } from './shown-check.js';
import { findStep, type ShownStep } from './shown-steps.js';

/** The whole file, a test for each property that does not hold. */
export function renderTestFile(shown: ShownCheck): string {
  const { check } = shown;
  const violations = violationsOf(check);
  const groups = groupCounterexamples(violations);
  const tests = violations.map(({ property }) => {
    const group = groups.find(({ broken }) => broken.some((each) => each.property === property));
    const fault = group?.broken.find((each) => each.property === property)?.fault;
    const told = group === undefined || fault === undefined ? null : stepsAndClaim(group, { property, fault }, check);
    const lines = told ?? checkAgain(property, group?.counterexample.history.writes.length ?? check.bounds.writes);
    return [`test('${property}: ${propertyWords[property]}', () => {`, ...lines.map((line) => `  ${line}`), '});'].join('\n');
  });
  return `${[importLines(tests, shown).join('\n'), ...tests].join('\n\n')}\n`;
}

function importLines(tests: readonly string[], { file, sources }: ShownCheck): readonly string[] {
  const uses = (word: string): boolean => tests.some((text) => text.includes(word));
  const path = `./${posix.basename(file).replace(/\.([mc]?)[jt]s$/, '.$1js')}`;
  const isDefault = /^\s*export\s+default\b/.test(sources.whole?.text ?? '');
  return [
    ...(uses(sameCall) ? ["import { isDeepStrictEqual } from 'node:util';"] : []),
    ...(uses('checkResolver') ? ["import { checkResolver } from 'quarrel';"] : []),
    "import { expect, test } from 'vitest';",
    `import ${isDefault ? 'resolver' : '{ resolver }'} from ${literal(path)};`,
    ...(uses(showCall) ? ['', 'const show = (state) => (resolver.read === undefined ? state : resolver.read(state));'] : []),
    ...(uses(sameCall)
      ? ['', 'const isSame = (x, y) => resolver.equals?.(x, y) ?? isDeepStrictEqual(x, y);']
      : []),
  ];
}

const showCall = 'show(';
const sameCall = 'isSame(';

/** The steps one by one, and what should hold after them; null where only the whole search shows it. */
function stepsAndClaim(
  { shown, counterexample }: CounterexampleGroup,
  { property, fault }: BrokenProperty,
  { kind }: ResolverCheck,
): readonly string[] | null {
  if (kind === 'register' || counterexample.steps.length === 0) return null;
  const lines = shown.map((each) => `const ${nameOf(each)} = ${callOf(each, shown)};`);
  const last = (replica: string): string => {
    const step = shown.findLast((each) => each.step.replica === replica);
    return step === undefined ? 'resolver.initial' : nameOf(step);
  };
  const held = (state: ToldState): string => {
    const step = findStep(shown, state);
    return step === null ? state.state : nameOf(step);
  };
  switch (fault.kind) {
    case 'diverged':
      return [...lines, claimSame(last(fault.replicas[0]), last(fault.replicas[1]), fault.states)];
    case 'late-joiner': {
      const state = held(fault.state);
      return [...lines, claimSame(`resolver.merge(resolver.initial, ${state})`, state, [fault.joined, fault.state])];
    }
    case 'loop': {
      const [first] = fault.rounds;
      const pair = `[${first.map(held).join(', ')}]`;
      const round = 'for (let i = 0; i < 8; i++) [x, y] = [resolver.merge(x, y), resolver.merge(y, x)];';
      return [...lines, `let [x, y] = ${pair};`, round, claimSame('x', 'y', first)];
    }
    case 'loss': {
      const end = shown.findLast((each) => each.step.replica === fault.replica);
      const reading = end?.step.after.reading ?? 'null';
      return [...lines, '// So it would read had the write never been.', `expect(show(${last(fault.replica)})).not.toEqual(${reading});`];
    }
    case 'invalid':
      return [...lines, `expect(resolver.valid?.(${held(fault.state)})).toBe(true);`];
    case 'shrunk':
      return [...lines, `expect(resolver.includes?.(${held(fault.to)}, ${held(fault.from)})).toBe(true);`];
    case 'law': {
      const states = fault.states.map((state, index) => `const ${'xyz'[index]} = ${held(state)};`);
      const [left, right] = sidesOf(property, fault.states.length, 'merge');
      const sides = [left, right].map((side) => side.replaceAll('merge(', 'resolver.merge('));
      return [...lines, ...states, claimSame(sides[0], sides[1], [fault.left, fault.right])];
    }
    case 'growth':
    case 'engine':
    case 'disagreed':
      return null;
    default:
      return assertNever(fault);
  }
}

function claimSame(x: string, y: string, [one, other]: readonly [ToldState, ToldState]): string {
  return one.reading === other.reading ? `expect(isSame(${x}, ${y})).toBe(true);` : `expect(show(${x})).toEqual(show(${y}));`;
}

function callOf({ number, step, from }: ShownStep, shown: readonly ShownStep[]): string {
  const before = shown.findLast((each) => each.number < number && each.step.replica === step.replica);
  const held = before === undefined ? 'resolver.initial' : nameOf(before);
  if (step.kind === 'write') {
    const { replica, stamp, write } = step;
    return `resolver.apply(${held}, ${step.operation}, ${JSON.stringify({ replica, stamp, write })})`;
  }
  const sender = shown.find((each) => each.number === from);
  return `resolver.merge(${held}, ${sender === undefined ? 'resolver.initial' : nameOf(sender)})`;
}

/** Replica and number, such as `a1`. */
function nameOf({ step, number }: ShownStep): string {
  return `${step.replica.toLowerCase()}${number}`;
}

function checkAgain(property: CheckedProperty, writes: number): readonly string[] {
  const bounds = `{ writes: ${Math.max(1, Math.min(writes, 5))}, runs: 0 }`;
  return [
    `const { properties } = checkResolver(resolver, ${bounds});`,
    `const answer = properties.find(({ property }) => property === ${literal(property)});`,
    "expect(answer?.verdict).not.toBe('violated');",
  ];
}

/** A text in single quotes. */
function literal(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

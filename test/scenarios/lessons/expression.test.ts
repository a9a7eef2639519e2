import { describe, expect, it } from 'vitest';
import { evaluate, isTrue, namesIn, readExpression } from '../../../src/scenarios/lessons/expression.js';
import type { LookUp } from '../../../src/scenarios/lessons/expression.js';
import type { Value } from '../../../src/scenarios/lessons/value.js';
import { numberOf, unknownValue } from '../../../src/scenarios/lessons/value.js';

const facts: Readonly<Record<string, Value>> = {
  'lost-writes': numberOf(4, 'count'),
  'lost-writes@other': numberOf(1, 'count'),
  'lag.max': numberOf(38_000, 'duration'),
  'setting.rate': numberOf(200, 'rate'),
  'setting.length': numberOf(30 * 60e6, 'duration'),
  'setting.payload': numberOf(1024, 'size'),
  'availability': numberOf(0.5, 'share'),
  'final.x': { kind: 'held', values: ['C', 'B'] },
  'final.cart:17': { kind: 'held', values: ['milk, eggs'] },
  'converged': { kind: 'truth', value: true },
};

const lookUp: LookUp = (name, run) => facts[run === null ? name : `${name}@${run}`] ?? unknownValue(name);

function valueOf(text: string): Value {
  const read = readExpression(text);
  if (!read.ok) throw new Error(read.message);
  return evaluate(read.value, lookUp);
}

function truthOf(text: string): boolean | null {
  const read = readExpression(text);
  if (!read.ok) throw new Error(read.message);
  return isTrue(read.value, lookUp);
}

describe('an expression', () => {
  it.each<[string, Value]>([
    ['lost-writes', numberOf(4, 'count')],
    ['lost-writes - lost-writes@other', numberOf(3, 'count')],
    ['2 + 3 * 4', numberOf(14, 'count')],
    ['( 2 + 3 ) * 4', numberOf(20, 'count')],
    ['10 - 2 - 3', numberOf(5, 'count')],
    ['lag.max - 8ms', numberOf(30_000, 'duration')],
    ['lag.max / 19ms', numberOf(2, 'ratio')],
    ['setting.rate * setting.length', numberOf(360_000, 'count')],
    ['setting.rate * setting.payload', numberOf(200 * 1024 * 8, 'bandwidth')],
    ['setting.rate * setting.payload * 10s', numberOf(200 * 1024 * 10, 'size')],
    ['lost-writes / setting.length', numberOf(4 / 1800, 'rate')],
  ])('%s', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  it.each([
    ['lost-writes > lost-writes@other', true],
    ['lost-writes = 4 and lag.max < 1s', true],
    ['lost-writes = 5 and lag.max < 1s', false],
    ["final.x = ['B', 'C']", true],
    ["final.x = 'B'", false],
    ["final.cart:17 = 'milk, eggs'", true],
    ['final.x != absent', true],
    ['converged = true', true],
    ['availability >= 50%', true],
    ['availability <= 0.4', false],
  ])('%s is %s', (text, holds) => {
    expect(truthOf(text)).toBe(holds);
  });

  it.each(['lost-writes = lag.max', "lost-writes = 'B'", 'lag.max + lost-writes = 3', 'nothing = 3', "final.x < 'C'", 'lost-writes / 0 = 1'])(
    '%s is neither true nor false', (text) => {
      expect(truthOf(text)).toBeNull();
    });

  it.each(['', 'lost-writes >', '> 3', "final.x = 'B", '( 1 + 2', "['a' 'b']", 'a b', 'a = b = c', '3x', 'and'])('"%s" is refused', (text) => {
    expect(readExpression(text).ok).toBe(false);
  });
});

function namesOf(text: string) {
  const read = readExpression(text);
  return read.ok ? namesIn(read.value) : read.message;
}

describe('names in expressions', () => {
  it('may hold quoted parts, for paths with spaces in them', () => {
    expect(namesOf("2 * setting.links.'a <-> b'.latency@far + lag.max")).toEqual([
      { kind: 'name', name: 'setting.links.a <-> b.latency', run: 'far' },
      { kind: 'name', name: 'lag.max', run: null },
    ]);
  });

  it('end where a quoted text follows without a dot', () => {
    expect(namesOf("final.x'B'")).toBe('"\'B\'" was not expected here');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log, normalQuantile, pow } from '../../../src/sim/base/math.js';

const special = [0, 1, -1, 0.5, 2, -0.5, 1e300, -1e300, 5e-324, NaN, Infinity, -Infinity];
const positive = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true });
const unit = fc.double({ min: 1e-300, max: 1, maxExcluded: true, noNaN: true });

describe('exp', () => {
  it('is within 2 units in the last place of what the engine says, over its whole range', () => {
    const x = fc.oneof(
      fc.double({ min: -746, max: 710, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -746, max: -708, noNaN: true }),
    );
    fc.assert(
      fc.property(x, (each) => expectWithinUlps(exp(each), Math.exp(each), 2)),
      { numRuns: 20_000 },
    );
  });

  it('agrees with the engine on special values', () => {
    for (const x of special) expectWithinUlps(exp(x), Math.exp(x), 1);
    expect([exp(709.79), exp(-745.2)]).toEqual([Infinity, 0]);
  });
});

describe('log', () => {
  it('is within 2 units in the last place of what the engine says, over its whole range', () => {
    const x = fc.oneof(
      positive,
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.double({ min: 0.999999, max: 1.000001, noNaN: true }),
      fc.double({ min: 5e-324, max: 1e-308, noNaN: true }),
    );
    fc.assert(
      fc.property(x, (each) => expectWithinUlps(log(each), Math.log(each), 2)),
      { numRuns: 20_000 },
    );
  });

  it('agrees with the engine on special values', () => {
    for (const x of special) expectWithinUlps(log(x), Math.log(x), 1);
  });
});

describe('pow', () => {
  it('is within one part in 10^14 of what the engine says', () => {
    const logarithm = fc.double({ min: -700, max: 700, noNaN: true });
    fc.assert(
      fc.property(positive, logarithm, (x, size) => {
        fc.pre(x !== 1);
        // An exponent that brings every base to a result of every size.
        const y = size / Math.log(x);
        expectClose(pow(x, y), Math.pow(x, y), 1e-14);
      }),
      { numRuns: 20_000 },
    );
  });

  it('is exact for small whole bases and exponents, so that squares are squares', () => {
    for (let x = 1; x <= 200; x++) {
      expect([pow(x, 0), pow(x, 1), pow(x, 2), pow(x, 3)]).toEqual([1, x, x * x, x * x * x]);
      expect(pow(x * x, 0.5)).toBe(x);
    }
  });

  it('makes a reciprocal of a negative exponent', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (x, y) => expectClose(pow(x, y) * pow(x, -y), 1, 1e-14),
      ),
    );
  });

  it('knows the ends of its range', () => {
    const ends: readonly (readonly [x: number, y: number, power: number])[] = [
      [0, 0, 1],
      [0, 2, 0],
      [0, -2, Infinity],
      [Infinity, 2, Infinity],
      [Infinity, -2, 0],
      [Infinity, 0, 1],
      [1, 1e300, 1],
      [2, 1e300, Infinity],
      [2, -1e300, 0],
      [0.5, 1e300, 0],
      [0.5, -Infinity, Infinity],
      [2, -1074, 5e-324],
      [2, -1076, 0],
      [2, 1024, Infinity],
      [-8, 2, NaN],
      [NaN, 1, NaN],
      [2, NaN, NaN],
    ];
    for (const [x, y, power] of ends) expect([x, y, pow(x, y)]).toEqual([x, y, power]);
  });
});

describe('normalQuantile', () => {
  it('agrees with the test values of its source', () => {
    expectClose(normalQuantile(0.25), -0.6744897501960817, 1e-15);
    expectClose(normalQuantile(0.001), -3.090232306167814, 1e-15);
    expectClose(normalQuantile(1e-20), -9.262340089798408, 1e-15);
  });

  it('is the inverse of the cumulative normal distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) =>
        expectClose(cumulativeNormal(normalQuantile(p)), p, 1e-11),
      ),
    );
  });

  it('is odd about one half, and rises', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0x1fffffffffffff }), unit, unit, (steps, p, q) => {
        const u = steps / 0x20000000000000;
        expect(normalQuantile(1 - u) + normalQuantile(u)).toBe(0);
        expect(normalQuantile(Math.min(p, q))).toBeLessThanOrEqual(normalQuantile(Math.max(p, q)));
      }),
    );
  });

  it('is infinite at the ends and nothing beyond', () => {
    expect([0, 1].map(normalQuantile)).toEqual([-Infinity, Infinity]);
    expect([-0.1, 1.1, NaN].map(normalQuantile)).toEqual([NaN, NaN, NaN]);
  });
});

describe('every engine', () => {
  it.each(pinnedResults())('computes %s of %j bit for bit alike', (name, args, hex) => {
    expect(bitsOf(compute(name, args)).toString(16).padStart(16, '0')).toBe(hex);
  });
});

type Name = 'exp' | 'log' | 'pow' | 'normalQuantile';

function compute(name: Name, [x, y = 0]: readonly number[]): number {
  switch (name) {
    case 'exp':
      return exp(x);
    case 'log':
      return log(x);
    case 'pow':
      return pow(x, y);
    case 'normalQuantile':
      return normalQuantile(x);
  }
}

function pinnedResults(): [name: Name, args: number[], hex: string][] {
  return [
    ['exp', [1], '4005bf0a8b14576a'],
    ['exp', [-1], '3fd78b56362cef38'],
    ['exp', [0.5], '3ffa61298e1e069c'],
    ['exp', [1e-9], '3ff000000044b830'],
    ['exp', [10.25], '40db9ea2aed2a0f2'],
    ['exp', [-700.5], '00c4ff475c68ca02'],
    ['exp', [709.7], '7fed75ae7a50ee14'],
    ['exp', [-744.4], '0000000000000001'],
    ['exp', [1e-300], '3ff0000000000000'],
    ['log', [2], '3fe62e42fefa39ef'],
    ['log', [3], '3ff193ea7aad030a'],
    ['log', [10], '40026bb1bbb55516'],
    ['log', [0.1], 'c0026bb1bbb55515'],
    ['log', [1.0000001], '3e7ad7f2847b6492'],
    ['log', [0.9999999], 'be7ad7f2b1049b9f'],
    ['log', [1e300], '4085963447f87fb5'],
    ['log', [5e-324], 'c0874385446d71c3'],
    ['log', [0.7071067811865475], 'bfd62e42fefa39f1'],
    ['pow', [2, 0.5], '3ff6a09e667f3bcc'],
    ['pow', [10, -3], '3f50624dd2f1a9fc'],
    ['pow', [3, 40], '43e517168a4523fd'],
    ['pow', [1.5, -99.5], '3c4bc8f1c6833ae8'],
    ['pow', [7, 1 / 3], '3ffe9b5dba58189d'],
    ['pow', [5000000, -0.99], '3e8f52108125361d'],
    ['pow', [0.3, 600], '00000000e212a1da'],
    ['pow', [1.0000001, 700000000], '463fbfcae7369588'],
    ['pow', [123.456, 7.89], '435c37e53d5e93d2'],
    ['normalQuantile', [0.5001], '3f306d6ca8553fc1'],
    ['normalQuantile', [0.25], 'bfe5956b87528a49'],
    ['normalQuantile', [0.975], '3fff5c0331eeff82'],
    ['normalQuantile', [0.001], 'c008b8cbb7204470'],
    ['normalQuantile', [0.999999], '40130381a97985f1'],
    ['normalQuantile', [1e-20], 'c022865170b43a4b'],
    ['normalQuantile', [1.1102230246251565e-16], 'c0206b48528cea51'],
  ];
}

/** Φ(x) for x <= 0: the Taylor series of the error function near 0, a continued fraction beyond. */
function cumulativeNormal(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x > -3) {
    let term = x;
    let sum = x;
    for (let n = 1; n < 100; n++) {
      term *= (x * x) / (2 * n + 1);
      sum += term;
    }
    return 0.5 + density * sum;
  }
  let fraction = -x;
  for (let n = 200; n >= 1; n--) fraction = -x + n / fraction;
  return density / fraction;
}

function bitsOf(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

function expectWithinUlps(actual: number, expected: number, ulps: number): void {
  if (Number.isFinite(expected) && expected !== 0) {
    const distance = BigInt.asIntN(64, bitsOf(actual) - bitsOf(expected));
    expect(Math.abs(Number(distance))).toBeLessThanOrEqual(ulps);
  } else {
    expect(actual === 0 ? 0 : actual).toBe(expected);
  }
}

function expectClose(actual: number, expected: number, relative: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
}

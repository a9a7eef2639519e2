/** How likely chance alone is to make what many runs showed: tests, and many of them at once. */
import { exp, log, pow } from '../../sim/base/math.js';

/**
 * How likely Student's variable with so many degrees of freedom (a whole number from 1 on) is at least as far from 0
 * as `t`, on either side.
 *
 * It is the incomplete beta function I(n/2, 1/2) at n / (n + t²), by its continued fraction.
 *
 * @see M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.5.8 and 26.7.1
 */
export function studentTails(t: number, degrees: number): number {
  if (t === 0) return 1;
  const square = t * t;
  if (square === Infinity) return 0;
  const a = degrees / 2;
  const rest = square / (degrees + square);
  const x = degrees / (degrees + square);
  const front = (power: number): number => (pow(x, power) * Math.sqrt(rest)) / betaWithHalf(a);
  // The fraction is quick on one side of the mean of the distribution; the other side is the first one's complement.
  if (x < (a + 1) / (a + 2.5)) return (front(a) * betaFraction(a, 0.5, x)) / a;
  return Math.max(0, 1 - (front(a) * betaFraction(0.5, a, rest)) / 0.5);
}

/**
 * How likely so many throws of a fair coin are to fall at least as unevenly: the exact sign test of pairs, equal ones
 * left aside. Of pairs of truths it is McNemar's test in its exact form.
 *
 * @see Q. McNemar, "Note on the sampling error of the difference between correlated proportions or
 * percentages", Psychometrika 12 (1947)
 */
export function signTails(heads: number, tails: number): number {
  const throws = heads + tails;
  let logOfTerm = throws * log(0.5);
  let sum = exp(logOfTerm);
  for (let k = 1; k <= Math.min(heads, tails); k++) {
    logOfTerm += log((throws - k + 1) / k);
    sum += exp(logOfTerm);
  }
  return Math.min(1, 2 * sum);
}

/**
 * What each of many tests says when all are taken together: called true where it stays below α, the likelihood that
 * chance makes even one of those calls is at most α, however the tests depend on each other.
 *
 * @see S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979)
 */
export function adjustByHolm(chances: readonly number[]): readonly number[] {
  const order = chances.map((_, i) => i).sort((i, j) => chances[i] - chances[j] || i - j);
  const adjusted = chances.map(() => 1);
  let least = 0;
  order.forEach((at, rank) => {
    least = Math.max(least, Math.min(1, chances[at] * (chances.length - rank)));
    adjusted[at] = least;
  });
  return adjusted;
}

/** The beta function of `a`, a multiple of one half, and one half. */
function betaWithHalf(a: number): number {
  let at = a % 1 === 0 ? 1 : 0.5;
  let beta = at === 1 ? 2 : Math.PI;
  for (; at < a; at++) beta *= at / (at + 0.5);
  return beta;
}

const mostSteps = 10_000;
const precision = 1e-15;
const tiny = 1e-300;

/** Lentz's way to evaluate the continued fraction, from the front. */
function betaFraction(a: number, b: number, x: number): number {
  const off0 = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / off0(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= mostSteps; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / off0(1 + even * d);
    c = off0(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / off0(1 + odd * d);
    c = off0(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  return fraction;
}

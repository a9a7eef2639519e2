/** Quantiles of Student's t distribution. */
import { exp, normalQuantile, pow } from '../../sim/base/math.js';

/**
 * The value that a variable with so many degrees of freedom (a whole number from 1 on) stays below with probability
 * `p`, from 0.75 to below 1; to at least three digits with three degrees, to more with any other number.
 *
 * @see G. W. Hill, "Algorithm 396: Student's t-quantiles", Communications of the ACM 13 (1970)
 */
export function studentQuantile(p: number, degrees: number): number {
  const tails = 2 * (1 - p);
  if (degrees === 1) return cotangent((Math.PI / 2) * tails);
  if (degrees === 2) return Math.sqrt(2 / (tails * (2 - tails)) - 2);
  return hillQuantile(tails, degrees);
}

/** Of an angle between 0 and π/4, by the series at 0. */
function cotangent(x: number): number {
  const square = x * x;
  return 1 / x - (x / 3) * (1 + (square / 15) * (1 + square * (2 / 21 + square * (1 / 105 + square / 1039.5))));
}

function hillQuantile(tails: number, n: number): number {
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  let c = ((20700 * a / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt(a * (Math.PI / 2)) * n;
  let y = pow(d * tails, 2 / n);
  if (y <= 0.05 + a) {
    const near = ((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3;
    y = ((1 / near + 0.5 / (n + 4)) * y - 1) * ((n + 1) / (n + 2)) + 1 / y;
    return Math.sqrt(n * y);
  }
  const x = normalQuantile(tails / 2);
  y = x * x;
  if (n < 5) c += 0.3 * (n - 4.5) * (x + 0.6);
  c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
  y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
  return Math.sqrt(n * (exp(a * y * y) - 1));
}

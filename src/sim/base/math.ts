/**
 * Exponential, logarithm, power and normal quantile whose every bit is the same on every engine.
 *
 * The language standard fixes + − × ÷ and the square root, but leaves these to the engine, and
 * engines differ in the last bit. Made of the fixed operations alone, they may steer a run.
 *
 * @see fdlibm, e_exp.c and e_log.c (Sun Microsystems 1993): reductions and polynomials
 */

/** ln 2 in two parts; the first has 32 trailing zeros, so a multiple by an exponent is exact. */
const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;
const overflow = 709.782712893384;
const underflow = -745.1332191019412;
const smallestExponent = -1074;
const powersOfTwo = listPowersOfTwo();

/** The double under decomposition, and its 32-bit words in the order of this machine. */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const highWord = findHighWord();

/** e to the power of x; within one unit in the last place. */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** The natural logarithm; within one unit in the last place. −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return logOfSpecial(x);
  const k = exponentNearOne(x);
  const f = scaleByPower(x, -k) - 1;
  const s = f / (2 + f);
  const series = logSeries(s * s);
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + series) + k * ln2Low) - f);
}

/**
 * x to the power of y, for x >= 0, to about one part in 10^15. NaN for a negative x.
 *
 * The logarithm is carried in two doubles, since its error is multiplied by y.
 *
 * @see T. J. Dekker, "A floating-point technique for extending the available precision" (1971)
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (!(x > 0 && x < Infinity)) return powOfSpecial(x, y);
  if (!(y > -1e20 && y < 1e20)) return powWithHugeExponent(x, y);
  const k = exponentNearOne(x);
  const m = scaleByPower(x, -k);
  const f = m - 1;
  const sum = m + 1;
  const sumLow = m - (sum - 1);
  const s = f / sum;
  const product = s * sum;
  const sLow = (f - product - productError(s, sum, product) - s * sumLow) / sum;
  // ln x = k ln 2 + 2s + s·series, largest terms first, each rounding error kept.
  const large = k * ln2High;
  const small = 2 * s;
  const high = large + small;
  const back = high - large;
  const roundedOff = large - (high - back) + (small - back);
  const low = roundedOff + (2 * sLow + s * logSeries(s * s) + k * ln2Low);
  const logHigh = high + low;
  const logLow = low - (logHigh - high);
  const exponent = y * logHigh;
  if (exponent > overflow + 1) return Infinity;
  if (exponent < underflow - 1) return 0;
  return expOfSum(exponent, productError(y, logHigh, exponent) + y * logLow);
}

/**
 * The value that a standard normal variable stays below with probability p; to about one part in
 * 10^16. ∓Infinity at 0 and 1, NaN outside.
 *
 * @see Michael J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution",
 * Applied Statistics 37 (1988), PPND16
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * centralRatio(0.180625 - q * q);
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return tail === 0 ? q * Infinity : NaN;
  const r = Math.sqrt(-log(tail));
  const magnitude = r <= 5 ? middleRatio(r - 1.6) : tailRatio(r - 5);
  return q < 0 ? -magnitude : magnitude;
}

/** e to the power of x + tail, where the tail is far below the last place of x or 0. */
function expOfSum(x: number, tail: number): number {
  if (!(x <= overflow + 1 && x >= underflow - 1)) return expOfSpecial(x);
  const k = Math.floor(x * 1.4426950408889634 + 0.5);
  const high = x - k * ln2High;
  const low = k * ln2Low - tail;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 +
                t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  return scaleByPower(1 - (low - (r * c) / (2 - c) - high), k);
}

function expOfSpecial(x: number): number {
  if (x > 0) return Infinity;
  return x < 0 ? 0 : NaN;
}

function logOfSpecial(x: number): number {
  if (x === 0) return -Infinity;
  return x === Infinity ? Infinity : NaN;
}

function powOfSpecial(x: number, y: number): number {
  if (x === 0) return y > 0 ? 0 : y < 0 ? Infinity : NaN;
  if (x === Infinity) return y > 0 ? Infinity : y < 0 ? 0 : NaN;
  return NaN;
}

function powWithHugeExponent(x: number, y: number): number {
  if (Number.isNaN(y)) return NaN;
  if (x === 1) return 1;
  return x > 1 === y > 0 ? Infinity : 0;
}

/** What ln((1+s)/(1−s)) = 2s + s·series leaves for its series, given s². */
function logSeries(square: number): number {
  const w = square * square;
  const even =
    w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    square *
    (6.66666666666673513e-1 +
      w *
        (2.857142874366239149e-1 +
          w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  return odd + even;
}

/** The k for which x·2^−k lies between √½ and √2; x positive and finite. */
function exponentNearOne(x: number): number {
  const isSubnormal = x < 2.2250738585072014e-308;
  double[0] = isSubnormal ? x * 0x40000000000000 : x;
  // The mantissa bits of √2 round up into the exponent.
  const carried = words[highWord] + (0x00100000 - 0x6a09e);
  return (carried >>> 20) - 1023 - (isSubnormal ? 54 : 0);
}

/** x·2^k, rounded once. */
function scaleByPower(x: number, k: number): number {
  if (k > 1023) return x * powerOfTwo(1023) * powerOfTwo(k - 1023);
  if (k >= -1022) return x * powerOfTwo(k);
  return x * powerOfTwo(-969) * powerOfTwo(k + 969);
}

function powerOfTwo(k: number): number {
  return powersOfTwo[k - smallestExponent];
}

/** How much more the product of a and b is than its rounded value. */
function productError(a: number, b: number, product: number): number {
  const aScaled = a * 0x8000001;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = b * 0x8000001;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

function centralRatio(r: number): number {
  const numerator =
    ((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4) *
      r +
      4.5921953931549871457e4) *
      r +
      1.3731693765509461125e4) *
      r +
      1.9715909503065514427e3) *
      r +
      1.3314166789178437745e2) *
      r +
    3.387132872796366608;
  const denominator =
    ((((((5.226495278852854561e3 * r + 2.8729085735721942674e4) * r + 3.930789580009271061e4) * r +
      2.1213794301586595867e4) *
      r +
      5.3941960214247511077e3) *
      r +
      6.871870074920579083e2) *
      r +
      4.2313330701600911252e1) *
      r +
    1;
  return numerator / denominator;
}

function middleRatio(r: number): number {
  const numerator =
    ((((((7.7454501427834140764e-4 * r + 2.27238449892691845833e-2) * r +
      2.4178072517745061177e-1) *
      r +
      1.27045825245236838258) *
      r +
      3.64784832476320460504) *
      r +
      5.7694972214606914055) *
      r +
      4.6303378461565452959) *
      r +
    1.42343711074968357734;
  const denominator =
    ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r +
      1.51986665636164571966e-2) *
      r +
      1.4810397642748007459e-1) *
      r +
      6.8976733498510000455e-1) *
      r +
      1.6763848301838038494) *
      r +
      2.05319162663775882187) *
      r +
    1;
  return numerator / denominator;
}

function tailRatio(r: number): number {
  const numerator =
    ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r +
      1.2426609473880784386e-3) *
      r +
      2.6532189526576123093e-2) *
      r +
      2.9656057182850489123e-1) *
      r +
      1.7848265399172913358) *
      r +
      5.4637849111641143699) *
      r +
    6.6579046435011037772;
  const denominator =
    ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r +
      1.8463183175100546818e-5) *
      r +
      7.868691311456132591e-4) *
      r +
      1.48753612908506148525e-2) *
      r +
      1.3692988092273580531e-1) *
      r +
      5.9983220655588793769e-1) *
      r +
    1;
  return numerator / denominator;
}

/** Every power of two that a double can be, from the smallest. */
function listPowersOfTwo(): Float64Array {
  const powers = new Float64Array(1023 - smallestExponent + 1);
  let power = 5e-324;
  for (let i = 0; i < powers.length; i++) {
    powers[i] = power;
    power += power;
  }
  return powers;
}

/** Which word of a double has its sign and exponent: 1 on a little-endian machine, else 0. */
function findHighWord(): number {
  double[0] = -0;
  return words[1] === 0x80000000 ? 1 : 0;
}

/** Ranges of values with a step: `0ms..200ms/20ms`, `1..5`, `10Mbps..100Mbps/10Mbps`. */
import { bandwidth, duration, ppm, rate, share, size } from '../units.js';

/** The values of a range, or what is wrong with it. */
export type RangeResult =
  | { readonly ok: true; readonly values: readonly (number | string)[] }
  | { readonly ok: false; readonly message: string };

/** Whether somebody means a range by this; it may still be wrong. */
export function mayBeRange(text: string): boolean {
  return /^[+-]?[0-9][^]*\.\./.test(text) || /\.\.[+-]?[0-9][^]*\//.test(text);
}

/**
 * All values from the first to the last, both included: numbers, or texts in the unit of the step. Units are those of
 * the document; one that nobody knows here is kept, so that whoever reads the document can say what it should be.
 */
export function expandRange(text: string, most: number): RangeResult {
  const refuse = (message: string): RangeResult => ({ ok: false, message: `${text}: ${message}` });
  const parts = rangePattern.exec(text)?.groups;
  if (parts === undefined) return refuse(`this is no range; expected ${example}`);
  const from = partOf(parts['from'], parts['fromUnit']);
  const to = partOf(parts['to'], parts['toUnit']);
  const isStepless = parts['step'] === undefined;
  const step = isStepless ? { number: 1, unit: '' } : partOf(parts['step'], parts['stepUnit']);
  if (isStepless && ![from, to].every(({ number, unit }) => unit === '' && Number.isInteger(number))) {
    return refuse(`there is no step; expected ${example}, since only whole numbers have a step of 1`);
  }
  const { unit } = step;
  const [first, last] = [inUnit(from, unit), inUnit(to, unit)];
  if (first === null || last === null) {
    return refuse(`its parts are in units that do not go together; expected one unit, as in ${example}`);
  }
  if (step.number <= 0) return refuse('its step leads nowhere; expected a step above 0');
  if (last < first) return refuse(`it ends before it begins; expected ${show(last, unit)}..${show(first, unit)}`);
  const steps = (last - first) / step.number;
  const whole = Math.round(steps);
  if (whole + 1 > most) {
    return refuse(`these are ${String(Math.floor(steps) + 1)} values; expected at most ${String(most)}: a larger step`);
  }
  if (Math.abs(steps - whole) > 1e-9 * Math.max(1, whole)) {
    const below = show(first + Math.floor(steps) * step.number, unit);
    const above = show(first + (Math.floor(steps) + 1) * step.number, unit);
    return refuse(`steps of ${show(step.number, unit)} do not end at ${show(last, unit)}; expected ${below} or ${above} there`);
  }
  const numbers = Array.from({ length: whole + 1 }, (_, i) => tidy(first + i * step.number));
  return { ok: true, values: unit === '' ? numbers : numbers.map((number) => show(number, unit)) };
}

const example = 'from..to/step, such as 0ms..200ms/20ms';

const number = '[+-]?[0-9]+(?:\\.[0-9]+)?';
/** A unit may hold a slash, as in `10/s..50/s/10/s`; what follows a slash and is a number is the step. */
const rangePattern = new RegExp(
  `^(?<from>${number})(?<fromUnit>[^0-9]*?)\\.\\.(?<to>${number})(?<toUnit>[^0-9]*?)(?:/(?<step>${number})(?<stepUnit>[^0-9]*))?$`,
);

interface Part {
  readonly number: number;
  readonly unit: string;
}

function partOf(digits = '', unit = ''): Part {
  return { number: Number(digits), unit: unit.trim() };
}

/** A part in another unit of its kind; null where the two do not go together. A bare 0 is in every unit. */
function inUnit({ number: count, unit }: Part, wanted: string): number | null {
  if (unit === wanted || (unit === '' && count === 0)) return count;
  for (const { read } of [duration, size, rate, bandwidth, ppm, share]) {
    const [own, other] = [read(`1${unit}`), read(`1${wanted}`)];
    if (own.ok && other.ok) return tidy((count * own.value) / other.value);
  }
  return null;
}

function show(count: number, unit: string): string {
  return `${String(tidy(count))}${unit}`;
}

/** Without what binary fractions leave behind: 0.1 and three times 0.1 more is 0.4. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** One parameter of a sweep: the path that is varied, and the values that it takes. */
import { readListed } from '../comparison/listed-values.js';
import { toBareYaml } from '../comparison/yaml-value.js';
import { isMapping } from '../schema/field.js';
import { bandwidth, duration, ppm, rate, share, size } from '../units.js';
import { expandRange, mayBeRange } from './range.js';

/** A varied path of the scenario document. */
export interface SweepAxis {
  readonly path: string;
  readonly values: readonly AxisValue[];
  readonly unit: AxisUnit;
}

/** One value of an axis. */
export interface AxisValue {
  /** As it is shown. */
  readonly text: string;
  /** As it stands in the document: YAML on one line. */
  readonly yaml: string;
  /** Where it lies on the axis, in base units (microseconds, bytes, bits, a second); its place where it is a name. */
  readonly position: number;
}

/** What the positions of an axis count. */
export type AxisUnit =
  | 'number'
  /** How many entries a mapping or list has: what is swept over is their number. */
  | 'entries'
  /** Values have no places of their own, and stand side by side. */
  | 'name'
  | keyof typeof quantities;

const quantities = { duration, size, rate, bandwidth, ppm, share };
const quantityNames = ['duration', 'size', 'rate', 'bandwidth', 'ppm', 'share'] as const;

/** More are no picture any more. */
export const maxAxes = 2;

/** Most values of one axis. */
const maxAxisValues = 1000;

/** What `--vary` says, or what is wrong with it. */
export type AxisResult =
  | { readonly ok: true; readonly axis: SweepAxis }
  | { readonly ok: false; readonly message: string };

/** Reads `path=from..to/step` and `path=a,b,c`; each value may be a range. */
export function readAxis(text: string): AxisResult {
  const listed = readListed(text, 'path=from..to/step or path=first,second');
  if (!listed.ok) return listed;
  const { path } = listed;
  const values: unknown[] = [];
  for (const item of listed.values) {
    if (typeof item !== 'string' || !mayBeRange(item)) {
      values.push(item);
      continue;
    }
    const range = expandRange(item, maxAxisValues);
    if (!range.ok) return refuse(path, range.message);
    values.push(...range.values);
  }
  if (values.length > maxAxisValues) {
    return refuse(path, `these are ${String(values.length)} values; expected at most ${String(maxAxisValues)}`);
  }
  const yaml = values.map(toBareYaml);
  const seen = new Set<string>();
  const twice = yaml.find((value) => seen.size === seen.add(value).size);
  if (twice !== undefined) return refuse(path, `${twice} stands there twice; expected each value once`);
  const { unit, positions } = placeValues(values);
  return {
    ok: true,
    axis: {
      path,
      unit,
      values: values.map((value, i) => ({
        text: unit === 'entries' ? String(positions[i]) : typeof value === 'string' ? value : yaml[i],
        yaml: yaml[i],
        position: positions[i],
      })),
    },
  };
}

interface Placing {
  readonly unit: AxisUnit;
  readonly positions: readonly number[];
}

/** Numbers and quantities lie where they are; of mappings and lists of different sizes, the sizes do. */
function placeValues(values: readonly unknown[]): Placing {
  const numbers = values.flatMap((value) => (typeof value === 'number' ? [value] : []));
  if (numbers.length === values.length) return { unit: 'number', positions: numbers };
  for (const unit of quantityNames) {
    const positions = values.flatMap((value) => {
      const read = quantities[unit].read(value);
      return read.ok ? [read.value] : [];
    });
    if (positions.length === values.length) return { unit, positions };
  }
  const sizes = values.flatMap(sizeOf);
  if (sizes.length === values.length && new Set(sizes).size === sizes.length) return { unit: 'entries', positions: sizes };
  return { unit: 'name', positions: values.map((_, place) => place) };
}

function sizeOf(value: unknown): readonly number[] {
  if (Array.isArray(value)) return [value.length];
  return isMapping(value) ? [Object.keys(value).length] : [];
}

function refuse(path: string, message: string): AxisResult {
  return { ok: false, message: `--vary ${path}: ${message}` };
}

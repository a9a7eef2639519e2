/** Variants of a scenario: a name each, and the changes that make them. */
import type { PlacedValue } from '../document.js';
import type { Path } from '../issue.js';
import type { Override } from '../overrides.js';
import type { CompareDocument } from '../schema/compare.js';
import { readListed } from './listed-values.js';
import { toBareYaml, toYaml } from './yaml-value.js';

/** The scenario with these changes laid over it. */
export interface Variant {
  readonly name: string;
  readonly changes: readonly Override[];
}

/** Values of one path, each to be tried. */
export interface Varied {
  readonly path: string;
  /** The values as YAML. */
  readonly values: readonly string[];
}

/** What `--vary path=a,b` says, or what is wrong with it. */
export type VariedResult =
  | { readonly ok: true; readonly varied: Varied }
  | { readonly ok: false; readonly message: string };

/** The variants that stand under `compare` of a scenario, in the order of the document. */
export function variantsOf(
  source: PlacedValue,
  base: Path,
  compare: CompareDocument,
): readonly Variant[] {
  return Object.entries(compare).map(([name, changes]) => ({
    name,
    changes: Object.entries(changes).map(([path, value]) => ({
      path,
      value: toYaml(value),
      origin: {
        ...source.locate([...base, 'compare', name, path], 'value'),
        name: source.name([...base, 'compare', name, path]),
      },
    })),
  }));
}

/** Takes `path=a,b` apart. */
export function readVaried(text: string): VariedResult {
  const listed = readListed(text, 'conflicts.resolve=lww,siblings');
  if (!listed.ok) return listed;
  const { path } = listed;
  const values = listed.values.map(toBareYaml);
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice === undefined) return { ok: true, varied: { path, values } };
  return { ok: false, message: `--vary ${text}: ${twice} stands there twice; expected each value once` };
}

/** Every combination of the varied values, the last path changing fastest; one of nothing at all. */
export function combine(varied: readonly Varied[]): readonly Variant[] {
  return varied.reduce<readonly Variant[]>(
    (variants, { path, values }) =>
      variants.flatMap(({ name, changes }) =>
        values.map((value) => ({
          name: joinNames(name, value),
          changes: [...changes, { path, value, origin: originOf(path) }],
        })),
      ),
    [{ name: '', changes: [] }],
  );
}

/** The name of a variant of a variant. */
export function joinNames(first: string, second: string): string {
  return [first, second].filter((name) => name !== '').join(', ');
}

function originOf(path: string): { readonly name: string; readonly line: 0; readonly column: 0 } {
  return { name: `--vary ${path}`, line: 0, column: 0 };
}

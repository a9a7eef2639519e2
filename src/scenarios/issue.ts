/** What is wrong with a scenario document, in the words and at the place a person can act on. */

/** One mistake: where it stands, what was found there and what would be right. */
export interface Issue {
  /** From 1; 0 when the value came from `--set` and not from the document. */
  readonly line: number;
  /** From 1; 0 when the value came from `--set`. */
  readonly column: number;
  /** Keys from the top of the document, joined by dots; list items by their index from 0. */
  readonly path: string;
  /** The source text at that place, shortened; `nothing` for what is missing. */
  readonly found: string;
  readonly message: string;
  /** What would be right. */
  readonly expected: string;
  /** A whole question such as `did you mean "10s"?`. */
  readonly suggestion?: string;
}

/** Something that runs but is probably not what its author wants. */
export interface Warning {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** Keys and list indices from the top of a document. */
export type Path = readonly (string | number)[];

/** A mistake that has a path and no place yet. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
  readonly expected: string;
  readonly suggestion?: string;
  /** The mistake is the key that ends the path, not its value. */
  readonly isKey?: boolean;
}

/** A warning that has a path and no place yet. */
export interface Caution {
  readonly path: Path;
  readonly message: string;
}

/** Renders a path as people write it after `--set`. */
export function formatPath(path: Path): string {
  return path.join('.');
}

/** Order of the document: by line, then by column. */
export function comparePlaces(
  a: { readonly line: number; readonly column: number },
  b: { readonly line: number; readonly column: number },
): number {
  return a.line - b.line || a.column - b.column;
}

/** Values and operations of a checked resolver as people read them. */
import { printable } from '../../printable.js';
import type { ToldState } from '../../../sim/resolver-check.js';

/** What readers see: the one value of a register, or the reading of a type as JSON. */
export function readingWords({ reading }: ToldState, kind: 'register' | 'type'): string {
  if (kind === 'type') return printable(reading);
  const values = parse(reading);
  if (!Array.isArray(values)) return printable(reading);
  return values.length === 0 ? 'nothing' : printable(values.map((value) => JSON.stringify(value)).join(' | '));
}

/** The state behind a reading, where it says more; null where it does not. */
export function stateWords({ state, reading }: ToldState, kind: 'register' | 'type'): string | null {
  return kind === 'register' || state === reading ? null : printable(state);
}

/** Two states as they are told apart: by what readers see, or else by what is behind it. */
export function tellApart(x: ToldState, y: ToldState, kind: 'register' | 'type'): readonly [string, string] {
  if (x.reading !== y.reading) return [readingWords(x, kind), readingWords(y, kind)];
  return [printable(x.state), printable(y.state)];
}

/** An operation in words: `add milk`, `write "1"`; one that is not known here as JSON. */
export function operationWords(text: string): string {
  const operation = parse(text);
  if (typeof operation !== 'object' || operation === null || Array.isArray(operation)) return printable(text);
  const { kind, ...rest }: { kind?: unknown } = operation;
  if (typeof kind !== 'string') return printable(text);
  const words = Object.values(rest).map((value) =>
    typeof value === 'string' && kind !== 'write' ? value : JSON.stringify(value),
  );
  return printable([kind, ...words].join(' '));
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}

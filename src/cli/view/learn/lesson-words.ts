/** Texts of lessons and interviews in words: figures with their units, sources as numbered notes. */
import { assertNever } from '../../../sim/base/assert.js';
import type { Source } from '../../../scenarios/lessons/lesson.js';
import { numberWords } from '../../../scenarios/lessons/number-words.js';
import type { FilledProse } from '../../../scenarios/lessons/prose.js';
import type { Value } from '../../../scenarios/lessons/value.js';

/** A value as texts say it: `4`, `38 ms`, `69.85 %`, `99.9995 %`, `1.5 KiB`, `[B, C]`, `nothing`. */
export function valueWords(value: Value): string {
  switch (value.kind) {
    case 'number':
      return numberWords(value.value, value.unit);
    case 'truth':
      return value.value ? 'yes' : 'no';
    case 'held': {
      const [only = 'nothing'] = value.values;
      return value.values.length > 1 ? `[${value.values.join(', ')}]` : only === '' ? '""' : only;
    }
    case 'unknown':
      return `(${value.because})`;
    default:
      return assertNever(value);
  }
}

/** A filled text with `[1]` where it cites the first of the sources. */
export function proseWords(prose: FilledProse, sources: readonly Source[]): string {
  return prose.map((part) => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'value':
        return valueWords(part.value);
      case 'source':
        return `[${String(sources.findIndex(({ name }) => name === part.name) + 1)}]`;
      default:
        return assertNever(part);
    }
  }).join('');
}

/** The sources that a text cites, in the order of their numbers. */
export function citedSources(proses: readonly FilledProse[], sources: readonly Source[]): readonly { readonly number: number; readonly source: Source }[] {
  const cited = new Set(proses.flat().flatMap((part) => (part.kind === 'source' ? [part.name] : [])));
  return sources.flatMap((source, index) => (cited.has(source.name) ? [{ number: index + 1, source }] : []));
}

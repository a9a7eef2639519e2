/**
 * Texts of lessons: words, `{expressions}` that the run fills in, and `[^source]` marks behind what is claimed about
 * real systems.
 */
import type { Reading } from '../units.js';
import type { Expression, LookUp } from './expression.js';
import { evaluate, readExpression } from './expression.js';
import type { Value } from './value.js';

/** A text in parts. */
export type Prose = readonly ProsePart[];

/** One part of a text. */
export type ProsePart =
  | { readonly kind: 'text'; readonly text: string }
  /** Filled in from the run; `written` is how the text asks for it, without braces. */
  | { readonly kind: 'expression'; readonly expression: Expression; readonly written: string }
  /** A mark that names a source of the lesson. */
  | { readonly kind: 'source'; readonly name: string };

/** A text whose expressions have been filled in. */
export type FilledProse = readonly FilledPart[];

/** One part of a filled text. */
export type FilledPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'source'; readonly name: string };

/** Longest text, in characters. */
export const maxProseLength = 2000;

/** Reads a text; blank lines end paragraphs, other breaks are spaces. */
export function readProse(raw: unknown): Reading<Prose> {
  const expected = `a text of at most ${String(maxProseLength)} characters, with {expressions} and [^sources]`;
  const plain = typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : raw;
  if (typeof plain !== 'string' || plain.trim() === '') return { ok: false, message: 'this is not a text', expected };
  if (plain.length > maxProseLength) return { ok: false, message: 'this text is too long', expected };
  const text = plain.trim().replaceAll(/[^\S\n]+/g, ' ');
  const parts: ProsePart[] = [];
  for (const piece of text.split(/(\{[^{}]*\}|\[\^[^\]]*\])/)) {
    if (piece === '') continue;
    if (piece.startsWith('{')) {
      const written = piece.slice(1, -1).trim();
      const read = readExpression(written);
      if (!read.ok) return { ok: false, message: `{${written}}: ${read.message}`, expected: read.expected };
      parts.push({ kind: 'expression', expression: read.value, written });
    } else if (piece.startsWith('[^')) {
      parts.push({ kind: 'source', name: piece.slice(2, -1) });
    } else if (/[{}]/.test(piece)) {
      return { ok: false, message: 'a brace stands alone', expected: '{ and } around an expression' };
    } else {
      parts.push({ kind: 'text', text: piece });
    }
  }
  return { ok: true, value: parts };
}

/** Fills the expressions in. */
export function fillProse(prose: Prose, lookUp: LookUp): FilledProse {
  return prose.map((part) =>
    part.kind === 'expression' ? { kind: 'value', value: evaluate(part.expression, lookUp) } : part);
}

/** Names of the sources that it cites. */
export function sourcesIn(prose: Prose): readonly string[] {
  return prose.flatMap((part) => (part.kind === 'source' ? [part.name] : []));
}

/**
 * Numbers that stand in the text as they are: no run produces them, so a changed scenario would make them wrong.
 * Sentences that cite a source may hold published numbers.
 */
export function strayNumbers(prose: Prose): readonly string[] {
  const text = prose.map((part) => {
    if (part.kind === 'text') return part.text;
    return part.kind === 'source' ? citation : ' ';
  }).join('');
  // The mark stands behind the full stop of its sentence, or before it.
  const sentences = text.replaceAll(new RegExp(`([.!?])\\s*(${citation}+)`, 'g'), '$2$1').split(/(?<=[.!?:;]["”')]*)\s+/);
  return sentences.filter((sentence) => !sentence.includes(citation)).flatMap((sentence) =>
    sentence.split(/[\s/–—]+/).map((word) => word.replaceAll(/^["“'(<>=~±+[-]+|["”'),.;:!?\]]+$/g, '')).filter(isNumber));
}

/** Stands for a mark while sentences are looked at: no text holds it. */
const citation = '\u0001';

function isNumber(word: string): boolean {
  return /^[0-9][0-9.,]*(%|x|×|us|µs|ms|s|m|min|h|B|[KMGT]i?B|[kMGT]?bps|[KMG]i?bit|th|st|nd|rd)?$/.test(word);
}

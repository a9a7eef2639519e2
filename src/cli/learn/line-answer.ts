/** What somebody types at a lesson, a line at a time. */
import type { Confidence, Question } from '../../scenarios/lessons/lesson.js';
import { confidences } from '../../scenarios/lessons/lesson.js';
import { readAnswer } from '../../scenarios/lessons/question.js';
import type { Answer } from '../../scenarios/lessons/question.js';
import type { NumberUnit } from '../../scenarios/lessons/value.js';

/** A line at a question. */
export type QuestionLine =
  /** `confidence` is null where the line did not say. */
  | { readonly kind: 'answer'; readonly answer: Answer; readonly confidence: Confidence | null }
  | { readonly kind: 'hint' | 'skip' | 'back' | 'quit' }
  | { readonly kind: 'unclear'; readonly message: string; readonly expected: string };

/** A line after the answer is out. */
export type RevealedLine =
  | { readonly kind: 'next' | 'back' | 'quit' | 'again' }
  /** By place. */
  | { readonly kind: 'variation'; readonly index: number }
  /** An answer to the next question, for whoever does not stop here. */
  | { readonly kind: 'onward'; readonly line: string }
  | { readonly kind: 'unclear'; readonly message: string; readonly expected: string };

/** Reads a line at a question: an answer, how sure behind it or not, or a letter. `unit` is that of a number asked for. */
export function readQuestionLine(question: Question, line: string, unit: NumberUnit | null): QuestionLine {
  const typed = line.trim();
  const word = words.get(typed.toLowerCase());
  if (word !== undefined) return { kind: word };
  const { before, confidence } = cutConfidence(typed);
  const read = readAnswer(question, before, unit);
  if (read.ok) return { kind: 'answer', answer: read.value, confidence };
  return { kind: 'unclear', message: read.message, expected: `${read.expected}; or h, s, b, q` };
}

/** Reads how sure somebody is: `1`, `guess`, `g`; null where it is none of them. */
export function readConfidence(line: string): Confidence | null {
  const typed = line.trim().toLowerCase();
  const byNumber = /^[1-3]$/.test(typed) ? confidences[Number(typed) - 1] : undefined;
  return byNumber ?? (typed === '' ? null : confidences.find((word) => word.startsWith(typed)) ?? null);
}

/** Reads a line after the answer is out. */
export function readRevealedLine(names: readonly string[], line: string): RevealedLine {
  const typed = line.trim();
  switch (typed.toLowerCase()) {
    case '':
    case 'n':
    case 'next':
      return { kind: 'next' };
    case 'b':
    case 'back':
      return { kind: 'back' };
    case 'q':
    case 'quit':
      return { kind: 'quit' };
    case 'a':
    case 'again':
      return { kind: 'again' };
    default:
  }
  const index = /^[0-9]{1,2}$/.test(typed) ? Number(typed) - 1 : names.indexOf(typed);
  if (names[index] !== undefined) return { kind: 'variation', index };
  if (cutConfidence(typed).confidence !== null || /^(s|skip)$/i.test(typed)) return { kind: 'onward', line };
  return {
    kind: 'unclear', message: `"${typed}" is none of the variations`,
    expected: `an empty line to go on, 1 to ${String(names.length)} or a name for a variation, a to answer again, b, q`,
  };
}

/** Takes how sure off the end of a line. */
function cutConfidence(typed: string): { readonly before: string; readonly confidence: Confidence | null } {
  const [, before, word] = /^(.*\S)[\s,:;]+([a-z]+)[.!]?$/i.exec(typed) ?? [];
  // One letter may be a unit, such as s; those of how sure somebody is are none.
  const isSure = word !== undefined && (word.length > 2 || /^[gfc]$/i.test(word));
  const confidence = isSure ? readConfidence(word) : null;
  return before === undefined || confidence === null ? { before: typed, confidence: null } : { before, confidence };
}

const words: ReadonlyMap<string, 'hint' | 'skip' | 'back' | 'quit'> = new Map([
  ['h', 'hint'], ['hint', 'hint'], ['s', 'skip'], ['skip', 'skip'],
  ['b', 'back'], ['back', 'back'], ['q', 'quit'], ['quit', 'quit'], ['exit', 'quit'],
]);

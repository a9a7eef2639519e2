/**
 * Edits of a text as operations that can be transformed: an edit that was made of one text becomes the
 * edit of another text that does the same there.
 *
 * @see Ellis, Gibbs, Concurrency control in groupware systems, SIGMOD (1989)
 */
import { type as plainText } from 'ot-text-unicode';
import type { TextOp } from 'ot-text-unicode';
import { assert } from '../../base/assert.js';
import { countCharacters } from '../../base/characters.js';
import type { Operation } from '../replicated-type.js';

/** A walk over a text: skip so many characters, put in a text, take out so many. */
export type TextForm = Readonly<TextOp>;

/** What an operation does to the text that its author sees. */
export function formOf(text: string, operation: Operation): TextForm {
  const length = countCharacters(text);
  if (operation.kind === 'insert') return walk(Math.min(operation.at, length), operation.text);
  assert(operation.kind === 'erase', 'a text is inserted into and erased from');
  const at = Math.min(operation.at, length);
  const d = Math.min(operation.length, length - at);
  return d === 0 ? [] : walk(at, { d });
}

/** The text after an edit. */
export function applyForm(text: string, form: TextForm): string {
  return plainText.apply(text, [...form]);
}

/** Two edits of one text: each as an edit of the text that the other one leaves. */
export interface Transformed {
  readonly earlier: TextForm;
  readonly later: TextForm;
}

/** Of inserts at one place the earlier goes first, so the later is moved. */
export function transformBoth(earlier: TextForm, later: TextForm): Transformed {
  return {
    earlier: plainText.transform([...earlier], [...later], 'left'),
    later: plainText.transform([...later], [...earlier], 'right'),
  };
}

function walk(at: number, component: string | { readonly d: number }): TextForm {
  return at === 0 ? [component] : [at, component];
}

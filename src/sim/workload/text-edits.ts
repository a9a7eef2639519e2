/** Edits of texts that clients make up: words at random places, and short erasures. */
import { countCharacters } from '../base/characters.js';
import { hashString, unitFromIdentity } from '../base/hash.js';
import type { ValueChange } from '../scenario.js';

/** What is inserted: a word and the space behind it, or a letter that somebody forgot. */
export const typedWords = ['a ', 'one ', 'two ', 'tree ', 'house ', 'river ', 'e', 's'] as const;

/** Most characters of a generated erase. */
export const mostErased = 5;

/** Keeps draws of texts apart from others of the same request. */
const editSeed = hashString('text edits');
const draws = { place: 0, content: 1 } as const;

/** The edit of a request, at a place that is uniform over the text that its author sees. */
export function drawEdit(kind: 'insert' | 'erase', identity: number, text: string): ValueChange {
  const draw = (which: number, choices: number): number =>
    Math.floor(unitFromIdentity(editSeed, identity, which, 0) * choices);
  const length = countCharacters(text);
  if (kind === 'erase') {
    return { kind, at: draw(draws.place, length), length: 1 + draw(draws.content, mostErased) };
  }
  const word = typedWords[draw(draws.content, typedWords.length)];
  return { kind, at: draw(draws.place, length + 1), text: word };
}

/** What the keys of a list do to it. */
import { assertNever } from '../../../sim/base/assert.js';
import { beginSearch, endSearch, eraseFrom, moveSelection, typeInto } from '../../view/choice/choice.js';
import type { Choice, ChoiceState } from '../../view/choice/choice.js';
import type { ChoiceAction } from '../../view/choice/choice-keys.js';

/** The list after a key; a page has so many rows. */
export function choose<Entry extends Choice>(
  list: ChoiceState<Entry>,
  action: ChoiceAction,
  pageRows: number,
): ChoiceState<Entry> {
  const page = Math.max(1, pageRows - 1);
  switch (action) {
    case 'up':
      return moveSelection(list, -1);
    case 'down':
      return moveSelection(list, 1);
    case 'page-up':
      return moveSelection(list, -page);
    case 'page-down':
      return moveSelection(list, page);
    case 'first':
      return moveSelection(list, -list.found.length);
    case 'last':
      return moveSelection(list, list.found.length);
    case 'search':
      return beginSearch(list);
    case 'erase':
      return eraseFrom(list);
    case 'clear':
      return endSearch(list);
    default:
      return assertNever(action);
  }
}

/** The list after a key that is no command: a character is searched for; null when it is none. */
export function chooseByLetter<Entry extends Choice>(list: ChoiceState<Entry>, key: string): ChoiceState<Entry> | null {
  const character = key === 'space' ? ' ' : key;
  const isCharacter = [...character].length === 1 && /^[^\p{C}\p{Z}]$|^ $/u.test(character);
  // Nothing begins with a blank.
  if (!isCharacter || (character === ' ' && list.query === '')) return null;
  return typeInto(list, character);
}

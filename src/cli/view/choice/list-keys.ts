/** The keys of a screen that is one list: what opens the selected entry, and how the list is walked and searched. */
import type { KeyTable } from '../keys/key-table.js';
import { choiceBindings, choiceModes } from './choice-keys.js';
import type { ChoiceAction, ChoiceKeyContext } from './choice-keys.js';

/** What a key asks for. */
export type ListAction = ChoiceAction | 'open';

/** What decides whether a key does something now. */
export interface ListKeyContext extends ChoiceKeyContext {
  readonly hasSelection: boolean;
}

/** What opening an entry is called. */
interface ListOpening {
  readonly title: string;
  /** The word in the help line. */
  readonly verb: string;
  readonly about: string;
}

/** All keys of such a screen. */
export function keysOfList({ title, verb, about }: ListOpening): KeyTable<ListAction, ListKeyContext> {
  return {
    title,
    modes: choiceModes,
    bindings: [
      {
        action: 'open',
        keys: ['return'],
        modes: choiceModes,
        shown: 'enter',
        label: () => verb,
        about,
        isValid: ({ hasSelection }) => hasSelection,
        rank: 1,
      },
      ...choiceBindings,
    ],
  };
}

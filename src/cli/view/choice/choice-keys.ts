/** The keys of a list that is searched by typing; a screen with such a list has them in its table. */
import { always } from '../keys/key-table.js';
import type { KeyBinding, ModalContext } from '../keys/key-table.js';
import type { Choice, ChoiceState } from './choice.js';

/** What a key asks of the list. */
export type ChoiceAction = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last' | 'search' | 'erase' | 'clear';

/** What decides whether such a key does something now. */
export interface ChoiceKeyContext extends ModalContext {
  /** `searching`: characters are text. */
  readonly mode: ChoiceMode;
  /** Whether what is listed was searched for. */
  readonly hasQuery: boolean;
  readonly canGoUp: boolean;
  readonly canGoDown: boolean;
}

/** Whether characters are text. */
export type ChoiceMode = 'choosing' | 'searching';

/** Both modes of a list. */
export const choiceModes: readonly ChoiceMode[] = ['choosing', 'searching'];

/** The context of a list. */
export function choiceContextOf<Entry extends Choice>(state: ChoiceState<Entry>): ChoiceKeyContext {
  return {
    mode: state.isSearching ? 'searching' : 'choosing',
    hasQuery: state.query !== '',
    canGoUp: state.selected > 0,
    canGoDown: state.selected < state.found.length - 1,
  };
}

/** A key of a list, for tables that know more than a list does. */
export type ChoiceBinding = Readonly<KeyBinding<ChoiceAction, ChoiceKeyContext>>;

/** The keys of the list itself. Any other character begins a search. */
export const choiceBindings: readonly ChoiceBinding[] = [
  move('up', 'up', 'The one above.', ({ canGoUp }) => canGoUp),
  move('down', 'down', 'The one below.', ({ canGoDown }) => canGoDown),
  move('page-up', 'page-up', 'A page up.', ({ canGoUp }) => canGoUp),
  move('page-down', 'page-down', 'A page down.', ({ canGoDown }) => canGoDown),
  move('first', 'home', 'The first.', ({ canGoUp }) => canGoUp),
  move('last', 'end', 'The last.', ({ canGoDown }) => canGoDown),
  {
    action: 'search',
    keys: ['/'],
    modes: ['choosing'],
    shown: 'type',
    label: () => 'to search',
    about: 'Search; any letter but q begins a search too.',
    isValid: always,
    rank: 3,
  },
  {
    action: 'erase',
    keys: ['backspace'],
    modes: choiceModes,
    shown: 'backspace',
    label: () => 'erase',
    about: 'Erase the last character of what is searched for.',
    isValid: isSearched,
    rank: 7,
  },
  {
    action: 'clear',
    keys: ['escape'],
    modes: choiceModes,
    shown: 'esc',
    label: () => 'clear',
    about: 'End the search: list everything again.',
    isValid: isSearched,
    rank: 2,
  },
];

function isSearched({ mode, hasQuery }: ChoiceKeyContext): boolean {
  return mode === 'searching' || hasQuery;
}

function move(
  action: ChoiceAction,
  key: string,
  about: string,
  isValid: (context: ChoiceKeyContext) => boolean,
): ChoiceBinding {
  // Whoever has arrows tries them: the help line has better things to say.
  return { action, keys: [key], modes: choiceModes, shown: key, label: () => 'select', about, isValid, rank: 0 };
}

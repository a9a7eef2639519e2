/** The keys that every screen has. */
import { always } from './key-table.js';
import type { KeyTable, ModalContext } from './key-table.js';

/** What a key asks for. */
export type StackAction = 'help' | 'back' | 'more-keys' | 'earlier-keys' | 'theme' | 'suspend' | 'interrupt';

/** What decides whether such a key does something now. */
export interface StackKeyContext extends ModalContext {
  /** `typing`: characters are text. `listing`: the keys are listed. */
  readonly mode: 'screen' | 'typing' | 'listing';
  /** There is a screen below this one. */
  readonly hasBelow: boolean;
  /** The list of keys goes on below what is seen. */
  readonly hasMoreKeys: boolean;
  /** The list of keys begins above what is seen. */
  readonly hasEarlierKeys: boolean;
  /** There are colours to choose from. */
  readonly hasColors: boolean;
}

/** The keys that every screen has. */
export const stackKeys: KeyTable<StackAction, StackKeyContext> = {
  title: 'Everywhere',
  modes: ['screen', 'typing', 'listing'],
  bindings: [
    {
      action: 'help',
      keys: ['?'],
      modes: ['screen'],
      shown: '?',
      label: () => 'help',
      about: 'The list of keys.',
      isValid: always,
      rank: 2,
    },
    {
      action: 'back',
      keys: ['q'],
      modes: ['screen', 'listing'],
      shown: 'q',
      label: ({ mode, hasBelow }) => (mode === 'listing' ? 'close' : hasBelow ? 'back' : 'quit'),
      about: 'Back to the screen before, or quit.',
      isValid: always,
      rank: 1,
    },
    {
      action: 'more-keys',
      keys: ['down', 'page-down'],
      modes: ['listing'],
      shown: 'down',
      label: () => 'more keys',
      about: 'In the list of keys: what is below.',
      isValid: ({ hasMoreKeys }) => hasMoreKeys,
      rank: 2,
    },
    {
      action: 'earlier-keys',
      keys: ['up', 'page-up'],
      modes: ['listing'],
      shown: 'up',
      label: () => 'earlier keys',
      about: 'In the list of keys: what is above.',
      isValid: ({ hasEarlierKeys }) => hasEarlierKeys,
      rank: 3,
    },
    {
      action: 'theme',
      keys: ['t'],
      modes: ['screen'],
      shown: 't',
      label: () => 'theme',
      about: 'The next theme of colours: dark, light, colour-blind, mono.',
      isValid: ({ hasColors }) => hasColors,
      rank: 0,
    },
    {
      action: 'suspend',
      keys: ['ctrl+z'],
      modes: ['screen', 'typing', 'listing'],
      shown: 'ctrl+z',
      label: () => 'suspend',
      about: 'Back to the shell; fg returns here.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'interrupt',
      keys: ['ctrl+c'],
      modes: ['screen', 'typing', 'listing'],
      shown: 'ctrl+c',
      label: () => 'interrupt',
      about: 'Leave at once.',
      isValid: always,
      rank: 0,
    },
  ],
};

/** Every key of the form of changes. */
import { always } from '../keys/key-table.js';
import type { KeyTable } from '../keys/key-table.js';

/** What a key asks for. */
export type WhatIfAction = 'above' | 'below' | 'next' | 'previous' | 'add' | 'drop' | 'erase' | 'run';

/** What decides whether a key does something now. */
export interface WhatIfKeyContext {
  /** `typing`: the line takes characters. */
  readonly mode: 'choosing' | 'typing';
  readonly hasSeveral: boolean;
}

const both = ['choosing', 'typing'] as const;

/** All keys of the form. */
export const whatIfKeys: KeyTable<WhatIfAction, WhatIfKeyContext> = {
  title: 'What if',
  modes: both,
  bindings: [
    {
      action: 'run',
      keys: ['return'],
      modes: both,
      shown: 'enter',
      label: () => 'run',
      about: 'Run it with these changes, beside the run as it was.',
      isValid: always,
      rank: 1,
    },
    {
      action: 'below',
      keys: ['down'],
      modes: both,
      shown: 'down',
      label: () => 'next line',
      about: 'The line below.',
      isValid: always,
      rank: 4,
    },
    {
      action: 'above',
      keys: ['up'],
      modes: both,
      shown: 'up',
      label: () => 'line above',
      about: 'The line above.',
      isValid: always,
      rank: 7,
    },
    {
      action: 'next',
      keys: ['right'],
      modes: both,
      shown: 'right',
      label: () => 'change',
      about: 'The next that the line can be; amounts can be typed too.',
      isValid: always,
      rank: 3,
    },
    {
      action: 'previous',
      keys: ['left'],
      modes: both,
      shown: 'left',
      label: () => 'change back',
      about: 'The previous that the line can be.',
      isValid: always,
      rank: 8,
    },
    {
      action: 'add',
      keys: ['tab'],
      modes: both,
      shown: 'tab',
      label: () => 'one more',
      about: 'One more change, at the same moment.',
      isValid: always,
      rank: 5,
    },
    {
      action: 'drop',
      keys: ['shift+tab'],
      modes: both,
      shown: 'shift+tab',
      label: () => 'one less',
      about: 'Without this change.',
      isValid: ({ hasSeveral }) => hasSeveral,
      rank: 6,
    },
    {
      action: 'erase',
      keys: ['backspace'],
      modes: ['typing'],
      shown: 'backspace',
      label: () => 'erase',
      about: 'Erase the last character of the line.',
      isValid: always,
      rank: 9,
    },
  ],
};

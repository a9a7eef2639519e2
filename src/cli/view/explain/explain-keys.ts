/** Every key of the screen that explains losses. */
import { always } from '../keys/key-table.js';
import type { KeyTable, ModalContext } from '../keys/key-table.js';
import type { ExplainPanel } from './explain-state.js';

/** What a key asks for. */
export type ExplainAction =
  | 'next-loss'
  | 'previous-loss'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'first'
  | 'last'
  | 'next-panel'
  | 'previous-panel'
  | 'why'
  | 'what-if'
  | 'losses'
  | 'again'
  | 'go'
  | 'copy'
  | 'report';

/** What decides whether a key does something now. */
export interface ExplainKeyContext extends ModalContext {
  /** `waiting`: there is nothing to be explained yet, or at all. */
  readonly mode: 'waiting' | 'told';
  readonly panel: ExplainPanel;
  readonly hasMoreLosses: boolean;
  /** What is selected has a moment in the live view. */
  readonly canGo: boolean;
  readonly canReport: boolean;
}

const told = ['told'] as const;

/** All keys of the screen. */
export const explainKeys: KeyTable<ExplainAction, ExplainKeyContext> = {
  title: 'Explain',
  modes: ['waiting', 'told'],
  bindings: [
    {
      action: 'up',
      keys: ['up'],
      modes: told,
      shown: 'up/down',
      label: () => 'select',
      about: 'The row before in the panel that has the focus.',
      isValid: always,
      rank: 4,
    },
    {
      action: 'down',
      keys: ['down'],
      modes: told,
      shown: 'down',
      label: () => 'select',
      about: 'The next row in the panel that has the focus.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'left',
      keys: ['left'],
      modes: told,
      shown: 'left/right',
      label: () => 'event',
      about: 'The step before in the story, whichever panel has the focus.',
      isValid: always,
      rank: 8,
    },
    {
      action: 'right',
      keys: ['right'],
      modes: told,
      shown: 'right',
      label: () => 'event',
      about: 'The next step in the story, whichever panel has the focus.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'first',
      keys: ['home'],
      modes: told,
      shown: 'home',
      label: () => 'first',
      about: 'The first row in the panel that has the focus.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'last',
      keys: ['end'],
      modes: told,
      shown: 'end',
      label: () => 'last',
      about: 'The last row in the panel that has the focus.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'go',
      keys: ['return'],
      modes: told,
      shown: 'enter',
      label: () => 'watch it',
      about: 'The live view at the moment of the selected step or loss.',
      isValid: ({ canGo }) => canGo,
      rank: 5,
    },
    {
      action: 'next-loss',
      keys: ['n'],
      modes: told,
      shown: 'n/p',
      label: () => 'next/previous loss',
      about: 'The story of the next loss.',
      isValid: ({ hasMoreLosses }) => hasMoreLosses,
      rank: 6,
    },
    {
      action: 'previous-loss',
      keys: ['p'],
      modes: told,
      shown: 'p',
      label: () => 'previous loss',
      about: 'The story of the loss before.',
      isValid: ({ hasMoreLosses }) => hasMoreLosses,
      rank: 0,
    },
    {
      action: 'next-panel',
      keys: ['tab'],
      modes: told,
      shown: 'tab',
      label: () => 'panel',
      about: 'The focus to the next panel.',
      isValid: always,
      rank: 3,
    },
    {
      action: 'previous-panel',
      keys: ['shift+tab'],
      modes: told,
      shown: 'shift+tab',
      label: () => 'panel',
      about: 'The focus to the panel before.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'why',
      keys: ['1'],
      modes: told,
      shown: '1',
      label: () => 'why',
      about: 'The focus to what happened, step by step.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'what-if',
      keys: ['2'],
      modes: told,
      shown: '2',
      label: () => 'what if',
      about: 'The focus to what would have kept the write.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'losses',
      keys: ['3'],
      modes: told,
      shown: '3',
      label: () => 'losses',
      about: 'The focus to the list of losses.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'again',
      keys: ['4'],
      modes: told,
      shown: '4',
      label: () => 'again',
      about: 'The focus to the commands that repeat this.',
      isValid: always,
      rank: 0,
    },
    {
      action: 'copy',
      keys: ['y'],
      modes: told,
      shown: 'y',
      label: ({ panel }) => (panel === 'what-if' ? 'copy change' : 'copy command'),
      about: 'Copy the command that is selected under what if or run again, else that which repeats the run.',
      isValid: always,
      rank: 7,
    },
    {
      action: 'report',
      keys: ['o'],
      modes: ['waiting', 'told'],
      shown: 'o',
      label: () => 'report',
      about: 'Write the HTML report of this run to a file.',
      isValid: ({ canReport }) => canReport,
      rank: 9,
    },
  ],
};

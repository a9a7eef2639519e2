/** Every key of the space-time diagram. */
import type { KeyTable, ModalContext } from '../keys/key-table.js';

/** What a key asks for. */
export type DiagramAction =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'page-left'
  | 'page-right'
  | 'first'
  | 'last'
  | 'nearer'
  | 'farther'
  | 'go';

/** What decides whether a key does something now. */
export interface DiagramKeyContext extends ModalContext {
  readonly mode: 'diagram';
  /** An event is selected. */
  readonly hasEvent: boolean;
  readonly canGo: boolean;
}

/** All keys of the screen. */
export const diagramKeys: KeyTable<DiagramAction, DiagramKeyContext> = {
  title: 'The space-time diagram',
  modes: ['diagram'],
  bindings: [
    {
      action: 'left',
      keys: ['left'],
      modes: ['diagram'],
      shown: 'left/right',
      label: () => 'event',
      about: 'The event before at the same replica.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 3,
    },
    {
      action: 'right',
      keys: ['right'],
      modes: ['diagram'],
      shown: 'right',
      label: () => 'event',
      about: 'The next event at the same replica.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 0,
    },
    {
      action: 'up',
      keys: ['up'],
      modes: ['diagram'],
      shown: 'up/down',
      label: () => 'replica',
      about: 'The replica above: its event that is closest in time.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 4,
    },
    {
      action: 'down',
      keys: ['down'],
      modes: ['diagram'],
      shown: 'down',
      label: () => 'replica',
      about: 'The replica below: its event that is closest in time.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 0,
    },
    {
      action: 'page-left',
      keys: ['page-up'],
      modes: ['diagram'],
      shown: 'pgup/pgdn',
      label: () => 'time',
      about: 'A screen back in time.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 7,
    },
    {
      action: 'page-right',
      keys: ['page-down'],
      modes: ['diagram'],
      shown: 'page-down',
      label: () => 'time',
      about: 'A screen on in time.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 0,
    },
    {
      action: 'first',
      keys: ['home'],
      modes: ['diagram'],
      shown: 'home',
      label: () => 'first',
      about: 'The first event at hand of this replica.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 0,
    },
    {
      action: 'last',
      keys: ['end'],
      modes: ['diagram'],
      shown: 'end',
      label: () => 'last',
      about: 'The last event at hand of this replica.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 0,
    },
    {
      action: 'nearer',
      keys: ['+', '='],
      modes: ['diagram'],
      shown: '+/-',
      label: () => 'zoom',
      about: 'Less time a column.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 5,
    },
    {
      action: 'farther',
      keys: ['-', '_'],
      modes: ['diagram'],
      shown: '-',
      label: () => 'zoom',
      about: 'More time a column.',
      isValid: ({ hasEvent }) => hasEvent,
      rank: 0,
    },
    {
      action: 'go',
      keys: ['return'],
      modes: ['diagram'],
      shown: 'enter',
      label: () => 'watch it',
      about: 'The live view at the moment of the selected event.',
      isValid: ({ canGo }) => canGo,
      rank: 6,
    },
  ],
};

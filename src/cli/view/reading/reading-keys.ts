/** Every key of a text that is read. */
import { always } from '../keys/key-table.js';
import type { KeyBinding, KeyTable, ModalContext } from '../keys/key-table.js';

/** What a key asks for. */
export type ReadingAction = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last' | 'open' | 'close';

/** What decides whether a key does something now. */
export interface ReadingKeyContext extends ModalContext {
  readonly mode: 'reading';
  readonly canGoUp: boolean;
  readonly canGoDown: boolean;
  /** What the key that opens would do; null when there is nothing to open. */
  readonly opens: string | null;
}

const bindings: readonly KeyBinding<ReadingAction, ReadingKeyContext>[] = [
  {
    action: 'open',
    keys: ['return'],
    modes: ['reading'],
    shown: 'enter',
    label: ({ opens }) => opens ?? '',
    about: 'Watch what the text is about.',
    isValid: ({ opens }) => opens !== null,
    rank: 1,
  },
  {
    action: 'close',
    keys: ['left'],
    modes: ['reading'],
    shown: 'left',
    label: () => 'back',
    about: 'Back to the screen before.',
    isValid: always,
    rank: 0,
  },
  move('down', 'down', 'One line down.', true),
  move('up', 'up', 'One line up.', false),
  move('page-down', 'page-down', 'A page down.', true),
  move('page-up', 'page-up', 'A page up.', false),
  move('first', 'home', 'To the first line.', false),
  move('last', 'end', 'To the last line.', true),
];

/** All keys of a text that is read. */
export const readingKeys: KeyTable<ReadingAction, ReadingKeyContext> = {
  title: 'A text',
  modes: ['reading'],
  bindings,
};

function move(
  action: ReadingAction,
  key: string,
  about: string,
  isDown: boolean,
): KeyBinding<ReadingAction, ReadingKeyContext> {
  const isShown = key === 'up' || key === 'down';
  return {
    action,
    keys: [key],
    modes: ['reading'],
    shown: key,
    label: () => 'scroll',
    about,
    isValid: ({ canGoUp, canGoDown }) => (isDown ? canGoDown : canGoUp),
    rank: isShown ? 3 : 0,
  };
}

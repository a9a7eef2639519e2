/** The keys that go from panel to panel, and move within one. */
import { always } from '../keys/key-table.js';
import type { KeyBinding } from '../keys/key-table.js';
import type { LiveKeyContext } from './live-key-context.js';
import type { Move } from './log-scroll.js';

/** What such a key asks for. */
export type PanelAction =
  | 'panel-1'
  | 'panel-2'
  | 'panel-3'
  | 'panel-4'
  | 'panel-5'
  | 'next-panel'
  | 'previous-panel'
  | 'zoom'
  | 'follow'
  | Move;

/** The keys for panels. */
export const panelBindings: readonly KeyBinding<PanelAction, LiveKeyContext>[] = [
  panelKey('panel-1', '1', 'The map: links, and what is on them.'),
  panelKey('panel-2', '2', 'Regions and safety.'),
  panelKey('panel-3', '3', 'The events.'),
  panelKey('panel-4', '4', 'One key, as every replica holds it.'),
  panelKey('panel-5', '5', 'The timeline.'),
  {
    ...{ action: 'next-panel', keys: ['tab'], modes: ['view'], shown: 'tab', rank: 14 },
    label: () => 'panel',
    about: 'The next panel.',
    isValid: always,
  },
  {
    ...{ action: 'previous-panel', keys: ['shift+tab'], modes: ['view'], shown: 'shift+tab', rank: 0 },
    label: () => 'panel',
    about: 'The panel before.',
    isValid: always,
  },
  {
    ...{ action: 'zoom', keys: ['z'], modes: ['view'], shown: 'z', rank: 15 },
    label: ({ isZoomed }) => (isZoomed ? 'all panels' : 'zoom'),
    about: 'Give the screen to the focused panel, or back to all of them.',
    isValid: always,
  },
  moveKey('up', 'up', 'up', 'Up: to an earlier event, region, link or replica.'),
  moveKey('down', 'down', 'down', 'Down: to a later event, region, link or replica.'),
  moveKey('page-up', 'page-up', 'pgup', 'Up by what is seen at once.'),
  moveKey('page-down', 'page-down', 'pgdn', 'Down by what is seen at once.'),
  moveKey('first', 'home', 'home', 'To the first one.'),
  moveKey('last', 'end', 'end', 'To the last one; the log follows the run again.'),
  {
    ...{ action: 'follow', keys: ['f'], modes: ['view'], shown: 'f', rank: 10.5 },
    label: () => 'follow',
    about: 'Let the log follow the run again.',
    isValid: ({ isHeld }) => isHeld,
  },
];

function panelKey(
  action: Extract<PanelAction, `panel-${number}`>,
  key: string,
  about: string,
): KeyBinding<PanelAction, LiveKeyContext> {
  return { action, keys: [key], modes: ['view'], shown: key, label: () => 'panel', about, isValid: always, rank: 0 };
}

function moveKey(
  action: Move,
  key: string,
  shown: string,
  about: string,
): KeyBinding<PanelAction, LiveKeyContext> {
  const isUpward = action === 'up' || action === 'page-up' || action === 'first';
  return {
    ...{ action, keys: [key], modes: ['view'], shown, about },
    label: ({ moves }) => moves ?? '',
    isValid: ({ moves, canMoveUp, canMoveDown }) => moves !== null && (isUpward ? canMoveUp : canMoveDown),
    rank: action === 'up' ? 18 : 0,
  };
}

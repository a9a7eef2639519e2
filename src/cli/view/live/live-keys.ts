/** Every key of the live view. */
import { always } from '../keys/key-table.js';
import type { KeyBinding, KeyTable } from '../keys/key-table.js';
import type { LiveKeyContext } from './live-key-context.js';
import { panelBindings } from './panel-keys.js';
import type { PanelAction } from './panel-keys.js';

/** What a key asks for. */
export type LiveAction =
  | 'toggle'
  | 'step'
  | 'faster'
  | 'slower'
  | 'start'
  | 'end'
  | PanelAction
  | 'filter'
  | 'keep-filter'
  | 'erase'
  | 'close';

const bindings: readonly KeyBinding<LiveAction, LiveKeyContext>[] = [
  {
    action: 'toggle',
    keys: ['space'],
    modes: ['view'],
    shown: 'space',
    label: ({ playback }) => (playback === 'running' ? 'pause' : 'run'),
    about: 'Run or pause.',
    isValid: isUnfinished,
    rank: 3,
  },
  {
    action: 'step',
    keys: ['.'],
    modes: ['view'],
    shown: '.',
    label: () => 'step',
    about: 'Pause, and let one event happen.',
    isValid: isUnfinished,
    rank: 4,
  },
  {
    action: 'faster',
    keys: ['+', '='],
    modes: ['view'],
    shown: '+',
    label: () => 'fast',
    about: 'More simulated time a second, up to 1000x.',
    isValid: (context) => isUnfinished(context) && context.canGoFaster,
    rank: 6,
  },
  {
    action: 'slower',
    keys: ['-', '_'],
    modes: ['view'],
    shown: '-',
    label: () => 'slow',
    about: 'Less simulated time a second.',
    isValid: (context) => isUnfinished(context) && context.canGoSlower,
    rank: 7,
  },
  {
    action: 'start',
    keys: ['g'],
    modes: ['view'],
    shown: 'g',
    label: () => 'start',
    about: 'Back to the start; the same run begins anew, paused.',
    isValid: ({ isAtStart, playback }) => !isAtStart && playback !== 'judging',
    rank: 9,
  },
  {
    action: 'end',
    keys: ['G'],
    modes: ['view'],
    shown: 'G',
    label: () => 'end',
    about: 'Run to the end as fast as the machine can.',
    isValid: isUnfinished,
    rank: 5,
  },
  {
    action: 'filter',
    keys: ['/'],
    modes: ['view'],
    shown: '/',
    label: () => 'filter',
    about: 'Show only events with a text in them.',
    isValid: always,
    rank: 8,
  },
  {
    action: 'keep-filter',
    keys: ['return'],
    modes: ['filter'],
    shown: 'enter',
    label: () => 'keep',
    about: 'Keep the filter that was typed.',
    isValid: always,
    rank: 1,
  },
  {
    action: 'erase',
    keys: ['backspace'],
    modes: ['filter'],
    shown: 'backspace',
    label: () => 'erase',
    about: 'Erase the last character of the filter.',
    isValid: ({ hasFilter }) => hasFilter,
    rank: 3,
  },
  {
    action: 'close',
    keys: ['escape'],
    modes: ['view', 'filter'],
    shown: 'esc',
    label: (context) => labelOfClose[closes(context) ?? 'filter'],
    about: 'Back to all panels, to the newest event, or to no filter.',
    isValid: (context) => closes(context) !== null,
    rank: 2,
  },
  ...panelBindings,
];

/** What escape puts an end to; null when there is nothing. */
export function closes({ mode, isZoomed, isHeld, hasFilter }: LiveKeyContext): 'filter' | 'zoom' | 'hold' | null {
  if (mode === 'filter') return 'filter';
  if (isZoomed) return 'zoom';
  if (isHeld) return 'hold';
  return hasFilter ? 'filter' : null;
}

const labelOfClose = { filter: 'no filter', zoom: 'all panels', hold: 'newest' } as const;

/** All keys of the live view. */
export const liveKeys: KeyTable<LiveAction, LiveKeyContext> = {
  title: 'The live view',
  modes: ['view', 'filter'],
  bindings,
};

function isUnfinished({ playback }: LiveKeyContext): boolean {
  return playback === 'running' || playback === 'paused';
}

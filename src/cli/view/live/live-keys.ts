/** Every key of the live view. */
import { always } from '../keys/key-table.js';
import type { KeyBinding, KeyTable } from '../keys/key-table.js';
import { inspectorBindings } from '../inspector/inspector-keys.js';
import type { InspectorAction } from '../inspector/inspector-keys.js';
import type { LiveKeyContext } from './live-key-context.js';
import { panelBindings } from './panel-keys.js';
import type { PanelAction } from './panel-keys.js';

/** What a key asks for. */
export type LiveAction =
  | 'toggle'
  | 'step'
  | 'step-back'
  | 'what-if'
  | 'next-mark'
  | 'previous-mark'
  | 'forward'
  | 'back'
  | 'moment'
  | 'go'
  | 'faster'
  | 'slower'
  | 'start'
  | 'end'
  | PanelAction
  | InspectorAction
  | 'filter'
  | 'explain'
  | 'space-time'
  | 'copy'
  | 'report'
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
    action: 'step-back',
    keys: [','],
    modes: ['view'],
    shown: ',',
    label: () => 'back',
    about: 'Pause, and go back to before the last event.',
    isValid: isAfterStart,
    rank: 5,
  },
  {
    action: 'next-mark',
    keys: [']'],
    modes: ['view'],
    shown: ']',
    label: () => 'next mark',
    about: 'Pause at the next mark: a fault, its end, a conflict, a lost write. Any key stops the search.',
    isValid: isUnfinished,
    rank: 6,
  },
  {
    action: 'previous-mark',
    keys: ['['],
    modes: ['view'],
    shown: '[',
    label: () => 'prior mark',
    about: 'Pause at the mark before; at the start when there is none.',
    isValid: isAfterStart,
    rank: 7,
  },
  {
    action: 'forward',
    keys: ['right'],
    modes: ['view'],
    shown: 'right',
    label: () => 'on 1%',
    about: 'Forward by a hundredth of the run.',
    isValid: isUnfinished,
    rank: 16,
  },
  {
    action: 'back',
    keys: ['left'],
    modes: ['view'],
    shown: 'left',
    label: () => 'back 1%',
    about: 'Back by a hundredth of the run.',
    isValid: isAfterStart,
    rank: 17,
  },
  {
    action: 'moment',
    keys: [':'],
    modes: ['view'],
    shown: ':',
    label: () => 'go to',
    about: 'Go to a time: 12.5s, 800ms, 90, 1:30, 40%.',
    isValid: always,
    rank: 11,
  },
  {
    action: 'go',
    keys: ['return'],
    modes: ['moment'],
    shown: 'enter',
    label: () => 'go',
    about: 'Go to the time that was typed.',
    isValid: always,
    rank: 1,
  },
  {
    action: 'faster',
    keys: ['+', '='],
    modes: ['view'],
    shown: '+',
    label: () => 'fast',
    about: 'More simulated time a second, up to 1000x.',
    isValid: (context) => isUnfinished(context) && context.canGoFaster,
    rank: 12,
  },
  {
    action: 'slower',
    keys: ['-', '_'],
    modes: ['view'],
    shown: '-',
    label: () => 'slow',
    about: 'Less simulated time a second.',
    isValid: (context) => isUnfinished(context) && context.canGoSlower,
    rank: 13,
  },
  {
    action: 'start',
    keys: ['g'],
    modes: ['view'],
    shown: 'g',
    label: () => 'start',
    about: 'Back to the start, paused.',
    isValid: isAfterStart,
    rank: 10,
  },
  {
    action: 'end',
    keys: ['G'],
    modes: ['view'],
    shown: 'G',
    label: () => 'end',
    about: 'Run to the end as fast as the machine can.',
    isValid: isUnfinished,
    rank: 9,
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
    action: 'explain',
    keys: ['e'],
    modes: ['view'],
    shown: 'e',
    label: () => 'explain',
    about: 'Why writes were lost, and what would have kept them.',
    isValid: ({ canExplain }) => canExplain,
    rank: 5,
  },
  {
    action: 'space-time',
    keys: ['d'],
    modes: ['view'],
    shown: 'd',
    label: () => 'diagram',
    about: 'What happened around this moment as a space-time diagram.',
    isValid: ({ canDraw }) => canDraw,
    rank: 6,
  },
  {
    action: 'copy',
    keys: ['y'],
    modes: ['view'],
    shown: 'y',
    label: () => 'copy',
    about: 'Copy the command that repeats this run.',
    isValid: always,
    rank: 12,
  },
  {
    action: 'report',
    keys: ['o'],
    modes: ['view'],
    shown: 'o',
    label: () => 'report',
    about: 'Write the HTML report of this run to a file.',
    isValid: ({ canReport }) => canReport,
    rank: 12,
  },
  {
    action: 'what-if',
    keys: ['c'],
    modes: ['view'],
    shown: 'c',
    label: () => 'what if',
    about: 'Change something from this moment on, and see that run beside this one.',
    isValid: ({ canBranch, playback }) => canBranch && playback !== 'judging',
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
    modes: ['filter', 'moment'],
    shown: 'backspace',
    label: () => 'erase',
    about: 'Erase the last character that was typed.',
    isValid: ({ mode, hasFilter, hasMoment }) => (mode === 'moment' ? hasMoment : hasFilter),
    rank: 3,
  },
  {
    action: 'close',
    keys: ['escape'],
    modes: ['view', 'filter', 'moment'],
    shown: 'esc',
    label: (context) => labelOfClose[closes(context) ?? 'filter'],
    about: 'Stay where you are while a time is typed; back to all panels, the newest events, or no filter.',
    isValid: (context) => closes(context) !== null,
    rank: 2,
  },
  ...panelBindings,
  ...inspectorBindings,
];

/** What escape puts an end to; null when there is nothing. */
export function closes(context: LiveKeyContext): 'moment' | 'filter' | 'zoom' | 'hold' | null {
  const { mode, isZoomed, isHeld, hasFilter } = context;
  if (mode === 'key') return null;
  if (mode !== 'view') return mode;
  if (isZoomed) return 'zoom';
  if (isHeld) return 'hold';
  return hasFilter ? 'filter' : null;
}

const labelOfClose = { moment: 'stay', filter: 'no filter', zoom: 'all panels', hold: 'newest' } as const;

/** All keys of the live view. */
export const liveKeys: KeyTable<LiveAction, LiveKeyContext> = {
  title: 'The live view',
  modes: ['view', 'filter', 'moment', 'key'],
  bindings,
};

function isAfterStart({ isAtStart, playback }: LiveKeyContext): boolean {
  return !isAtStart && playback !== 'judging';
}

function isUnfinished({ playback }: LiveKeyContext): boolean {
  return playback === 'running' || playback === 'paused';
}

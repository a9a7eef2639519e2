/** Every key of the live view. */
import { always } from '../keys/key-table.js';
import type { KeyBinding, KeyTable } from '../keys/key-table.js';
import type { LiveState } from './live-state.js';

/** What a key asks for. */
export type LiveAction =
  | 'toggle'
  | 'step'
  | 'faster'
  | 'slower'
  | 'start'
  | 'end'
  | 'scroll-up'
  | 'scroll-down'
  | 'filter'
  | 'explain'
  | 'space-time'
  | 'copy'
  | 'report'
  | 'keep-filter'
  | 'erase'
  | 'close';

/** What decides whether a key does something now. */
export interface LiveKeyContext {
  readonly mode: LiveState['focus']['mode'];
  readonly playback: LiveState['playback']['mode'];
  readonly isAtStart: boolean;
  readonly canGoFaster: boolean;
  readonly canGoSlower: boolean;
  readonly hasFilter: boolean;
  readonly canScrollUp: boolean;
  readonly canScrollDown: boolean;
  /** Doors that are there. */
  readonly canExplain: boolean;
  readonly canDraw: boolean;
  readonly canReport: boolean;
}

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
    action: 'scroll-up',
    keys: ['up'],
    modes: ['view'],
    shown: 'up',
    label: () => 'regions',
    about: 'Earlier regions in the table.',
    isValid: ({ canScrollUp }) => canScrollUp,
    rank: 11,
  },
  {
    action: 'scroll-down',
    keys: ['down'],
    modes: ['view'],
    shown: 'down',
    label: () => 'regions',
    about: 'Later regions in the table.',
    isValid: ({ canScrollDown }) => canScrollDown,
    rank: 10,
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
    label: () => 'no filter',
    about: 'Clear the filter.',
    isValid: ({ mode, hasFilter }) => mode !== 'view' || hasFilter,
    rank: 2,
  },
];

/** All keys of the live view. */
export const liveKeys: KeyTable<LiveAction, LiveKeyContext> = {
  title: 'The live view',
  modes: ['view', 'filter'],
  bindings,
};

function isUnfinished({ playback }: LiveKeyContext): boolean {
  return playback === 'running' || playback === 'paused';
}

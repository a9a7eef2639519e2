/** Every key of the live view. */
import { always } from '../keys/key-table.js';
import type { KeyBinding, KeyTable } from '../keys/key-table.js';
import type { LiveState } from './live-state.js';

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
  | 'scroll-up'
  | 'scroll-down'
  | 'filter'
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
  readonly hasMoment: boolean;
  readonly canScrollUp: boolean;
  readonly canScrollDown: boolean;
  /** The run can be changed from here on. */
  readonly canBranch: boolean;
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
    label: () => 'on',
    about: 'Forward by a hundredth of the run.',
    isValid: isUnfinished,
    rank: 16,
  },
  {
    action: 'back',
    keys: ['left'],
    modes: ['view'],
    shown: 'left',
    label: () => 'back',
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
    action: 'scroll-up',
    keys: ['up'],
    modes: ['view'],
    shown: 'up',
    label: () => 'regions',
    about: 'Earlier regions in the table.',
    isValid: ({ canScrollUp }) => canScrollUp,
    rank: 15,
  },
  {
    action: 'scroll-down',
    keys: ['down'],
    modes: ['view'],
    shown: 'down',
    label: () => 'regions',
    about: 'Later regions in the table.',
    isValid: ({ canScrollDown }) => canScrollDown,
    rank: 14,
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
    label: ({ mode }) => (mode === 'moment' ? 'stay' : 'no filter'),
    about: 'Clear the filter; stay where you are while a time is typed.',
    isValid: ({ mode, hasFilter }) => mode !== 'view' || hasFilter,
    rank: 2,
  },
];

/** All keys of the live view. */
export const liveKeys: KeyTable<LiveAction, LiveKeyContext> = {
  title: 'The live view',
  modes: ['view', 'filter', 'moment'],
  bindings,
};

function isAfterStart({ isAtStart, playback }: LiveKeyContext): boolean {
  return !isAtStart && playback !== 'judging';
}

function isUnfinished({ playback }: LiveKeyContext): boolean {
  return playback === 'running' || playback === 'paused';
}

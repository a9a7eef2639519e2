/** Every key of the live view: one table makes the key handling, the help line and the overlay. */
import type { LiveState } from './live-state.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';

/** What a key asks for. */
export type Action =
  | 'toggle'
  | 'step'
  | 'faster'
  | 'slower'
  | 'start'
  | 'end'
  | 'scroll-up'
  | 'scroll-down'
  | 'filter'
  | 'keep-filter'
  | 'erase'
  | 'help'
  | 'close'
  | 'leave'
  | 'suspend'
  | 'interrupt';

/** What decides whether a key does something now. */
export interface KeyContext {
  readonly mode: LiveState['focus']['mode'];
  readonly playback: LiveState['playback']['mode'];
  readonly isAtStart: boolean;
  readonly canGoFaster: boolean;
  readonly canGoSlower: boolean;
  readonly hasFilter: boolean;
  readonly canScrollUp: boolean;
  readonly canScrollDown: boolean;
}

/** One row of the table. */
export interface KeyBinding {
  readonly action: Action;
  /** A character, or `space`, `escape`, `return`, `backspace`, `up`, `down`, `ctrl+` a letter. */
  readonly keys: readonly string[];
  readonly modes: readonly KeyContext['mode'][];
  /** What the help line calls the key. */
  readonly shown: string;
  /** Two words at most. */
  readonly label: (context: KeyContext) => string;
  /** One sentence for the overlay. */
  readonly about: string;
  readonly isValid: (context: KeyContext) => boolean;
  /** The help line leaves out the highest first; 0 is never in it. */
  readonly rank: number;
}

/** All keys, in the order of the help line. */
export const keyBindings: readonly KeyBinding[] = [
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
    modes: ['view', 'filter', 'help'],
    shown: 'esc',
    label: ({ mode }) => (mode === 'help' ? 'close' : 'no filter'),
    about: 'Close this page, or clear the filter.',
    isValid: ({ mode, hasFilter }) => mode !== 'view' || hasFilter,
    rank: 2,
  },
  {
    action: 'help',
    keys: ['?'],
    modes: ['view'],
    shown: '?',
    label: () => 'help',
    about: 'This page.',
    isValid: always,
    rank: 2,
  },
  {
    action: 'leave',
    keys: ['q'],
    modes: ['view', 'help'],
    shown: 'q',
    label: ({ mode }) => (mode === 'help' ? 'close' : 'quit'),
    about: 'Close this page, or quit.',
    isValid: always,
    rank: 1,
  },
  {
    action: 'suspend',
    keys: ['ctrl+z'],
    modes: ['view', 'filter', 'help'],
    shown: 'ctrl+z',
    label: () => 'suspend',
    about: 'Back to the shell; fg returns here.',
    isValid: always,
    rank: 0,
  },
  {
    action: 'interrupt',
    keys: ['ctrl+c'],
    modes: ['view', 'filter', 'help'],
    shown: 'ctrl+c',
    label: () => 'interrupt',
    about: 'Leave at once.',
    isValid: always,
    rank: 0,
  },
];

/** What a key does now; null when it does nothing. */
export function findAction(key: string, context: KeyContext): Action | null {
  const binding = keyBindings.find(
    ({ keys, modes }) => keys.includes(key) && modes.includes(context.mode),
  );
  return binding !== undefined && binding.isValid(context) ? binding.action : null;
}

/** The keys that do something now, as many of them as fit. */
export function drawHelpLine(context: KeyContext, columns: number): Row {
  let shown = keyBindings.filter(
    (binding) =>
      binding.rank > 0 && binding.modes.includes(context.mode) && binding.isValid(context),
  );
  while (helpText(shown, context).length > columns) {
    const last = Math.max(...shown.map(({ rank }) => rank));
    shown = shown.filter(({ rank }) => rank !== last);
  }
  return [span(helpText(shown, context), 'dim')];
}

/** One line a key, for the overlay. */
export function drawKeyList(): readonly Row[] {
  return keyBindings.map(({ keys, about }) => [
    span(` ${keys.join(' ').padEnd(11)}`, 'strong'),
    span(about),
  ]);
}

function helpText(bindings: readonly KeyBinding[], context: KeyContext): string {
  return ` ${bindings.map((binding) => `${binding.shown} ${binding.label(context)}`).join('  ')}`;
}

function isUnfinished({ playback }: KeyContext): boolean {
  return playback === 'running' || playback === 'paused';
}

function always(): boolean {
  return true;
}

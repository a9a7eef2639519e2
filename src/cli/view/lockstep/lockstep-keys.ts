/** Every key of runs in lockstep. */
import { always } from '../keys/key-table.js';
import type { KeyBinding, KeyTable } from '../keys/key-table.js';
import type { LockstepMode } from './lockstep-state.js';

/** What a key asks for. */
export type LockstepAction =
  | 'toggle' | 'step' | 'step-back' | 'next-mark' | 'previous-mark' | 'part' | 'faster' | 'slower' | 'start' | 'end'
  | 'later' | 'earlier' | 'choose-above' | 'choose-below' | 'open' | 'write';

/** What decides whether a key does something now. */
export interface LockstepKeyContext {
  readonly mode: 'view';
  readonly playback: LockstepMode;
  readonly isAtStart: boolean;
  readonly canGoFaster: boolean;
  readonly canGoSlower: boolean;
  readonly knowsParting: boolean;
  readonly isFirstChosen: boolean;
  readonly isLastChosen: boolean;
  /** The chosen run is one that can be kept as a file. */
  readonly canWrite: boolean;
}

interface Row extends Omit<KeyBinding<LockstepAction, LockstepKeyContext>, 'modes' | 'shown'> {
  readonly shown?: string;
}

const rows: readonly Row[] = [
  {
    action: 'toggle',
    keys: ['space'],
    label: ({ playback }) => (isMoving(playback) ? 'pause' : 'run'),
    about: 'Run or pause all runs.',
    isValid: isUnfinished,
    rank: 3,
  },
  {
    action: 'step',
    keys: ['.'],
    label: () => 'step',
    about: 'Pause, and go on to the next event of any run.',
    isValid: isUnfinished,
    rank: 4,
  },
  {
    action: 'step-back',
    keys: [','],
    label: () => 'back',
    about: 'Pause, and go back to before the last event of any run.',
    isValid: isUnderWay,
    rank: 7,
  },
  {
    action: 'next-mark',
    keys: [']'],
    label: () => 'mark',
    about: 'On to the next mark of any run, or to where they part.',
    isValid: isUnfinished,
    rank: 6,
  },
  {
    action: 'previous-mark',
    keys: ['['],
    label: () => 'mark',
    about: 'Back to the mark before.',
    isValid: isUnderWay,
    rank: 10,
  },
  {
    action: 'part',
    keys: ['p'],
    label: () => 'where they part',
    about: 'To the first moment at which the runs differ.',
    isValid: ({ knowsParting }) => knowsParting,
    rank: 5,
  },
  {
    action: 'faster',
    keys: ['+', '='],
    label: () => 'fast',
    about: 'More simulated time a second, up to 1000x.',
    isValid: (context) => isUnfinished(context) && context.canGoFaster,
    rank: 11,
  },
  {
    action: 'slower',
    keys: ['-', '_'],
    label: () => 'slow',
    about: 'Less simulated time a second.',
    isValid: (context) => isUnfinished(context) && context.canGoSlower,
    rank: 12,
  },
  {
    action: 'start',
    keys: ['g'],
    label: () => 'start',
    about: 'Back to the start of all runs, paused.',
    isValid: isUnderWay,
    rank: 13,
  },
  {
    action: 'end',
    keys: ['G'],
    label: () => 'end',
    about: 'Run all to their end as fast as the machine can.',
    isValid: isUnfinished,
    rank: 8,
  },
  {
    action: 'later',
    keys: ['right'],
    label: () => 'later',
    about: 'On by a hundredth of the run.',
    isValid: isUnfinished,
    rank: 15,
  },
  {
    action: 'earlier',
    keys: ['left'],
    label: () => 'earlier',
    about: 'Back by a hundredth of the run.',
    isValid: isUnderWay,
    rank: 16,
  },
  {
    action: 'choose-above',
    keys: ['up', 'shift+tab'],
    label: () => 'run',
    about: 'Choose the run before.',
    isValid: ({ isFirstChosen }) => !isFirstChosen,
    rank: 17,
  },
  {
    action: 'choose-below',
    keys: ['down', 'tab'],
    label: () => 'run',
    about: 'Choose the run after.',
    isValid: ({ isLastChosen }) => !isLastChosen,
    rank: 18,
  },
  {
    action: 'open',
    keys: ['return'],
    shown: 'enter',
    label: () => 'open run',
    about: 'The chosen run alone, in the live view.',
    isValid: always,
    rank: 9,
  },
  {
    action: 'write',
    keys: ['w'],
    label: () => 'write',
    about: 'Write the chosen run as a scenario file.',
    isValid: ({ canWrite }) => canWrite,
    rank: 14,
  },
];

/** All keys of runs in lockstep. */
export const lockstepKeys: KeyTable<LockstepAction, LockstepKeyContext> = {
  title: 'Runs in lockstep',
  modes: ['view'],
  bindings: rows.map((row) => ({ shown: row.keys[0] ?? '', ...row, modes: ['view'] })),
};

function isUnfinished({ playback }: LockstepKeyContext): boolean {
  return playback !== 'finished';
}

function isUnderWay({ isAtStart }: LockstepKeyContext): boolean {
  return !isAtStart;
}

function isMoving(playback: LockstepMode): boolean {
  return playback !== 'paused' && playback !== 'finished';
}

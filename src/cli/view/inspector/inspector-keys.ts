/** The keys with which a key of the database is chosen. */
import { always } from '../keys/key-table.js';
import type { KeyBinding } from '../keys/key-table.js';
import type { LiveKeyContext } from '../live/live-key-context.js';

/** What a key asks for. */
export type InspectorAction = 'choose-key' | 'pin-key' | 'complete-key' | 'erase-key' | 'leave-key';

/** Part of the table of the live view. */
export const inspectorBindings: readonly KeyBinding<InspectorAction, LiveKeyContext>[] = [
  {
    action: 'choose-key',
    keys: ['k'],
    modes: ['view'],
    shown: 'k',
    label: () => 'key',
    about: 'Choose the key that is inspected; enter without a name follows the latest conflict or write.',
    isValid: always,
    rank: 8,
  },
  {
    action: 'pin-key',
    keys: ['return'],
    modes: ['key'],
    shown: 'enter',
    label: ({ hasKeyText }) => (hasKeyText ? 'inspect' : 'follow'),
    about: 'Inspect the nearest key, until another one is chosen.',
    isValid: ({ hasKeyText, hasKeyMatch }) => hasKeyMatch || !hasKeyText,
    rank: 1,
  },
  {
    action: 'complete-key',
    keys: ['tab'],
    modes: ['key'],
    shown: 'tab',
    label: () => 'complete',
    about: 'Complete the name to that of the nearest key.',
    isValid: ({ hasKeyMatch }) => hasKeyMatch,
    rank: 3,
  },
  {
    action: 'erase-key',
    keys: ['backspace'],
    modes: ['key'],
    shown: 'backspace',
    label: () => 'erase',
    about: 'Erase the last character of the name.',
    isValid: ({ hasKeyText }) => hasKeyText,
    rank: 4,
  },
  {
    action: 'leave-key',
    keys: ['escape'],
    modes: ['key'],
    shown: 'esc',
    label: () => 'as before',
    about: 'Go on with the key that was inspected before.',
    isValid: always,
    rank: 2,
  },
];

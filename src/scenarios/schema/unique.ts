/** How a scenario writes that only one row may have a value. */
import { wordField } from './field.js';

/** `conflicts.unique`. */
export const uniqueSchema = wordField(['keep-both', 'tell-both', 'take-back'], {
  about:
    'Only one row may have a value: a leader refuses what another of its rows has. Where two leaders ' +
    'gave one value to two rows: keep-both does nothing, tell-both tells both clients, take-back ' +
    'deletes the later one by stamp and tells its client. Default: values need not be unique.',
  example: 'take-back',
}).optional();

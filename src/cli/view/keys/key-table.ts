/**
 * Tables of keys: one table a screen makes the handling of its keys, its help line (only what does something now), the
 * overlay with all keys, and the list of keys in the documentation.
 */
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';

/** What decides which keys do something: at least the mode a screen is in. */
export interface ModalContext {
  readonly mode: string;
}

/** One row of a table. */
export interface KeyBinding<Action extends string, Context extends ModalContext> {
  readonly action: Action;
  /** A character, or `space`, `escape`, `return`, `backspace`, `tab`, `shift+tab`, `up` … `page-down`, `ctrl+` a letter. */
  readonly keys: readonly string[];
  readonly modes: readonly Context['mode'][];
  /** What the help line calls the key. */
  readonly shown: string;
  /** Two words at most. */
  readonly label: (context: Context) => string;
  /** One sentence for the overlay. */
  readonly about: string;
  readonly isValid: (context: Context) => boolean;
  /** The help line leaves out the highest first; 0 is never in it. */
  readonly rank: number;
}

/** All keys of a screen, in the order of its help line. */
export interface KeyTable<Action extends string, Context extends ModalContext> {
  /** What the screen is called where keys are listed. */
  readonly title: string;
  readonly modes: readonly Context['mode'][];
  readonly bindings: readonly KeyBinding<Action, Context>[];
}

/** What a key does now; null when it does nothing. */
export function findAction<Action extends string, Context extends ModalContext>(
  { bindings }: KeyTable<Action, Context>,
  key: string,
  context: Context,
): Action | null {
  const binding = bindings.find(({ keys, modes }) => keys.includes(key) && modes.includes(context.mode));
  return binding !== undefined && binding.isValid(context) ? binding.action : null;
}

/** A key that does something now. */
export interface OfferedKey {
  readonly shown: string;
  readonly label: string;
  readonly rank: number;
}

/** The keys of a table that do something now. */
export function offeredKeys<Action extends string, Context extends ModalContext>(
  { bindings }: KeyTable<Action, Context>,
  context: Context,
): readonly OfferedKey[] {
  return bindings
    .filter(({ rank, modes, isValid }) => rank > 0 && modes.includes(context.mode) && isValid(context))
    .map(({ shown, label, rank }) => ({ shown, label: label(context), rank }));
}

/** The keys that do something now, as many of them as fit. */
export function drawHelpLine(offered: readonly OfferedKey[], columns: number): Row {
  let shown = offered;
  const textOf = () => ` ${shown.map((key) => `${key.shown} ${key.label}`).join('  ')}`;
  while (shown.length > 0 && textOf().length > columns) {
    const last = Math.max(...shown.map(({ rank }) => rank));
    shown = shown.filter(({ rank }) => rank !== last);
  }
  return [span(textOf(), 'dim')];
}

/** A key of a table as it is listed, without what decides about it. */
export interface ListedKey {
  readonly keys: readonly string[];
  readonly about: string;
}

/** One line a key; what they do stands in a column of its own. */
export function drawKeyList(keys: readonly ListedKey[]): readonly Row[] {
  const named = keys.map(({ keys: names, about }) => ({ names: namesOfKeys(names).join(' '), about }));
  const width = Math.max(narrowest, ...named.map(({ names }) => names.length));
  return named.map(({ names, about }) => [span(` ${names.padEnd(width)} `, 'strong'), span(about)]);
}

const narrowest = 11;

/** What keys are called on a keyboard; digits that follow each other are one: `1-9`. */
export function namesOfKeys(keys: readonly string[]): readonly string[] {
  const isRun = keys.length > 2 && keys.every((key, at) => /^[0-9]$/.test(key) && Number(key) === Number(keys[0]) + at);
  return isRun ? [`${keys[0] ?? ''}-${keys.at(-1) ?? ''}`] : keys.map((key) => keyboardNames.get(key) ?? key);
}

/** What the names in the tables mean to somebody who looks at a keyboard. */
const keyboardNames: ReadonlyMap<string, string> = new Map([
  ['escape', 'esc'],
  ['return', 'enter'],
  ['page-up', 'page up'],
  ['page-down', 'page down'],
]);

/** For keys that always do something. */
export function always(): boolean {
  return true;
}

/** What ink says of a key, as the names of the key table. */
import type { Key } from 'ink';

/** The names of the keys in one input; none for a key that has no name in the table. */
export function namesOfKeys(input: string, key: Key): readonly string[] {
  if (key.upArrow) return ['up'];
  if (key.downArrow) return ['down'];
  if (key.leftArrow) return ['left'];
  if (key.rightArrow) return ['right'];
  if (key.pageUp) return ['page-up'];
  if (key.pageDown) return ['page-down'];
  if (key.home) return ['home'];
  if (key.end) return ['end'];
  if (key.return) return ['return'];
  if (key.escape) return ['escape'];
  if (key.backspace || key.delete) return ['backspace'];
  if (key.tab) return [key.shift ? 'shift+tab' : 'tab'];
  if (key.ctrl) return [`ctrl+${input}`];
  return [...input].map((character) => (character === ' ' ? 'space' : character));
}

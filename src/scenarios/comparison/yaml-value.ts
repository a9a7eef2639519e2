/** Values as a person would write them in a command line. */
import { readDocument } from '../document.js';

/** A value on one line, as a person would write it after `--set path=`. */
export function toYaml(value: unknown): string {
  const isWord = typeof value === 'string' && /^[a-z][\w./-]*$/.test(value);
  return isWord && !['true', 'false', 'null'].includes(value) ? value : JSON.stringify(value);
}

/** The same without quotes wherever YAML reads the bare text as the same: `-1ms`, `2KiB`, `1%`. */
export function toBareYaml(value: unknown): string {
  if (typeof value !== 'string' || !/^[\w+-][\w.+%/-]*$/.test(value)) return toYaml(value);
  const read = readDocument(value);
  return read.ok && read.document.value === value ? value : toYaml(value);
}

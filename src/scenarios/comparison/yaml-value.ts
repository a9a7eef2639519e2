/** Values as a person would write them in a command line. */

/** A value on one line, as a person would write it after `--set path=`. */
export function toYaml(value: unknown): string {
  const isWord = typeof value === 'string' && /^[a-z][\w./-]*$/.test(value);
  return isWord && !['true', 'false', 'null'].includes(value) ? value : JSON.stringify(value);
}

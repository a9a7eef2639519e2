/** Commands as people can paste them into a shell. */

/** Joins words into one command line, quoting what a POSIX shell would take apart. */
export function joinWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/** One word, in single quotes where it needs them. */
export function quoteWord(word: string): string {
  if (plainWord.test(word)) return word;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A `#` or `~` inside a word is harmless; at its start it is not. */
const plainWord = /^[A-Za-z0-9_@%+=:,./-][A-Za-z0-9_@%+=:,./#~-]*$/;

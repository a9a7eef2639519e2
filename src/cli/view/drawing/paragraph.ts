/** Sentences as lines of a panel: broken at spaces, never between a number and its unit. */
import { measureWidth, takeColumns } from './text-width.js';

/** Lines of at most so many columns; a word that is wider than that is broken where it has to be. */
export function breakLines(text: string, columns: number): readonly string[] {
  if (columns <= 0) return [];
  const lines: string[] = [];
  let line = '';
  for (const whole of wordsOf(text)) {
    let word = whole;
    const longer = line === '' ? word : `${line} ${word}`;
    if (measureWidth(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    while (measureWidth(word) > columns) {
      // Of a character that is wider than the line, one all the same: the rest has to become shorter.
      const taken = takeColumns(word, columns) || ([...word][0] ?? '');
      lines.push(taken);
      word = word.slice(taken.length);
    }
    line = word;
  }
  return line === '' ? lines : [...lines, line];
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .reduce<string[]>((words, word) => {
      const before = words.at(-1);
      const isUnit = before !== undefined && /^(?:us|ms|s|min|h)\b/.test(word) && /^[^ ]*\d$/.test(before);
      return isUnit ? [...words.slice(0, -1), `${before} ${word}`] : [...words, word];
    }, []);
}

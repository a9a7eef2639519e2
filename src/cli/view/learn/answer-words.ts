/** An answer in words, item by item. */

/** What was said, or what was right. */
export interface AnswerWords {
  readonly isOrder: boolean;
  /** One; of an order all, and as many as are right. */
  readonly items: readonly AnswerItem[];
  /** How far off counts as right too; empty where nothing is. */
  readonly near: string;
}

/** One item of it. */
export interface AnswerItem {
  /** As the question lists it, from 1; null for what was not on a list. */
  readonly number: number | null;
  readonly text: string;
}

/** Each item with its number in the question, as it is typed: `2: C, the last write`. */
export function listedWords({ items, near }: AnswerWords): readonly string[] {
  const words = items.map(({ number, text }) => (number === null ? text : `${String(number)}: ${text}`));
  return words.map((item, at) => (near === '' || at < words.length - 1 ? item : `${item} (${near})`));
}

/** The same on one line, an order by its places: `1. one leader (220 ms); 2. three leaders (2 ms)`. */
export function placedWords({ isOrder, items, near }: AnswerWords): string {
  const numbered = items.map(({ text }, at) => ({ number: null, text: `${String(at + 1)}. ${text}` }));
  return listedWords({ isOrder, items: isOrder ? numbered : items, near }).join('; ');
}

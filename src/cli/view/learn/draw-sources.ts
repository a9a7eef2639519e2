/** The sources that texts cite, below them. */
import { drawParagraphs } from './sections.js';
import type { Section } from './sections.js';
import type { CitedSource } from './told-step.js';

/** Each once, by its number; no section where nothing is cited. */
export function sourceSections(cited: readonly CitedSource[], columns: number): readonly Section[] {
  if (cited.length === 0) return [];
  const byNumber = new Map(cited.map((source) => [source.number, source]));
  const words = [...byNumber.values()].toSorted((a, b) => a.number - b.number).map(({ number, title, url }) =>
    `[${String(number)}] ${title}${url === null ? '' : `, ${url}`}`);
  return [{ heading: 'Sources', rows: words.flatMap((source) => drawParagraphs([source], columns, 'dim')) }];
}

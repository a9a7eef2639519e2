/**
 * Flash cards as tab-separated text: front, back, tags. Lines that begin with `#` tell Anki how to read the others.
 *
 * @see the manual of Anki, "Text files": the keys separator, html, columns and tags column
 */
import { listedWords } from '../view/learn/answer-words.js';
import { askStep, tellStep } from '../view/learn/told-step.js';
import type { WholeStop } from './lesson-markdown.js';

/** What stands before all cards. */
export const cardsHead = ['#separator:tab', '#html:true', '#columns:Front\tBack\tTags', '#tags column:3', ''].join('\n');

/** Two cards a step: the question, and what they may ask. */
export function cardsOf(stops: readonly WholeStop[]): string {
  return stops.flatMap(({ stop, runs }) => {
    const { lesson, step } = stop;
    const asked = askStep(stop, runs);
    const told = tellStep(stop, runs);
    const tags = ['quarrel', lesson.name, `${lesson.name}::${step.name}`].join(' ');
    const front = [...asked.text, asked.ask, ...asked.choices.map((choice, at) => `${String(at + 1)}  ${choice}`)];
    const back = [listedWords(told.was).join('; '), ...told.why, `Say it: ${told.say.join('\n\n')}`];
    const sources = [...asked.sources, ...told.sources];
    return [
      card(front, [...back, ...citedIn([...front, ...back], sources)], tags),
      card([told.followUp.ask], [...told.followUp.answer, ...citedIn([told.followUp.ask, ...told.followUp.answer], sources)], tags),
    ];
  }).join('');
}

/** The sources whose marks stand in the texts, in the order of their numbers. */
function citedIn(texts: readonly string[], sources: readonly { readonly number: number; readonly title: string }[]): readonly string[] {
  const cited = sources.filter(({ number }) => texts.some((text) => text.includes(`[${String(number)}]`)));
  const byNumber = new Map(cited.map(({ number, title }) => [number, `[${String(number)}] ${title}`]));
  return [...byNumber].sort(([a], [b]) => a - b).map(([, words]) => words);
}

function card(front: readonly string[], back: readonly string[], tags: string): string {
  return `${[field(front), field(back), tags].join('\t')}\n`;
}

/** One line of HTML; a tab or a quote would end the field. */
function field(paragraphs: readonly string[]): string {
  return paragraphs.map((text) => text
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    .replaceAll(/\n\n/g, '<br><br>').replaceAll(/\s+/g, ' ')).join('<br><br>');
}

/**
 * Markup that is safe by construction: what a template takes in is escaped, unless it is markup
 * itself.
 *
 * Names and values come from documents and may hold anything: tags, quotes, control characters,
 * characters that turn the direction of text round. In a page they are text, and nothing else.
 */
import { printable } from '../../printable.js';

/** A piece of HTML or SVG. */
export class Markup {
  readonly text: string;

  /** Takes text that is markup already; whoever calls this has made sure of it. */
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * What may stand in a template: text is escaped, null is nothing, a list is its members one after the
 * other.
 */
export type Content = Markup | string | number | null | readonly Content[];

/** A template of markup. Attributes have to be quoted. */
export function markup(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const pieces = parts.map((part, index) => part + renderContent(contents[index] ?? null));
  return new Markup(pieces.join(''));
}

/** Text of several lines as it is, for `pre`. */
export function markupOfLines(text: string): Markup {
  return new Markup(
    text
      .split(/\r\n|\r|\n/)
      .map((line) => escapeText(line.replaceAll('\t', '  ')))
      .join('\n'),
  );
}

/** A number as a coordinate: one decimal at most. */
export function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function renderContent(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  return content.map(renderContent).join('');
}

function escapeText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

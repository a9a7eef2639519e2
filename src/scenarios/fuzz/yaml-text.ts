/** Plain values as YAML, as people write scenarios: small mappings on one line, quotes where needed. */
import { isMapping } from '../schema/field.js';

/** A mapping over several lines; what is small, and all lists, within one or an item a line. */
export function blockText(mapping: Readonly<Record<string, unknown>>, indent = ''): string {
  return Object.entries(mapping).map(([key, value]) => entryText(key, value, indent)).join('');
}

/** A value on one line: `{ at: 1s, partition: [[a], [b]] }`. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (!isMapping(value)) return scalarText(value);
  const entries = Object.entries(value).map(([key, inner]) => `${scalarText(key)}: ${flowText(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Lines that say more are broken up. */
const longestLine = 100;

function entryText(key: string, value: unknown, indent: string): string {
  const name = `${indent}${scalarText(key)}:`;
  const line = `${name} ${flowText(value)}\n`;
  const isList = Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null);
  if (isList && indent.length <= deepestList) {
    return `${name}\n${value.map((item: unknown) => `${indent}  - ${flowText(item)}\n`).join('')}`;
  }
  const isSmall = isShallow(value) && line.length <= longestLine;
  if (isSmall || !isMapping(value) || Object.keys(value).length === 0) return line;
  return `${name}\n${blockText(value, `${indent}  `)}`;
}

/** Lists further in stay on the line of what they belong to. */
const deepestList = 8;

/** Whether nothing in a value holds lists of mappings, which read better below each other. */
function isShallow(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => !isMapping(item));
  return !isMapping(value) || Object.values(value).every(isShallow);
}

function scalarText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  return isPlain(value) ? value : JSON.stringify(value);
}

/** Whether a text is read back as itself without quotes. */
function isPlain(text: string): boolean {
  const isWord = /^[A-Za-z_][\w./%-]*( (->|<->|[A-Za-z_][\w./%-]*))*$/.test(text);
  const isQuantity = /^-?[0-9]+(\.[0-9]+)?[A-Za-z%/][A-Za-z/]*$/.test(text);
  const isNumeric = !Number.isNaN(Number(text));
  return (isWord || isQuantity) && !isNumeric && !reserved.includes(text.toLowerCase());
}

const reserved: readonly string[] = ['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n'];

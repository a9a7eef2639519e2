/** One scenario of a document as a document of its own: what `show` prints can be saved and run. */
import { Document, isMap, isNode, isScalar, parseDocument, visit } from 'yaml';
import type { Node, Range } from 'yaml';

/** The text of a scenario with its comments; null when there is none of that name. */
export function sliceScenario(text: string, name: string): string | null {
  const isolated = isolateScenario(text, name);
  const alone = isolated === null ? null : sliceFrom(isolated, name, { mayLean: false });
  return alone ?? sliceFrom(text, name, { mayLean: true });
}

/** Null also for what leans on an anchor elsewhere, where that is not in the text. */
function sliceFrom(text: string, name: string, { mayLean }: { readonly mayLean: boolean }): string | null {
  const document = parseDocument(text);
  const scenarios = document.get('scenarios');
  if (!isMap(scenarios)) return null;
  const pair = scenarios.items.find(({ key }) => isScalar(key) && key.value === name);
  if (pair === undefined || !isNode(pair.key) || !isNode(pair.value)) return null;
  const start = pair.key.range;
  const end = pair.value.range;
  const leans = hasAlias(pair.value);
  const isBlock = scenarios.flow !== true && start && end && !leans;
  if (isBlock) return `version: 1\nscenarios:\n${cutOut(text, start, end)}\n`;
  if (leans && !mayLean) return null;
  // Whoever asks has had the document checked: its aliases are harmless, however many.
  const value: unknown = pair.value.toJS(document, { maxAliasCount: -1 });
  return new Document({ version: 1, scenarios: { [name]: value } }).toString();
}

/** Text that leans on an anchor elsewhere would not stand alone. */
function hasAlias(node: Node): boolean {
  let found = false;
  visit(node, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** Whole lines, from that of the key to that on which the value ends. */
function cutOut(text: string, [keyStart]: Range, [, valueEnd]: Range): string {
  const from = text.lastIndexOf('\n', keyStart - 1) + 1;
  const trimmedEnd = from + text.slice(from, valueEnd).trimEnd().length;
  const lineEnd = text.indexOf('\n', trimmedEnd);
  return text.slice(from, lineEnd === -1 ? undefined : lineEnd);
}

/**
 * The same text without what stands behind a scenario, and with every scenario before it blanked, line by line:
 * most of reading it would be the others, and every place stays what it was. For documents that are laid out as
 * the catalogue is: names indented by two, without anchors. Null when there is no such line.
 */
export function isolateScenario(text: string, name: string): string | null {
  const lines = text.split('\n');
  const first = lines.indexOf('scenarios:');
  const start = lines.indexOf(`  ${name}:`, first + 1);
  if (first < 0 || start < 0) return null;
  const next = lines.findIndex((line, i) => i > start && /^ {0,2}[^ #]/.test(line));
  const upToEnd = next < 0 ? lines : [...lines.slice(0, next), ''];
  return upToEnd.map((line, i) => (i <= first || i >= start ? line : '')).join('\n');
}

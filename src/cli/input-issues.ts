/** Problems of a document as people read them: place, what is wrong, the line, and a caret. */
import type { Issue, Warning } from '../scenarios/index.js';
import type { Paint } from './color.js';
import { printable } from './printable.js';

/** The document that the issues are about. */
export interface DocumentSource {
  /** What messages call it. */
  readonly name: string;
  readonly text: string;
}

/** More than this many are counted, not shown. */
export const maxIssuesShown = 50;

/** One paragraph an issue, and the count at the end, with what came of it all. */
export function formatIssues(
  issues: readonly Issue[],
  source: DocumentSource,
  paint: Paint,
  outcome = 'nothing was run',
): string {
  const lines = source.text.split(/\r\n|\r|\n/);
  const shown = issues.slice(0, maxIssuesShown);
  const paragraphs = shown.map((issue) => formatIssue(issue, source.name, lines, paint));
  return [...paragraphs, countSentence(issues.length, outcome)].join('\n\n') + '\n';
}

/** One line a warning; nothing when there is none. */
export function formatWarnings(
  warnings: readonly Warning[],
  source: DocumentSource,
  paint: Paint,
): string {
  return warnings.map((warning) => formatWarning(warning, source.name, paint)).join('');
}

/** Place, message, what was found and what would be right, as one sentence. */
export function issueSentence(issue: Issue, name: string): string {
  const parts = [`${placeOf(issue, name)}: ${printable(issue.message)}`];
  if (issue.found !== '' && !saysFound(issue)) parts.push(`found ${printable(issue.found)}`);
  if (issue.expected !== '') parts.push(`expected ${printable(issue.expected)}`);
  if (issue.suggestion !== undefined) parts.push(asQuestion(printable(issue.suggestion)));
  return parts.join('; ');
}

/** Whether the message quotes what was found, such as a key or a word that nobody knows. */
function saysFound({ message, found }: Issue): boolean {
  return message.includes(found.startsWith('"') ? found : `"${found}"`);
}

/** The source line cut around its column, with a caret below; null when there is none. */
export function excerpt(line: string | undefined, column: number): string | null {
  if (line === undefined || line.trim() === '') return null;
  const start = Math.max(0, column - 1 - columnsBefore);
  const before = printable(line.slice(start, Math.max(start, column - 1)));
  const after = printable(line.slice(Math.max(start, column - 1), start + excerptColumns));
  return `  ${before}${after}\n  ${' '.repeat(before.length)}^`;
}

const columnsBefore = 40;
const excerptColumns = 76;

function formatIssue(
  issue: Issue,
  name: string,
  lines: readonly string[],
  paint: Paint,
): string {
  const sentence = paint.red(issueSentence(issue, name));
  const shown = issue.line > 0 ? excerpt(lines[issue.line - 1], issue.column) : null;
  return shown === null ? sentence : `${sentence}\n${shown}`;
}

function formatWarning(warning: Warning, name: string, paint: Paint): string {
  const place = placeOf(warning, name);
  return `${place}: ${paint.yellow('warning')}: ${printable(warning.message)}\n`;
}

/** Line 0 is a place outside the document: a flag, or an argument such as `<resolver>`. */
function placeOf({ line, column, path }: Issue | Warning, name: string): string {
  if (line === 0) return /^(--|<)/.test(path) ? printable(path) : `--set ${printable(path)}`;
  return `${printable(name)}:${line}:${column}`;
}

function asQuestion(suggestion: string): string {
  return suggestion.endsWith('?') ? suggestion : `${suggestion}?`;
}

function countSentence(count: number, outcome: string): string {
  const hidden = count - maxIssuesShown;
  const more = hidden > 0 ? ` (${hidden} not shown)` : '';
  return `${count === 1 ? '1 problem' : `${count} problems`}${more}; ${outcome}.`;
}

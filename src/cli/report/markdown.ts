/** A run as Markdown, for comments on pull requests and summaries of jobs. */
import type { Verdict } from '../../sim/report.js';
import { assertNever } from '../../sim/base/assert.js';
import { printable } from '../printable.js';
import { escapeMarkdown } from './check/markdown.js';
import { disorderHeader, disorderRows } from './disorder-rows.js';
import { findingsOf } from './findings.js';
import { linkHeader, linkRows, linkTitle } from './link-table.js';
import { lostWriteHeader, lostWriteRows } from './lost-writes.js';
import { replayCommandOf } from './result.js';
import type { RunResult } from './result.js';
import { verdictSentence } from './text.js';

/** Verdict, expectations, lost writes, what happened, and the command that repeats it. */
export function renderMarkdown(result: RunResult): string {
  const { scenario, report, expectations, lostWrites, repeat, verdict: whole } = result;
  const { rows, hidden } = lostWriteRows(lostWrites);
  const links = linkRows(report);
  const blocks = [
    `## ${escapeMarkdown(`${scenario.title}: ${verdictSentence(result)}`)}`,
    `\`${scenario.name}\`, seed ${escapeMarkdown(report.seed)}, fingerprint \`${report.fingerprint}\``,
    tableOf(['Verdict', 'Expectation', 'Expected', 'Actual'], expectations.map(({ name, expected, actual, verdict }) => {
      return [verdictCell(verdict), ...[name, expected, actual].map(escapeMarkdown)];
    })),
    rows.length === 0 ? '' : '### Lost writes',
    tableOf(lostWriteHeader, rows.map((row) => row.map(escapeMarkdown))),
    hidden ?? '',
    ...disorderBlocks(result),
    '### What happened',
    findingsOf(report).map(({ label, text }) => `- **${label}**: ${escapeMarkdown(text)}`).join('\n'),
    links.rows.length === 0 ? '' : `### ${linkTitle}`,
    tableOf(linkHeader, links.rows.map((row) => row.map(escapeMarkdown))),
    links.hidden ?? '',
    ['```sh', ...(whole === 'holds' ? [] : [printable(replayCommandOf(result))]), printable(repeat), '```'].join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function disorderBlocks({ disorder }: RunResult): readonly string[] {
  if (disorder === undefined || disorder === null) return [];
  const { title, rows, hidden } = disorderRows(disorder);
  return [`### ${escapeMarkdown(title)}`, tableOf(disorderHeader, rows.map((row) => row.map(escapeMarkdown))), hidden ?? ''];
}

/** Nothing for a table without rows. */
function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function verdictCell(verdict: Verdict): string {
  switch (verdict) {
    case 'holds':
      return 'holds';
    case 'violated':
      return '**VIOLATED**';
    case 'unknown':
      return '*unknown*';
    default:
      return assertNever(verdict);
  }
}

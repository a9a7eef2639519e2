/** What judges said of a history, as text and as JSON. */
import type { Finding, Judgement } from '../../sim/check/judge.js';
import { describeOperation, describePlace } from '../../sim/record/history.js';
import type { History, HistoryOperation } from '../../sim/record/history.js';
import type { Verdict } from '../../sim/report.js';
import { printable } from '../printable.js';
import { countOf, formatCount } from './format.js';
import { formatVersion, toJsonDocument } from './json.js';
import { labelled, table } from './layout.js';
import type { TextStyle } from './text.js';
import { paintVerdict, verdictWord } from './verdict.js';

/** A history in three numbers, and all judgements on it. */
export interface Verification {
  readonly history: {
    readonly operations: number;
    readonly processes: number;
    readonly keys: number;
  };
  readonly judgements: readonly Judgement[];
  readonly verdict: Verdict;
}

/** Findings that the text shows of each model; the JSON has more. */
const mostFindingsShown = 5;
/** Operations that the text shows of each finding. */
const mostOperationsShown = 25;

/** Puts judgements together: any violation is one of the whole, then any doubt. */
export function summarize(history: History, judgements: readonly Judgement[]): Verification {
  const { operations } = history;
  const verdicts = new Set(judgements.map(({ verdict }) => verdict));
  return {
    history: {
      operations: operations.length,
      processes: new Set(operations.map(({ process }) => process)).size,
      keys: new Set(operations.map(({ key }) => key)).size,
    },
    judgements,
    verdict: verdicts.has('violated') ? 'violated' : verdicts.has('unknown') ? 'unknown' : 'holds',
  };
}

/** For people. */
export function renderVerificationText(verification: Verification, style: TextStyle): string {
  const { history, judgements } = verification;
  const { operations, processes, keys } = history;
  const who = plural(processes, 'process', 'processes');
  const counts = `${countOf(operations, 'operation')} by ${who} on ${countOf(keys, 'key')}`;
  const sections = judgements.map((judgement) => judgementLines(judgement, style).join('\n'));
  const text = [counts, ...sections].join('\n\n');
  return `${style.ascii ? text.replace(/[^\x00-\x7f]/gu, '?') : text}\n`;
}

/** The document that `schema/verification.schema.json` describes. */
export function renderVerificationJson({ history, judgements, verdict }: Verification): string {
  return toJsonDocument({
    formatVersion,
    history,
    judgements: judgements.map(({ findings, ...judgement }) => ({
      ...judgement,
      findings: findings.map(({ operations, ...finding }) => ({
        ...finding,
        operations: operations.map(toJsonOperation),
      })),
    })),
    verdict,
  });
}

function judgementLines(judgement: Judgement, { paint, ascii }: TextStyle): string[] {
  const { model, verdict, findings, violations, unknowns } = judgement;
  const shown = findings.slice(0, mostFindingsShown);
  const hidden = violations - shown.length;
  return [
    paintVerdict(`${verdictWord(verdict, ascii)}  ${model}${describeFigures(judgement)}`, verdict, paint),
    ...shown.flatMap(findingLines),
    ...(hidden > 0 ? [`  and ${plural(hidden, 'violation', 'violations')} more`] : []),
    ...unknowns
      .slice(0, mostFindingsShown)
      .flatMap((reason) => labelled('  ? ', printable(reason), 4)),
    ...(unknowns.length > mostFindingsShown
      ? [`  ? and ${unknowns.length - mostFindingsShown} more`]
      : []),
  ];
}

function findingLines({ what, pattern, operations }: Finding): string[] {
  const shown = operations.slice(0, mostOperationsShown);
  const hidden = operations.length - shown.length;
  const rows = shown.map((operation) => [
    `    ${describePlace(operation)}`,
    printable(describeOperation(operation)),
  ]);
  return [
    ...labelled('  - ', printable(`${what} (${pattern})`), 4),
    ...table(rows),
    ...(hidden > 0 ? [`    and ${formatCount(hidden)} more`] : []),
  ];
}

function describeFigures({ figures }: Judgement): string {
  const words = Object.entries(figures).map(([name, count]) => `${name} ${formatCount(count)}`);
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function toJsonOperation(operation: HistoryOperation): object {
  const { process, f, key, value, result, outcome, invokedAt, answeredAt, replica } = operation;
  return {
    process,
    f,
    key,
    value,
    result,
    outcome,
    line: invokedAt,
    answerLine: answeredAt === Infinity ? null : answeredAt,
    replica,
  };
}

function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

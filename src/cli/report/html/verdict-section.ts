/** The first thing a person reads: what came of it, the figures that matter most, and each expectation. */
import type { JudgedExpectation } from '../../../scenarios/index.js';
import type { Report } from '../../../sim/report.js';
import { describeStrategy } from '../../view/words/strategy-words.js';
import { countOf, formatCount, formatMs, formatShare } from '../format.js';
import { verdictSentence } from '../text.js';
import { verdictWord } from '../verdict.js';
import { markup } from './markup.js';
import type { Content, Markup } from './markup.js';
import type { ShownRun } from './shown-run.js';
import { renderTable, section } from './table.js';

/** What was run. */
export function renderHeading({ result, about }: ShownRun): Markup {
  const { scenario } = result;
  const { topology, regions, seed } = scenario;
  const facts = [
    `${topology.kind} of ${countOf(regions.length, 'region')}`,
    describeStrategy(scenario),
    `seed ${seed}`,
  ];
  return markup`<header>
<p class="name"><code>${scenario.name}</code></p>
<h1>${scenario.title}</h1>
<p class="facts">${facts.map((fact) => markup`<span>${fact}</span> `)}</p>
${about === '' ? null : markup`<p class="about">${about}</p>`}
</header>
`;
}

/** What came of it. */
export function renderVerdict({ result, warnings }: ShownRun): Markup {
  const { verdict, expectations, report } = result;
  return section('verdict', 'Verdict', [
    markup`<p class="verdict ${verdict}">${verdictMark(verdict)} <span>${verdictSentence(result)}</span></p>
<dl class="figures">${keyFigures(report).map(keyFigure)}</dl>
`,
    expectations.length === 0 ? null : expectationTable(expectations),
    warnings.length === 0
      ? null
      : markup`<h3>Warnings</h3><ul>${warnings.map(({ path, message }) => markup`<li><code>${path}</code>:
${message}</li>`)}</ul>`,
  ]);
}

interface KeyFigure {
  readonly name: string;
  readonly value: string;
  /** What it is out of, or what it means. */
  readonly note: string;
  readonly isBad?: boolean;
}

function keyFigures({ writes, fates, conflicts, lag, convergence, clients }: Report): readonly KeyFigure[] {
  return [
    {
      name: 'Acknowledged writes',
      value: formatCount(writes.acknowledged),
      note: `of ${formatCount(writes.attempted)} attempted`,
    },
    { name: 'Lost writes', value: formatCount(fates.lost), note: lossNote(fates), isBad: fates.lost > 0 },
    { name: 'Conflicts', value: formatCount(conflicts.distinct), note: 'concurrent pairs that met' },
    {
      name: 'Replication lag, p99',
      value: formatMs(lag.p99Ms),
      note: lag.maxMs === null ? 'nothing was replicated' : `max ${formatMs(lag.maxMs)}`,
    },
    {
      name: 'Convergence',
      value: convergenceWord(convergence),
      note: convergenceNote(convergence),
      isBad: convergence.verdict === 'violated',
    },
    {
      name: 'Write availability',
      value: formatShare(clients.write.availability),
      note: clients.write.p99Ms === null ? 'no write was answered' : `p99 ${formatMs(clients.write.p99Ms)}`,
    },
  ];
}

function keyFigure({ name, value, note, isBad }: KeyFigure): Markup {
  return markup`<div${isBad === true ? markup` class="bad"` : null}><dt>${name}</dt><dd><b>${value}</b>
<span>${note}</span></dd></div>
`;
}

function lossNote({ lost, pending }: Report['fates']): string {
  const open = pending === 0 ? '' : `; ${formatCount(pending)} pending`;
  return lost === 0 ? `none${open}` : `though acknowledged${open}`;
}

function convergenceWord({ verdict }: Report['convergence']): string {
  if (verdict === 'unknown') return 'unknown';
  return verdict === 'holds' ? 'yes' : 'NO';
}

function convergenceNote({ divergentKeys, timeToConvergeMs }: Report['convergence']): string {
  if (divergentKeys > 0) return `${countOf(divergentKeys, 'key')} differ${divergentKeys === 1 ? 's' : ''}`;
  return timeToConvergeMs === null ? 'of all replicas' : `after ${formatMs(timeToConvergeMs)}`;
}

function expectationTable(expectations: readonly JudgedExpectation[]): Markup {
  return renderTable({
    caption: 'Expectations',
    columns: [{ title: 'Expectation' }, { title: 'Expected' }, { title: 'Actual' }, { title: 'Verdict' }],
    rows: expectations.map(({ name, expected, actual, verdict }): readonly Content[] => [
      name,
      expected,
      actual,
      markup`<span class="word ${verdict}">${verdictWord(verdict, false)}</span>`,
    ]),
  });
}

function verdictMark(verdict: string): Markup {
  const path = marks[verdict] ?? '';
  return markup`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path
d="${path}"/></svg>`;
}

const marks: Readonly<Record<string, string>> = {
  holds: 'M7 12.5L10.5 16L17 8.5',
  violated: 'M8 8L16 16M16 8L8 16',
  unknown: 'M9 9.5C9 5.8 15 5.8 15 9.5C15 12 12 11.8 12 14M12 16.6V17.6',
};

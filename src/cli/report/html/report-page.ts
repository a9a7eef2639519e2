/**
 * The HTML report: one file that opens from disk, needs no script and loads nothing.
 *
 * {@link renderReportBody} is a pure function of a run, so that a page that runs the engine itself can
 * call it again.
 */
import { verdictWord } from '../verdict.js';
import { findingsOf } from '../findings.js';
import { renderCurves } from './curves-section.js';
import { renderFates } from './fates-section.js';
import { renderLostWrites } from './lost-writes-section.js';
import { Markup, markup } from './markup.js';
import { renderNetwork } from './network-section.js';
import { renderPage } from './page.js';
import { renderOrigin, renderScenario } from './scenario-section.js';
import type { ShownRun } from './shown-run.js';
import { renderSpaceTime } from './space-time-section.js';
import { section } from './table.js';
import { renderHeading, renderVerdict } from './verdict-section.js';

/** What stands inside of `main`. */
export function renderReportBody(shown: ShownRun): string {
  return markup`${renderHeading(shown)}
${contents}
${renderVerdict(shown)}
${renderFates(shown)}
${renderFindings(shown)}
${renderCurves(shown)}
${renderNetwork(shown)}
${renderSpaceTime(shown)}
${renderLostWrites(shown)}
${renderScenario(shown)}
${renderOrigin(shown)}`.text;
}

/** The whole document. `program`: a script of ours that makes it interactive; null for none. */
export function renderReportPage(shown: ShownRun, program: string | null): string {
  return renderPage({
    title: reportTitle(shown.result),
    body: new Markup(renderReportBody(shown)),
    program,
  });
}

/** What the window is called. */
export function reportTitle({ verdict, scenario: { name, seed } }: ShownRun['result']): string {
  return `${verdictWord(verdict, true).toUpperCase()}: ${name}, seed ${seed}`;
}

const parts = [
  ['verdict', 'Verdict'],
  ['fates', 'Fates'],
  ['findings', 'Findings'],
  ['over-time', 'Over time'],
  ['network', 'Network'],
  ['space-time', 'Space-time diagram'],
  ['lost-writes', 'Lost writes'],
  ['scenario', 'Scenario'],
  ['again', 'Run it again'],
] as const;

const contents = markup`<nav aria-label="Contents"><ul>${parts.map(([id, title]) => markup`<li><a
href="#${id}">${title}</a></li>`)}</ul></nav>`;

function renderFindings({ result: { report } }: ShownRun): Markup {
  const findings = findingsOf(report).filter(({ text }) => text !== '');
  return section(
    'findings',
    'What was found',
    markup`<dl class="findings">${findings.map(({ label, text }) => {
      return markup`<div><dt>${label}</dt><dd>${text}</dd></div>
`;
    })}</dl>`,
  );
}

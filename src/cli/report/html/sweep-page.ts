/**
 * A sweep as a page: a chart with confidence bands and a table for each metric, and the commands that
 * make it again.
 */
import { countSweptRuns } from '../../../scenarios/sweep/sweep.js';
import { sweepCommand } from '../../sweep/sweep-command.js';
import { countOf } from '../format.js';
import { describeConstant, extremeRun } from '../sweep/text.js';
import { describeStop } from '../sweep/shown-sweep.js';
import type { ShownSweep } from '../sweep/shown-sweep.js';
import { markup } from './markup.js';
import type { Markup } from './markup.js';
import { renderPage } from './page.js';
import { renderSweptMetric } from './sweep-section.js';
import { renderTable, section } from './table.js';

/** The whole document. */
export function renderSweepPage(shown: ShownSweep): string {
  const { sweep } = shown;
  const telling = sweep.metrics.flatMap((_, metric) =>
    describeConstant(sweep, metric) === null ? [metric] : [],
  );
  const constant = sweep.metrics.flatMap((_, metric) => describeConstant(sweep, metric) ?? []);
  const metrics = telling.map((metric) => {
    return section(idOf(metric), headingWords(shown, metric), renderSweptMetric(sweep, metric));
  });
  const body = markup`${headingOf(shown)}
${contentsOf(shown, telling)}
${metrics}
${constant.length === 0 ? null : section('constant', 'The same everywhere', listOf(constant))}
${section('again', 'Run it again', repeatOf(shown, telling.at(0) ?? null))}`;
  return renderPage({ title: `Sweep of ${sweep.scenario}`, body, program: null });
}

function listOf(lines: readonly string[]): Markup {
  return markup`<ul>${lines.map((words) => markup`<li>${words}</li>`)}</ul>`;
}

function idOf(metric: number): string {
  return `metric-${metric}`;
}

function headingWords({ sweep: { axes, metrics } }: ShownSweep, metric: number): string {
  const against = axes.length === 0 ? '' : ` against ${axes.map(({ path }) => path).join(' and ')}`;
  return `${metrics[metric].label}${against}`;
}

function headingOf(shown: ShownSweep): Markup {
  const { scenario, title, points, seeds } = shown.sweep;
  const stop = describeStop(shown);
  const facts = [
    countOf(points.length, 'point'),
    `${countOf(seeds.length, 'seed')} from ${seeds[0]}`,
    countOf(countSweptRuns(points), 'run'),
  ];
  const bands = seeds.length > 1
    ? 'Bands, bars and intervals: where the true mean lies, with 95 % confidence.'
    : 'A single seed says nothing of how much runs differ: there are no intervals.';
  return markup`<header>
<p class="name"><code>${scenario}</code></p>
<h1>${title}</h1>
<p class="facts">${facts.map((fact) => markup`<span>${fact}</span> `)}</p>
<p>Every point is run under the same seeds. ${bands}</p>${stop === null ? null : markup`
<p><b>${stop}</b></p>`}
</header>`;
}

function contentsOf(shown: ShownSweep, telling: readonly number[]): Markup {
  const links = telling.map(
    (metric) => markup`<li><a href="#${idOf(metric)}">${shown.sweep.metrics[metric].label}</a></li>`,
  );
  return markup`<nav aria-label="Contents"><ul>${links}<li><a href="#again">Run it again</a></li></ul></nav>`;
}

function repeatOf(shown: ShownSweep, metric: number | null): Markup {
  const [heading, command] = extremeRun(shown, metric);
  const { axes } = shown.sweep;
  return markup`<dl class="findings again"><div><dt>The whole
sweep</dt><dd><code>${sweepCommand(shown.words)}</code></dd></div>
${heading === undefined ? null : markup`<div><dt>One run of
it</dt><dd>${heading}<br><code>${(command ?? '').trim()}</code></dd></div>`}</dl>
${
  axes.length === 0
    ? null
    : renderTable({
        caption: 'What was varied',
        columns: [{ title: 'Path' }, { title: 'Values' }],
        rows: axes.map(({ path, values }) => [
          markup`<code>${path}</code>`,
          values.map(({ text }) => text).join(', '),
        ]),
      })
}`;
}

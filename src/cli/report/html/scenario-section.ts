/** The end of the report: the scenario as a document, and how to see the same run again. */
import { markup, markupOfLines } from './markup.js';
import type { Markup } from './markup.js';
import type { ShownRun } from './shown-run.js';
import { folded, renderTable, scrollable, section } from './table.js';

/** The document, and what was changed about it. */
export function renderScenario({ document, overrides, resolverFile }: ShownRun): Markup {
  return section('scenario', 'Scenario', [
    overrides.length === 0
      ? null
      : renderTable({
          caption: 'Changes to the document below',
          columns: [{ title: 'Path' }, { title: 'Value' }],
          rows: overrides.map(({ path, value }) => [
            markup`<code>${path}</code>`,
            markup`<code>${value}</code>`,
          ]),
        }),
    resolverFile === null
      ? null
      : markup`<p>Conflicts are decided by code of its own, which is not in this page and cannot be run
anew in it: <code>${resolverFile}</code>.</p>`,
    folded(
      'The document (YAML)',
      scrollable('The document', markup`<pre><code>${markupOfLines(document)}</code></pre>`),
    ),
  ]);
}

/** How to repeat the run, and whose behaviour it shows. */
export function renderOrigin({ result: { report, replay, repeat, systems, source } }: ShownRun): Markup {
  const rows: readonly (readonly [name: string, value: Markup])[] = [
    ['Run it again', markup`<code>${repeat}</code>`],
    ['Replay exactly', markup`<code>quarrel replay ${replay}</code>`],
    ['Seed', markup`<code>${report.seed}</code>`],
    ['Fingerprint', markup`<code>${report.fingerprint}</code>`],
    ...(systems.length === 0 ? [] : [['Seen in', markup`${systems.join(', ')}`] as const]),
    ...(source === '' ? [] : [['Source', markup`${source}`] as const]),
  ];
  return section('again', 'Run it again', markup`<dl class="findings again">${rows.map(([name, value]) => {
    return markup`<div><dt>${name}</dt><dd>${value}</dd></div>
`;
  })}</dl>`);
}

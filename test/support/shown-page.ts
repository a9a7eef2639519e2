/** The HTML report of a shipped scenario with the engine inside, as `quarrel run --format html` makes it. */
import { programFor } from '../../src/cli/page-programs.js';
import { recordRun } from '../../src/cli/recording/record-run.js';
import { renderReportPage } from '../../src/cli/report/html/report-page.js';
import { showRun } from '../../src/cli/report/html/show-run.js';
import type { ShownRun } from '../../src/cli/report/html/shown-run.js';
import { judgeExpectations, overallVerdict, parseScenarios, replayToken } from '../../src/scenarios/index.js';
import type { LoadedScenario, Override } from '../../src/scenarios/index.js';
import { catalogueText } from './catalogue.js';

/** A shipped scenario with changes. */
export function loadShipped(name: string, overrides: readonly Override[] = []): LoadedScenario {
  const parsed = parseScenarios(catalogueText, { only: name, overrides });
  if (!parsed.ok) throw new Error(`${name}: ${parsed.issues[0].message}`);
  return parsed.scenarios[0];
}

/** Its run as a report shows it. */
export function showShipped(name: string): ShownRun {
  const loaded = loadShipped(name);
  const { scenario, expectations: stated, systems, source } = loaded;
  const recorded = recordRun(scenario);
  const { run } = recorded;
  const expectations = judgeExpectations(stated, run.report);
  const result = {
    scenario,
    report: run.report,
    lostWrites: run.lostWrites,
    systems,
    source,
    expectations,
    verdict: overallVerdict(expectations),
    replay: replayToken(scenario, { isShipped: true }),
    repeat: `quarrel run ${name} --seed ${scenario.seed}`,
  };
  return showRun({ loaded, recorded, result, text: catalogueText, overrides: [] });
}

/** The whole page. */
export async function renderShipped(name: string): Promise<string> {
  const shown = showShipped(name);
  return renderReportPage(shown, await programFor(shown));
}

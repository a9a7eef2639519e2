/** The engine behind a page: the page's scenario, run anew with what somebody changes about it. */
import { judgeExpectations, overallVerdict, parseScenarios, replayToken } from '../../scenarios/index.js';
import type { Issue, LoadedScenario, Override } from '../../scenarios/index.js';
import type { Scenario } from '../../sim/scenario.js';
import { recordRun } from '../record-run.js';
import type { RecordedRun } from '../record-run.js';
import { renderReportBody, reportTitle } from '../report/html/report-page.js';
import type { ShownRun } from '../report/html/shown-run.js';
import { verdictSentence } from '../report/text.js';
import { commandFor } from './changes.js';
import type { PageSubject } from './controls.js';
import { RunDiagram } from './diagram/drawing.js';
import type { DiagramView, Drawing, Move } from './diagram/drawing.js';
import { estimateRun } from './estimate.js';
import { findControls } from './find-controls.js';
import type { PageAnswer, RanAnswer } from './page-messages.js';

/** One page's scenario; it remembers its last run, to draw it. */
export class PageEngine {
  private readonly subject: PageSubject;
  private readonly written: LoadedScenario;
  private diagram: RunDiagram | null = null;

  /** Throws where the subject's own document cannot be read: a page is made of one that was run. */
  constructor(subject: PageSubject) {
    this.subject = subject;
    const parsed = this.parse([]);
    if (!parsed.ok) throw new Error(`the page's own scenario is refused: ${parsed.issues[0].message}`);
    this.written = parsed.scenarios[0];
  }

  /** How large the run will be. */
  estimate(): PageAnswer {
    return { kind: 'begun', estimate: estimateRun(this.written.scenario) };
  }

  /** What can be changed. */
  listControls(): PageAnswer {
    return { kind: 'controls', controls: findControls(this.subject, this.written) };
  }

  /** Runs with these changes, or says why that cannot be run. */
  run(changes: readonly Override[]): PageAnswer {
    const parsed = this.parse(changes);
    if (!parsed.ok) return { kind: 'refused', reasons: parsed.issues.map(sentenceOf) };
    const [loaded] = parsed.scenarios;
    const recorded = recordRun(loaded.scenario);
    const { trace, run } = recorded;
    const endUs = Math.round(run.report.simulatedMs * 1000);
    this.diagram = trace === null ? null : new RunDiagram(trace, { endUs, order: namesOf(loaded.scenario) });
    return this.describe(loaded, recorded, { changes, endUs });
  }

  /** Draws a part of the last run; null where there is none, or it has too many events. */
  draw(view: DiagramView, move: Move | null): Drawing | null {
    return this.diagram?.draw(view, move) ?? null;
  }

  private parse(changes: readonly Override[]) {
    const { document, name, overrides } = this.subject;
    return parseScenarios(document, { only: name, overrides: [...overrides, ...changes] });
  }

  private describe(loaded: LoadedScenario, recorded: RecordedRun, { changes, endUs }: Made): RanAnswer {
    const { subject } = this;
    const { report, lostWrites } = recorded.run;
    const expectations = judgeExpectations(loaded.expectations, report);
    const command = commandFor(subject, changes);
    const result: ShownRun['result'] = {
      scenario: loaded.scenario,
      report,
      lostWrites,
      systems: loaded.systems,
      source: loaded.source,
      expectations,
      verdict: overallVerdict(expectations),
      replay: this.tokenOf(loaded, changes),
      repeat: command,
    };
    const shown: ShownRun = {
      result,
      recorded,
      about: loaded.about,
      document: subject.document,
      overrides: [...subject.overrides, ...changes],
      resolverFile: null,
      warnings: loaded.warnings,
      tell: () => null,
    };
    return {
      kind: 'ran',
      fingerprint: report.fingerprint,
      verdict: result.verdict,
      summary: verdictSentence(result),
      title: reportTitle(result),
      body: renderReportBody(shown),
      command,
      endUs,
    };
  }

  /** Name and seed say all of a shipped scenario of which nothing but the seed was changed. */
  private tokenOf({ scenario }: LoadedScenario, changes: readonly Override[]): string {
    const wasShipped = this.subject.replay === replayToken(this.written.scenario, { isShipped: true });
    return replayToken(scenario, { isShipped: wasShipped && changes.every(({ path }) => path === 'seed') });
  }
}

interface Made {
  readonly changes: readonly Override[];
  readonly endUs: number;
}

/** Leaders in the order of the document, each with its followers. */
function namesOf({ regions }: Scenario): readonly string[] {
  return regions.flatMap(({ name, followers }) => {
    return [name, ...Array.from({ length: followers.count }, (_, index) => `${name}/${index + 1}`)];
  });
}

function sentenceOf({ path, message, found, expected, suggestion }: Issue): string {
  const parts = [`${path.replace(/^--set /, '')}: ${message}`];
  if (found !== '') parts.push(`found ${found}`);
  if (expected !== '') parts.push(`expected ${expected}`);
  if (suggestion !== undefined) parts.push(suggestion);
  return parts.join('; ');
}

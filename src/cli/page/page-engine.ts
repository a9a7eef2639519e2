/** The engine behind a page: the page's scenario, run anew with what somebody changes about it. */
import { judgeExpectations, overallVerdict, parseScenarios, replayToken } from '../../scenarios/index.js';
import type { Issue, LoadedScenario, Override } from '../../scenarios/index.js';
import type { Scenario } from '../../sim/scenario.js';
import type { Run } from '../../sim/simulate.js';
import { recordRun } from '../recording/record-run.js';
import type { RecordedRun } from '../recording/record-run.js';
import { renderReportBody, reportTitle } from '../report/html/report-page.js';
import { showRun } from '../report/html/show-run.js';
import type { RunResult } from '../report/result.js';
import { verdictSentence } from '../report/text.js';
import { commandFor } from './changes.js';
import type { PageSubject } from './controls.js';
import { RunDiagram } from './diagram/drawing.js';
import type { DiagramView, Drawing, Move } from './diagram/drawing.js';
import { estimateRun } from './estimate.js';
import { findControls } from './find-controls.js';
import type { PageAnswer } from './page-messages.js';

/** One page's scenario; it remembers its last run, to draw it. */
export class PageEngine {
  private readonly subject: PageSubject;
  private readonly written: LoadedScenario;
  private last: Made | null = null;
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
    const { run } = recorded;
    const result = this.judge(loaded, run, changes);
    const { report } = run;
    const endUs = Math.round(report.simulatedMs * 1000);
    this.last = { loaded, recorded, result, changes, endUs };
    this.diagram = null;
    const { verdict, repeat: command } = result;
    return {
      kind: 'ran',
      fingerprint: report.fingerprint,
      verdict,
      summary: verdictSentence(result),
      command,
      endUs,
    };
  }

  /** Writes the report of the last run, and makes ready to draw it. */
  report(isWanted: boolean): PageAnswer {
    const { last } = this;
    if (last === null) return { kind: 'broken', message: 'nothing was run yet' };
    const { loaded, recorded, result, changes, endUs } = last;
    const overrides = [...this.subject.overrides, ...changes];
    const shown = showRun({ loaded, recorded, result, text: this.subject.document, overrides });
    const { trace } = recorded;
    this.diagram = trace === null ? null : new RunDiagram(trace, { endUs, order: namesOf(loaded.scenario) });
    return { kind: 'reported', title: reportTitle(result), body: isWanted ? renderReportBody(shown) : '' };
  }

  /** Draws a part of the last run; null where there is none, or it has too many events. */
  draw(view: DiagramView, move: Move | null): Drawing | null {
    return this.diagram?.draw(view, move) ?? null;
  }

  private parse(changes: readonly Override[]) {
    const { document, name, overrides } = this.subject;
    return parseScenarios(document, { only: name, overrides: [...overrides, ...changes] });
  }

  private judge(
    loaded: LoadedScenario,
    { report, lostWrites }: Run,
    changes: readonly Override[],
  ): RunResult {
    const expectations = judgeExpectations(loaded.expectations, report);
    return {
      scenario: loaded.scenario,
      report,
      lostWrites,
      systems: loaded.systems,
      source: loaded.source,
      expectations,
      verdict: overallVerdict(expectations),
      replay: this.tokenOf(loaded, changes),
      repeat: commandFor(this.subject, changes),
    };
  }

  /** Name and seed say all of a shipped scenario of which nothing but the seed was changed. */
  private tokenOf({ scenario }: LoadedScenario, changes: readonly Override[]): string {
    const wasShipped = this.subject.replay === replayToken(this.written.scenario, { isShipped: true });
    return replayToken(scenario, { isShipped: wasShipped && changes.every(({ path }) => path === 'seed') });
  }
}

/** The last run. */
interface Made {
  readonly loaded: LoadedScenario;
  readonly recorded: RecordedRun;
  readonly result: RunResult;
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

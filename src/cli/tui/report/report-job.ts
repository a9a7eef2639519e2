/** Writes the HTML report of a run that is being watched: records it whole, draws the page, keeps it in a file. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { LoadedScenario } from '../../../scenarios/index.js';
import type { RunOrigin } from '../../command-io.js';
import type { ResolverModule } from '../../load-resolver.js';
import { programFor } from '../../page-programs.js';
import { printable } from '../../printable.js';
import { mostRecordedEvents } from '../../recording/record-run.js';
import type { RecordedRun } from '../../recording/record-run.js';
import type { SlicedRecording } from '../../recording/sliced-recording.js';
import { renderReportPage } from '../../report/html/report-page.js';
import { showRun } from '../../report/html/show-run.js';
import { overridesOf } from '../../run-request.js';
import { resultOf } from '../../run-result.js';
import { explainSystemError } from '../../system-error.js';
import { openLineFile } from '../../trace-file.js';
import { formatCount, formatShare } from '../../view/words/quantity.js';

/** Which run, and who hears how it goes. */
export interface ReportJobOptions {
  readonly loaded: LoadedScenario;
  readonly origin: RunOrigin;
  readonly resolver: ResolverModule | null;
  readonly repeat: string;
  readonly recording: SlicedRecording;
  readonly say: (sentence: string) => void;
}

/** One report on its way to its file. */
export class ReportJob {
  readonly #options: ReportJobOptions;
  #isDrawing = false;
  #isOver = false;

  constructor(options: ReportJobOptions) {
    this.#options = options;
  }

  /** There is nothing left to do. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Works for about so many milliseconds; the page itself takes as long as it takes. */
  work(budgetMs: number): void {
    const { recording, say } = this.#options;
    if (this.#isOver || this.#isDrawing) return;
    recording.work(budgetMs);
    const { recorded } = recording;
    if (recording.isTooLong) {
      this.#end(`No report: a run of more than ${formatCount(mostRecordedEvents)} events is too long for one.`);
    } else if (recorded === null) {
      say(`Recording the run for its report: ${formatShare(Math.floor(recording.progress.share * 100) / 100)} ...`);
    } else {
      this.#isDrawing = true;
      say('Writing the report ...');
      this.#write(recorded).then(
        (sentence) => this.#end(sentence),
        (error: unknown) => this.#end(`No report: ${explainSystemError(error, 'write')}`),
      );
    }
  }

  #end(sentence: string): void {
    this.#isOver = true;
    this.#options.say(sentence);
  }

  async #write(recorded: RecordedRun): Promise<string> {
    const { loaded, origin, resolver, repeat } = this.#options;
    const { choice, text } = origin;
    const result = resultOf(choice, { loaded, run: recorded.run, resolver, repeat });
    const shown = showRun({ loaded, recorded, result, text, overrides: overridesOf(choice) });
    return keepReport(renderReportPage(shown, await programFor(shown)), loaded.scenario);
  }
}

/** Keeps a report under a name that no other report has; says under which, or why not. */
export function keepReport(
  page: string,
  { name, seed }: { readonly name: string; readonly seed: string },
  folder = '',
): string {
  const stem = `${folder}quarrel-report-${fileWord(name)}-${fileWord(seed)}`;
  for (let number = 1; number <= mostReports; number++) {
    const path = number === 1 ? `${stem}.html` : `${stem}-${number}.html`;
    if (existsSync(path)) {
      if (readFileSync(path, 'utf8') === page) return `This very report is in ${path} already.`;
      continue;
    }
    const opened = openLineFile(path, { flag: 'The report', example: 'report.html' });
    if (!opened.ok) return `No report: ${printable(opened.message)}`;
    opened.trace.writeText(page);
    const failure = opened.trace.commit();
    return failure === null ? `Report written: ${path}` : `No report: ${printable(failure)}`;
  }
  return `No report: ${stem}.html to ${stem}-${mostReports}.html are all taken; remove some.`;
}

const mostReports = 99;

/** A name as part of that of a file; one that had to be changed tells itself apart by its digest. */
function fileWord(word: string): string {
  const plain = word.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 40);
  if (plain === word) return plain;
  return `${plain}-${createHash('sha256').update(word).digest('hex').slice(0, 6)}`;
}

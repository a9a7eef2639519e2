/** The work of `quarrel run`: load, run, judge, report. */
import { judgeExpectations, overallVerdict, replayToken } from '../scenarios/index.js';
import type { LoadedScenario } from '../scenarios/index.js';
import { assertNever } from '../sim/base/assert.js';
import { Simulation } from '../sim/simulate.js';
import type { Run } from '../sim/simulate.js';
import { Chalk } from 'chalk';
import { paintFor } from './color.js';
import type { CommandIo } from './command-io.js';
import { drive } from './drive.js';
import type { DriveOutcome } from './drive.js';
import { exitCodeOf } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { formatWarnings } from './input-issues.js';
import { watchInterrupts } from './interrupts.js';
import { loadResolver } from './load-resolver.js';
import type { ResolverModule } from './load-resolver.js';
import { loadScenario } from './load-scenario.js';
import { programFor } from './page-programs.js';
import { printable } from './printable.js';
import { Progress } from './progress.js';
import { recordShown } from './record-shown.js';
import { refuse } from './refuse.js';
import { countOf, formatMs } from './report/format.js';
import { renderRun } from './report/render-run.js';
import type { RunResult } from './report/result.js';
import { renderReportPage } from './report/html/report-page.js';
import { verdictSentence } from './report/text.js';
import type { TextStyle } from './report/text.js';
import { chooseFormat } from './report-format.js';
import { codeOverwritten, contradictionInFiles, namedFiles, openRunFiles } from './run-files.js';
import type { RunFiles } from './run-files.js';
import { overridesOf, repeatCommand } from './run-request.js';
import type { Format, RunRequest } from './run-request.js';
import { parseTarget } from './target.js';
import { openLineFile } from './trace-file.js';
import type { OpenTraceResult, TraceFile } from './trace-file.js';

/** Carries out one request; results go to stdout, everything else to stderr. */
export async function runScenario(request: RunRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const conflict = contradictionIn(request);
  if (conflict !== null) return refuse(conflict, paint, io);

  const overrides = overridesOf(request);
  const found = loadScenario({ ...request, overrides }, paint);
  if (!found.ok) return refuse(found.message, paint, io);
  const { loaded, source } = found;
  const { resolverFile } = loaded;
  const own = resolverFile === undefined ? null : await loadResolver({ ...resolverFile, source }, paint);
  if (own?.ok === false) return refuse(own.message, paint, io);
  const resolver = own?.module ?? null;
  const overwritten = codeOverwritten(request, resolver?.bundle.inputs ?? []);
  if (overwritten !== null) return refuse(overwritten, paint, io);
  io.stderr.write(formatWarnings(loaded.warnings, source, paint));

  const { format, notice } = chooseFormat(request, io);
  if (notice !== null) io.stderr.write(`${notice}\n`);
  const repeat = repeatCommand(request, loaded.scenario.seed);
  if (format === 'tui') {
    const ofOwn = resolver === null ? {} : { resolver };
    const { target, scenario } = request;
    const asked = { target, scenario, overrides: request.overrides };
    return io.openLiveView(loaded, { ascii: request.ascii, repeat, asked, ...ofOwn });
  }

  const outcome = await runWithFiles(request, { loaded, resolver }, io);
  switch (outcome.kind) {
    case 'refused':
      return refuse(outcome.message, paint, io);
    case 'interrupted':
      io.stderr.write(describeInterruption(outcome, repeat));
      return outcome.exitCode;
    case 'finished': {
      const finished = { loaded, resolver, run: outcome.run, format, repeat, text: source.text };
      return report(request, finished, outcome.out, io);
    }
    default:
      return assertNever(outcome);
  }
}

async function report(request: RunRequest, finished: FinishedRun, out: TraceFile | null, io: CommandIo): Promise<ExitCode> {
  const result = judge(request, finished);
  const style = { paint: out === null ? paintFor(io.stdout, io.env) : unpainted, ascii: request.ascii };
  const text = await render(request, finished, result, style);
  if (out === null) {
    io.stdout.write(text);
    return exitCodeOf(result.verdict);
  }
  out.writeText(text);
  const failure = out.commit();
  if (failure !== null) return refuse(failure, paintFor(io.stderr, io.env), io);
  io.stderr.write(`${verdictSentence(result)}\nReport: ${printable(request.outPath ?? '')}\n`);
  return exitCodeOf(result.verdict);
}

async function render(request: RunRequest, finished: FinishedRun, result: RunResult, style: TextStyle): Promise<string> {
  const { format } = finished;
  if (format !== 'html') return renderRun(result, format, style);
  const shown = recordShown({ ...finished, result, overrides: overridesOf(request) });
  return renderReportPage(shown, await programFor(shown));
}

/** What is run. */
interface Subject {
  readonly loaded: LoadedScenario;
  /** The scenario's own resolver; null where it has none. */
  readonly resolver: ResolverModule | null;
}

interface FinishedRun extends Subject {
  readonly run: Run;
  readonly format: Exclude<Format, 'tui'>;
  readonly repeat: string;
  /** The document's text. */
  readonly text: string;
}

const unpainted = new Chalk({ level: 0 });

type OutChoice = Extract<OpenTraceResult, { ok: false }> | { readonly ok: true; readonly trace: TraceFile | null };

function openOut({ outPath }: RunRequest): OutChoice {
  if (outPath === null) return { ok: true, trace: null };
  return openLineFile(outPath, { flag: '--out', example: 'report.html' });
}

function contradictionIn(request: RunRequest): string | null {
  const { format, plain } = request;
  if (format === 'tui' && plain) {
    return '--plain and --format tui contradict each other; leave one out';
  }
  const [file] = namedFiles(request);
  if (format === 'tui' && file !== undefined) return `${file.flag} goes with --format text or json; the live view writes none`;
  return contradictionInFiles(request);
}

/** How a run ended, or why it never began or could not be kept. */
type FiledOutcome =
  | Exclude<DriveOutcome, { kind: 'finished' }>
  | { readonly kind: 'finished'; readonly run: Run; readonly out: TraceFile | null }
  | { readonly kind: 'refused'; readonly message: string };

/** Whatever ends a run early, no part of its files stays behind, nor of that for its report. */
async function runWithFiles(
  request: RunRequest,
  { loaded, resolver }: Subject,
  io: CommandIo,
): Promise<FiledOutcome> {
  const progress = new Progress({
    output: io.stderr,
    rewrite: io.stderr.isTTY === true && !request.plain && io.env['TERM'] !== 'dumb',
    durationUs: loaded.scenario.durationUs,
    nowMs,
  });
  // Before there is a file: who is stopped from now on leaves none.
  const interrupts = watchInterrupts(io);
  let out: TraceFile | null = null;
  let files: RunFiles | null = null;
  try {
    const report = openOut(request);
    if (!report.ok) return { kind: 'refused', message: report.message };
    out = report.trace;
    const opened = openRunFiles(request, loaded);
    if (!opened.ok) return { kind: 'refused', message: opened.message };
    files = opened.files;
    const simulation = new Simulation(loaded.scenario, { ...files.options, ...resolver?.open() });
    const outcome = await drive(files.watch(simulation), {
      interruptedBy: interrupts.exitCode,
      onSlice: ({ nowUs }) => progress.update(nowUs),
      nowMs,
    });
    if (outcome.kind === 'interrupted') return outcome;
    const failure = files.commit(outcome.run);
    if (failure !== null) return { kind: 'refused', message: failure };
    out = null;
    return { ...outcome, out: report.trace };
  } finally {
    interrupts.end();
    progress.clear();
    files?.discard();
    out?.discard();
  }
}

function judge(request: RunRequest, { loaded, resolver, run, repeat }: FinishedRun): RunResult {
  const expectations = judgeExpectations(loaded.expectations, run.report);
  return {
    scenario: loaded.scenario,
    report: run.report,
    lostWrites: run.lostWrites,
    systems: loaded.systems,
    source: loaded.source,
    expectations,
    verdict: overallVerdict(expectations),
    replay: replayToken(loaded.scenario, {
      isShipped: isShipped(request),
      resolverDigest: resolver?.digest ?? null,
    }),
    repeat,
  };
}

/** Whether name and seed alone say what was run. */
function isShipped({ target, overrides }: RunRequest): boolean {
  return parseTarget(target).kind === 'catalogue' && overrides.length === 0;
}

function describeInterruption(
  { seen }: DriveOutcome & { readonly kind: 'interrupted' },
  repeat: string,
): string {
  const facts = [
    countOf(seen.written, 'write'),
    `${countOf(seen.applied, 'replicated write')} applied`,
    countOf(seen.conflicts, 'conflict'),
  ];
  const moment = formatMs(seen.nowUs / 1000);
  return (
    `Interrupted at ${moment} of simulated time: ${facts.join(', ')} so far. ` +
    `No report and no file was written.\nTo start over: ${repeat}\n`
  );
}

function nowMs(): number {
  return performance.now();
}

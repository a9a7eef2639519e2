/** The work of `quarrel run`: load, run, judge, report. */
import type { LoadedScenario } from '../scenarios/index.js';
import { assert, assertNever } from '../sim/base/assert.js';
import type { TraceSink } from '../sim/record/trace.js';
import { Simulation } from '../sim/simulate.js';
import type { Disorder, Run } from '../sim/simulate.js';
import { Chalk } from 'chalk';
import { paintFor } from './color.js';
import type { Paint } from './color.js';
import type { CommandIo } from './command-io.js';
import type { DriveOutcome } from './drive.js';
import { describeInterruption, driveShown } from './drive-shown.js';
import { exitCodeOf } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { findChecked } from './checked-catalogue.js';
import { formatWarnings } from './input-issues.js';
import { watchInterrupts } from './interrupts.js';
import type { LoadedResolver, ResolverModule, ResolverRequest } from './load-resolver.js';
import type { LoadResult } from './load-scenario.js';
import { printable } from './printable.js';
import { RunRecording } from './recording/record-run.js';
import type { RecordedRun } from './recording/record-run.js';
import { SampledSimulation } from './recording/sampled-simulation.js';
import { refuse } from './refuse.js';
import { renderRun } from './report/render-run.js';
import type { RunResult } from './report/result.js';
import { verdictSentence } from './report/text.js';
import type { TextStyle } from './report/text.js';
import { chooseFormat, liveViewObstacle } from './report-format.js';
import { showLive } from './show-live.js';
import { codeOverwritten, contradictionInFiles, namedFiles, openRunFiles } from './run-files.js';
import type { RunFiles } from './run-files.js';
import { resultOf } from './run-result.js';
import { overridesOf, repeatCommand } from './run-request.js';
import type { Format, RunRequest } from './run-request.js';
import { plannedEndUs } from './view/live/live-state.js';
import { parseMoment } from './view/live/moment-input.js';
import { openLineFile } from './trace-file.js';
import type { OpenTraceResult, TraceFile } from './trace-file.js';

/** Carries out one request; results go to stdout, everything else to stderr. */
export async function runScenario(request: RunRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const conflict = contradictionIn(request);
  if (conflict !== null) return refuse(conflict, paint, io);

  const found = await findScenario(request, paint);
  if (!found.ok) return refuse(found.message, paint, io);
  const { loaded, source } = found;
  const { resolverFile } = loaded;
  const own = resolverFile === undefined ? null : await loadOwnResolver({ ...resolverFile, source }, paint);
  if (own?.ok === false) return refuse(own.message, paint, io);
  const resolver = own?.module ?? null;
  const overwritten = codeOverwritten(request, resolver?.bundle.inputs ?? []);
  if (overwritten !== null) return refuse(overwritten, paint, io);
  io.stderr.write(formatWarnings(loaded.warnings, source, paint));

  const { format, notice } = chooseFormat(request, io);
  if (request.recordPath !== undefined && format !== 'tui') {
    return refuse(`--record: there is no live view: ${liveViewObstacle(io) ?? format}`, paint, io);
  }
  if (notice !== null) io.stderr.write(`${notice}\n`);
  const repeat = repeatCommand(request, loaded.scenario.seed);
  const at = readAt(request, format, loaded);
  if (!at.ok) return refuse(at.problem, paint, io);
  if (format === 'tui') {
    const ofOwn = resolver === null ? {} : { resolver };
    const origin = { choice: request, text: source.text };
    return showLive(request, { loaded, repeat, origin, ...at.option, ...ofOwn }, io);
  }

  const outcome = await runWithFiles({ ...request, format }, { loaded, resolver }, io);
  switch (outcome.kind) {
    case 'refused':
      return refuse(outcome.message, paint, io);
    case 'interrupted':
      io.stderr.write(`${describeInterruption(outcome)} No report and no file was written.\nTo start over: ${repeat}\n`);
      return outcome.exitCode;
    case 'finished': {
      const { run, disorder, recorded, out } = outcome;
      const finished = { loaded, resolver, run, disorder, recorded, format, repeat, text: source.text };
      return report(request, finished, out, io);
    }
    default:
      return assertNever(outcome);
  }
}

/** What reads and checks a document is loaded only where there is one to read. */
async function findScenario(request: RunRequest, paint: Paint): Promise<LoadResult> {
  const overrides = overridesOf(request);
  const checked = overrides.length === 0 && request.scenario === null ? findChecked(request.target) : null;
  if (checked !== null) return checked;
  const { loadScenario } = await import('./load-scenario.js');
  return loadScenario({ ...request, overrides }, paint);
}

async function report(request: RunRequest, finished: FinishedRun, out: TraceFile | null, io: CommandIo): Promise<ExitCode> {
  const result = resultOf(request, finished);
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
  const { format, recorded } = finished;
  if (format !== 'html') return renderRun(result, format, style);
  assert(recorded !== null, 'a run for a page was not recorded');
  const [{ showRun }, { renderReportPage }, { programFor }] = await Promise.all([
    import('./report/html/show-run.js'),
    import('./report/html/report-page.js'),
    import('./page-programs.js'),
  ]);
  const shown = showRun({ ...finished, recorded, result, overrides: overridesOf(request) });
  return renderReportPage(shown, await programFor(shown));
}

/** Most scenarios have none, and start sooner for not loading what bundles and evaluates one. */
async function loadOwnResolver(request: ResolverRequest, paint: Paint): Promise<LoadedResolver> {
  const { loadResolver } = await import('./load-resolver.js');
  return loadResolver(request, paint);
}

/** What is run. */
interface Subject {
  readonly loaded: LoadedScenario;
  /** The scenario's own resolver; null where it has none. */
  readonly resolver: ResolverModule | null;
}

interface FinishedRun extends Subject {
  readonly run: Run;
  /** Looked for where the report is for people. */
  readonly disorder: Disorder | null;
  /** Null unless it is shown whole. */
  readonly recorded: RecordedRun | null;
  readonly format: Exclude<Format, 'tui'>;
  readonly repeat: string;
  /** The document's text. */
  readonly text: string;
}

type StartOfView =
  | { readonly ok: true; readonly option: { readonly atUs?: number } }
  | { readonly ok: false; readonly problem: string };

/** The moment that the live view is to begin at. */
function readAt({ at }: RunRequest, format: Format, { scenario }: LoadedScenario): StartOfView {
  if (at === undefined) return { ok: true, option: {} };
  if (format !== 'tui') return { ok: false, problem: `--at is for the live view; leave it out with --format ${format}` };
  const parsed = parseMoment(at, plannedEndUs(scenario));
  return parsed.ok ? { ok: true, option: { atUs: parsed.atUs } } : { ok: false, problem: `--at: ${parsed.problem}` };
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
  if (request.recordPath !== undefined && (plain || (format !== null && format !== 'tui'))) {
    return `--record goes with the live view; leave out ${plain ? '--plain' : `--format ${format ?? ''}`}`;
  }
  const [file] = namedFiles(request);
  if (request.recordPath !== undefined && file !== undefined) {
    return `${file.flag} and --record contradict each other: the live view can be wound back, so it writes none`;
  }
  if (format === 'tui' && file !== undefined) return `${file.flag} goes with --format text or json; the live view writes none`;
  return contradictionInFiles(request);
}

/** How a run ended, or why it never began or could not be kept. */
type FiledOutcome =
  | Exclude<DriveOutcome, { kind: 'finished' }>
  | (Pick<FinishedRun, 'run' | 'disorder' | 'recorded'> & { readonly kind: 'finished'; readonly out: TraceFile | null })
  | { readonly kind: 'refused'; readonly message: string };

/** Whatever ends a run early, no part of its files stays behind, nor of that for its report. */
async function runWithFiles(
  request: RunRequest & { readonly format: FinishedRun['format'] },
  { loaded, resolver }: Subject,
  io: CommandIo,
): Promise<FiledOutcome> {
  // Before there is a file: who is stopped from now on leaves none.
  const interrupts = watchInterrupts(io);
  let out: TraceFile | null = null;
  let files: RunFiles | null = null;
  try {
    const report = openOut(request);
    if (!report.ok) return { kind: 'refused', message: report.message };
    out = report.trace;
    const opened = await openRunFiles(request, loaded);
    if (!opened.ok) return { kind: 'refused', message: opened.message };
    files = opened.files;
    const { scenario } = loaded;
    const { durationUs } = scenario;
    const recording = request.format === 'html' ? new RunRecording(scenario) : null;
    const listening = listen(files.options.trace, recording?.hear);
    const simulation = new Simulation(scenario, { ...files.options, ...listening, ...resolver?.open() });
    const looked = files.wantsSamples ? new SampledSimulation(simulation, { durationUs }) : null;
    const watched = recording?.watch(looked ?? simulation);
    const outcome = await driveShown(watched ?? looked ?? simulation, { durationUs, plain: request.plain }, io, interrupts);
    if (outcome.kind === 'interrupted') return outcome;
    const { run } = outcome;
    const failure = files.commit(run, looked?.samples ?? []);
    if (failure !== null) return { kind: 'refused', message: failure };
    out = null;
    const disorder = request.format === 'text' || request.format === 'markdown' ? simulation.findDisorder() : null;
    return { kind: 'finished', run, disorder, recorded: recording?.end(run) ?? null, out: report.trace };
  } finally {
    interrupts.end();
    files?.discard();
    out?.discard();
  }
}

/** All of them are told, in this order. */
function listen(...given: readonly (TraceSink | undefined)[]): { readonly trace?: TraceSink } {
  const sinks = given.flatMap((sink) => sink ?? []);
  const [only] = sinks;
  if (only === undefined) return {};
  if (sinks.length === 1) return { trace: only };
  return { trace: (event) => { for (const hear of sinks) hear(event); } };
}

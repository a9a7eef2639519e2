/** The work of `quarrel run`: load, run, judge, report. */
import { judgeExpectations, overallVerdict, replayToken } from '../scenarios/index.js';
import type { LoadedScenario } from '../scenarios/index.js';
import { assertNever } from '../sim/base/assert.js';
import { isReplicated } from '../sim/base/operation-kind.js';
import { isOwnResolver } from '../sim/scenario.js';
import { Simulation } from '../sim/simulate.js';
import type { Run } from '../sim/simulate.js';
import { Chalk } from 'chalk';
import { paintFor } from './color.js';
import type { Paint } from './color.js';
import type { CommandIo } from './command-io.js';
import { drive } from './drive.js';
import type { DriveOutcome } from './drive.js';
import { exitCodeOf } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { formatWarnings } from './input-issues.js';
import { watchInterrupts } from './interrupts.js';
import { recordShown } from './record-shown.js';
import { openHistoryFile, writeHistory } from './history-file.js';
import { loadResolver } from './load-resolver.js';
import type { ResolverModule } from './load-resolver.js';
import { loadScenario } from './load-scenario.js';
import { programFor } from './page-programs.js';
import { printable } from './printable.js';
import { Progress } from './progress.js';
import { refuse } from './refuse.js';
import { countOf, formatMs } from './report/format.js';
import { renderJson } from './report/json.js';
import type { RunResult } from './report/result.js';
import { renderReportPage } from './report/html/report-page.js';
import { renderText, verdictSentence } from './report/text.js';
import { chooseFormat } from './report-format.js';
import { overridesOf, repeatCommand } from './run-request.js';
import type { Format, RunRequest } from './run-request.js';
import { parseTarget } from './target.js';
import { isSameFile, openLineFile, openTraceFile } from './trace-file.js';
import type { TraceFile } from './trace-file.js';

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
  io.stderr.write(formatWarnings(loaded.warnings, source, paint));

  const { format, notice } = chooseFormat(request, io);
  if (notice !== null) io.stderr.write(`${notice}\n`);
  const repeat = repeatCommand(request, loaded.scenario.seed);
  if (format === 'tui') {
    const ofOwn = resolver === null ? {} : { resolver };
    return io.openLiveView(loaded, { ascii: request.ascii, repeat, ...ofOwn });
  }

  const opened = openOut(request);
  if (!opened.ok) return refuse(opened.message, paint, io);
  const outcome = await runWithTrace(request, { loaded, resolver }, io);
  if (outcome.kind !== 'finished') opened.trace?.discard();
  switch (outcome.kind) {
    case 'refused':
      return refuse(outcome.message, paint, io);
    case 'interrupted':
      io.stderr.write(describeInterruption(outcome, repeat));
      return outcome.exitCode;
    case 'finished': {
      const finished = { loaded, resolver, run: outcome.run, format, repeat, text: source.text };
      return report(request, finished, opened.trace, io);
    }
    default:
      return assertNever(outcome);
  }
}

async function report(request: RunRequest, finished: FinishedRun, out: TraceFile | null, io: CommandIo): Promise<ExitCode> {
  const result = judge(request, finished);
  const text = await render(request, finished, result, out === null ? paintFor(io.stdout, io.env) : unpainted);
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

async function render(request: RunRequest, finished: FinishedRun, result: RunResult, paint: Paint): Promise<string> {
  switch (finished.format) {
    case 'json':
      return renderJson(result);
    case 'html': {
      const shown = recordShown({ ...finished, result, overrides: overridesOf(request) });
      return renderReportPage(shown, await programFor(shown));
    }
    case 'text':
    case 'tui':
      return renderText(result, { paint, ascii: request.ascii });
    default:
      return assertNever(finished.format);
  }
}

/** What is run. */
interface Subject {
  readonly loaded: LoadedScenario;
  /** The scenario's own resolver; null where it has none. */
  readonly resolver: ResolverModule | null;
}

interface FinishedRun extends Subject {
  readonly run: Run;
  readonly format: Format;
  readonly repeat: string;
  /** The document's text. */
  readonly text: string;
}

const unpainted = new Chalk({ level: 0 });

function contradictionIn({ target, format, plain, ...request }: RunRequest): string | null {
  if (format === 'tui' && plain) {
    return '--plain and --format tui contradict each other; leave one out';
  }
  const { tracePath, historyPath, outPath } = request;
  const files = [['--trace', tracePath], ['--history', historyPath], ['--out', outPath]] as const;
  const document = parseTarget(target);
  for (const [flag, path] of files) {
    if (path === null) continue;
    const [other] = files.find(([, same]) => same === path) ?? [flag];
    if (other !== flag) return `${other} and ${flag} name the same file`;
    if (format === 'tui') return `${flag} goes with --format text, json or html; the live view writes none`;
    const isOwn = document.kind === 'file' && isSameFile(document.path, path);
    if (isOwn) return `${flag} ${printable(path)}: is the scenario's own file; name another`;
  }
  return null;
}

type FileChoice =
  | { readonly ok: true; readonly trace: TraceFile | null }
  | { readonly ok: false; readonly message: string };

function openTrace({ tracePath }: RunRequest, { scenario }: LoadedScenario): FileChoice {
  if (tracePath === null) return { ok: true, trace: null };
  return openTraceFile(tracePath, { scenario: scenario.name, seed: scenario.seed });
}

function openOut({ outPath }: RunRequest): FileChoice {
  if (outPath === null) return { ok: true, trace: null };
  return openLineFile(outPath, { flag: '--out', example: 'report.html' });
}

function openHistory({ historyPath }: RunRequest, { scenario }: LoadedScenario): FileChoice {
  if (historyPath === null) return { ok: true, trace: null };
  const { resolve } = scenario.conflicts;
  if (isReplicated(resolve) || isOwnResolver(resolve)) {
    const remedy = 'leave --history out, or choose a rule between versions, such as lww';
    return { ok: false, message: `histories are of values that are written whole, and ${resolve} merges them; ${remedy}` };
  }
  return openHistoryFile(historyPath);
}

/** How a run ended, or why it never began or could not be kept. */
type TracedOutcome = DriveOutcome | { readonly kind: 'refused'; readonly message: string };

/** Whatever ends a run early, no part of its trace or history stays behind. */
async function runWithTrace(
  request: RunRequest,
  { loaded, resolver }: Subject,
  io: CommandIo,
): Promise<TracedOutcome> {
  const interrupts = watchInterrupts(io);
  const progress = new Progress({
    output: io.stderr,
    rewrite: io.stderr.isTTY === true && !request.plain && io.env['TERM'] !== 'dumb',
    durationUs: loaded.scenario.durationUs,
    nowMs,
  });
  let unfinished: TraceFile | null = null;
  let unfinishedHistory: TraceFile | null = null;
  try {
    const opened = openTrace(request, loaded);
    if (!opened.ok) return { kind: 'refused', message: opened.message };
    unfinished = opened.trace;
    const history = openHistory(request, loaded);
    if (!history.ok) return { kind: 'refused', message: history.message };
    unfinishedHistory = history.trace;
    const options = {
      ...(unfinished === null ? {} : { trace: unfinished.writeEvent }),
      ...resolver?.open(),
      logsRequests: unfinishedHistory !== null,
    };
    const outcome = await drive(new Simulation(loaded.scenario, options), {
      interruptedBy: interrupts.exitCode,
      onSlice: (simulation) => progress.update(simulation.nowUs),
      nowMs,
    });
    if (outcome.kind === 'interrupted') return outcome;
    if (history.trace !== null) {
      unfinishedHistory = null;
      const failure = writeHistory(history.trace, outcome.run, loaded.scenario);
      if (failure !== null) return { kind: 'refused', message: failure };
    }
    unfinished = null;
    const failure = opened.trace?.commit() ?? null;
    return failure === null ? outcome : { kind: 'refused', message: failure };
  } finally {
    interrupts.end();
    progress.clear();
    unfinished?.discard();
    unfinishedHistory?.discard();
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

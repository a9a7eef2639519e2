/**
 * The files that a run writes beside its report: trace, figures, history.
 *
 * Each gets its name only when the run is over and it is whole; whatever ends a run early, nothing stays behind.
 */
import { judgeExpectations } from '../scenarios/index.js';
import type { LoadedScenario } from '../scenarios/index.js';
import { assertNever } from '../sim/base/assert.js';
import { isReplicated } from '../sim/base/operation-kind.js';
import type { TraceSink } from '../sim/record/trace.js';
import { isOwnResolver } from '../sim/scenario.js';
import type { Run } from '../sim/simulate.js';
import { openHistoryFile, writeHistory } from './history-file.js';
import { printable } from './printable.js';
import type { Sample } from './recording/sampled-simulation.js';
import type { EndedRun, WriteText } from './report/export/export.js';
import type { MetricsFormat } from './report/export/formats.js';
import type { RunRequest } from './run-request.js';
import { parseTarget } from './target.js';
import { isSameFile, openLineFile, openTraceFile } from './trace-file.js';
import type { OpenTraceResult, TraceFile } from './trace-file.js';

/** What of a request says where to write what. */
export type FileRequest = Pick<
  RunRequest,
  'target' | 'tracePath' | 'traceFormat' | 'metricsPath' | 'metricsFormat' | 'historyPath' | 'outPath'
>;

/** Why these files cannot be written together, or there; null when they can. */
export function contradictionInFiles(request: FileRequest): string | null {
  const { tracePath, traceFormat, metricsPath, metricsFormat } = request;
  if (traceFormat !== undefined && tracePath === null) {
    return `--trace-format ${traceFormat} says how to write a trace; say where with --trace <file>`;
  }
  if (metricsFormat !== undefined && metricsPath === undefined) {
    return `--metrics-format ${metricsFormat} says how to write figures; say where with --metrics <file>`;
  }
  const files = namedFiles(request);
  for (const [place, { flag, path }] of files.entries()) {
    const other = files.slice(0, place).find((earlier) => earlier.path === path || isSameFile(earlier.path, path));
    if (other !== undefined) return `${other.flag} and ${flag} name the same file`;
  }
  const document = parseTarget(request.target);
  const own = files.find(({ path }) => document.kind === 'file' && isSameFile(document.path, path));
  return own === undefined ? null : `${own.flag} ${printable(own.path)}: is the scenario's own file; name another`;
}

/** Why a file would take the place of code that is run; null where none does. `code` names what was read of it. */
export function codeOverwritten(request: FileRequest, code: readonly string[]): string | null {
  const own = namedFiles(request).find(({ path }) => code.some((input) => isSameFile(input, path)));
  return own === undefined ? null : `${own.flag} ${printable(own.path)}: is code of the resolver; name another`;
}

/** Every file that is asked for, by the flag that asks for it. */
export function namedFiles(request: FileRequest): readonly { readonly flag: string; readonly path: string }[] {
  const { tracePath, metricsPath, historyPath, outPath } = request;
  const all = [
    ['--trace', tracePath], ['--metrics', metricsPath ?? null], ['--history', historyPath], ['--out', outPath],
  ] as const;
  return all.flatMap(([flag, path]) => (path === null ? [] : [{ flag, path }]));
}

/** Open files, or one sentence about why there can be none. */
export type OpenedRunFiles =
  | { readonly ok: true; readonly files: RunFiles }
  | { readonly ok: false; readonly message: string };

/** Opens all that is asked for, or nothing. What writes a file is loaded only when that file is asked for. */
export async function openRunFiles(request: FileRequest, loaded: LoadedScenario): Promise<OpenedRunFiles> {
  const parts: RunFile[] = [];
  for (const open of [openMetrics, openTrace, openHistory]) {
    const opened = await open(request, loaded);
    if (opened === null) continue;
    if (!opened.ok) {
      for (const { file } of parts) file.discard();
      return opened;
    }
    parts.push(opened.part);
  }
  return { ok: true, files: new RunFiles(parts, loaded) };
}

/** Open files of one run. */
export class RunFiles {
  readonly #loaded: LoadedScenario;
  #open: readonly RunFile[];

  constructor(open: readonly RunFile[], loaded: LoadedScenario) {
    this.#open = open;
    this.#loaded = loaded;
  }

  /** What the simulation is to record. */
  get options(): { readonly trace?: TraceSink; readonly logsRequests: boolean } {
    const [hear] = this.#open.flatMap((part) => part.hear ?? []);
    return {
      ...(hear === undefined ? {} : { trace: hear }),
      logsRequests: this.#open.some(({ logsRequests }) => logsRequests === true),
    };
  }

  /** Whether the simulation is to be looked at in even steps. */
  get wantsSamples(): boolean {
    return this.#open.some(({ samples }) => samples === true);
  }

  /** Writes what is left and gives the files their names. Returns what went wrong, or null. */
  commit(run: Run, samples: readonly Sample[]): string | null {
    const expectations = judgeExpectations(this.#loaded.expectations, run.report);
    const ended: EndedRun = { run, samples, expectations };
    for (let [part] = this.#open; part !== undefined; [part] = this.#open) {
      const failure = part.end(ended);
      this.#open = this.#open.slice(1);
      if (failure !== null) return failure;
    }
    return null;
  }

  /** Leaves nothing behind of what has no name yet. */
  discard(): void {
    for (const { file } of this.#open) file.discard();
    this.#open = [];
  }
}

interface RunFile {
  readonly file: TraceFile;
  readonly hear?: TraceSink;
  /** The run is to be looked at in even steps. */
  readonly samples?: boolean;
  readonly logsRequests?: boolean;
  /** Writes the rest and commits, or discards and says why. */
  readonly end: (ended: EndedRun) => string | null;
}

type OpenedPart = { readonly ok: true; readonly part: RunFile } | { readonly ok: false; readonly message: string };

async function openTrace(request: FileRequest, { scenario }: LoadedScenario): Promise<OpenedPart | null> {
  const { tracePath, traceFormat = 'ndjson' } = request;
  if (tracePath === null) return null;
  const { name, seed, regions } = scenario;
  if (traceFormat === 'ndjson') {
    const opened = openTraceFile(tracePath, { scenario: name, seed });
    return withFile(opened, (file) => ({ file, hear: file.writeEvent, end: () => file.commit() }));
  }
  const { exportTrace } = await import('./report/export/trace-export.js');
  const opened = openLineFile(tracePath, { flag: '--trace', example: 'trace.json' });
  return withFile(opened, (file) => {
    const subject = { scenario: name, seed, replicas: regions.map((region) => region.name) };
    const { hear, end } = exportTrace(traceFormat, (text) => file.writeText(text), subject);
    return {
      file,
      hear,
      samples: traceFormat === 'chrome',
      end: (ended) => {
        const refusal = end(ended);
        if (refusal === null) return file.commit();
        file.discard();
        return refusal;
      },
    };
  });
}

async function openMetrics({ metricsPath, metricsFormat = 'csv' }: FileRequest): Promise<OpenedPart | null> {
  if (metricsPath === undefined) return null;
  const writeFigures = await loadFiguresWriter(metricsFormat);
  const opened = openLineFile(metricsPath, { flag: '--metrics', example: 'metrics.csv' });
  return withFile(opened, (file) => ({
    file,
    samples: true,
    end: (ended) => {
      writeFigures((text) => file.writeText(text), ended);
      return file.commit();
    },
  }));
}

async function loadFiguresWriter(format: MetricsFormat): Promise<(write: WriteText, ended: EndedRun) => void> {
  switch (format) {
    case 'csv': {
      const { writeMetricsCsv } = await import('./report/export/metrics-csv.js');
      return (write, { samples }) => writeMetricsCsv(write, samples);
    }
    case 'prometheus': {
      const { renderPrometheus } = await import('./report/export/prometheus.js');
      return (write, ended) => write(renderPrometheus(ended));
    }
    default:
      return assertNever(format);
  }
}

function openHistory({ historyPath }: FileRequest, { scenario }: LoadedScenario): OpenedPart | null {
  if (historyPath === null) return null;
  const { resolve } = scenario.conflicts;
  if (isReplicated(resolve) || isOwnResolver(resolve)) {
    const remedy = 'leave --history out, or choose a rule between versions, such as lww';
    return { ok: false, message: `histories are of values that are written whole, and ${resolve} merges them; ${remedy}` };
  }
  return withFile(openHistoryFile(historyPath), (file) => ({
    file,
    logsRequests: true,
    end: ({ run }) => writeHistory(file, run, scenario),
  }));
}

function withFile(opened: OpenTraceResult, partOf: (file: TraceFile) => RunFile): OpenedPart {
  return opened.ok ? { ok: true, part: partOf(opened.trace) } : opened;
}

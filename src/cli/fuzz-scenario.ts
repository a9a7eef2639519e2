/** The work of `quarrel fuzz`: draw, run, judge; shrink what fails, write it down, tell. */
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { fuzzSubject } from '../scenarios/fuzz/subject.js';
import type { FuzzSubject } from '../scenarios/fuzz/subject.js';
import { didYouMean } from '../scenarios/suggestion.js';
import type { LoadedScenario, Override } from '../scenarios/index.js';
import { assert } from '../sim/base/assert.js';
import { paintFor } from './color.js';
import type { Paint } from './color.js';
import type { CommandIo } from './command-io.js';
import { CountProgress } from './count-progress.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { findFolderProblem } from './fuzz-folder.js';
import { expectOverrides, repeatFuzz } from './fuzz-request.js';
import type { FuzzRequest } from './fuzz-request.js';
import { CaseRunner } from './fuzz-runs.js';
import { shrinkFailure, writeFailure } from './fuzz-shrinking.js';
import type { FailingRun, ShrunkFailure } from './fuzz-shrinking.js';
import { tryRuns } from './fuzz-tries.js';
import type { Tries } from './fuzz-tries.js';
import { readWords } from './fuzz-words.js';
import type { DocumentSource } from './input-issues.js';
import { watchInterrupts } from './interrupts.js';
import { loadResolver } from './load-resolver.js';
import type { ResolverModule } from './load-resolver.js';
import { loadScenario } from './load-scenario.js';
import type { ResolverBundle } from './open-resolver.js';
import { printable } from './printable.js';
import { refuse } from './refuse.js';
import { renderFuzzingJson, renderFuzzingText } from './report/fuzzing.js';
import type { Fuzzing } from './report/fuzzing.js';
import { repeatCommand } from './run-request.js';

/** Carries out one request; the result goes to stdout, everything else to stderr. */
export async function fuzzScenario(request: FuzzRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const planned = await plan(request, paint);
  if (!planned.ok) return refuse(planned.message, paint, io);
  const interrupts = watchInterrupts(io);
  const progress = new CountProgress({
    output: io.stderr,
    rewrite: io.stderr.isTTY === true && !request.plain && io.env['TERM'] !== 'dumb',
    nowMs: io.nowMs,
  });
  try {
    const runner = new CaseRunner(planned.subject.name, planned.resolver, interrupts);
    const startedMs = nowMs();
    const tried = await tryRuns(planned.subject, runner, {
      seed: request.seed,
      bundle: bareBundle(planned.resolver),
      threads: request.threads,
      goesOn: (runs) =>
        request.runs === null ? runs === 0 || nowMs() - startedMs < (planned.timeMs ?? 0) : runs < request.runs,
      onRun: (runs, violated) => progress.update(describeRuns(runs, violated, request)),
    });
    progress.clear();
    const shrunk: ShrunkFailure[] = [];
    for (const failing of tried.failing) {
      const failure = runner.isInterrupted ? null : await shrink(failing, request, { planned, runner, progress });
      progress.clear();
      if (failure === null) break;
      const problem = writeFailure(request.out, failure);
      if (problem !== null) return refuse(problem, paint, io);
      shrunk.push(failure);
    }
    const fuzzing: Fuzzing = {
      ...tried,
      title: planned.loaded.scenario.title,
      scenario: planned.subject.name,
      request,
      failures: shrunk,
      isInterrupted: interrupts.exitCode() !== null,
      alone: repeatCommand({ ...request, overrides: overridesOf(request) }, planned.loaded.scenario.seed),
      repeat: repeatFuzz(request, tried.runs),
    };
    io.stdout.write(
      request.json
        ? renderFuzzingJson(fuzzing)
        : renderFuzzingText(fuzzing, { paint: paintFor(io.stdout, io.env), ascii: request.ascii }),
    );
    return interrupts.exitCode() ?? exitCodeOf(tried);
  } finally {
    interrupts.end();
    progress.clear();
  }
}

/** What a thread needs of it. */
function bareBundle(module: ResolverModule | null): ResolverBundle | null {
  return module === null ? null : { name: module.bundle.name, code: module.bundle.code };
}

function overridesOf(request: FuzzRequest): readonly Override[] {
  return [...request.overrides, ...expectOverrides(request)];
}

interface Planned {
  readonly loaded: LoadedScenario;
  readonly subject: FuzzSubject;
  readonly resolver: ResolverModule | null;
  readonly timeMs: number | null;
}

type PlanResult = ({ readonly ok: true } & Planned) | { readonly ok: false; readonly message: string };

async function plan(request: FuzzRequest, paint: Paint): Promise<PlanResult> {
  const words = readWords(request);
  if (!words.ok) return words;
  const problem = findFolderProblem(request.out);
  if (problem !== null) return { ok: false, message: problem };
  const overrides = overridesOf(request);
  const found = loadScenario({ ...request, overrides }, paint);
  if (!found.ok) return found;
  const { loaded, source } = found;
  const { resolverFile } = loaded;
  const own = resolverFile === undefined ? null : await loadResolver({ ...resolverFile, source }, paint);
  if (own?.ok === false) return own;
  const unknown = findUnstated(request, loaded);
  if (unknown !== null) return { ok: false, message: unknown };
  const subject = fuzzSubject(source.text, loaded, {
    overrides,
    judged: request.expect.map(({ name }) => name),
    groups: words.groups,
    kinds: words.kinds,
    resolver: resolverFile === undefined ? null : resolverPath(resolverFile, source, request.out),
  });
  assert(subject !== null, 'a scenario that was read cannot be read alone');
  return { ok: true, loaded, subject, resolver: own?.module ?? null, timeMs: words.timeMs };
}

/** `--expect name` without a condition has to be one that the scenario states. */
function findUnstated({ expect }: FuzzRequest, { expectations, scenario }: LoadedScenario): string | null {
  const stated = expectations.map(({ name }) => name);
  const unknown = expect.find(({ name }) => name !== 'all' && !stated.includes(name));
  if (unknown === undefined) return null;
  const name = printable(unknown.name);
  const { suggestion } = didYouMean(unknown.name, stated);
  const question = suggestion === undefined ? '' : `; ${suggestion}`;
  const expected = `--expect ${name}=<condition>, or a name of its own`;
  return `--expect ${name}: ${scenario.name} expects no such thing; expected ${expected}${question}`;
}

/** From the folder of failures, with slashes on every machine. */
function resolverPath(
  { path: named, line }: { readonly path: string; readonly line: number },
  source: DocumentSource,
  out: string,
): string {
  const absolute = resolve(line === 0 ? '.' : dirname(source.name), named);
  const path = isAbsolute(named) ? absolute : relative(resolve(out), absolute).replaceAll('\\', '/');
  return path.startsWith('.') || isAbsolute(path) ? path : `./${path}`;
}

/** What shrinking needs beside the failure. */
interface Work {
  readonly planned: Planned;
  readonly runner: CaseRunner;
  readonly progress: CountProgress;
}

function shrink(
  failing: FailingRun,
  request: FuzzRequest,
  { planned, runner, progress }: Work,
): Promise<ShrunkFailure | null> {
  return shrinkFailure(failing, {
    runner,
    name: planned.subject.name,
    most: request.shrinkRuns,
    foundBy: repeatFuzz(request, failing.run),
    onAsked: (asked) =>
      progress.update(`shrinking ${failing.expectation}: ${asked} runs, at most ${request.shrinkRuns}`),
  });
}

function describeRuns(done: number, violated: number, { runs }: FuzzRequest): string {
  const of = runs === null ? '' : ` of ${runs}`;
  return `run ${done}${of}: ${violated} ${violated === 1 ? 'expectation' : 'expectations'} violated so far`;
}

function exitCodeOf({ expectations, failsAlone, runs }: Tries): ExitCode {
  if (failsAlone || expectations.some(({ failed }) => failed > 0)) return exitCodes.violated;
  const isUnknown = runs === 0 || expectations.some(({ unknown }) => unknown === runs);
  return isUnknown ? exitCodes.inconclusive : exitCodes.held;
}

function nowMs(): number {
  return performance.now();
}

/** The work of `quarrel check`: load a resolver, look for histories in which it goes wrong, tell them. */
import type { ResolverCheck } from '../sim/resolver-check.js';
import { prepareAids } from './check-failures.js';
import { checkRequest, findMismatch, findUnasked } from './check-order.js';
import type { CheckOrder } from './check-order.js';
import { CheckProgress } from './check-progress.js';
import type { CheckRequest } from './check-request.js';
import { makeShard, shardText } from './check-shard.js';
import { checkInWorker } from './check/check-in-worker.js';
import { paintFor } from './color.js';
import type { CommandIo } from './command-io.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { watchInterrupts } from './interrupts.js';
import { loadResolver } from './load-resolver.js';
import type { LoadedResolver, ResolverModule } from './load-resolver.js';
import { printable } from './printable.js';
import { refuse } from './refuse.js';
import { renderCheck } from './report/check/render.js';
import { locateSources } from './resolver-sources.js';
import { isSameFile, openLineFile } from './trace-file.js';
import type { TraceFile } from './trace-file.js';
import { watchResolver, type CheckOnce } from './watch-resolver.js';

/** Carries out one request; the result goes to stdout, everything else to stderr. */
export async function checkResolverFile(request: CheckRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const checked = checkRequest(request, io.env);
  if (!checked.ok) return refuse(checked.message, paint, io);
  const { order } = checked;
  const checkOnce: CheckOnce = async (onLoaded) => {
    const loaded = await loadAll(request, io);
    onLoaded(loaded.ok ? loaded.files : []);
    return loaded.ok ? checkModules(loaded, order, io) : refuse(loaded.message, paint, io);
  };
  return request.watch ? watchResolver(request.file, io, checkOnce) : checkOnce(() => undefined);
}

interface Loaded {
  readonly module: ResolverModule;
  readonly against: ResolverModule | null;
  /** Absolute paths of all that was read. */
  readonly files: readonly string[];
}

type LoadedAll = ({ readonly ok: true } & Loaded) | { readonly ok: false; readonly message: string };

async function loadAll({ file, against }: CheckRequest, io: CommandIo): Promise<LoadedAll> {
  const own = await load(file, '<resolver>', io);
  if (!own.ok) return own;
  const other = against === null ? null : await load(against, '--against', io);
  if (other?.ok === false) return other;
  const modules = [own.module, ...(other === null ? [] : [other.module])];
  const files = modules.flatMap(({ bundle }) => bundle.inputs);
  return { ok: true, module: own.module, against: other?.module ?? null, files };
}

async function load(path: string, argument: string, io: CommandIo): Promise<LoadedResolver> {
  const source = { name: path, text: '' };
  return loadResolver({ path, line: 0, column: 0, source, argument }, paintFor(io.stderr, io.env));
}

/** A part never takes the place of what was checked. */
function codeOverwritten(out: string | null, code: readonly string[]): string | null {
  if (out === null || !code.some((input) => isSameFile(input, out))) return null;
  return `--out ${printable(out)}: is code of the resolver; name another, such as part-1.json`;
}

async function checkModules(loaded: Loaded, order: CheckOrder, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const { only, shard } = order;
  const { module, against } = loaded;
  const { resolver } = module.open();
  const mismatch = against === null ? null : findMismatch(resolver, against.open().resolver);
  const problem = codeOverwritten(shard?.out ?? null, loaded.files) ?? mismatch ?? findUnasked(only, resolver);
  if (problem !== null) return refuse(problem, paint, io);
  if (shard === null) return checkAndTell(loaded, order, null, io);
  // What cannot be written is refused before the work, not after it.
  const opened = openLineFile(shard.out, { flag: '--out', example: `part-${shard.index}.json` });
  if (!opened.ok) return refuse(opened.message, paint, io);
  try {
    return await checkAndTell(loaded, order, opened.trace, io);
  } catch (error) {
    opened.trace.discard();
    throw error;
  }
}

/** `part`: where a part is written, open; null: the whole check is shown. */
async function checkAndTell(loaded: Loaded, order: CheckOrder, part: TraceFile | null, io: CommandIo): Promise<ExitCode> {
  const { request, shard } = order;
  const { module, against } = loaded;
  const { run, exitCode } = await carryOut(loaded, order, io);
  if (run.ended === 'time') {
    io.stderr.write(`Time was up after ${request.time}: what had not been looked at is unknown. More: --time\n`);
  }
  const findings = [...run.plan.findings, ...[...run.results.values()].flatMap((result) => result.findings)];
  const sources = locateSources(module, request.file, findings);
  if (shard !== null && part !== null) {
    part.writeText(shardText(makeShard({ order, place: shard, module, against, run, sources })));
    const failure = part.commit();
    if (failure !== null) return refuse(failure, paintFor(io.stderr, io.env), io);
    return exitCode ?? exitCodes.held;
  }
  const { check } = run;
  const { file, replicas, writes, runs } = request;
  const { digest, open } = module;
  const { aids, problems } = prepareAids(check, { file, digest, open, options: { replicas, writes, runs } });
  for (const problem of problems) io.stderr.write(`${problem}\n`);
  const style = { paint: paintFor(io.stdout, io.env), ascii: request.ascii, showsTests: request.test };
  io.stdout.write(renderCheck({ check, file: request.file, against: request.against, sources, aids }, order.format, style));
  if (exitCode !== null) io.stderr.write(interruptedWords(check));
  return exitCode ?? exitCodeOf(check.verdict);
}

async function carryOut({ module, against }: Loaded, order: CheckOrder, io: CommandIo) {
  const { request, only, limitMs, shard } = order;
  const { replicas, writes, runs, seed } = request;
  const stopper = new AbortController();
  const interrupts = watchInterrupts(io);
  const end = io.onInterrupt(() => stopper.abort());
  const rewrites = io.stderr.isTTY === true && io.env['TERM'] !== 'dumb';
  const progress = new CheckProgress(io.stderr, { rewrites, nowMs: io.nowMs });
  try {
    const run = await checkInWorker(module, {
      settings: { replicas, writes, runs, seed },
      against,
      only,
      isMine: (unit) => shard === null || unit % shard.count === shard.index - 1,
      limitMs,
      signal: stopper.signal,
      onProgress: ({ done, units }) => progress.update(done, units),
    });
    return { run, exitCode: run.ended === 'interrupted' ? interrupts.exitCode() : null };
  } finally {
    progress.clear();
    end();
    interrupts.end();
  }
}

function interruptedWords({ verdict }: ResolverCheck): string {
  const rest = verdict === 'violated' ? 'What is refuted stays so; the rest' : 'What had not been looked at';
  return `Interrupted. ${rest} is unknown. The same command looks at all of it.\n`;
}

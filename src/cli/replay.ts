/** The work of `quarrel replay`: one token, one file, or every failure that is kept. */
import { existsSync, statSync } from 'node:fs';
import { failureName, findScenario, isToken, readToken, replayToken } from '../scenarios/index.js';
import type { CheckToken, ReadToken } from '../scenarios/index.js';
import { assertNever } from '../sim/base/assert.js';
import { pathFromFailures } from './check-failures.js';
import { paintFor } from './color.js';
import type { CommandIo } from './command-io.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { watchInterrupts } from './interrupts.js';
import { loadResolver, type ResolverModule } from './load-resolver.js';
import { loadScenario } from './load-scenario.js';
import { readCatalogue } from './package-files.js';
import { printable } from './printable.js';
import { refuse } from './refuse.js';
import { replayCheck, propertiesOf, type CheckReplay } from './replay-check.js';
import { openFailure, replayFile, replayKept, type ReplayInterrupts } from './replay-files.js';
import type { ReplayRequest } from './replay-request.js';
import {
  renderReplay, renderReplayedFiles, renderReplayedFilesJson, renderReplayJson, verdictOf, type ReplayedFile,
} from './report/replay.js';
import type { FailureAid } from './report/check/shown-check.js';
import { locateSources } from './resolver-sources.js';
import { overridesOf } from './run-request.js';
import { runScenario } from './run-scenario.js';
import { failurePath, failuresFolder, listFailures } from './saved-failures.js';
import { joinWords } from './shell-words.js';

/** Carries out one request; results go to stdout, everything else to stderr. */
export async function replay(request: ReplayRequest, io: CommandIo): Promise<ExitCode> {
  const { target } = request;
  const problem = findMisuse(request);
  if (problem !== null) return refuse(problem, paintFor(io.stderr, io.env), io);
  const interrupts = watchInterrupts(io);
  const stopper = new AbortController();
  const end = io.onInterrupt(() => { stopper.abort(); });
  const watch: ReplayInterrupts = { exitCode: interrupts.exitCode, signal: stopper.signal };
  try {
    if (target !== null && isToken(target)) return await replayWord(target, request, watch, io);
    const isOne = target !== null && !isFolder(target);
    return isOne ? await replayOne(target, request, watch, io) : await replayAll(target ?? failuresFolder, request, watch, io);
  } finally {
    interrupts.end();
    end();
  }
}

/** A flag that would do nothing, or a file of another kind than is asked for; null where there is none. */
function findMisuse({ target, resolver, file, overrides }: ReplayRequest): string | null {
  const isWord = target !== null && isToken(target);
  const read = isWord ? readToken(target) : null;
  if (resolver !== null && read?.kind !== 'check' && read?.kind !== 'unreadable') {
    return '--resolver goes with a token of quarrel check; a saved file says itself which resolver it is about';
  }
  if (read?.kind === 'run' || read?.kind === 'unreadable') return null;
  if (file !== null || overrides.length > 0) {
    return `${file === null ? '--set' : '--file'} goes with a token of quarrel run; anything else says itself what it is about`;
  }
  if (isWord || target === null || !resolverEnding.test(target)) return null;
  const command = printable(joinWords(['quarrel', 'check', target]));
  return `${printable(target)}: this is a resolver; expected a token or a saved file; to check it: ${command}`;
}

const resolverEnding = /\.[mc]?[jt]s$/;

async function replayWord(
  word: string,
  request: ReplayRequest,
  interrupts: ReplayInterrupts,
  io: CommandIo,
): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const read = readToken(word);
  switch (read.kind) {
    case 'unreadable':
      return refuse(`this token cannot be replayed: ${printable(read.reason)}`, paint, io);
    case 'run':
      return replayRun(read, request, io);
    case 'check':
      return replayCounterexample(word, read.token, request, interrupts, io);
    default:
      return assertNever(read);
  }
}

/** A run: the same scenario, whose content fits the digest where the token has one. */
async function replayRun(
  token: Extract<ReadToken, { readonly kind: 'run' }>,
  request: ReplayRequest,
  io: CommandIo,
): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const { scenario, seed, digest } = token;
  const { file, overrides, changed } = request;
  if (file === null && !findScenario(readCatalogue(), scenario).ok) {
    return refuse(`the catalogue has no scenario "${printable(scenario)}"; name its file with --file`, paint, io);
  }
  const target = file ?? scenario;
  const named = file === null ? null : scenario;
  const found = loadScenario({ target, scenario: named, overrides: overridesOf({ seed, overrides }) }, paint);
  if (!found.ok) return refuse(found.message, paint, io);
  const { loaded, source } = found;
  const own = loaded.resolverFile === undefined ? null : await loadResolver({ ...loaded.resolverFile, source }, paint);
  if (own?.ok === false) return refuse(own.message, paint, io);
  const isShipped = file === null && overrides.length === 0 && digest === null;
  const now = replayToken(loaded.scenario, { isShipped, resolverDigest: own?.module.digest ?? null });
  const then = replayToken({ ...loaded.scenario, seed }, { isShipped: true }) + (digest === null ? '' : `:${digest}`);
  if (digest !== null && now !== then && !changed) {
    const where = file === null ? 'name its file with --file, or what was laid over it with --set' : 'its file, its resolver or a --set has changed since';
    const sentence = `scenario ${printable(scenario)} is not what was run (digest ${digest}, here ${now.slice(-digest.length)}): ${where}`;
    return refuse(`${sentence}; --changed runs it all the same`, paint, io);
  }
  return runScenario(
    {
      target, scenario: named, seed, overrides, format: request.json ? 'json' : 'text', plain: true,
      ascii: request.ascii, tracePath: null, historyPath: null, outPath: null,
    },
    io,
  );
}

async function replayCounterexample(
  word: string,
  token: CheckToken,
  request: ReplayRequest,
  interrupts: ReplayInterrupts,
  io: CommandIo,
): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const { resolver: file } = request;
  if (file === null) {
    return refuse('this token stands for a counterexample to a resolver; say which file that is with --resolver', paint, io);
  }
  const source = { name: file, text: '' };
  const loaded = await loadResolver({ path: file, line: 0, column: 0, source, argument: '--resolver' }, paint);
  if (!loaded.ok) return refuse(loaded.message, paint, io);
  const { module } = loaded;
  if (module.digest !== token.resolverDigest && !request.changed) {
    const what = `${printable(file)} is not the code that was checked (digest ${token.resolverDigest}, here ${module.digest})`;
    return refuse(`${what}; --changed looks whether it still fails`, paint, io);
  }
  const outcome = await replayCheck(token, module, interrupts.signal);
  if (outcome === null) return interrupted(interrupts, io);
  return tellReplay({ word, token, file, module, outcome }, request, io);
}

interface TellingReplay {
  readonly word: string;
  readonly token: CheckToken;
  readonly file: string;
  readonly module: ResolverModule;
  readonly outcome: CheckReplay;
}

function tellReplay({ word, token, file, module, outcome }: TellingReplay, request: ReplayRequest, io: CommandIo): ExitCode {
  const { check, place } = outcome;
  const findings = check.properties.flatMap((answer) => (answer.verdict === 'violated' ? answer.findings : []));
  const path = failurePath(failureName(token, pathFromFailures(file)));
  const aid: FailureAid = { replay: word, saved: existsSync(path) ? path : null };
  const aids = new Map(propertiesOf(token).map((property) => [property, aid] as const));
  const shown = { check, file, sources: locateSources(module, file, findings), aids };
  const style = { paint: paintFor(io.stdout, io.env), ascii: request.ascii };
  const told = { shown, token: word, place };
  io.stdout.write(request.json ? renderReplayJson(told) : renderReplay(told, style));
  return exitCodeOfAll([verdictOf(check)]);
}

async function replayOne(
  path: string,
  request: ReplayRequest,
  interrupts: ReplayInterrupts,
  io: CommandIo,
): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const opened = await openFailure(path, paint);
  if (opened.kind === 'unreadable') return refuse(opened.paragraphs, paint, io);
  if (opened.kind === 'scenarios') return tellFiles([await replayFile(path, interrupts, paint)], path, request, interrupts, io);
  const outcome = await replayKept(opened, interrupts);
  if (outcome.kind === 'interrupted') return interrupted(interrupts, io);
  if (outcome.kind === 'unreadable') return refuse(`${printable(path)}: ${outcome.message}`, paint, io);
  const read = readToken(opened.kept.token);
  if (read.kind !== 'check') return refuse(`${printable(path)}: its token is none`, paint, io);
  const { module } = opened;
  const told = { word: opened.kept.token, token: read.token, file: opened.resolverFile, module, outcome: outcome.replay };
  return tellReplay(told, request, io);
}

async function replayAll(
  folder: string,
  request: ReplayRequest,
  interrupts: ReplayInterrupts,
  io: CommandIo,
): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const listed = listFailures(folder);
  if (!listed.ok) return refuse(listed.message, paint, io);
  const files: (ReplayedFile | null)[] = [];
  for (const path of listed.paths) {
    const file = await replayFile(path, interrupts, paint);
    files.push(file);
    if (file === null) break;
  }
  return tellFiles(files, folder, request, interrupts, io);
}

/** Null for the one at which it was interrupted. */
function tellFiles(
  files: readonly (ReplayedFile | null)[],
  folder: string,
  { json }: ReplayRequest,
  interrupts: ReplayInterrupts,
  io: CommandIo,
): ExitCode {
  const done = files.filter((file) => file !== null);
  const isWhole = done.length === files.length;
  if (isWhole || !json) {
    io.stdout.write(json ? renderReplayedFilesJson(done) : renderReplayedFiles(done, folder, paintFor(io.stdout, io.env)));
  }
  return isWhole ? exitCodeOfAll(done.map(({ verdict }) => verdict)) : interrupted(interrupts, io);
}

/** What cannot be read outweighs what fails: it may fail too. */
function exitCodeOfAll(verdicts: readonly ReplayedFile['verdict'][]): ExitCode {
  if (verdicts.includes('unreadable')) return exitCodes.usage;
  if (verdicts.includes('still-fails')) return exitCodes.violated;
  return verdicts.includes('unknown') ? exitCodes.inconclusive : exitCodes.held;
}

function interrupted({ exitCode }: ReplayInterrupts, io: CommandIo): ExitCode {
  io.stderr.write(`Interrupted. The rest was not looked at: ${joinWords(['quarrel', 'replay'])}\n`);
  return exitCode() ?? exitCodes.interrupted;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

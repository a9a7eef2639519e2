/** Looks again at failures that are kept in files: counterexamples to resolvers, and scenarios that fail alone. */
import { dirname, relative, resolve } from 'node:path';
import { judgeExpectations, overallVerdict, parseScenarios, readCounterexample, readToken } from '../scenarios/index.js';
import type { KeptCounterexample, LoadedScenario } from '../scenarios/index.js';
import { Simulation } from '../sim/simulate.js';
import type { Paint } from './color.js';
import { drive } from './drive.js';
import { formatIssues, issueSentence } from './input-issues.js';
import type { DocumentSource } from './input-issues.js';
import type { ExitCode } from './exit-codes.js';
import { loadResolver, type LoadedResolver, type ResolverModule } from './load-resolver.js';
import { printable } from './printable.js';
import { readTextFile } from './read-text-file.js';
import { replayCheck, type CheckReplay } from './replay-check.js';
import { verdictOf, type ReplayedFile } from './report/replay.js';

/** A file of either kind, or why it cannot be used. */
export type FailureFile =
  | {
      readonly kind: 'counterexample';
      readonly kept: KeptCounterexample;
      readonly module: ResolverModule;
      /** As people reach it from where they are. */
      readonly resolverFile: string;
    }
  | { readonly kind: 'scenarios'; readonly scenarios: readonly LoadedScenario[]; readonly source: DocumentSource }
  /** One sentence, and the whole of it. */
  | { readonly kind: 'unreadable'; readonly message: string; readonly paragraphs: string };

/** Whether somebody asked to stop. */
export interface ReplayInterrupts {
  readonly exitCode: () => ExitCode | null;
  readonly signal: AbortSignal;
}

/** Reads a file, and loads the resolver that it names. */
export async function openFailure(path: string, paint: Paint): Promise<FailureFile> {
  const read = readTextFile(path);
  if (!read.ok) return unreadable(read.message.replace(`${printable(path)}: `, ''), `${read.message}\n`);
  const source = { name: path, text: read.text };
  const found = readCounterexample(read.text);
  if (!found.ok) return unreadable(sentenceOf(found.issues[0], path), formatIssues(found.issues, source, paint));
  if (found.kept === null) {
    const parsed = parseScenarios(read.text);
    if (parsed.ok) return { kind: 'scenarios', scenarios: parsed.scenarios, source };
    return unreadable(sentenceOf(parsed.issues[0], path), formatIssues(parsed.issues, source, paint));
  }
  const loaded = await loadBeside(found.kept.resolver, source, paint);
  if (!loaded.ok) return unreadable(`its resolver ${printable(found.kept.resolver)} cannot be loaded`, loaded.message);
  const resolverFile = nameOf(resolve(dirname(path), found.kept.resolver));
  return { kind: 'counterexample', kept: found.kept, module: loaded.module, resolverFile };
}

/** Looks again at one file; null when it was interrupted. */
export async function replayFile(path: string, interrupts: ReplayInterrupts, paint: Paint): Promise<ReplayedFile | null> {
  const opened = await openFailure(path, paint);
  switch (opened.kind) {
    case 'unreadable':
      return { file: path, verdict: 'unreadable', what: [], message: opened.message };
    case 'counterexample':
      return replayCounterexample(path, opened, interrupts);
    case 'scenarios':
      return replayScenarios(path, opened, interrupts, paint);
  }
}

/** Looks again at a counterexample, or says why its token is none. */
export async function replayKept(
  { kept, module }: Extract<FailureFile, { readonly kind: 'counterexample' }>,
  interrupts: ReplayInterrupts,
): Promise<
  | { readonly kind: 'replayed'; readonly replay: CheckReplay }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'interrupted' }
> {
  const read = readToken(kept.token);
  if (read.kind === 'unreadable') return { kind: 'unreadable', message: `its token is damaged: ${read.reason}` };
  if (read.kind === 'run') return { kind: 'unreadable', message: 'its token stands for a run, and not for a counterexample' };
  const replay = await replayCheck(read.token, module, interrupts.signal);
  return replay === null ? { kind: 'interrupted' } : { kind: 'replayed', replay };
}

async function replayCounterexample(
  path: string,
  opened: Extract<FailureFile, { readonly kind: 'counterexample' }>,
  interrupts: ReplayInterrupts,
): Promise<ReplayedFile | null> {
  const outcome = await replayKept(opened, interrupts);
  if (outcome.kind === 'interrupted') return null;
  if (outcome.kind === 'unreadable') return { file: path, verdict: 'unreadable', what: [], message: outcome.message };
  const { check } = outcome.replay;
  const reasons = check.properties.flatMap((answer) => (answer.verdict === 'unknown' ? [answer.reason] : []));
  const those = check.properties.filter(({ verdict }) => check.verdict === 'holds' || verdict === check.verdict);
  return {
    file: path,
    verdict: verdictOf(check),
    what: those.map(({ property }) => property),
    message: check.verdict === 'unknown' ? printable(reasons.join('; ')) : '',
  };
}

async function replayScenarios(
  path: string,
  { scenarios, source }: Extract<FailureFile, { readonly kind: 'scenarios' }>,
  interrupts: ReplayInterrupts,
  paint: Paint,
): Promise<ReplayedFile | null> {
  const judged = [];
  for (const { scenario, expectations, resolverFile } of scenarios) {
    const loaded = resolverFile === undefined ? null : await loadResolver({ ...resolverFile, source }, paint);
    if (loaded?.ok === false) {
      const message = `its resolver ${printable(resolverFile?.path ?? '')} cannot be loaded`;
      return { file: path, verdict: 'unreadable', what: [], message };
    }
    const outcome = await drive(new Simulation(scenario, loaded?.module.open() ?? {}), {
      interruptedBy: interrupts.exitCode,
      onSlice: () => undefined,
      nowMs: () => performance.now(),
    });
    if (outcome.kind === 'interrupted') return null;
    judged.push(...judgeExpectations(expectations, outcome.run.report));
  }
  const verdict = overallVerdict(judged);
  const those = judged.filter((each) => verdict === 'holds' || each.verdict === verdict);
  return { file: path, verdict: verdictOf({ verdict }), what: those.map(({ name }) => name), message: '' };
}

async function loadBeside(path: string, source: DocumentSource, paint: Paint): Promise<LoadedResolver> {
  const line = source.text.split('\n').findIndex((text) => /^ +resolver:/.test(text)) + 1;
  return loadResolver({ path, line: Math.max(line, 1), column: 3, source }, paint);
}

function nameOf(path: string): string {
  const short = relative('.', path).replaceAll('\\', '/');
  return short.startsWith('.') ? short : `./${short}`;
}

function sentenceOf(issue: Parameters<typeof issueSentence>[0] | undefined, path: string): string {
  return issue === undefined ? 'cannot be read' : issueSentence(issue, path).replace(`${printable(path)}:`, 'line ');
}

function unreadable(message: string, paragraphs: string): FailureFile {
  return { kind: 'unreadable', message, paragraphs };
}

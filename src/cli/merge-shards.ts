/** The work of `quarrel merge`: parts of a check or sweep, put together to the report that one machine would have made. */
import { readFileSync } from 'node:fs';
import { listWords } from '../scenarios/suggestion.js';
import { foldResults, type UnitResult } from '../sim/check-resolver.js';
import { prepareAids } from './check-failures.js';
import { checkFormats } from './check-request.js';
import type { CheckFormat } from './check-request.js';
import { isShard, readShard, type CheckShard } from './check-shard.js';
import { paintFor } from './color.js';
import type { CommandIo } from './command-io.js';
import { exitCodeOf } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { loadResolver, type OpenResolver } from './load-resolver.js';
import { printable } from './printable.js';
import { refuse } from './refuse.js';
import { chooseCheckFormat, renderCheck } from './report/check/render.js';
import { freePartName } from './shard-place.js';
import { joinWords } from './shell-words.js';
import { mergeSweep } from './sweep/merge-sweep.js';
import type { NamedText } from './sweep/merge-sweep.js';
import { isJournal } from './sweep/sweep-journal.js';
import { sweepFormats } from './sweep/sweep-request.js';
import type { SweepFormat } from './sweep/sweep-request.js';
import { explainSystemError } from './system-error.js';

/** What `quarrel merge` was asked to do. */
export interface MergeRequest {
  /** Files, in any order. */
  readonly parts: readonly string[];
  readonly format: MergeFormat | null;
  readonly ascii: boolean;
  /** Of checks: shows a test for each counterexample. */
  readonly test: boolean;
  /** Of sweeps: shows every single run. */
  readonly runs: boolean;
}

/** How parts of a check, or of a sweep, are shown. */
export type MergeFormat = CheckFormat | SweepFormat;

/** Carries out one request; the result goes to stdout, everything else to stderr. */
export async function mergeShards(request: MergeRequest, io: CommandIo): Promise<ExitCode> {
  const { ascii, format, runs, test } = request;
  const files = request.parts.map(readPart);
  const mixture = findKinds(files);
  if (mixture !== null) return refuse(mixture, paintFor(io.stderr, io.env), io);
  const isOfSweep = files.some(({ text }) => isJournal(text));
  const known: readonly MergeFormat[] = isOfSweep ? sweepFormats : checkFormats;
  const misfit = findMisfit({ of: isOfSweep ? 'a sweep' : 'a check', format, known, runs, test });
  if (misfit !== null) return refuse(misfit, paintFor(io.stderr, io.env), io);
  if (!isOfSweep) return mergeCheck(request, io);
  const unread = files.find(({ problem }) => problem !== null)?.problem ?? null;
  if (unread !== null) return refuse(unread, paintFor(io.stderr, io.env), io);
  const shown = sweepFormats.find((name) => name === format) ?? 'text';
  return mergeSweep(files, { format: shown, showsRuns: runs, ascii }, io);
}

/** Parts of a check among those of a sweep. */
function findKinds(files: readonly NamedText[]): string | null {
  const ofCheck = files.find(({ text }) => isShard(text));
  const ofSweep = files.find(({ text }) => isJournal(text));
  if (ofCheck === undefined || ofSweep === undefined) return null;
  const [check, sweep] = [ofCheck, ofSweep].map(({ path }) => printable(path));
  return `${check} is a part of a check, and ${sweep} is a part of a sweep; merge the parts of one check, or of one sweep`;
}

interface Fit extends Pick<MergeRequest, 'format' | 'runs' | 'test'> {
  readonly of: 'a sweep' | 'a check';
  readonly known: readonly MergeFormat[];
}

/** What was asked for and is not for parts of this kind. */
function findMisfit({ of, format, known, runs, test }: Fit): string | null {
  if (format !== null && !known.includes(format)) {
    return `--format ${format}: these are parts of ${of}; expected ${listWords(known)}`;
  }
  if (of === 'a check' && runs) return '--runs is for parts of a sweep, and these are parts of a check';
  return of === 'a sweep' && test ? '--test is for parts of a check, and these are parts of a sweep' : null;
}

interface PartText extends NamedText {
  /** Why it could not be read; null where it could. */
  readonly problem: string | null;
}

function readPart(path: string): PartText {
  try {
    return { path, text: readFileSync(path, 'utf8'), problem: null };
  } catch (error) {
    return { path, text: '', problem: `${printable(path)}: ${explainSystemError(error, 'read')}` };
  }
}

async function mergeCheck(request: MergeRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const parts: NamedShard[] = [];
  for (const path of request.parts) {
    const read = readShard(path);
    if (!read.ok) return refuse(read.message, paint, io);
    parts.push({ path, shard: read.shard });
  }
  const problem = findMixture(parts) ?? findDouble(parts) ?? findMissing(parts);
  if (problem !== null) return refuse(problem, paint, io);

  const results = new Map<number, UnitResult>(parts.flatMap(({ shard }) => shard.results));
  const [{ shard: first }] = parts;
  const { file, againstFile, digest, plan } = first;
  for (const { path, shard } of parts) {
    if (shard.ended !== 'whole') io.stderr.write(`${printable(path)}: was not finished; what it lacks is unknown\n`);
  }
  const check = foldResults(plan, results);
  const throws = parts.flatMap(({ shard }) => shard.sources.throws);
  const sources = { ...first.sources, throws };
  const open = await findResolver(file, digest);
  const { aids, problems } = prepareAids(check, { file, digest, open, options: first.options });
  for (const problem of problems) io.stderr.write(`${problem}\n`);
  const style = { paint: paintFor(io.stdout, io.env), ascii: request.ascii, showsTests: request.test };
  const asked = checkFormats.find((name) => name === request.format) ?? null;
  const format = chooseCheckFormat(asked, io.env);
  io.stdout.write(renderCheck({ check, file, against: againstFile, sources, aids }, format, style));
  return exitCodeOf(check.verdict);
}

/** The resolver as it was checked, where it is at hand: without it no failure can be shown as a run. */
async function findResolver(file: string, digest: string): Promise<(() => OpenResolver) | null> {
  const source = { name: file, text: '' };
  const loaded = await loadResolver({ path: file, line: 0, column: 0, source }, paintFor({ write: () => true }, {}));
  return loaded.ok && loaded.module.digest === digest ? loaded.module.open : null;
}

interface NamedShard {
  readonly path: string;
  readonly shard: CheckShard;
}

/** Parts of different checks. */
function findMixture(parts: readonly NamedShard[]): string | null {
  const [first, ...others] = parts;
  for (const other of others) {
    for (const [what, of] of mustAgree) {
      const [own, their] = [of(first.shard), of(other.shard)];
      if (own === their) continue;
      const names = `${printable(other.path)} has ${what} ${printable(their)}, ${printable(first.path)} has ${printable(own)}`;
      return `these are parts of different checks: ${names}; merge parts of one check`;
    }
    if (JSON.stringify(first.shard.plan) !== JSON.stringify(other.shard.plan)) {
      return `${printable(other.path)} and ${printable(first.path)} planned different work; merge parts of one check`;
    }
  }
  return null;
}

const mustAgree: readonly (readonly [what: string, of: (shard: CheckShard) => string])[] = [
  ['quarrel', ({ version }) => version],
  ['the resolver', ({ file }) => file],
  ['resolver code', ({ digest }) => digest],
  ['the other version', ({ againstFile }) => againstFile ?? 'none'],
  ['code of the other version', ({ against }) => against ?? 'none'],
  ['--replicas', ({ options }) => String(options.replicas)],
  ['--writes', ({ options }) => String(options.writes)],
  ['--runs', ({ options }) => String(options.runs)],
  ['--seed', ({ options }) => options.seed],
  ['--only', ({ options }) => (options.only.length === 0 ? 'nothing' : options.only.join(','))],
  ['a number of parts of', ({ shard }) => String(shard.count)],
];

function findDouble(parts: readonly NamedShard[]): string | null {
  for (const [at, { path, shard }] of parts.entries()) {
    const earlier = parts.slice(0, at).find((other) => other.shard.shard.index === shard.shard.index);
    if (earlier === undefined) continue;
    const { index, count } = shard.shard;
    if (earlier.path === path) return `${printable(path)} stands there twice; name each part once`;
    return `${printable(earlier.path)} and ${printable(path)} are both part ${index} of ${count}; leave one of them out`;
  }
  return null;
}

function findMissing(parts: readonly NamedShard[]): string | null {
  const [{ shard: first }] = parts;
  const { count } = first.shard;
  const numbers = Array.from({ length: count }, (_, place) => place + 1);
  const missing = numbers.filter((number) => !parts.some(({ shard }) => shard.shard.index === number));
  const [next] = missing;
  if (next === undefined) return null;
  const { replicas, writes, runs, seed, only } = first.options;
  const flags = { replicas, writes, runs, seed, ...(only.length === 0 ? {} : { only: only.join(',') }) };
  const other = first.againstFile === null ? [] : ['--against', first.againstFile];
  const words = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const out = ['--shard', `${next}/${count}`, '--out', freePartName({ index: next, count }, 'json', parts.map(({ path }) => path))];
  const command = printable(joinWords(['quarrel', 'check', first.file, ...other, ...words, ...out]));
  const which = missing.length === 1 ? `part ${next}` : `parts ${missing.join(', ')}`;
  return `${which} of ${count} ${missing.length === 1 ? 'is' : 'are'} missing; make ${missing.length === 1 ? 'it' : 'the first'} with: ${command}`;
}

/**
 * The journal of a sweep: a header that says which sweep, and a line a finished run, written as soon as it is done.
 *
 * Whoever is killed loses nothing that was finished. The line that was being written then is no whole document: it is
 * passed over, and its run done again.
 */
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import * as z from 'zod';
import { countRuns, placeOfRun } from '../../scenarios/sweep/sweep-plan.js';
import type { RunResult, SweepPlan } from '../../scenarios/sweep/sweep-plan.js';
import { readVersion } from '../package-files.js';
import { printable } from '../printable.js';
import { formatVersion } from '../report/json.js';
import type { ShardPlace } from '../shard-place.js';
import { explainSystemError, systemCodeOf } from '../system-error.js';
import { readWords } from './plan-sweep.js';
import type { PlannedSweep } from './plan-sweep.js';
import type { SweepWords } from './sweep-request.js';

/** The first line. */
export interface JournalHeader {
  readonly formatVersion: string;
  readonly kind: typeof journalKind;
  /** Of quarrel. */
  readonly version: string;
  readonly name: string;
  readonly title: string;
  /** Of all that was run. */
  readonly digest: string;
  readonly firstSeed: string;
  readonly shard: ShardPlace;
  /** What was asked for; metrics are named, the usual ones too. */
  readonly words: SweepWords;
}

/** A journal that was read. */
export interface Journal {
  readonly header: JournalHeader;
  readonly plan: SweepPlan;
  /** By number. */
  readonly results: ReadonlyMap<number, RunResult>;
}

/** A journal, or one sentence about what is wrong with its file. */
export type ReadJournal =
  | { readonly ok: true; readonly journal: Journal }
  | { readonly ok: false; readonly message: string };

const journalKind = 'quarrel-sweep';

const headerSchema = z.object({
  formatVersion: z.literal(formatVersion),
  kind: z.literal(journalKind),
  version: z.string(),
  name: z.string(),
  title: z.string(),
  digest: z.string(),
  firstSeed: z.string(),
  shard: z.object({ index: z.int().min(1), count: z.int().min(1) }),
  words: z.object({
    target: z.string(),
    scenario: z.string().nullable(),
    varied: z.array(z.string()),
    metrics: z.array(z.string()),
    seeds: z.int().min(1),
    seed: z.string().nullable(),
    overrides: z.array(z.object({ path: z.string(), value: z.string() })),
  }),
});

/** The header of a sweep that is about to run. */
export function headerOf({ plan, digest }: PlannedSweep, words: SweepWords, shard: ShardPlace): JournalHeader {
  const { target, scenario, varied, seeds, seed, overrides } = words;
  const metrics = plan.metrics.map(({ name }) => name);
  return {
    formatVersion,
    kind: journalKind,
    version: readVersion(),
    name: plan.scenario,
    title: plan.title,
    digest,
    firstSeed: plan.firstSeed,
    shard: { index: shard.index, count: shard.count },
    words: {
      ...{ target, scenario, varied, metrics, seeds, seed },
      overrides: overrides.map(({ path, value }) => ({ path, value })),
    },
  };
}

/** Whether a text begins as a journal does, so that whoever joins files knows who can read them. */
export function isJournal(text: string): boolean {
  return text.startsWith(`{"formatVersion":`) && text.slice(0, 100).includes(`"kind":"${journalKind}"`);
}

/** Reads a journal from its text; `path` is what messages call it. */
export function readJournal(path: string, text: string): ReadJournal {
  const refuse = (what: string): ReadJournal => ({ ok: false, message: `${printable(path)}: ${what}` });
  const end = text.indexOf('\n');
  const header = headerSchema.safeParse(end < 0 ? null : parseLine(text.slice(0, end)));
  if (!header.success) {
    const isOther = isJournal(text) && end >= 0;
    return refuse(isOther ? `has another format than ${formatVersion}, which is read here` : `is no journal of a sweep; ${remedy}`);
  }
  const { words, shard, name, title, firstSeed } = header.data;
  const read = readWords(words);
  if (!read.ok || shard.index > shard.count) return refuse('is damaged in line 1; remove it, or name another file with --out');
  const { axes, metrics } = read;
  const plan: SweepPlan = { scenario: name, title, axes, metrics, firstSeed, seedCount: words.seeds };
  const results = new Map<number, RunResult>();
  let line = 1;
  for (let start = end + 1; start < text.length; ) {
    const next = text.indexOf('\n', start);
    line++;
    const value = next < 0 ? null : parseLine(text.slice(start, next));
    start = next < 0 ? text.length : next + 1;
    // Torn, or begun and not ended: as if it were not there.
    if (value === null) continue;
    const run = readRun(value, plan, shard);
    const known = run === null ? undefined : results.get(run.number);
    if (run === null) return refuse(`is damaged in line ${line}; remove that line, and its run is done again`);
    if (known !== undefined && lineOf(run.number, known) !== lineOf(run.number, run.result)) {
      const { seed, point } = placeOfRun(plan, run.number);
      return refuse(`line ${line} contradicts an earlier one about seed ${seed + 1} of point ${point + 1}; remove the file`);
    }
    results.set(run.number, run.result);
  }
  return { ok: true, journal: { header: header.data, plan, results } };
}

/** A journal that takes runs, and what it held already. */
export interface OpenJournal {
  readonly results: ReadonlyMap<number, RunResult>;
  /** Writes a run at once; one sentence where that fails, else null. */
  readonly write: (number: number, result: RunResult) => string | null;
  readonly close: () => void;
}

/** An open journal, or one sentence about why there is none. */
export type OpenResult =
  | { readonly ok: true; readonly journal: OpenJournal }
  | { readonly ok: false; readonly message: string };

/** Begins a journal, or goes on with one of the same sweep; that of another one is refused. */
export function openJournal(path: string, header: JournalHeader): OpenResult {
  const refuse = (what: string): OpenResult => ({ ok: false, message: `--out ${printable(path)}: ${what}` });
  const first = `${JSON.stringify(header)}\n`;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) {
      return refuse('is no file that can be read again; name one, such as sweep.jsonl');
    }
    const text = readIfThere(path);
    // An empty file, or a header that was being written when its writer died.
    const isNew = text === null || first.startsWith(text);
    let results: Journal['results'] = new Map();
    if (!isNew) {
      const read = readJournal(path, text);
      if (!read.ok) return { ok: false, message: `--out ${read.message}` };
      const difference = findDifference(header, read.journal.header);
      if (difference !== null) {
        return refuse(`holds another sweep: ${difference}; name another file, or remove this one`);
      }
      ({ results } = read.journal);
    }
    const descriptor = openSync(path, isNew ? 'w' : 'a');
    if (isNew) writeSync(descriptor, first);
    // After a torn line a new one begins.
    else if (!text.endsWith('\n')) writeSync(descriptor, '\n');
    return {
      ok: true,
      journal: {
        results,
        write: (number, result) => {
          try {
            writeSync(descriptor, lineOf(number, result));
            return null;
          } catch (error) {
            return `--out ${printable(path)}: ${explainSystemError(error, 'write')}`;
          }
        },
        close: () => closeSync(descriptor),
      },
    };
  } catch (error) {
    return refuse(explainSystemError(error, 'write'));
  }
}

/** What has to be the same for all parts of a sweep. */
export const partsMustAgree: readonly (readonly [what: string, of: (header: JournalHeader) => string])[] = [
  ['quarrel', ({ version }) => version],
  ['the scenario', ({ name }) => name],
  ['--vary', ({ words }) => (words.varied.length === 0 ? 'nothing' : words.varied.join(' --vary '))],
  ['--metric', ({ words }) => words.metrics.join(',')],
  ['--seeds', ({ words }) => String(words.seeds)],
  ['the first seed', ({ firstSeed }) => firstSeed],
  ['content of the scenario with digest', ({ digest }) => digest],
  ['a number of parts of', ({ shard }) => String(shard.count)],
];

/** In what two sweeps differ, with what each has; null where they are one and the same. */
function findDifference(ours: JournalHeader, theirs: JournalHeader): string | null {
  for (const [what, of] of mustAgree) {
    const [own, other] = [of(ours), of(theirs)];
    if (own !== other) return `it has ${what} ${printable(other)}, and this one has ${printable(own)}`;
  }
  return null;
}

const mustAgree: typeof partsMustAgree = [...partsMustAgree, ['part', ({ shard }) => `${shard.index} of ${shard.count}`]];

const remedy = 'make one with: quarrel sweep … --out FILE';

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** `[number,"fingerprint",values…]` on a line. */
function lineOf(number: number, { fingerprint, values }: RunResult): string {
  return `${JSON.stringify([number, fingerprint, ...values])}\n`;
}

function parseLine(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return value;
  } catch {
    return null;
  }
}

function readRun(value: unknown, plan: SweepPlan, { index, count }: ShardPlace): { number: number; result: RunResult } | null {
  if (!Array.isArray(value)) return null;
  const items: readonly unknown[] = value;
  const [number, fingerprint, ...rest] = items;
  const values = rest.flatMap((one) => (one === null || typeof one === 'number' || typeof one === 'boolean' ? [one] : []));
  const isWhole = values.length === rest.length && values.length === plan.metrics.length;
  if (!isWhole || typeof fingerprint !== 'string' || !/^[0-9a-f]{16}$/.test(fingerprint)) return null;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number >= countRuns(plan)) return null;
  return number % count === index - 1 ? { number, result: { fingerprint, values } } : null;
}

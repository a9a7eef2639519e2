/** The work of `quarrel merge` on journals of a sweep: the result that one machine would have shown. */
import { foldSweep, numbersOf } from '../../scenarios/sweep/sweep-plan.js';
import type { RunResult } from '../../scenarios/sweep/sweep-plan.js';
import { assert } from '../../sim/base/assert.js';
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { printable } from '../printable.js';
import { refuse } from '../refuse.js';
import { countOf, formatCount } from '../report/format.js';
import { renderSweep } from '../report/sweep/render.js';
import { freePartName } from '../shard-place.js';
import { partsMustAgree, readJournal } from './sweep-journal.js';
import type { Journal } from './sweep-journal.js';
import { partWords, sweepCommand } from './sweep-command.js';
import type { SweepStyle } from './sweep-request.js';
import { findStyleConflict } from './sweep-scenario.js';

/** A file and its text. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** Joins journals, in whatever order they come; the result goes to stdout, everything else to stderr. */
export function mergeSweep(files: readonly NamedText[], style: SweepStyle, io: CommandIo): ExitCode {
  const paint = paintFor(io.stderr, io.env);
  const read: NamedJournal[] = [];
  for (const { path, text } of files) {
    const found = readJournal(path, text);
    if (!found.ok) return refuse(found.message, paint, io);
    read.push({ path, journal: found.journal });
  }
  const parts = read.sort((a, b) => a.journal.header.shard.index - b.journal.header.shard.index);
  const problem = findStyleConflict(style) ?? findMixture(parts) ?? findDouble(parts) ?? findLacks(parts);
  if (problem !== null) return refuse(problem, paint, io);
  const [{ journal: { header, plan } }] = parts;
  const results = new Map<number, RunResult>(parts.flatMap(({ journal }) => [...journal.results]));
  const sweep = foldSweep(plan, (number) => {
    const result = results.get(number);
    assert(result !== undefined, 'whole parts lack a run');
    return result;
  });
  io.stdout.write(renderSweep({ sweep, words: header.words }, style, paintFor(io.stdout, io.env)));
  return exitCodes.held;
}

interface NamedJournal {
  readonly path: string;
  readonly journal: Journal;
}

function findMixture([first, ...others]: readonly NamedJournal[]): string | null {
  for (const other of others) {
    for (const [what, of] of partsMustAgree) {
      const [own, their] = [of(first.journal.header), of(other.journal.header)];
      if (own === their) continue;
      const names = `${printable(other.path)} has ${what} ${printable(their)}, ${printable(first.path)} has ${printable(own)}`;
      return `these are parts of different sweeps: ${names}; merge parts of one sweep`;
    }
  }
  return null;
}

/** Parts are in order. */
function findDouble(parts: readonly NamedJournal[]): string | null {
  for (const [at, { path, journal }] of parts.entries()) {
    const earlier = parts.at(at - 1);
    const { index, count } = journal.header.shard;
    if (at === 0 || earlier?.journal.header.shard.index !== index) continue;
    if (earlier.path === path) return `${printable(path)} stands there twice; name each part once`;
    return `${printable(earlier.path)} and ${printable(path)} are both part ${index} of ${count}; leave one of them out`;
  }
  return null;
}

/** Parts that are not there, and parts that are not whole; each with the command that mends it. */
function findLacks(parts: readonly NamedJournal[]): string | null {
  const [{ journal: { header: { shard: { count }, words } } }] = parts;
  const lacks: string[] = [];
  for (let index = 1; index <= count; index++) {
    const part = parts.find(({ journal }) => journal.header.shard.index === index);
    const place = { index, count };
    if (part === undefined) {
      const name = freePartName(place, 'jsonl', parts.map(({ path }) => path));
      const command = sweepCommand(words, partWords(place, name));
      lacks.push(`part ${index} of ${count} is missing; make it with: ${printable(command)}`);
      continue;
    }
    const { path, journal: { plan, results } } = part;
    const wanted = numbersOf(plan, place).length;
    if (results.size === wanted) continue;
    const how = `${formatCount(results.size)} of ${countOf(wanted, 'run')}`;
    const command = printable(sweepCommand(words, partWords(place, path)));
    lacks.push(`${printable(path)}, part ${index} of ${count}, is not finished: ${how}; go on with: ${command}`);
  }
  if (lacks.length < 2) return lacks.at(0) ?? null;
  const shown = lacks.slice(0, mostShown);
  const more = lacks.length - shown.length;
  return `${shown.join('\n       ')}${more === 0 ? '' : `\n       and ${more} more of ${count} parts`}`;
}

/** Of what is lacking, so much is told in full. */
const mostShown = 10;

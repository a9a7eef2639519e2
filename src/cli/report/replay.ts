/** What came of looking again at failures, for people and as JSON. */
import { assertNever } from '../../sim/base/assert.js';
import type { ResolverCheck, CheckedProperty } from '../../sim/resolver-check.js';
import type { Paint } from '../color.js';
import { printable } from '../printable.js';
import { joinWords } from '../shell-words.js';
import { counterexampleLines } from './check/counterexample-text.js';
import { groupCounterexamples } from './check/counterexamples.js';
import { findingLines } from './check/finding-text.js';
import { violationsOf, type ShownCheck } from './check/shown-check.js';
import { countOf } from './format.js';
import { formatVersion, toJsonDocument } from './json.js';
import type { TextStyle } from './text.js';

/** What became of a failure. */
export type ReplayVerdict =
  /** It does not fail any more. */
  | 'fixed'
  | 'still-fails'
  /** It cannot be told. */
  | 'unknown'
  /** The file cannot be used. */
  | 'unreadable';

/** One file, and what became of what it keeps. */
export interface ReplayedFile {
  readonly file: string;
  readonly verdict: ReplayVerdict;
  /** The properties or expectations that fail; of what is fixed those that did. */
  readonly what: readonly string[];
  /** Why it cannot be told or used; else empty. */
  readonly message: string;
}

/** One line a file, and the sum. */
export function renderReplayedFiles(files: readonly ReplayedFile[], folder: string, paint: Paint): string {
  if (files.length === 0) return `No failure is kept in ${printable(folder)}.\n`;
  const lines = files.map(({ file, verdict, what, message }) => {
    const behind = message === '' ? what.map(printable).join(', ') : message;
    return `${paintVerdict(verdict, paint)}  ${printable(file)}: ${behind}`;
  });
  const fixed = files.filter(({ verdict }) => verdict === 'fixed');
  const remedy = fixed.length === 0 ? [] : [`What is fixed may be deleted: ${joinWords(['rm', ...fixed.map(({ file }) => file)])}`];
  return `${[...lines, '', sumOf(files), ...remedy.map(printable)].join('\n')}\n`;
}

/** The same as one document. */
export function renderReplayedFilesJson(files: readonly ReplayedFile[]): string {
  return toJsonDocument({ formatVersion, failures: files, ...countsOf(files) });
}

/** A counterexample that was looked at again, and what is asked about it. */
export interface ShownReplay {
  readonly shown: ShownCheck;
  readonly token: string;
  /** Which of how many its check told; null: a whole check was made again. */
  readonly place: { readonly number: number; readonly count: number } | null;
}

/** A verdict, and what still fails, told as its check told it. */
export function renderReplay({ shown, place }: ShownReplay, style: TextStyle): string {
  const violations = violationsOf(shown.check);
  const groups = groupCounterexamples(violations);
  const sections = [
    [headline(shown, style.paint)],
    ...violations.filter(({ findings }) => findings.length > 0).map((each) => findingLines(each, shown, style)),
    ...groups.map((group) => {
      const { number, count } = place ?? { number: group.number, count: groups.length };
      return counterexampleLines({ ...group, number }, count, shown, style);
    }),
  ];
  const text = sections.map((lines) => lines.join('\n')).join('\n\n');
  return `${style.ascii ? text.replaceAll('…', '~').replace(/[^\x00-\x7f]/gu, '?') : text}\n`;
}

/** The same as one document. */
export function renderReplayJson({ shown, token }: ShownReplay): string {
  const { check, file } = shown;
  return toJsonDocument({
    formatVersion,
    replay: token,
    file,
    resolver: check.resolver,
    verdict: verdictOf(check),
    properties: check.properties,
  });
}

/** What an answer means for a failure. */
export function verdictOf({ verdict }: Pick<ResolverCheck, 'verdict'>): ReplayVerdict {
  switch (verdict) {
    case 'violated':
      return 'still-fails';
    case 'holds':
      return 'fixed';
    case 'unknown':
      return 'unknown';
    default:
      return assertNever(verdict);
  }
}

function headline({ check, file }: ShownCheck, paint: Paint): string {
  const { properties, resolver } = check;
  const verdict = verdictOf(check);
  const reasons = properties.flatMap((answer) => (answer.verdict === 'unknown' ? [answer.reason] : []));
  const those = properties.filter((answer) => check.verdict === 'holds' || answer.verdict === check.verdict);
  const names: readonly CheckedProperty[] = those.map(({ property }) => property);
  const behind = verdict === 'unknown' ? ` (${printable(reasons.join('; '))})` : '';
  return `${paintVerdict(verdict, paint).trimEnd()}  ${printable(resolver)} (${printable(file)}): ${names.join(', ')}${behind}`;
}

function paintVerdict(verdict: ReplayVerdict, paint: Paint): string {
  const word = verdictWords[verdict].padEnd(verdictColumns);
  switch (verdict) {
    case 'fixed':
      return paint.green(word);
    case 'still-fails':
    case 'unreadable':
      return paint.red(word);
    case 'unknown':
      return paint.yellow(word);
    default:
      return assertNever(verdict);
  }
}

const verdictWords: Readonly<Record<ReplayVerdict, string>> = {
  fixed: 'FIXED',
  'still-fails': 'STILL FAILS',
  unknown: 'UNKNOWN',
  unreadable: 'UNREADABLE',
};

const verdictColumns = 11;

function countsOf(files: readonly ReplayedFile[]) {
  const count = (verdict: ReplayVerdict): number => files.filter((each) => each.verdict === verdict).length;
  return {
    fixed: count('fixed'),
    stillFailing: count('still-fails'),
    unknown: count('unknown'),
    unreadable: count('unreadable'),
  };
}

function sumOf(files: readonly ReplayedFile[]): string {
  const { fixed, stillFailing, unknown, unreadable } = countsOf(files);
  const parts = [
    ...(fixed === 0 ? [] : [`${fixed} fixed`]),
    ...(stillFailing === 0 ? [] : [`${stillFailing} still ${stillFailing === 1 ? 'fails' : 'fail'}`]),
    ...(unknown === 0 ? [] : [`${unknown} cannot be told`]),
    ...(unreadable === 0 ? [] : [`${unreadable} cannot be read`]),
  ];
  return `${countOf(files.length, 'saved failure')}: ${parts.join(', ')}.`;
}

/** Annotations at the lines of a resolver, as GitHub Actions reads them from the output of a step. */
import { createHash } from 'node:crypto';
import type { CheckedProperty } from '../../../sim/resolver-check.js';
import { printable } from '../../printable.js';
import { groupCounterexamples } from './counterexamples.js';
import { repeatCommands } from './aid-text.js';
import { tellFault } from './fault-words.js';
import { findingMeaning } from './finding-text.js';
import {
  placeOfViolation, versionWords, violationsOf, type ShownCheck, type SourcePlace, type Violation,
} from './shown-check.js';

/** More than ten of a kind are not shown for a step. */
export const mostAnnotations = 10;

/** The card, in which nothing is taken for a command, and the annotations below it. */
export function renderCheckGithub(shown: ShownCheck, card: string): string {
  return belowText(card, annotationLines(shown));
}

/** Text in which nothing is taken for a command, and annotations below it. */
export function belowText(text: string, annotations: readonly string[]): string {
  // Text that names its own digest cannot be made.
  const token = createHash('sha256').update(text).digest('hex');
  return [`::stop-commands::${token}`, text.trimEnd(), `::${token}::`, ...annotations, ''].join('\n');
}

/** One a line of code, refuted properties before unknown ones; what is beyond the most is only counted. */
export function annotationLines(shown: ShownCheck): readonly string[] {
  const groups = new Map<string, { place: SourcePlace; violations: Violation[] }>();
  for (const violation of violationsOf(shown.check)) {
    const place = placeOfViolation(violation, shown.sources) ?? { file: shown.file, line: 1, column: 1, text: '' };
    const name = `${place.line} ${place.file}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { place, violations: [violation] });
    else group.violations.push(violation);
  }
  const errors = [...groups.values()].map(({ place, violations }) => errorLine(place, violations, shown));
  const all = [...errors, ...unknownLines(shown)];
  if (all.length <= mostAnnotations) return all;
  const hidden = all.length - mostAnnotations + 1;
  return [...all.slice(0, mostAnnotations - 1), `::notice title=quarrel check::and ${hidden} more, in the log of this step`];
}

function errorLine(place: SourcePlace, violations: readonly Violation[], shown: ShownCheck): string {
  const properties = violations.map(({ property }) => property);
  const text = [
    ...new Set(violations.map((violation) => `${violation.property}: ${meaningOf(violation, shown)}`)),
    ...repeatCommands(properties, shown).map((command) => `Run again: ${command}`),
  ];
  const lines = text.flatMap((each) => each.split('\n')).map(printable);
  return annotation('error', place, titleOf('refuted', properties), lines.join('\n'));
}

function meaningOf({ property, counterexample, findings }: Violation, report: ShownCheck): string {
  const [finding] = findings;
  if (finding !== undefined) return `${finding.message}. ${findingMeaning(finding.kind)}`;
  const [group] = counterexample === null ? [] : groupCounterexamples([{ property, verdict: 'violated', counterexample, findings }]);
  if (group === undefined || counterexample === null) return '';
  const { rows, meaning } = tellFault(counterexample.fault, { property, kind: report.check.kind, shown: group.shown });
  const versions = versionWords(property, report);
  return [meaning, ...(versions === null ? [] : [versions]), ...rows.map(([name, value]) => `  ${name.replaceAll(/ +/g, ' ')}: ${value}`)].join('\n');
}

function unknownLines({ check, sources, file }: ShownCheck): readonly string[] {
  const reasons = new Map<string, CheckedProperty[]>();
  for (const answer of check.properties) {
    if (answer.verdict !== 'unknown') continue;
    reasons.set(answer.reason, [...(reasons.get(answer.reason) ?? []), answer.property]);
  }
  const place = sources.whole ?? { file, line: 1, column: 1, text: '' };
  return [...reasons].map(([reason, properties]) =>
    annotation('warning', place, titleOf('unknown', properties), `${properties.join(', ')}: ${printable(reason)}`),
  );
}

function titleOf(word: string, properties: readonly CheckedProperty[]): string {
  return `${word}: ${properties.join(', ')}`;
}

function annotation(kind: 'error' | 'warning', place: SourcePlace, title: string, text: string): string {
  return annotationAt(kind, { file: place.file, line: place.line, col: place.column }, { title, text });
}

/** One annotation; null: it belongs to no file. */
export function annotationAt(
  kind: 'error' | 'warning',
  place: { readonly file: string; readonly line: number; readonly col?: number } | null,
  { title, text }: { readonly title: string; readonly text: string },
): string {
  const file = place === null ? {} : { ...place, file: printable(place.file.replace(/^\.\//, '')) };
  const properties = Object.entries({ ...file, title }).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${kind} ${properties.join(',')}::${escapeMessage(text)}`;
}

/**
 * What stands behind the second pair of colons.
 *
 * @see actions/toolkit, packages/core/src/command.ts
 */
export function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** What stands behind an equals sign. */
export function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

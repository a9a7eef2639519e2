/**
 * The document in which a counterexample is kept: an ordinary scenario document that fails alone, with the
 * counterexample itself beside the scenario; or the counterexample alone, where no run shows it.
 */
import type { CheckedProperty } from '../../sim/resolver-check.js';
import { locateProblem, readDocument } from '../document.js';
import { problemsOf } from '../findings.js';
import type { Issue } from '../issue.js';
import { toYaml } from '../comparison/yaml-value.js';
import { documentVersion } from '../schema.js';
import { counterexampleSchema } from '../schema/counterexample.js';
import { isMapping } from '../schema/field.js';
import { propertyWords } from './property-words.js';
import { showInRun, type ShownSubject } from './show-in-run.js';

/** What is written. */
export interface Failure extends ShownSubject {
  /** Its replay token. */
  readonly token: string;
  /** What stands on top: how it was found, step by step, in lines of text. */
  readonly notes?: readonly string[];
  /** Another version of the resolver that it is about, by its path from the document's folder. */
  readonly against?: string;
}

/** What was read of a document with a counterexample. */
export interface KeptCounterexample {
  readonly property: string;
  /** Paths from the document's folder. */
  readonly resolver: string;
  readonly against: string | null;
  readonly token: string;
}

/** The whole document. */
export function writeFailure(failure: Failure): string {
  const { property, resolverName, resolverPath, token, notes = [], against } = failure;
  const shown = showInRun(failure);
  const head = [
    `${resolverName}: ${propertyWords[property].fault} (${property}).`,
    ...notes,
    shown.ok
      ? 'Look again with "quarrel replay" and this file; "quarrel run" shows it as a run.'
      : 'Look again with "quarrel replay" and this file.',
    ...(shown.ok ? [] : [`There is no scenario in it: ${shown.reason}.`]),
  ];
  const lines = [
    ...head.map((line) => `# ${oneLine(line)}`.trimEnd()),
    `version: ${documentVersion}`,
    'counterexample:',
    `  property: ${property}`,
    `  resolver: ${toYaml(resolverPath)}`,
    ...(against === undefined ? [] : [`  against: ${toYaml(against)}`]),
    `  token: ${JSON.stringify(token)}`,
  ];
  return `${lines.join('\n')}\n${shown.ok ? shown.text : ''}`;
}

/** What a document keeps; null where it keeps no counterexample, and everything that is wrong with it. */
export function readCounterexample(
  text: string,
):
  | { readonly ok: true; readonly kept: KeptCounterexample | null }
  | { readonly ok: false; readonly issues: readonly Issue[] } {
  const read = readDocument(text);
  if (!read.ok) return read;
  const { document } = read;
  const top = document.value;
  const section = isMapping(top) ? top['counterexample'] : undefined;
  if (section === undefined) return { ok: true, kept: null };
  const checked = counterexampleSchema.safeParse(section);
  if (checked.success) return { ok: true, kept: { ...checked.data, against: checked.data.against ?? null } };
  const problems = problemsOf(checked.error.issues, section, ['counterexample']);
  return { ok: false, issues: problems.map((problem) => locateProblem(document, problem)) };
}

/** The name under which a failure is kept: the same for the same failure. */
export function failureName(property: CheckedProperty, digest: string): string {
  return `${property}-${digest}.yaml`;
}

/** Whatever stands in names and values, a comment ends at the end of its line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ');
}

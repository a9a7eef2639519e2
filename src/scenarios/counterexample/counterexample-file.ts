/**
 * The document in which a counterexample is kept: an ordinary scenario document that fails alone, with the
 * counterexample itself beside the scenario; or the counterexample alone, where no run shows it.
 */
import type * as z from 'zod';
import { hashString } from '../../sim/base/hash.js';
import { canonicalJson } from '../digest.js';
import { locateProblem, readDocument } from '../document.js';
import { problemsOf } from '../findings.js';
import type { Issue } from '../issue.js';
import { toYaml } from '../comparison/yaml-value.js';
import type { CheckToken } from '../replay/check-token.js';
import { documentVersion } from '../schema.js';
import { counterexampleSchema } from '../schema/counterexample.js';
import { isMapping } from '../schema/field.js';
import { propertyWords } from './property-words.js';
import { showInRun, type Shown, type ShownSubject } from './show-in-run.js';

/** What is written. */
export interface Failure extends Omit<ShownSubject, 'property' | 'history' | 'told'> {
  /** The properties that do not hold. */
  readonly violations: readonly Pick<ShownSubject, 'property' | 'history' | 'told'>[];
  /** Its replay token. */
  readonly token: string;
  /** Path of the file itself, as people reach it from where they are. */
  readonly path: string;
}

/** What was read of a document with a counterexample. */
export type KeptCounterexample = z.output<typeof counterexampleSchema>;

/** The whole document. */
export function writeFailure(failure: Failure): string {
  const { violations, resolverName, resolverPath, token, path } = failure;
  const shown = showFirst(failure);
  const lines = [
    ...violations.map(({ property }) => `# ${oneLine(resolverName)}: ${propertyWords[property].fault} (${property}).`),
    '#',
    `# Look again:      quarrel replay ${oneLine(path)}`,
    shown.ok ? `# See it as a run: quarrel run ${oneLine(path)}` : `# No run shows it: ${oneLine(shown.reason)}.`,
    `version: ${documentVersion}`,
    'counterexample:',
    `  properties: [${violations.map(({ property }) => property).join(', ')}]`,
    `  resolver: ${toYaml(resolverPath)}`,
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
  if (checked.success) return { ok: true, kept: checked.data };
  const problems = problemsOf(checked.error.issues, section, ['counterexample']);
  return { ok: false, issues: problems.map((problem) => locateProblem(document, problem)) };
}

/** The name under which a failure is kept: the same for the same failure, whatever became of the code meanwhile. */
export function failureName(token: CheckToken, resolverPath: string): string {
  const [{ property }] = token.kind === 'question' ? [token] : token.violations;
  const identity = { ...token, resolverDigest: '', place: null, resolverPath };
  return `${property}-${hashString(canonicalJson(identity)).toString(16).padStart(8, '0')}.yaml`;
}

/** Of several properties the first that a run shows. */
function showFirst({ violations, ...subject }: Failure): Shown {
  let shown: Shown = { ok: false, reason: 'there is nothing to show' };
  for (const violation of violations) {
    shown = showInRun({ ...subject, ...violation });
    if (shown.ok) return shown;
  }
  return shown;
}

/** Whatever stands in names and values, a comment ends at the end of its line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ');
}

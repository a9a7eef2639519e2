/** The interviews that ship, and those in files of one's own: listed at once, read whole when they are opened. */
import type { Interview } from '../../scenarios/interview/interview.js';
import { outlineInterview } from '../../scenarios/lessons/outline-lesson.js';
import { didYouMean } from '../../scenarios/suggestion.js';
import type { Paint } from '../color.js';
import { formatIssues } from '../input-issues.js';
import type { DocumentSource } from '../input-issues.js';
import { listShipped, readCatalogue, readShipped } from '../package-files.js';
import { printable } from '../printable.js';
import { documentLimits, readTextFile } from '../read-text-file.js';
import { parseTarget } from '../target.js';

/** A shipped interview as lists show it. */
export interface ListedInterview {
  readonly name: string;
  /** Its number. */
  readonly order: number;
  readonly title: string;
  readonly about: string;
}

/** An interview that can be held, or all that is wrong, ready to print. */
export type InterviewLoad =
  | { readonly ok: true; readonly interview: Interview; readonly source: DocumentSource }
  | { readonly ok: false; readonly message: string };

/** All shipped interviews in their order; none of them is checked. */
export function listInterviews(): readonly ListedInterview[] {
  return listShipped('interviews').map((file) => ({ name: file.name, order: file.order, ...outlineInterview(readShipped(file)) }));
}

/** Finds an interview by name, number or path, reads and checks it. */
export async function loadInterview(target: string, paint: Paint): Promise<InterviewLoad> {
  const found = findSource(target);
  if (!found.ok) return found;
  const { name, source } = found;
  // What reads and checks a document is loaded only where there is one to read.
  const { parseInterview } = await import('../../scenarios/interview/parse-interview.js');
  const read = parseInterview(source.text, { name, catalogue: readCatalogue() });
  if (!read.ok) return { ok: false, message: formatIssues(read.issues, source, paint, 'The interview was not held.') };
  const { resolverFile } = read.interview.base.loaded;
  if (resolverFile === undefined) return { ok: true, interview: read.interview, source };
  const where = `${printable(source.name)}: the scenario "${printable(read.interview.base.name)}"`;
  return { ok: false, message: `${where} has a resolver of its own; designs are made of what quarrel ships: take a named resolver` };
}

type FoundSource =
  | { readonly ok: true; readonly name: string; readonly source: DocumentSource }
  | { readonly ok: false; readonly message: string };

function findSource(target: string): FoundSource {
  const shipped = listShipped('interviews');
  const known = shipped.find(({ name, order }) => name === target || (/^\d+$/.test(target) && order === Number(target)));
  if (known !== undefined) return { ok: true, name: known.name, source: { name: known.path, text: readShipped(known) } };
  if (parseTarget(target).kind === 'catalogue') {
    const names = shipped.map(({ name }) => name);
    const begun = names.filter((name) => target !== '' && name.startsWith(target));
    const { suggestion } = begun.length === 1 ? { suggestion: `did you mean "${begun.join('')}"?` } : didYouMean(target, names);
    const question = suggestion === undefined ? '' : `; ${suggestion}`;
    const remedy = 'see: quarrel interview --list; an interview of your own ends in .yaml';
    return { ok: false, message: `there is no interview "${printable(target)}"${question} (${remedy})` };
  }
  const read = readTextFile(target, documentLimits);
  const name = target.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '').replace(/^\d+-/, '');
  return read.ok ? { ok: true, name, source: { name: target, text: read.text } } : read;
}

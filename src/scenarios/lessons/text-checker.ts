/** Checks the texts of a lesson or interview: names, sources, and numbers that no run produces. */
import type { PlacedValue } from '../document.js';
import { locateProblem } from '../document.js';
import type { Issue, Path, Problem } from '../issue.js';
import { didYouMean } from '../suggestion.js';
import type { Expression } from './expression.js';
import { namesIn } from './expression.js';
import type { Prose } from './prose.js';
import { sourcesIn, strayNumbers } from './prose.js';

/** What is wrong with a name that asks this run; null when nothing is. `run` is null for the text's own. */
export type NameCheck = (name: string, run: string | null) => Omit<Problem, 'path' | 'isKey'> | null;

/** An issue about something inside a text, which is looked for from the text's own place on. */
interface IssueInText extends Issue {
  readonly within?: string;
}

/** Collects what is wrong with texts. */
export class TextChecker {
  readonly #issues: IssueInText[] = [];
  readonly #document: PlacedValue;
  readonly #sources: readonly string[];
  readonly #cited = new Set<string>();

  constructor(document: PlacedValue, sources: readonly string[]) {
    this.#document = document;
    this.#sources = sources;
  }

  /** Whether nothing was wrong so far. */
  get isSound(): boolean {
    return this.#issues.length === 0;
  }

  /** Sources that no text cited. */
  get uncited(): readonly string[] {
    return this.#sources.filter((name) => !this.#cited.has(name));
  }

  /** Every issue, where the words that it is about stand in the text of the file. */
  issuesIn(text: string): readonly Issue[] {
    return placeIn(text, this.#issues);
  }

  /** Issues that were found elsewhere. */
  add(issues: readonly Issue[]): void {
    this.#issues.push(...issues);
  }

  /** A whole text: names, sources, and stray numbers. */
  checkProse(prose: Prose | undefined, path: Path, names: NameCheck): void {
    if (prose === undefined) return;
    this.checkParts(prose, path, names);
    for (const stray of strayNumbers(prose)) {
      this.#report(path, stray, {
        message: `no run produces the number ${stray}`,
        expected: 'a figure in braces, such as {lost-writes} or {setting.duration}, or a source behind the sentence: [^name]',
      });
    }
  }

  /** What stands in braces, and the sources that are cited. */
  checkParts(prose: Prose, path: Path, names: NameCheck): void {
    for (const part of prose) {
      if (part.kind === 'expression') this.checkNames(part.expression, path, names, part.written);
    }
    for (const name of sourcesIn(prose)) {
      this.#cited.add(name);
      if (this.#sources.includes(name)) continue;
      this.#report(path, `[^${name}]`, { message: `there is no source "${name}"`, expected: 'a name that stands under sources', ...didYouMean(name, this.#sources) });
    }
  }

  /** The names in an expression; `within` is what it stands in, where that is longer. */
  checkNames(expression: Expression, path: Path, names: NameCheck, within?: string): void {
    for (const { name, run } of namesIn(expression)) {
      const problem = names(name, run);
      if (problem !== null) this.#report(path, within ?? name, problem);
    }
  }

  #report(path: Path, within: string, problem: Omit<Problem, 'path'>): void {
    this.#issues.push({ ...locateProblem(this.#document, { path, ...problem }), found: within, within });
  }
}

/** Moves issues to where the words that they are about stand. */
function placeIn(text: string, issues: readonly IssueInText[]): readonly Issue[] {
  const lines = text.split('\n');
  return issues.map(({ within, ...issue }) => {
    if (within === undefined || issue.line === 0) return issue;
    for (let line = issue.line - 1; line < lines.length; line += 1) {
      const from = line === issue.line - 1 ? issue.column - 1 : 0;
      const column = lines[line]?.indexOf(within, from) ?? -1;
      if (column >= 0) return { ...issue, line: line + 1, column: column + 1 };
    }
    return issue;
  });
}

/**
 * The text of a lesson file to a lesson, or to every issue at once: of its scenarios, its questions, its texts.
 *
 * Nothing here throws, whatever the text: a mistake of a teacher is a value.
 */
import type { PlacedValue } from '../document.js';
import { readDocument } from '../document.js';
import { problemsOf } from '../findings.js';
import type { Issue, Path, Problem } from '../issue.js';
import type { Override } from '../overrides.js';
import { valueAt } from '../overrides.js';
import { toYaml } from '../comparison/yaml-value.js';
import { didYouMean, listWords } from '../suggestion.js';
import { ownRun, problemOfName } from './facts.js';
import { expectedAtTop, issuesInOrder, problemsAtTop } from './file-top.js';
import type { Lesson, Question, Source, Step, StepRun } from './lesson.js';
import type { Prose } from './prose.js';
import type { ScenarioShelf } from './scenario-shelf.js';
import { LaidOver, shelfOf } from './scenario-shelf.js';
import { lessonSchema } from './schema.js';
import type { LessonDocument, StepDocument } from './schema.js';
import type { NameCheck } from './text-checker.js';
import { TextChecker } from './text-checker.js';

/** What to read of a lesson, and what to change about it. */
export interface LessonOptions {
  /** What it is called. */
  readonly name: string;
  /** The text of the catalogue, whose scenarios steps may name. */
  readonly catalogue: string;
  /** Laid last over every run that they fit; it is an issue where one fits none. */
  readonly overrides?: readonly Override[];
}

/** A lesson, or issues in the order of the document. */
export type LessonResult =
  | { readonly ok: true; readonly lesson: Lesson }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads a lesson. */
export function parseLesson(text: string, options: LessonOptions): LessonResult {
  const read = readDocument(text, expectedAtTop('lesson'));
  if (!read.ok) return read;
  const { document } = read;
  const top = problemsAtTop(document, 'lesson');
  const raw = valueAt(document.value, ['lesson']);
  const checked = lessonSchema.safeParse(raw);
  if (!checked.success) {
    return failed(document, [...top, ...(raw === undefined ? [] : problemsOf(checked.error.issues, raw, ['lesson']))], []);
  }
  const reader = new LessonReader(document, checked.data, shelfOf(document, options.catalogue), options);
  const lesson = reader.lesson();
  const problems = [...top, ...reader.problems];
  if (problems.length > 0 || !reader.texts.isSound) return failed(document, problems, reader.texts.issuesIn(text));
  return { ok: true, lesson };
}

function failed(document: PlacedValue, problems: readonly Problem[], issues: readonly Issue[]): LessonResult {
  return { ok: false, issues: issuesInOrder(document, problems, issues) };
}

/** Reads a lesson whose fields are in order, and collects what does not fit together. */
class LessonReader {
  readonly problems: Problem[] = [];
  readonly texts: TextChecker;
  readonly #document: PlacedValue;
  readonly #lesson: LessonDocument;
  readonly #shelf: ScenarioShelf;
  readonly #options: LessonOptions;
  readonly #laid: LaidOver;

  constructor(document: PlacedValue, lesson: LessonDocument, shelf: ScenarioShelf, options: LessonOptions) {
    this.#document = document;
    this.#lesson = lesson;
    this.#shelf = shelf;
    this.#options = options;
    this.#laid = new LaidOver(shelf, options.overrides ?? []);
    this.texts = new TextChecker(document, Object.keys(lesson.sources));
  }

  lesson(): Lesson {
    const { title, about, subject, sources: named, steps } = this.#lesson;
    const sources = Object.entries(named).map(([name, source]): Source => ({ name, title: source.title, url: source.url ?? null }));
    const read = steps.map((step, index) => this.#step(step, ['lesson', 'steps', index]));
    this.texts.add(this.#laid.misfits());
    const isSound = this.problems.length === 0 && this.texts.isSound;
    for (const name of isSound ? this.texts.uncited : []) {
      this.problems.push({
        path: ['lesson', 'sources', name], message: `no text cites "${name}"`, expected: `[^${name}] behind what it says, or no such source`, isKey: true,
      });
    }
    return {
      name: this.#options.name,
      title,
      about,
      subject: subject ?? null,
      sources,
      steps: read.filter((step) => step !== null),
    };
  }

  #step(step: StepDocument, path: Path): Step | null {
    const run = this.#run(ownRun, step.scenario, step.set, [], path);
    const base = Object.entries(step.set);
    const beside = Object.entries(step.beside).map(([name, { scenario, set }]) =>
      this.#run(name, scenario ?? step.scenario, set, scenario === undefined ? base : [], [...path, 'beside', name]));
    const varied = step.variations.map(({ name, scenario, set }, index) =>
      this.#run(name, scenario ?? step.scenario, set, scenario === undefined ? base : [], [...path, 'variations', index]));
    const runs = new Map([run, ...beside, ...varied].flatMap((one) => (one === null ? [] : [[one.name, one]])));
    if (run === null || runs.size < 1 + beside.length + varied.length) {
      const names = [...beside, ...varied].flatMap((one) => one?.name ?? []);
      const twice = names.find((name, index) => names.indexOf(name) < index);
      if (twice !== undefined) this.problems.push({ path, message: `two runs are called "${twice}"`, expected: 'a name of its own for each' });
      return null;
    }
    const names = namesOf(runs, ownRun);
    const check = (prose: Prose | undefined, at: Path, own = ownRun) => {
      this.texts.checkProse(prose, [...path, ...at], namesOf(runs, own));
    };
    check(step.text, ['text']);
    check(step.hint, ['hint']);
    check(step.why, ['why']);
    check(step.say, ['say']);
    check(step['follow-up'].ask, ['follow-up', 'ask']);
    check(step['follow-up'].answer, ['follow-up', 'answer']);
    step.show.figures.forEach((figure, index) => { this.texts.checkNames(figure, [...path, 'show', 'figures', index], names); });
    return {
      name: step.name,
      title: step.title,
      text: step.text,
      run,
      beside: beside.flatMap((one) => one ?? []),
      question: this.#question(step, path, names),
      hint: step.hint ?? null,
      show: {
        key: step.show.key ?? null,
        figures: step.show.figures.map((expression, index) => ({
          expression,
          written: String(valueAt(this.#document.value, [...path, 'show', 'figures', index])),
        })),
      },
      why: step.why,
      variations: step.variations.flatMap(({ name, title, tells }, index) => {
        const own = runs.get(name);
        check(title, ['variations', index, 'title'], name);
        check(tells, ['variations', index, 'tells'], name);
        return own === undefined ? [] : [{ run: own, title, tells }];
      }),
      say: step.say,
      followUp: step['follow-up'],
    };
  }

  /** `below` is what the step sets for all its runs of the scenario. */
  #run(name: string, scenario: string, set: Readonly<Record<string, unknown>>, below: readonly (readonly [string, unknown])[], path: Path): StepRun | null {
    const own = Object.entries(set).map(([key, value]): Override => ({
      path: key,
      value: toYaml(value),
      origin: { ...this.#document.locate([...path, 'set', key], 'value'), name: `${this.#document.name(path)}.set.${key}` },
    }));
    const inherited = below.map(([key, value]): Override => ({ path: key, value: toYaml(value) }));
    const { found, overrides } = this.#laid.load(scenario, [...inherited, ...own]);
    if (found.ok) {
      const isOwn = this.#shelf.isOwn(scenario);
      return {
        name,
        loaded: found.loaded,
        settings: found.settings,
        repeat: {
          catalogue: isOwn ? null : scenario,
          scenario,
          set: overrides.map((override) => `${override.path}=${override.value}`),
        },
      };
    }
    if (found.issues === null) {
      const names = this.#shelf.names();
      this.problems.push({
        path: [...path, 'scenario'], message: `there is no scenario "${scenario}"`, expected: 'a scenario of this file or of: quarrel list', ...didYouMean(scenario, names),
      });
    } else {
      this.texts.add(found.issues);
    }
    return null;
  }

  #question(step: StepDocument, stepPath: Path, names: NameCheck): Question {
    const { ask, choices, number, within, order, first } = step.question;
    const path = [...stepPath, 'question'];
    this.texts.checkProse(ask, [...path, 'ask'], names);
    if (choices !== undefined) {
      choices.forEach((choice, index) => {
        const at = [...path, 'choices', index];
        // What can be chosen is a guess, and may hold numbers of its own.
        this.texts.checkParts(choice.text, [...at, 'text'], names);
        this.texts.checkNames(choice.when, [...at, 'when'], names);
        this.texts.checkProse(choice.because, [...at, 'because'], names);
      });
      return { kind: 'choice', ask, choices: choices.map(({ text, when, because }) => ({ text, when, because: because ?? null })) };
    }
    if (number !== undefined) {
      this.texts.checkNames(number, [...path, 'number'], names);
      return { kind: 'number', ask, number, within };
    }
    const items = order ?? [];
    items.forEach(({ text, by }, index) => {
      this.texts.checkParts(text, [...path, 'order', index, 'text'], names);
      this.texts.checkNames(by, [...path, 'order', index, 'by'], names);
    });
    return { kind: 'order', ask, items, first };
  }
}

/** Names may ask these runs; those that ask none by name ask `own`. */
function namesOf(runs: ReadonlyMap<string, StepRun>, own: string): NameCheck {
  return (name, run) => {
    const found = runs.get(run ?? own);
    if (found !== undefined) return problemOfName(name, { scenario: found.loaded.scenario, settings: found.settings });
    return { message: `there is no run "${run ?? own}"`, expected: `one of ${listWords([...runs.keys()])}` };
  };
}

/**
 * The text of an interview file to an interview, or to every issue at once: of its scenario, its choices, its texts.
 *
 * Nothing here throws, whatever the text: a mistake of its author is a value.
 */
import { toYaml } from '../comparison/yaml-value.js';
import type { PlacedValue } from '../document.js';
import { readDocument } from '../document.js';
import { problemsOf } from '../findings.js';
import type { Issue, Path, Problem } from '../issue.js';
import { ownRun, problemOfName } from '../lessons/facts.js';
import { expectedAtTop, issuesInOrder, problemsAtTop } from '../lessons/file-top.js';
import type { Source } from '../lessons/lesson.js';
import type { NameCheck } from '../lessons/text-checker.js';
import { TextChecker } from '../lessons/text-checker.js';
import { shelfOf } from '../lessons/scenario-shelf.js';
import type { Override } from '../overrides.js';
import { valueAt } from '../overrides.js';
import { sliceScenario } from '../slice.js';
import { didYouMean, listWords } from '../suggestion.js';
import { layOver, makeDesign, overridesOf } from './design.js';
import { problemDuringFaults } from './during-faults.js';
import type {
  BaseDesign, Chosen, Demand, Interview, InterviewChoice, InterviewQuestion, QuestionKind,
} from './interview.js';
import { modelRun, stages } from './interview.js';
import type { InterviewDocument, QuestionDocument } from './schema.js';
import { interviewSchema } from './schema.js';

/** What to read of an interview. */
export interface InterviewOptions {
  /** What it is called. */
  readonly name: string;
  /** The text of the catalogue, whose scenarios it may name. */
  readonly catalogue: string;
}

/** An interview, or issues in the order of the document. */
export type InterviewResult =
  | { readonly ok: true; readonly interview: Interview }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads an interview. */
export function parseInterview(text: string, options: InterviewOptions): InterviewResult {
  const read = readDocument(text, expectedAtTop('interview'));
  if (!read.ok) return read;
  const { document } = read;
  const top = problemsAtTop(document, 'interview');
  const raw = valueAt(document.value, ['interview']);
  const checked = interviewSchema.safeParse(raw);
  if (!checked.success) {
    const inside = raw === undefined ? [] : problemsOf(checked.error.issues, raw, ['interview']);
    return { ok: false, issues: issuesInOrder(document, [...top, ...inside], []) };
  }
  const { scenario } = checked.data;
  const shelf = shelfOf(document, options.catalogue);
  const found = shelf.load(scenario, []);
  if (!found.ok) {
    const missing: Problem = {
      path: ['interview', 'scenario'],
      message: `there is no scenario "${scenario}"`,
      expected: 'a scenario of this file or of: quarrel list',
      ...didYouMean(scenario, shelf.names()),
    };
    const problems = found.issues === null ? [...top, missing] : top;
    return { ok: false, issues: issuesInOrder(document, problems, found.issues ?? []) };
  }
  const yaml = sliceScenario(shelf.isOwn(scenario) ? text : options.catalogue, scenario) ?? text;
  const base = { name: scenario, yaml, loaded: found.loaded, settings: found.settings };
  const reader = new InterviewReader(document, checked.data, base);
  const interview = reader.interview(options.name);
  if (top.length > 0 || reader.problems.length > 0 || !reader.texts.isSound) {
    return { ok: false, issues: issuesInOrder(document, [...top, ...reader.problems], reader.texts.issuesIn(text)) };
  }
  return { ok: true, interview };
}

/** Reads an interview whose fields are in order, and collects what does not fit together. */
class InterviewReader {
  readonly problems: Problem[] = [];
  readonly texts: TextChecker;
  readonly #document: PlacedValue;
  readonly #interview: InterviewDocument;
  readonly #base: BaseDesign;

  constructor(document: PlacedValue, interview: InterviewDocument, base: BaseDesign) {
    this.#document = document;
    this.#interview = interview;
    this.#base = base;
    this.texts = new TextChecker(document, Object.keys(interview.sources));
  }

  interview(name: string): Interview {
    const { title, about, prompt, given, questions, model, mistakes } = this.#interview;
    const at: Path = ['interview'];
    const names = this.#names([ownRun, modelRun]);
    const ownNames = this.#names([ownRun]);
    this.texts.checkProse(prompt, [...at, 'prompt'], this.#stated);
    this.#checkStages();
    const read = questions.map((question, index) => this.#question(question, [...at, 'questions', index]));
    const followUps = this.#interview['follow-ups'].map((followUp, index) => {
      const path = [...at, 'follow-ups', index];
      this.texts.checkProse(followUp.ask, [...path, 'ask'], names);
      this.texts.checkProse(followUp.answer, [...path, 'answer'], names);
      return { name: followUp.name, ask: followUp.ask, answer: followUp.answer, ...this.#occasion(followUp, path) };
    });
    const remarks = this.#interview.remarks.map((remark, index) => {
      const path = [...at, 'remarks', index];
      this.texts.checkProse(remark.text, [...path, 'text'], names);
      return { isPraise: remark.good, text: remark.text, ...this.#occasion(remark, path) };
    });
    this.texts.checkProse(model.spoken, [...at, 'model', 'spoken'], ownNames);
    mistakes.forEach((mistake, index) => {
      this.texts.checkProse(mistake, [...at, 'mistakes', index], names);
    });
    const choices = Object.entries(model.choices).map(([question, choice]): Chosen => ({ question, choice }));
    this.#checkModel(choices, read);
    this.#checkDesigns(read);
    this.#checkSources();
    return {
      name,
      title,
      about,
      prompt,
      given: Object.entries(given).map(([one, value]) => ({ name: one, value })),
      sources: Object.entries(this.#interview.sources).map(([one, source]): Source =>
        ({ name: one, title: source.title, url: source.url ?? null })),
      base: this.#base,
      questions: read,
      followUps,
      remarks,
      model: { choices, spoken: model.spoken },
      mistakes,
    };
  }

  #question(question: QuestionDocument, path: Path): InterviewQuestion {
    const { name, stage, ask } = question;
    this.texts.checkProse(ask, [...path, 'ask'], this.#stated);
    return { name, stage, ask, kind: this.#kind(question, path) };
  }

  #kind({ choices, number, within, formula, points, outcomes }: QuestionDocument, path: Path): QuestionKind {
    if (choices !== undefined) {
      const read = choices.map((choice, index) => this.#choice(choice, [...path, 'choices', index]));
      return { kind: 'choice', choices: read };
    }
    if (number !== undefined) {
      this.texts.checkNames(number, [...path, 'number'], this.#stated);
      this.texts.checkProse(formula, [...path, 'formula'], this.#stated);
      return { kind: 'estimate', number, within, formula: formula ?? [] };
    }
    if (points !== undefined) {
      points.forEach(({ text }, index) => {
        this.texts.checkProse(text, [...path, 'points', index, 'text'], this.#stated);
      });
      return { kind: 'words', points };
    }
    const names = this.#names([ownRun]);
    (outcomes ?? []).forEach(({ text, when, because }, index) => {
      const at = [...path, 'outcomes', index];
      // What can be expected is a guess, and may hold numbers of its own.
      this.texts.checkParts(text, [...at, 'text'], this.#stated);
      this.texts.checkNames(when, [...at, 'when'], names);
      this.texts.checkProse(because, [...at, 'because'], names);
    });
    return {
      kind: 'prediction',
      outcomes: (outcomes ?? []).map(({ because, ...outcome }) => ({ ...outcome, because: because ?? null })),
    };
  }

  #choice(choice: NonNullable<QuestionDocument['choices']>[number], path: Path): InterviewChoice {
    this.texts.checkParts(choice.text, [...path, 'text'], this.#stated);
    this.texts.checkProse(choice.reply, [...path, 'reply'], this.#stated);
    return {
      name: choice.name,
      text: choice.text,
      set: this.#overrides(choice.set, [...path, 'set']),
      instead: choice.instead.map((other, index) => {
        const at = [...path, 'instead', index];
        return { chosen: this.#demands(other.if, [...at, 'if']), set: this.#overrides(other.set, [...at, 'set']) };
      }),
      ids: choice.ids ?? null,
      reply: choice.reply ?? null,
    };
  }

  #overrides(set: Readonly<Record<string, unknown>>, path: Path): readonly Override[] {
    return Object.entries(set).map(([key, value]) => ({
      path: key,
      value: toYaml(value),
      origin: { ...this.#document.locate([...path, key], 'value'), name: `${this.#document.name(path)}.${key}` },
    }));
  }

  #occasion(one: { readonly if: DemandDocument; readonly when?: Parameters<TextChecker['checkNames']>[0] | undefined }, path: Path) {
    if (one.when !== undefined) this.texts.checkNames(one.when, [...path, 'when'], this.#names([ownRun, modelRun]));
    return { chosen: this.#demands(one.if, [...path, 'if']), when: one.when ?? null };
  }

  #demands(demands: DemandDocument, path: Path): readonly Demand[] {
    return Object.entries(demands).map(([question, wanted]): Demand => {
      const choices = typeof wanted === 'string' ? [wanted] : wanted;
      for (const choice of choices) this.#checkChosen({ question, choice }, [...path, question]);
      return { question, choices };
    });
  }

  #checkChosen({ question, choice }: Chosen, path: Path): void {
    const { questions } = this.#interview;
    const withChoices = questions.filter(({ choices }) => choices !== undefined).map(({ name }) => name);
    const names = questions.find(({ name }) => name === question)?.choices?.map(({ name }) => name);
    if (names === undefined) {
      this.problems.push({
        path,
        isKey: true,
        message: `there is no question "${question}" with choices`,
        expected: `one of ${listWords(withChoices)}`,
        ...didYouMean(question, withChoices),
      });
    } else if (!names.includes(choice)) {
      this.problems.push({
        path,
        message: `"${choice}" cannot be chosen at "${question}"`,
        expected: `one of ${listWords(names)}`,
        ...didYouMean(choice, names),
      });
    }
  }

  #checkStages(): void {
    const places = this.#interview.questions.map(({ stage }) => stages.indexOf(stage));
    places.forEach((place, index) => {
      if (index === 0 || place >= (places[index - 1] ?? 0)) return;
      const path = ['interview', 'questions', index, 'stage'];
      const expected = `questions in the order ${stages.join(', ')}`;
      this.problems.push({ path, message: 'this stage is over by then', expected });
    });
    const missing = stages.find((stage) => this.#interview.questions.every((question) => question.stage !== stage));
    if (missing === undefined) return;
    const path = ['interview', 'questions'];
    const message = `nothing is asked about ${missing}`;
    this.problems.push({ path, message, expected: 'at least one question a stage', isKey: true });
  }

  #checkModel(choices: readonly Chosen[], questions: readonly InterviewQuestion[]): void {
    const path = ['interview', 'model', 'choices'];
    for (const chosen of choices) this.#checkChosen(chosen, [...path, chosen.question]);
    for (const { name, kind } of questions) {
      if (kind.kind !== 'choice' || choices.some(({ question }) => question === name)) continue;
      const message = `the model answer does not choose at "${name}"`;
      this.problems.push({ path, message, expected: `a choice for ${name}`, isKey: true });
    }
    if (this.problems.length > 0) return;
    const { leftOut } = makeDesign({ base: this.#base, questions }, choices);
    for (const { chosen, because } of leftOut) {
      this.problems.push({
        path: [...path, chosen.question],
        message: `it does not go together with the others: ${because[0]?.message ?? ''}`,
        expected: because[0]?.expected ?? '',
      });
    }
  }

  /** Every choice alone must be a scenario. */
  #checkDesigns(questions: readonly InterviewQuestion[]): void {
    for (const { name, kind } of questions) {
      for (const choice of kind.kind === 'choice' ? kind.choices : []) {
        const laid = layOver(this.#base, overridesOf(choice, [{ question: name, choice: choice.name }]));
        if (!laid.ok) this.texts.add(laid.issues);
      }
    }
  }

  #checkSources(): void {
    if (this.problems.length > 0 || !this.texts.isSound) return;
    for (const name of this.texts.uncited) {
      const expected = `[^${name}] behind what it says, or no such source`;
      this.problems.push({ path: ['interview', 'sources', name], message: `no text cites "${name}"`, expected, isKey: true });
    }
  }

  /** Names before anything has run: what is given, and what the base sets. */
  readonly #stated: NameCheck = (name, run) => {
    if (run === null && /^(given|setting)\./.test(name)) return this.#names([ownRun])(name, null);
    return { message: `nothing has run yet that could tell "${name}"`, expected: 'given.<name> or setting.<path>' };
  };

  /** Names that may ask these runs. */
  #names(runs: readonly string[]): NameCheck {
    const { given } = this.#interview;
    return (name, run) => {
      if (run !== null && !runs.includes(run)) {
        return { message: `there is no run "${run}"`, expected: `one of ${listWords(runs)}` };
      }
      const [kind, ...rest] = name.split('.');
      const { loaded, settings } = this.#base;
      if (kind !== 'given') {
        const problem = problemDuringFaults(name, loaded.scenario.regions);
        return problem === undefined ? problemOfName(name, { scenario: loaded.scenario, settings }) : problem;
      }
      const one = rest.join('.');
      if (Object.hasOwn(given, one)) return null;
      const known = Object.keys(given);
      return { message: `"${one}" is not given`, expected: `one of ${listWords(known)}`, ...didYouMean(one, known) };
    };
  }
}

type DemandDocument = Readonly<Record<string, string | readonly string[]>>;

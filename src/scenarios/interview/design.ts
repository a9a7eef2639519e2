/** The choices of a candidate as a design: a scenario that runs, and its text as a file. */
import { readDocument } from '../document.js';
import type { Issue } from '../issue.js';
import type { Override } from '../overrides.js';
import { applyOverrides, valueAt } from '../overrides.js';
import type { LoadedScenario } from '../parse.js';
import { loadPlaced } from '../parse.js';
import type { CheckedDesign } from './checklist/check.js';
import type { BaseDesign, Chosen, Demand, Interview, InterviewChoice } from './interview.js';
import { writeDesign } from './write-design.js';

/** What the choices come to. */
export interface Design {
  readonly loaded: LoadedScenario;
  /** The scenario's document as a value. */
  readonly settings: unknown;
  /** A document that holds the scenario, to be saved as a file. */
  readonly yaml: string;
  /** The choices that it is made of. */
  readonly chosen: readonly Chosen[];
  /** Choices that do not go together with earlier ones, and why not: they are no part of it. */
  readonly leftOut: readonly LeftOut[];
  /** What the checklist takes. */
  readonly checked: CheckedDesign;
}

/** A choice that could not be laid over the scenario beside the others. */
export interface LeftOut {
  readonly chosen: Chosen;
  readonly because: readonly Issue[];
}

/**
 * Makes the design of these choices, in the order of the interview's questions whatever the order of the choices. A
 * choice that the engine refuses beside the earlier ones is left out: there is always a design that runs.
 */
export function makeDesign({ base, questions }: Pick<Interview, 'base' | 'questions'>, chosen: readonly Chosen[]): Design {
  const made = questions.flatMap(({ name, kind }) => {
    const one = chosen.find(({ question }) => question === name);
    const choice = kind.kind === 'choice' ? kind.choices.find((each) => each.name === one?.choice) : undefined;
    return one === undefined || choice === undefined ? [] : [{ chosen: one, choice }];
  });
  const whole = layOver(base, made.flatMap(({ choice }) => overridesOf(choice, chosen)));
  // An answer to how rows are named stands, even where no row can be created beside other choices.
  const ids = idsOf(questions, made.map(({ choice }) => choice));
  if (whole.ok) return finish(base, whole, { chosen: made.map((one) => one.chosen), leftOut: [], ids });
  const kept: { readonly chosen: Chosen; readonly overrides: readonly Override[] }[] = [];
  const leftOut: LeftOut[] = [];
  let best: LaidOver = { loaded: base.loaded, settings: base.settings };
  for (const { chosen: one, choice } of made) {
    const overrides = overridesOf(choice, chosen);
    const laid = layOver(base, [...kept.flatMap((each) => each.overrides), ...overrides]);
    if (laid.ok) {
      kept.push({ chosen: one, overrides });
      best = laid;
    } else {
      leftOut.push({ chosen: one, because: laid.issues });
    }
  }
  return finish(base, best, { chosen: kept.map((each) => each.chosen), leftOut, ids });
}

/** Whether these choices are among those made. */
export function meets(chosen: readonly Chosen[], demands: readonly Demand[]): boolean {
  return demands.every(({ question, choices }) =>
    chosen.some((one) => one.question === question && choices.includes(one.choice)));
}

/** What a choice lays over the scenario beside the other choices. */
export function overridesOf({ set, instead }: InterviewChoice, chosen: readonly Chosen[]): readonly Override[] {
  return instead.find((other) => meets(chosen, other.chosen))?.set ?? set;
}

/** A scenario with what was laid over it. */
interface LaidOver {
  readonly loaded: LoadedScenario;
  readonly settings: unknown;
}

/** The base with these overrides, or what is wrong with that. */
export function layOver(
  base: Pick<BaseDesign, 'name' | 'yaml'>,
  overrides: readonly Override[],
): ({ readonly ok: true } & LaidOver) | { readonly ok: false; readonly issues: readonly Issue[] } {
  const read = readDocument(base.yaml);
  if (!read.ok) return read;
  const result = loadPlaced(read.document, base.name, overrides);
  if (!result.ok) return result;
  const path = ['scenarios', base.name];
  const { document } = applyOverrides(read.document, path, overrides);
  return { ok: true, loaded: result.scenario, settings: valueAt(document.value, path) };
}

function finish(
  base: BaseDesign,
  { loaded, settings }: LaidOver,
  { chosen, leftOut, ids }: Pick<Design, 'chosen' | 'leftOut'> & Pick<CheckedDesign, 'ids'>,
): Design {
  const checked = { scenario: loaded.scenario, ids };
  return { loaded, settings, yaml: writeDesign(base.name, settings), chosen, leftOut, checked };
}

/** How rows are named by these choices; null where no question is about that. */
function idsOf(questions: Interview['questions'], made: readonly InterviewChoice[]): CheckedDesign['ids'] {
  const isAsked = questions.some(({ kind }) => kind.kind === 'choice' && kind.choices.some(({ ids }) => ids !== null));
  return isAsked ? (made.find(({ ids }) => ids !== null)?.ids ?? 'open') : null;
}

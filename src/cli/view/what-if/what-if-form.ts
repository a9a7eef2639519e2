/** The form in which changes to a run are put together: choices that are gone through, amounts that are typed. */
import { assertNever } from '../../../sim/base/assert.js';
import { strategyNames } from '../../../scenarios/comparison/strategies.js';
import { endableFaults, placeWords, rulesFromNowOn, whatIfKinds } from '../../../scenarios/what-if/what-if.js';
import type { LinkPlace, WhatIf } from '../../../scenarios/what-if/what-if.js';
import type { Scenario } from '../../../sim/scenario.js';

/** One change, half filled in. */
export interface Draft {
  readonly kind: WhatIf['kind'];
  /** Which of the places, rules or faults there are. */
  readonly choice: number;
  readonly amount: string;
  /** Empty: until the end. */
  readonly lasts: string;
}

/** A line of a draft. */
export type FieldName = 'what' | 'which' | 'amount' | 'lasts';

/** Everything about the form. */
export interface WhatIfForm {
  readonly scenario: Scenario;
  /** The moment that was shown when it was opened. */
  readonly nowUs: number;
  readonly drafts: readonly Draft[];
  /** The draft and the line of it that keys are about. */
  readonly draft: number;
  readonly field: number;
}

/** The form with one change in it. */
export function newForm(scenario: Scenario, nowUs: number): WhatIfForm {
  return { scenario, nowUs, drafts: [newDraft('cut')], draft: 0, field: 0 };
}

/** The lines that a draft has. */
export function fieldsOf({ kind }: Draft): readonly FieldName[] {
  switch (kind) {
    case 'cut':
    case 'crash':
      return ['what', 'which', 'lasts'];
    case 'latency':
    case 'loss':
      return ['what', 'which', 'amount', 'lasts'];
    case 'clock':
      return ['what', 'which', 'amount'];
    case 'end':
    case 'deploy':
    case 'resolve':
    case 'strategy':
      return ['what', 'which'];
    default:
      return assertNever(kind);
  }
}

/** The line that keys are about. */
export function fieldAt({ drafts, draft, field }: WhatIfForm): FieldName {
  const there = drafts[draft];
  return (there === undefined ? undefined : fieldsOf(there)[field]) ?? 'what';
}

/** Whether characters are text now. */
export function isTyped(form: WhatIfForm): boolean {
  const field = fieldAt(form);
  return field === 'amount' || field === 'lasts';
}

/** A line up or down, from one draft to the next. */
export function moveBy(form: WhatIfForm, step: 1 | -1): WhatIfForm {
  const { drafts, draft, field } = form;
  const places = drafts.flatMap((one, index) => fieldsOf(one).map((_, line) => ({ draft: index, field: line })));
  const here = places.findIndex((place) => place.draft === draft && place.field === field);
  return { ...form, ...places[Math.max(0, Math.min(places.length - 1, here + step))] };
}

/** The next or the previous of what the line can be. */
export function vary(form: WhatIfForm, step: 1 | -1): WhatIfForm {
  return changeDraft(form, (draft) => {
    switch (fieldAt(form)) {
      case 'what':
        return newDraft(around(kindsOf(form), draft.kind, step));
      case 'which': {
        const { length } = choicesOf(form, draft);
        return { ...draft, choice: (draft.choice + step + Math.max(1, length)) % Math.max(1, length) };
      }
      case 'amount':
        return { ...draft, amount: around(amountsOf(draft.kind), draft.amount, step) };
      case 'lasts':
        return { ...draft, lasts: around(lastings, draft.lasts, step) };
    }
  });
}

/** The typed line with one more character. */
export function typeInto(form: WhatIfForm, character: string): WhatIfForm {
  return editText(form, (text) => (text.length < longestAmount ? text + character : text));
}

/** The typed line without its last character. */
export function eraseIn(form: WhatIfForm): WhatIfForm {
  return editText(form, (text) => text.slice(0, -1));
}

/** One change more. */
export function addDraft(form: WhatIfForm): WhatIfForm {
  if (form.drafts.length >= mostDrafts) return form;
  return { ...form, drafts: [...form.drafts, newDraft('cut')], draft: form.drafts.length, field: 0 };
}

/** Without the change that keys are about; one remains. */
export function dropDraft(form: WhatIfForm): WhatIfForm {
  if (form.drafts.length === 1) return form;
  const drafts = form.drafts.filter((_, index) => index !== form.draft);
  return { ...form, drafts, draft: Math.min(form.draft, drafts.length - 1), field: 0 };
}

/** The changes as they are filled in. */
export function changesOf(form: WhatIfForm): readonly WhatIf[] {
  return form.drafts.flatMap((draft) => {
    const change = choicesOf(form, draft)[draft.choice]?.make(draft);
    return change === undefined ? [] : [change];
  });
}

/** What a line says. */
export function textOfField(form: WhatIfForm, draft: Draft, field: FieldName): string {
  switch (field) {
    case 'what':
      return kindWords[draft.kind];
    case 'which':
      return choicesOf(form, draft)[draft.choice]?.text ?? 'nothing to choose';
    case 'amount':
      return draft.amount;
    case 'lasts':
      return draft.lasts;
    default:
      return assertNever(field);
  }
}

interface Choice {
  readonly text: string;
  readonly make: (draft: Draft) => WhatIf;
}

const mostDrafts = 8;
const longestAmount = 16;

const kindWords = {
  cut: 'cut links',
  end: 'end a fault sooner',
  crash: 'crash a region',
  clock: 'step a clock',
  latency: 'raise latency',
  loss: 'lose messages',
  deploy: 'another conflict rule, from now on',
  resolve: 'another conflict rule, from the start',
  strategy: 'another strategy, from the start',
} as const satisfies Readonly<Record<WhatIf['kind'], string>>;

const durations = ['10ms', '20ms', '50ms', '100ms', '200ms', '500ms', '1s', '2s', '5s', '10s', '30s', '1m'];
const lastings: readonly string[] = ['', ...durations.slice(4), '5m'];
const steps: readonly string[] = [...durations.map((text) => `-${text}`).reverse(), ...durations];
const shares: readonly string[] = ['1%', '2%', '5%', '10%', '20%', '30%', '50%', '80%'];
const rules: readonly string[] = ['lww', 'fww', 'arrival', 'siblings'];

function newDraft(kind: Draft['kind']): Draft {
  return { kind, choice: 0, amount: kind === 'clock' ? '-200ms' : kind === 'loss' ? '30%' : '200ms', lasts: '5s' };
}

/** An end can be brought forward only while something goes on. */
function kindsOf(form: WhatIfForm): readonly Draft['kind'][] {
  return whatIfKinds.filter((kind) => choicesOf(form, newDraft(kind)).length > 0);
}

function amountsOf(kind: Draft['kind']): readonly string[] {
  return kind === 'clock' ? steps : kind === 'loss' ? shares : durations;
}

function choicesOf({ scenario, nowUs }: WhatIfForm, { kind }: Draft): readonly Choice[] {
  const names = scenario.regions.map(({ name }) => name);
  const places = placesIn(scenario);
  switch (kind) {
    case 'cut':
      return places.map((where) => ({ text: placeWords(where), make: ({ lasts }) => ({ kind: 'cut', where, lasts: orNull(lasts) }) }));
    case 'latency':
      return places.map((where) => ({
        text: placeWords(where),
        make: ({ amount, lasts }) => ({ kind: 'latency', where, add: amount, lasts: orNull(lasts) }),
      }));
    case 'loss':
      return places.map((where) => ({
        text: placeWords(where),
        make: ({ amount, lasts }) => ({ kind: 'loss', where, to: amount, lasts: orNull(lasts) }),
      }));
    case 'end':
      return endableFaults(scenario, nowUs).map((end) => ({ text: end.words, make: () => end }));
    case 'crash':
      return names.map((region) => ({ text: region, make: ({ lasts }) => ({ kind: 'crash', region, lasts: orNull(lasts) }) }));
    case 'clock':
      return names.map((region) => ({ text: region, make: ({ amount }) => ({ kind: 'clock', region, by: amount }) }));
    case 'deploy':
      return rulesFromNowOn(scenario).flatMap((rule) => [null, ...(names.length > 1 ? names : [])].map((region) => ({
        text: region === null ? rule : `${rule} in ${region} alone`,
        make: () => ({ kind: 'deploy', rule, region }),
      })));
    case 'resolve':
      return rules
        .filter((rule) => rule !== scenario.conflicts.resolve && !rulesFromNowOn(scenario).some((one) => one === rule))
        .map((rule) => ({ text: rule, make: () => ({ kind: 'resolve', rule }) }));
    case 'strategy':
      return strategyNames
        .filter((name) => name !== scenario.replication.strategy)
        .map((name) => ({ text: name, make: () => ({ kind: 'strategy', name }) }));
    default:
      return assertNever(kind);
  }
}

/** Each pair of regions that a link joins, each region with all its links, and all. */
function placesIn({ regions, topology }: Scenario): readonly LinkPlace[] {
  const nameOf = (index: number) => regions[index]?.name ?? '';
  const pairs = topology.links
    .filter(({ from, to }) => from < to || !topology.links.some((other) => other.from === to && other.to === from))
    .map(({ from, to }): LinkPlace => ({ kind: 'between', regions: [nameOf(from), nameOf(to)] }));
  const each = regions.map(({ name }): LinkPlace => ({ kind: 'of', region: name }));
  return regions.length > 2 ? [...pairs, ...each, { kind: 'all' }] : pairs;
}

function orNull(lasts: string): string | null {
  return lasts === '' ? null : lasts;
}

function around<T>(all: readonly T[], here: T, step: 1 | -1): T {
  const at = all.indexOf(here);
  if (at < 0) return all[0] ?? here;
  return all[(at + step + all.length) % all.length] ?? here;
}

function changeDraft(form: WhatIfForm, change: (draft: Draft) => Draft): WhatIfForm {
  return { ...form, drafts: form.drafts.map((draft, index) => (index === form.draft ? change(draft) : draft)) };
}

function editText(form: WhatIfForm, edit: (text: string) => string): WhatIfForm {
  const field = fieldAt(form);
  if (field !== 'amount' && field !== 'lasts') return form;
  return changeDraft(form, (draft) => ({ ...draft, [field]: edit(draft[field]) }));
}

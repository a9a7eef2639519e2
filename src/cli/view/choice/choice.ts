/** A list that a person searches by typing and chooses from: everything about it that is no drawing. */
import { rankChoices } from './rank-choices.js';

/** One line of such a list. Its texts are safe for a terminal. */
export interface Choice {
  readonly name: string;
  readonly title: string;
  /** The heading that it stands under; empty for none. */
  readonly group: string;
  /** Further words that find it. */
  readonly tags: readonly string[];
  /** Found in too, and not shown in the list. */
  readonly about: string;
}

/** A choice that fits what was typed, and the letters that fit, as places in its texts. */
export interface FoundChoice<Entry extends Choice> {
  readonly choice: Entry;
  readonly nameMarks: readonly number[];
  readonly titleMarks: readonly number[];
}

/** A list, what was typed, and which one is selected. */
export interface ChoiceState<Entry extends Choice> {
  readonly choices: readonly Entry[];
  readonly query: string;
  /** Whether letters are text: since one was typed, or a search was asked for. */
  readonly isSearching: boolean;
  /** What fits, best first; all in their own order when nothing was typed. */
  readonly found: readonly FoundChoice<Entry>[];
  /** Index into {@link found}; 0 when nothing fits. */
  readonly selected: number;
}

/** Longest text that can be searched for. */
export const longestQuery = 60;

/** A list of which the first one is selected. */
export function startChoice<Entry extends Choice>(choices: readonly Entry[]): ChoiceState<Entry> {
  return { choices, query: '', isSearching: false, found: rankChoices(choices, ''), selected: 0 };
}

/** The selected one; null when nothing fits. */
export function chosenOf<Entry extends Choice>({ found, selected }: ChoiceState<Entry>): Entry | null {
  return found[selected]?.choice ?? null;
}

/** The same list with other entries: searched for the same, and the one of the same name is selected. */
export function renewChoice<Entry extends Choice>(state: ChoiceState<Entry>, choices: readonly Entry[]): ChoiceState<Entry> {
  const name = chosenOf(state)?.name;
  const found = rankChoices(choices, state.query);
  return { ...state, choices, found, selected: Math.max(0, found.findIndex(({ choice }) => choice.name === name)) };
}

/** Selects one further down, or up when negative, and no further than to an end. */
export function moveSelection<Entry extends Choice>(state: ChoiceState<Entry>, by: number): ChoiceState<Entry> {
  const last = Math.max(0, state.found.length - 1);
  return { ...state, selected: Math.max(0, Math.min(last, state.selected + by)) };
}

/** Letters are text from now on. */
export function beginSearch<Entry extends Choice>(state: ChoiceState<Entry>): ChoiceState<Entry> {
  return { ...state, isSearching: true };
}

/** What was found stays listed, and letters are keys again until the next one that is searched for. */
export function restSearch<Entry extends Choice>(state: ChoiceState<Entry>): ChoiceState<Entry> {
  return { ...state, isSearching: false };
}

/** Adds a character to what is searched for, and selects what fits best. */
export function typeInto<Entry extends Choice>(state: ChoiceState<Entry>, character: string): ChoiceState<Entry> {
  if ([...state.query].length >= longestQuery) return beginSearch(state);
  return search(state, state.query + character);
}

/** Takes the last character away; the search ends when there is none. */
export function eraseFrom<Entry extends Choice>(state: ChoiceState<Entry>): ChoiceState<Entry> {
  if (state.query === '') return endSearch(state);
  return search(state, [...state.query].slice(0, -1).join(''));
}

/** Everything is listed again; what was selected stays so. */
export function endSearch<Entry extends Choice>(state: ChoiceState<Entry>): ChoiceState<Entry> {
  const kept = chosenOf(state);
  const selected = kept === null ? 0 : Math.max(0, state.choices.indexOf(kept));
  return { ...startChoice(state.choices), selected };
}

function search<Entry extends Choice>({ choices }: ChoiceState<Entry>, query: string): ChoiceState<Entry> {
  return { choices, query, isSearching: true, found: rankChoices(choices, query), selected: 0 };
}

/** What the home screen shows: sections of things that can be opened, one of them in sight. */
import { chosenOf, endSearch, renewChoice, restSearch, startChoice, typeInto } from '../choice/choice.js';
import type { Choice, ChoiceState } from '../choice/choice.js';

/** One thing that can be opened from the home screen. Its texts are safe for a terminal. */
export interface HomeEntry extends Choice {
  /** What the key that opens it does with it. */
  readonly verb: 'watch' | 'look again' | 'learn' | 'begin';
  /** Further paragraphs about it. */
  readonly notes: readonly HomeNote[];
  /** Why it cannot be used; null when nothing of the kind is known. */
  readonly problem: string | null;
  /** The command that does the same. */
  readonly command: string;
}

/** A paragraph that begins with a word of its own. */
export interface HomeNote {
  readonly label: string;
  readonly text: string;
}

/** Things of one kind. */
export interface HomeSection<Entry extends HomeEntry = HomeEntry> {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The home screen at one moment. All lists are searched for the same. */
export interface HomeState<Entry extends HomeEntry = HomeEntry> {
  readonly sections: readonly ListedSection<Entry>[];
  /** Index of the section in sight. */
  readonly current: number;
  /** Whether folders are still being looked through. */
  readonly isLooking: boolean;
  /** The name of what is being opened; null when nothing is. */
  readonly opening: string | null;
}

/** A section and its list. */
export interface ListedSection<Entry extends HomeEntry = HomeEntry> {
  readonly title: string;
  readonly list: ChoiceState<Entry>;
}

/** The first section in sight; sections without entries do not appear. */
export function startHome<Entry extends HomeEntry>(sections: readonly HomeSection<Entry>[]): HomeState<Entry> {
  return { sections: listSections(sections), current: 0, isLooking: true, opening: null };
}

/** More sections behind those that are there; what was typed is searched for in them too. */
export function addSections<Entry extends HomeEntry>(
  state: HomeState<Entry>,
  sections: readonly HomeSection<Entry>[],
): HomeState<Entry> {
  const { query } = currentList(state);
  const added = listSections(sections).map(({ title, list }) => {
    return { title, list: [...query].reduce(typeInto<Entry>, list) };
  });
  return { ...state, sections: [...state.sections, ...added] };
}

/** Sections whose entries changed, found by their titles; searched for the same, and with the same one selected. */
export function renewSections<Entry extends HomeEntry>(
  state: HomeState<Entry>,
  renewed: readonly HomeSection<Entry>[],
): HomeState<Entry> {
  const sections = state.sections.map(({ title, list }) => {
    const found = renewed.find((section) => section.title === title);
    return { title, list: found === undefined ? list : renewChoice(list, found.entries) };
  });
  return { ...state, sections };
}

/** The list in sight. */
export function currentList<Entry extends HomeEntry>({ sections, current }: HomeState<Entry>): ChoiceState<Entry> {
  return sections[current]?.list ?? startChoice<Entry>([]);
}

/** What is selected; null when nothing is listed. */
export function selectedEntry<Entry extends HomeEntry>(state: HomeState<Entry>): Entry | null {
  return chosenOf(currentList(state));
}

/** Changes the list in sight; every other list is searched for the same. */
export function changeList<Entry extends HomeEntry>(
  state: HomeState<Entry>,
  change: (list: ChoiceState<Entry>) => ChoiceState<Entry>,
): HomeState<Entry> {
  const before = currentList(state);
  const after = change(before);
  const isSameSearch = after.query === before.query && after.isSearching === before.isSearching;
  const sections = state.sections.map(({ title, list }, index) => {
    if (index === state.current) return { title, list: after };
    return { title, list: isSameSearch ? list : searchLike(list, after) };
  });
  return { ...state, sections };
}

/** What was found stays listed in every section, and letters are keys again. */
export function restSearches<Entry extends HomeEntry>(state: HomeState<Entry>): HomeState<Entry> {
  return { ...state, sections: state.sections.map(({ title, list }) => ({ title, list: restSearch(list) })) };
}

/** The section after this one, or before when negative; round and round. */
export function changeSection<Entry extends HomeEntry>(state: HomeState<Entry>, by: number): HomeState<Entry> {
  const count = state.sections.length;
  return count === 0 ? state : { ...state, current: (state.current + by + count) % count };
}

function searchLike<Entry extends HomeEntry>(
  list: ChoiceState<Entry>,
  { query, isSearching }: ChoiceState<Entry>,
): ChoiceState<Entry> {
  const searched = [...query].reduce(typeInto<Entry>, endSearch(list));
  return { ...searched, isSearching };
}

function listSections<Entry extends HomeEntry>(
  sections: readonly HomeSection<Entry>[],
): readonly ListedSection<Entry>[] {
  return sections
    .filter(({ entries }) => entries.length > 0)
    .map(({ title, entries }) => ({ title, list: startChoice(entries) }));
}

/** The home screen: a state and a size in, rows out. */
import { drawChoices, placeInChoices } from '../choice/draw-choices.js';
import type { ChoiceState } from '../choice/choice.js';
import { drawPanel, innerSize, placeBeside } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { rowWidth, span, spreadRow } from '../drawing/row.js';
import type { Row, Span } from '../drawing/row.js';
import { takeLastColumns } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { wrapText } from '../drawing/wrap-text.js';
import { describeEntry } from './describe-entry.js';
import { currentList, selectedEntry } from './home-state.js';
import type { HomeEntry, HomeState, ListedSection } from './home-state.js';

/** Draws the screen in a space of at least {@link smallestSize}, less the row of the help line. */
export function drawHome(state: HomeState, size: Size, theme: Theme): readonly Row[] {
  const layout = planLayout(size);
  const list = drawPanel(titleOfList(state), drawList(state, innerSize(layout.list), theme), layout.list, theme);
  const entry = selectedEntry(state);
  const about = entry === null ? [] : describeEntry(entry, innerSize(layout.about), theme);
  const panel = drawPanel({ left: entry?.name ?? 'Nothing selected', right: '' }, about, layout.about, theme);
  return [
    drawHeading(state, size.columns, theme),
    drawTabs(state, size.columns, theme),
    drawSearch(currentList(state), size.columns, theme),
    ...(layout.isWide ? placeBeside(list, panel) : [...list, ...panel]),
  ];
}

/** How many rows of the list are seen: those of a page. */
export function pageOfHome(size: Size): number {
  return innerSize(planLayout(size).list).rows;
}

interface Layout {
  /** Whether the list and what is said about its selected entry stand beside each other. */
  readonly isWide: boolean;
  readonly list: Size;
  readonly about: Size;
}

/** Heading, sections, search. */
const plainRows = 3;

const wideColumns = 110;

function planLayout({ columns, rows }: Size): Layout {
  const panels = rows - plainRows;
  if (columns >= wideColumns) {
    const listColumns = Math.min(100, Math.round(columns * 0.54));
    return {
      isWide: true,
      list: { columns: listColumns, rows: panels },
      about: { columns: columns - listColumns, rows: panels },
    };
  }
  const aboutRows = Math.max(7, Math.round(panels * 0.45));
  return { isWide: false, list: { columns, rows: panels - aboutRows }, about: { columns, rows: aboutRows } };
}

function drawHeading({ isLooking, opening }: HomeState, columns: number, theme: Theme): Row {
  const name = [span(' quarrel', 'title'), span('  replicated databases whose replicas may disagree', 'dim')];
  const news = opening === null ? (isLooking ? 'looking for files ' : '') : `opening ${opening} `;
  return spreadRow(name, [span(news, 'dim')], columns, theme.ellipsis);
}

/** The section in sight is in brackets; those that do not fit are left out, that one never. */
function drawTabs({ sections, current }: HomeState, columns: number, theme: Theme): Row {
  for (let first = 0; first < current; first += 1) {
    const row = tabsFrom(sections, first, current, theme);
    if (rowWidth(row) <= columns) return row;
  }
  return tabsFrom(sections, current, current, theme);
}

function tabsFrom(sections: readonly ListedSection[], first: number, current: number, theme: Theme): Row {
  const before: readonly Span[] = first === 0 ? [] : [span(` ${theme.ellipsis}`, 'dim')];
  return [
    ...before,
    ...sections.slice(first).map(({ title, list }, index) => {
      const text = `${title} ${list.found.length}`;
      return first + index === current ? span(` [${text}]`, 'strong') : span(`  ${text} `, 'dim');
    }),
  ];
}

function drawSearch({ query, isSearching }: ChoiceState<HomeEntry>, columns: number, theme: Theme): Row {
  if (!isSearching && query === '') return [span(' Search: type a name, a system, a word', 'dim')];
  const room = columns - 11;
  const shown = takeLastColumns(query, room);
  return [span(' Search: '), span(shown === query ? '' : theme.ellipsis, 'dim'), span(shown, 'accent'), span(isSearching ? '_' : '')];
}

function titleOfList(state: HomeState) {
  const left = state.sections[state.current]?.title ?? '';
  return { left, right: placeInChoices(currentList(state)) };
}

function drawList(state: HomeState, size: Size, theme: Theme): readonly Row[] {
  const list = currentList(state);
  if (list.found.length > 0) return drawChoices(list, size, theme);
  const elsewhere = state.sections.filter(({ list: { found } }) => found.length > 0);
  const where = elsewhere.map(({ title, list: { found } }) => `${title} (${found.length})`).join(', ');
  const hint = where === '' ? 'esc lists everything again' : `tab: ${where}`;
  const sentence = `Nothing here says that; ${hint}.`;
  return wrapText(sentence, size.columns - 2).map((line) => [span(` ${line}`)]);
}

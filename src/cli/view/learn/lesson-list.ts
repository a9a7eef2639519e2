/** The list of lessons: how far each is, and what is to be repeated. */
import { chosenOf } from '../choice/choice.js';
import type { Choice, ChoiceState } from '../choice/choice.js';
import { placeInChoices } from '../choice/draw-choices.js';
import { drawPanel, innerSize, placeBeside } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { fitRow, span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { showSelected } from '../drawing/selection.js';
import { fitLeft, measureWidth, takeLastColumns } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { wrapText } from '../drawing/wrap-text.js';
import { formatCountOf } from '../words/quantity.js';
import { barOf } from './progress-bar.js';
import { drawParagraphs } from './sections.js';

/** A line of the list. Its texts are safe for a terminal. */
export interface LessonEntry extends Choice {
  /** Its number; null for what is to be repeated. */
  readonly number: number | null;
  readonly steps: readonly LessonEntryStep[];
  readonly seen: number;
  readonly right: number;
  /** Questions that are to be put again. */
  readonly due: number;
}

/** A step of it, and how its last answer was. */
export interface LessonEntryStep {
  readonly title: string;
  readonly outcome: 'right' | 'wrong' | 'skipped' | null;
}

/** The list at one moment. */
export interface LessonListState {
  readonly list: ChoiceState<LessonEntry>;
  /** The name of what is being opened; null when nothing is. */
  readonly opening: string | null;
  /** Why something could not be opened; empty when nothing is known to be wrong. */
  readonly problem: string;
}

/** Draws the screen in a space of at least the smallest size, less the row of the help line. */
export function drawLessonList(state: LessonListState, size: Size, theme: Theme): readonly Row[] {
  const plan = planList(size);
  const { list } = state;
  const entry = chosenOf(list);
  const about = state.problem === '' ? aboutEntry(entry, innerSize(plan.about)) : problemRows(state.problem, innerSize(plan.about).columns);
  const panels = [
    drawPanel({ left: 'Lessons', right: placeInChoices(list) }, drawEntries(list, innerSize(plan.list), theme), plan.list, theme),
    drawPanel({ left: entry?.title ?? 'Nothing selected', right: '' }, about, plan.about, theme),
  ] as const;
  return [
    drawTop(state, size.columns, theme),
    drawSearch(list, size.columns, theme),
    ...(plan.isWide ? placeBeside(panels[0], panels[1]) : panels.flat()),
  ];
}

/** How many rows of the list are seen: those of a page. */
export function pageOfLessonList(size: Size): number {
  return innerSize(planList(size).list).rows;
}

/** How far a lesson is: `3 of 7 steps, 2 right, 1 not; 1 to repeat`. */
export function standingWords({ seen, right, steps, due }: Pick<LessonEntry, 'seen' | 'right' | 'due'> & { readonly steps: readonly unknown[] }): string {
  const again = due === 0 ? '' : `; ${String(due)} to repeat`;
  if (seen === 0) return `${formatCountOf(steps.length, 'step')}, none taken yet${again}`;
  const wrong = seen === right ? '' : `, ${String(seen - right)} not`;
  return `${String(seen)} of ${formatCountOf(steps.length, 'step')}, ${String(right)} right${wrong}${again}`;
}

interface ListPlan {
  readonly isWide: boolean;
  readonly list: Size;
  readonly about: Size;
}

const plainRows = 2;
const wideColumns = 110;

function planList({ columns, rows }: Size): ListPlan {
  const panels = rows - plainRows;
  if (columns >= wideColumns) {
    const left = Math.min(110, Math.round(columns * 0.58));
    return { isWide: true, list: { columns: left, rows: panels }, about: { columns: columns - left, rows: panels } };
  }
  const about = Math.max(6, Math.round(panels * 0.4));
  return { isWide: false, list: { columns, rows: panels - about }, about: { columns, rows: about } };
}

function drawTop({ opening, list }: LessonListState, columns: number, theme: Theme): Row {
  const due = list.choices.reduce((sum, entry) => sum + (entry.number === null ? 0 : entry.due), 0);
  const news = opening === null ? (due === 0 ? '' : `  ${formatCountOf(due, 'question')} to repeat`) : `  opening ${opening}`;
  return fitRow([span(' quarrel learn', 'title'), span('  predict, say how sure you are, then see', 'dim'), span(news)], columns, theme.ellipsis);
}

function drawSearch({ query, isSearching }: ChoiceState<LessonEntry>, columns: number, theme: Theme): Row {
  if (!isSearching && query === '') return [span(' Search: type a word', 'dim')];
  const shown = takeLastColumns(query, columns - 11);
  return [span(' Search: '), span(shown === query ? '' : theme.ellipsis, 'dim'), span(shown, 'accent'), span(isSearching ? '_' : '')];
}

function drawEntries({ found, selected }: ChoiceState<LessonEntry>, { columns, rows }: Size, theme: Theme): readonly Row[] {
  if (found.length === 0) return [[span(' Nothing here says that; esc lists everything again.')]];
  const names = Math.min(Math.floor(columns * 0.3), Math.max(0, ...found.map(({ choice }) => measureWidth(choice.name))));
  const tallies = found.map(({ choice }) => tallyOf(choice));
  const dues = found.map(({ choice }) => (choice.due === 0 ? '' : `${String(choice.due)} again  `));
  const [tallyColumns, dueColumns] = [widest(tallies), widest(dues)];
  const entries = found.map(({ choice }, index): readonly Row[] => {
    const isHere = index === selected;
    const number = (choice.number === null ? '' : String(choice.number)).padStart(3);
    const bar = choice.number === null ? ''.padEnd(12) : barOf(choice.seen, choice.steps.length);
    return [[
      span(isHere ? '>' : ' ', 'strong'),
      span(`${number} `, 'dim'),
      span(`${fitLeft(choice.name, names, theme.ellipsis)}  `, isHere ? 'strong' : 'plain'),
      span(`${bar} ${(tallies[index] ?? '').padEnd(tallyColumns)}  `, choice.seen === 0 ? 'dim' : 'plain'),
      span((dues[index] ?? '').padEnd(dueColumns), 'warn'),
      span(choice.title, isHere ? 'strong' : 'dim'),
    ]];
  });
  return showSelected(entries, selected, rows);
}

/** `3 right 1 not`; nothing before the first answer. */
function tallyOf({ seen, right }: LessonEntry): string {
  if (seen === 0) return '';
  return seen === right ? `${String(right)} right` : `${String(right)} right ${String(seen - right)} not`;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

function aboutEntry(entry: LessonEntry | null, { columns }: Size): readonly Row[] {
  if (entry === null) return [];
  const blank: Row = [];
  const steps = entry.steps.map(({ title, outcome }, index): Row => [
    span(` ${String(index + 1).padStart(2)}  `, 'dim'),
    span(fitLeft(outcome ?? '', 8, '~'), outcome === 'right' ? 'good' : outcome === 'wrong' ? 'bad' : 'dim'),
    span(title),
  ]);
  const standing = entry.number === null ? [] : [standingWords(entry)];
  return [...drawParagraphs([entry.about], columns), ...drawParagraphs(standing, columns, 'dim'), blank, ...steps];
}

function problemRows(problem: string, columns: number): readonly Row[] {
  return problem.split('\n').flatMap((line) => wrapText(line, columns - 2).map((part): Row => [span(` ${part}`, 'bad')]));
}

/** The list of interviews, and its keys. */
import { chosenOf } from '../choice/choice.js';
import type { Choice, ChoiceState } from '../choice/choice.js';
import { placeInChoices } from '../choice/draw-choices.js';
import { keysOfList } from '../choice/list-keys.js';
import { drawPanel, innerSize } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { fitRow, span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { showSelected } from '../drawing/selection.js';
import { fitLeft, measureWidth, takeLastColumns } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { drawParagraphs } from '../learn/sections.js';

/** All keys of the list of interviews. */
export const interviewListKeys = keysOfList({ title: 'The interviews', verb: 'begin', about: 'Begin the interview.' });

/** The list at one moment. */
export interface InterviewListState {
  readonly list: ChoiceState<Choice>;
  /** Why something could not be opened; empty when nothing is known to be wrong. */
  readonly problem: string;
}

/** Draws the screen in a space of at least the smallest size, less the row of the help line. */
export function drawInterviewList({ list, problem }: InterviewListState, size: Size, theme: Theme): readonly Row[] {
  const chosen = chosenOf(list);
  const [upper, lower] = sizesOf(size);
  const about = problem === '' ? drawParagraphs(chosen === null ? [] : [chosen.about], innerSize(lower).columns) : drawParagraphs(problem.split('\n'), innerSize(lower).columns, 'bad');
  return [
    fitRow([span(' quarrel interview', 'title'), span('  design, and hear what your design loses', 'dim')], size.columns, theme.ellipsis),
    drawSearch(list, size.columns),
    ...drawPanel({ left: 'Interviews', right: placeInChoices(list) }, drawEntries(list, innerSize(upper), theme), upper, theme),
    ...drawPanel({ left: chosen?.title ?? 'Nothing selected', right: '' }, about, lower, theme),
  ];
}

/** How many rows of the list are seen: those of a page. */
export function pageOfInterviewList(size: Size): number {
  return innerSize(sizesOf(size)[0]).rows;
}

function sizesOf({ columns, rows }: Size): readonly [Size, Size] {
  const lower = Math.max(5, Math.round((rows - 2) * 0.35));
  return [{ columns, rows: rows - 2 - lower }, { columns, rows: lower }];
}

function drawSearch({ query, isSearching }: ChoiceState<Choice>, columns: number): Row {
  if (!isSearching && query === '') return [span(' Search: type a word', 'dim')];
  return [span(' Search: '), span(takeLastColumns(query, columns - 11), 'accent'), span(isSearching ? '_' : '')];
}

function drawEntries({ found, selected }: ChoiceState<Choice>, { columns, rows }: Size, theme: Theme): readonly Row[] {
  if (found.length === 0) return [[span(' Nothing here says that; esc lists everything again.')]];
  const names = Math.min(Math.floor(columns * 0.4), Math.max(0, ...found.map(({ choice }) => measureWidth(choice.name))));
  const entries = found.map(({ choice }, index): readonly Row[] => {
    const isHere = index === selected;
    return [[
      span(isHere ? '> ' : '  ', 'strong'),
      span(`${fitLeft(choice.name, names, theme.ellipsis)}  `, isHere ? 'strong' : 'plain'),
      span(choice.title, isHere ? 'strong' : 'dim'),
    ]];
  });
  return showSelected(entries, selected, rows);
}

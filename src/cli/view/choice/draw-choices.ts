/** A list that is chosen from: headings, names and titles, letters that fit, and the selected one in sight. */
import type { Size } from '../drawing/panel.js';
import { fitRow, rowWidth, span } from '../drawing/row.js';
import type { Row, Span, Tone } from '../drawing/row.js';
import { measureWidth } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import type { Choice, ChoiceState, FoundChoice } from './choice.js';

/** Draws as many lines as there is room for, the selected one among them. */
export function drawChoices<Entry extends Choice>(
  state: ChoiceState<Entry>,
  size: Size,
  theme: Theme,
): readonly Row[] {
  const lines = linesOf(state);
  const selected = lines.findIndex((line) => line.kind === 'choice' && line.index === state.selected);
  const top = Math.max(0, Math.min(selected - Math.floor(size.rows / 2), lines.length - size.rows));
  const nameColumns = widthOfNames(state.found, size.columns);
  return lines.slice(top, top + size.rows).map((line) =>
    line.kind === 'group'
      ? fitRow([span(` ${line.group}`, 'dim')], size.columns, theme.ellipsis)
      : drawChoice(line.found, { isSelected: line.index === state.selected, nameColumns, columns: size.columns }, theme),
  );
}

/** Which one is selected of how many, for the frame of the list. */
export function placeInChoices<Entry extends Choice>({ found, choices, selected }: ChoiceState<Entry>): string {
  if (found.length === 0) return '';
  const all = found.length === choices.length ? '' : ` of ${choices.length}`;
  return `${selected + 1}/${found.length}${all}`;
}

type Line<Entry extends Choice> =
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'choice'; readonly found: FoundChoice<Entry>; readonly index: number };

/** Headings stand between the choices as long as these are in their own order. */
function linesOf<Entry extends Choice>({ found, query }: ChoiceState<Entry>): readonly Line<Entry>[] {
  const isRanked = query.trim() !== '';
  const lines: Line<Entry>[] = [];
  found.forEach((one, index) => {
    const { group } = one.choice;
    if (!isRanked && group !== '' && group !== found[index - 1]?.choice.group) lines.push({ kind: 'group', group });
    lines.push({ kind: 'choice', found: one, index });
  });
  return lines;
}

/** The sign of selection and a blank at the end of the name. */
const besidesName = 4;

function widthOfNames<Entry extends Choice>(found: readonly FoundChoice<Entry>[], columns: number): number {
  const widest = Math.max(0, ...found.map(({ choice }) => measureWidth(choice.name)));
  return Math.min(widest, Math.max(12, Math.floor((columns - besidesName) * 0.45)));
}

interface ChoiceLook {
  readonly isSelected: boolean;
  readonly nameColumns: number;
  readonly columns: number;
}

function drawChoice<Entry extends Choice>(
  { choice, nameMarks, titleMarks }: FoundChoice<Entry>,
  { isSelected, nameColumns, columns }: ChoiceLook,
  theme: Theme,
): Row {
  const tone = isSelected ? 'strong' : 'plain';
  const sign = span(isSelected ? '> ' : '  ', 'strong');
  const name = fitRow(markLetters(choice.name, nameMarks, tone), nameColumns, theme.ellipsis);
  const title = markLetters(choice.title, titleMarks, isSelected ? 'strong' : 'dim');
  const row = [sign, ...name, span('  '), ...title];
  return rowWidth(row) <= columns ? row : fitRow(row, columns, theme.ellipsis);
}

/** Text in a tone, the letters at these places in another. */
function markLetters(text: string, marks: readonly number[], tone: Tone): readonly Span[] {
  if (marks.length === 0) return [span(text, tone)];
  const spans: Span[] = [];
  let done = 0;
  for (let index = 0; index < marks.length; ) {
    const from = marks[index] ?? 0;
    let to = from + 1;
    for (index += 1; marks[index] === to; index += 1) to += 1;
    if (from > done) spans.push(span(text.slice(done, from), tone));
    spans.push(span(text.slice(from, to), 'accent'));
    done = to;
  }
  if (done < text.length) spans.push(span(text.slice(done), tone));
  return spans;
}

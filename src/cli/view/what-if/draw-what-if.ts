/** The screen on which changes to a run are put together. */
import { whatIfWords } from '../../../scenarios/what-if/what-if.js';
import { assertNever } from '../../../sim/base/assert.js';
import { drawPanel } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { formatMoment } from '../words/quantity.js';
import { changesOf, fieldAt, fieldsOf, isTyped, textOfField } from './what-if-form.js';
import type { FieldName, WhatIfForm } from './what-if-form.js';

/** What is to be seen beside the form. */
export interface WhatIfState {
  readonly form: WhatIfForm;
  /** What is wrong with it, line by line; empty where nothing is known to be. */
  readonly problem: readonly string[];
  /** The command that makes the changed run. */
  readonly repeat: string;
}

/** Draws the screen; of many changes, that which keys are about stays in sight. */
export function drawWhatIf({ form, problem, repeat }: WhatIfState, size: Size, theme: Theme): readonly Row[] {
  const bottom = wrap(repeat, size.columns - 4).slice(0, 4);
  const below = problem.flatMap((line) => wrap(line, size.columns - 2)).slice(0, 6);
  const room = size.rows - 2 - (bottom.length + 2) - below.length;
  const lines = linesOf(form);
  const here = lines.findIndex(({ isHere }) => isHere);
  const first = Math.max(0, Math.min(here - Math.floor((room - 2) / 2), lines.length - (room - 2)));
  const content = lines.slice(first).map(({ row }) => row);
  return [
    [span(` What if ... ${showText(form.scenario.name)}`, 'title'), span(` | seed ${showText(form.scenario.seed)}`)],
    [span(` Up to t=${formatMoment(form.nowUs)}s everything stays as it was. ${sentence(form)}`)],
    ...drawPanel({ left: 'Changes', right: 'enter runs it beside the original' }, content, { columns: size.columns, rows: room }, theme),
    ...below.map((line): Row => [span(` ${showText(line)}`, 'bad')]),
    ...drawPanel(
      { left: 'The same from the command line', right: '' },
      bottom.map((line): Row => [span(` ${showText(line)}`)]),
      { columns: size.columns, rows: bottom.length + 2 },
      theme,
    ),
  ];
}

interface Line {
  readonly row: Row;
  readonly isHere: boolean;
}

function linesOf(form: WhatIfForm): readonly Line[] {
  return form.drafts.flatMap((draft, index): readonly Line[] => {
    const isChosen = index === form.draft;
    const head: Line = { row: [span(` ${index + 1}`, isChosen ? 'title' : 'dim')], isHere: false };
    const fields = fieldsOf(draft).map((field): Line => {
      const isHere = isChosen && field === fieldAt(form);
      const text = showText(textOfField(form, draft, field));
      const shown = field === 'what' || field === 'which' ? (isHere ? `< ${text} >` : text) : typedText(text, isHere, form);
      const row: Row = [
        span(isHere ? ' > ' : '   ', 'accent'),
        span(fieldNames[field].padEnd(10), isHere ? 'strong' : 'dim'),
        span(shown, isHere ? 'strong' : 'plain'),
        span(isHere ? `   ${hintFor(field, draft.kind)}` : '', 'dim'),
      ];
      return { row, isHere };
    });
    return [head, ...fields];
  });
}

const fieldNames = { what: 'what', which: 'which', amount: 'how much', lasts: 'how long' } as const satisfies Readonly<
  Record<FieldName, string>
>;

function typedText(text: string, isHere: boolean, form: WhatIfForm): string {
  if (isHere && isTyped(form)) return `${text}_`;
  return text === '' ? 'until the end' : text;
}

function hintFor(field: FieldName, kind: string): string {
  switch (field) {
    case 'what':
    case 'which':
      return '';
    case 'amount':
      return kind === 'loss' ? 'a share such as 30%' : kind === 'clock' ? 'such as -200ms; minus sets it back' : 'such as 200ms or 1s';
    case 'lasts':
      return 'such as 500ms or 5s; nothing: until the end';
    default:
      return assertNever(field);
  }
}

function sentence(form: WhatIfForm): string {
  const words = changesOf(form).map(whatIfWords);
  return words.length === 0 ? '' : `Then: ${words.join('; ')}.`;
}

function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += columns) lines.push(text.slice(at, at + columns));
  return lines;
}

/** What the run has come to so far: how much was written, and what went wrong with it. */
import type { LiveState } from './live-state.js';
import { span } from '../drawing/row.js';
import type { Row, Span, Tone } from '../drawing/row.js';
import { drawSparkline } from '../drawing/sparkline.js';
import type { Series } from '../drawing/sparkline.js';
import { fitLeft } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { formatCount, formatShortCount, formatShortMoment } from '../words/quantity.js';

/** From here on there is room for courses, first moments, and what only the end of a run tells. */
const columnsForCourses = 48;

/** Rows that {@link drawSafety} takes in so many columns. */
export function countSafetyRows(columns: number): number {
  return columns < columnsForCourses ? 5 : 7;
}

/** Rows of {@link drawCompactSafety}. */
export const compactSafetyRows = 3;

/** Each figure now, when there first was one, and its course where there is room. */
export function drawSafety(state: LiveState, columns: number, theme: Theme): readonly Row[] {
  const { written, applied } = state.observation;
  const figures = figuresOf(state);
  if (columns < columnsForCourses) {
    const totals = [countOf('written', written), countOf('applied', applied)];
    return [...totals, ...figures.slice(0, 3)].map((figure) => drawFigure(figure, columns));
  }
  const trend = Math.min(24, columns - nameColumns - figureColumns - firstColumns - 5);
  const titles = `${'now'.padStart(figureColumns)}  ${fitLeft('trend', trend, '')}  first seen`;
  return [
    [span(` written ${formatCount(written)}   applied ${formatCount(applied)}`)],
    [span(` ${'safety'.padEnd(nameColumns)}${titles}`, 'dim')],
    ...figures.map((figure) => drawCourse(figure, trend, theme)),
  ];
}

/** All of it in three rows. */
export function drawCompactSafety(state: LiveState): readonly Row[] {
  const { written, applied } = state.observation;
  const [conflicts, lost, divergent] = figuresOf(state).map(spanOf);
  return [
    [span(` written ${formatShortCount(written)}  applied ${formatShortCount(applied)}`)],
    [span(' conflicts '), conflicts ?? span(''), span('  diverged '), divergent ?? span('')],
    [span(` ${nameOfLosses(state)} `, lost?.tone), lost ?? span('')],
  ];
}

const nameColumns = 19;
const figureColumns = 11;
const firstColumns = 10;

interface Figure {
  readonly name: string;
  /** Null while it is not known. */
  readonly now: number | null;
  /** How it is to be taken as soon as there is one. */
  readonly tone: Tone;
  readonly course: Series;
  /** Null: not until now, or not known. */
  readonly firstUs: number | null;
}

function figuresOf(state: LiveState): readonly Figure[] {
  const { observation, losses, history, firstSeenUs, judgement } = state;
  return [
    {
      ...{ name: 'conflicts', now: observation.conflicts, tone: 'warn' },
      ...{ course: history.conflicts, firstUs: firstSeenUs.conflict },
    },
    {
      ...{ name: nameOfLosses(state), now: losses?.lost ?? null, tone: 'bad' },
      ...{ course: history.lost, firstUs: firstSeenUs.loss },
    },
    {
      ...{ name: 'diverged keys', now: losses?.divergentKeys ?? null, tone: 'warn' },
      ...{ course: history.divergent, firstUs: firstSeenUs.divergence },
    },
    {
      ...{ name: 'stale reads', now: observation.staleReads, tone: 'warn' },
      ...{ course: history.staleReads, firstUs: observation.firstStaleReadUs },
    },
    {
      ...{ name: 'resurrected deletes', now: judgement?.report.clients.resurrectedDeletes ?? null, tone: 'bad' },
      ...{ course: [], firstUs: null },
    },
  ];
}

/** In capitals as soon as there are any. */
function nameOfLosses({ losses }: LiveState): string {
  return losses !== null && losses.lost > 0 ? 'LOST WRITES' : 'lost writes';
}

function countOf(name: string, now: number): Figure {
  return { name, now, tone: 'plain', course: [], firstUs: null };
}

function spanOf({ now, tone }: Figure): Span {
  return now === null ? span('-') : span(formatCount(now), now > 0 ? tone : 'plain');
}

function drawFigure(figure: Figure, columns: number): Row {
  const { text, tone } = spanOf(figure);
  const first = figure.firstUs === null ? '' : `  from ${formatShortMoment(figure.firstUs)}`;
  const room = columns - 14 - 8;
  return [
    span(` ${figure.name.padEnd(13)}`, tone),
    span(text.padStart(8), tone),
    span(first.length <= room ? first : '', 'dim'),
  ];
}

function drawCourse(figure: Figure, columns: number, theme: Theme): Row {
  const { text, tone } = spanOf(figure);
  const first = figure.firstUs === null ? '-' : formatShortMoment(figure.firstUs);
  return [
    span(` ${figure.name.padEnd(nameColumns)}`, tone),
    span(text.padStart(figureColumns), tone),
    span(`  ${drawSparkline(figure.course, columns, theme)}  `, 'accent'),
    span(first, 'dim'),
  ];
}

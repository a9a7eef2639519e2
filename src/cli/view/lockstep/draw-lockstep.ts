/** The screen of runs in lockstep: a state and a size in, rows out. */
import { assertNever } from '../../../sim/base/assert.js';
import { drawPanel, innerSize } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { span, spreadRow } from '../drawing/row.js';
import type { Row, Span } from '../drawing/row.js';
import { cutText, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { canGoFaster, canGoSlower } from '../live/speed.js';
import { formatCountOf, formatMoment, formatShortMoment, formatSpeed } from '../words/quantity.js';
import { drawFigures, figureRows } from './lockstep-figures.js';
import type { LockstepKeyContext } from './lockstep-keys.js';
import { drawLogs } from './lockstep-logs.js';
import type { LockstepState } from './lockstep-state.js';
import { drawMarkLegend, drawTimelines } from './lockstep-timeline.js';
import { drawParting } from './parting-words.js';

/** Draws the screen. Where rows are few, the logs give way first, then what each run does where they part. */
export function drawLockstep(state: LockstepState, size: Size, theme: Theme): readonly Row[] {
  const lanes = state.lanes.length;
  const figures = size.rows >= ampleRows ? figureRows.all : figureRows.most;
  const panel = { columns: size.columns, rows: figures + 2 };
  const room = size.rows - 1 - panel.rows - lanes - 1;
  const partingRows = room >= 1 + lanes + leastLogRows ? 1 + lanes : Math.min(1, room);
  const logRows = room - partingRows >= leastLogRows ? room - partingRows : 0;
  const content = drawFigures(state, innerSize(panel).columns, theme);
  return [
    drawHead(state, size.columns, theme),
    ...drawParting(state, logRows > 0 ? partingRows : Math.max(0, room)),
    ...drawPanel({ left: 'Side by side', right: '* differs' }, content, panel, theme),
    ...(logRows > 0 ? drawLogs(state, { columns: size.columns, rows: logRows }, theme) : []),
    ...drawTimelines(state, size.columns),
    drawMarkLegend(state),
  ];
}

/** What decides which keys do something on this screen. */
export function lockstepContextOf(state: LockstepState, canWrite: boolean): LockstepKeyContext {
  return {
    mode: 'view',
    playback: state.mode,
    isAtStart: state.nowUs === 0,
    canGoFaster: canGoFaster(state.speed),
    canGoSlower: canGoSlower(state.speed),
    knowsParting: state.parting.kind === 'found',
    isFirstChosen: state.chosen === 0,
    isLastChosen: state.chosen === state.lanes.length - 1,
    canWrite,
  };
}

/** From here on all figures are there. */
const ampleRows = 30;

/** Two events and a frame. */
const leastLogRows = 4;

function drawHead(state: LockstepState, columns: number, theme: Theme): Row {
  const name = cutText(showText(state.title), Math.floor(columns / 3), theme.ellipsis);
  const facts = `${formatCountOf(state.lanes.length, 'run')} in lockstep | seed ${showText(state.seed)}`;
  const moment = `t=${formatMoment(state.nowUs)}s / ${formatShortMoment(state.endUs)}`;
  return spreadRow(
    [span(` ${name}`, 'title'), span(` | ${facts}`)],
    [span('  '), drawMode(state), span(`  ${moment}  ${formatSpeed(state.speed)} `)],
    columns,
    theme.ellipsis,
  );
}

function drawMode({ mode }: LockstepState): Span {
  switch (mode) {
    case 'running':
      return span('> RUNNING', 'good');
    case 'paused':
      return span('|| PAUSED', 'warn');
    case 'seeking':
      return span('>> SEEKING', 'accent');
    case 'searching':
      return span('>> SEARCHING', 'accent');
    case 'finished':
      return span('FINISHED', 'strong');
    default:
      return assertNever(mode);
  }
}

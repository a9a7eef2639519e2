/** The newest events of every run, side by side; what not all of them have is marked. */
import { drawPanel, innerSize, placeBeside } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { cutMiddle, fitLeft, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { describeEvent } from '../words/event-line.js';
import type { EventLine } from '../words/event-line.js';
import { haveParted, letterOf } from './lockstep-state.js';
import type { Lane, LockstepState } from './lockstep-state.js';

/** How far back another run's log is looked through for the same event. */
const comparedEvents = 96;

/** The logs in a space of this size: side by side, or that of the chosen run where there is no room. */
export function drawLogs(state: LockstepState, size: Size, theme: Theme): readonly Row[] {
  const lines = state.lanes.map((lane) => linesOf(lane, Math.max(comparedEvents, size.rows)));
  const columns = Math.floor(size.columns / state.lanes.length);
  const parted = haveParted(state);
  const drawAt = (index: number, width: number) => drawOne(state, lines, index, { columns: width, rows: size.rows }, { theme, parted });
  if (columns < leastColumns) return drawAt(state.chosen, size.columns);
  const last = state.lanes.length - 1;
  return state.lanes
    .map((_, index) => drawAt(index, index === last ? size.columns - columns * last : columns))
    .reduce(placeBeside);
}

const leastColumns = 38;

function linesOf({ state: { record } }: Lane, count: number): readonly EventLine[] {
  return record.log.newest(count, () => true).map(describeEvent);
}

function drawOne(
  { lanes, chosen }: LockstepState,
  lines: readonly (readonly EventLine[])[],
  index: number,
  size: Size,
  { theme, parted }: { readonly theme: Theme; readonly parted: boolean },
): readonly Row[] {
  const inner = innerSize(size);
  const others = lines.filter((_, other) => other !== index).map((those) => new Set(those.map(keyOf)));
  const shown = (lines[index] ?? []).slice(-inner.rows);
  const replicaColumns = Math.max(4, Math.min(12, Math.floor(inner.columns / 5)));
  const content = shown.map((line): Row => {
    const isOwn = parted && others.some((those) => !those.has(keyOf(line)));
    return [
      span(isOwn ? '*' : ' ', 'accent'),
      span(`${line.moment.padStart(7)} `, 'dim'),
      span(`${fitLeft(cutMiddle(showText(line.replica), replicaColumns, theme.ellipsis), replicaColumns, '')} `),
      span(line.words, line.tone),
    ];
  });
  const name = showText(lanes[index]?.name ?? '');
  const title = { left: `${letterOf(index)} ${name}`, right: index === chosen ? 'chosen' : '' };
  return drawPanel(title, content, size, theme);
}

function keyOf({ moment, replica, words }: EventLine): string {
  return `${moment} ${replica} ${words}`;
}

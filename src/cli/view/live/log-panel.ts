/** The event log: the newest events at the bottom. */
import { describeEvent, matchesFilter } from '../words/event-line.js';
import type { LiveState } from './live-state.js';
import type { PanelTitle, Size } from '../drawing/panel.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { cutMiddle, fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** The newest events that pass the filter, in a space of this size. */
export function drawLog(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  const { filter } = state.focus;
  const events = state.record.log.newest(
    size.rows,
    (event) => filter === '' || matchesFilter(describeEvent(event), filter),
  );
  if (events.length === 0 && filter !== '') {
    return [[span(` no event of the last ${state.record.log.size} has this text in it`, 'dim')]];
  }
  const replicaColumns = columnsForReplicas(state, size);
  return events.map((event) => {
    const { moment, replica, words, tone } = describeEvent(event);
    return [
      span(` ${moment.padStart(8)} `, 'dim'),
      span(`${fitLeft(cutMiddle(replica, replicaColumns, theme.ellipsis), replicaColumns, '')} `),
      span(words, tone),
    ];
  });
}

/** The panel's title, with the filter in it. */
export function titleForLog({ focus }: LiveState): PanelTitle {
  const { mode, filter } = focus;
  if (mode === 'filter') return { left: '3 Events', right: `filter: ${showText(filter)}_` };
  const right = filter === '' ? '/ filter' : `filter: ${showText(filter)}`;
  return { left: '3 Events', right };
}

/** Wide enough for most names, and for the number of a follower. */
function columnsForReplicas(state: LiveState, size: Size): number {
  const widest = Math.max(
    ...state.observation.regions.map(({ name }) => measureWidth(showText(name))),
  );
  return Math.min(widest + 2, Math.floor(size.columns / 5));
}

/** The timeline as a panel: its marks, and figures over time below them. */
import type { LiveState } from './live-state.js';
import type { PanelTitle, Size } from '../drawing/panel.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { drawSparkline } from '../drawing/sparkline.js';
import type { Series } from '../drawing/sparkline.js';
import type { Theme } from '../drawing/theme.js';
import { drawTimeline } from './timeline.js';

/** The panel's title. */
export const titleForTimeline: PanelTitle = { left: '5 Timeline', right: '' };

/** The panel's content in a space of this size: the figures in one row, or each in its own where there is room. */
export function drawTimelinePanel(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  const series = seriesOf(state);
  const timeline = drawTimeline(state, size.columns);
  if (size.rows < series.length + 1) return [timeline, drawInOneRow(series, size.columns, theme)];
  return [
    timeline,
    ...series.map(({ name, figures }) =>
      drawSeries(name.padEnd(nameColumns), figures, size.columns - nameColumns - 3, theme),
    ),
  ];
}

const nameColumns = 13;

interface NamedSeries {
  readonly name: string;
  readonly figures: Series;
}

/** Figures that only grow are shown by how fast they do. */
function seriesOf({ history }: LiveState): readonly NamedSeries[] {
  const [first = [], ...others] = history.written;
  const written = first.map((count, index) => others.reduce((sum, series) => sum + (series[index] ?? 0), count));
  return [
    { name: 'writes', figures: differences(written) },
    { name: 'conflicts', figures: differences(history.conflicts) },
    { name: 'lost', figures: history.lost },
    { name: 'diverged', figures: history.divergent },
  ];
}

function differences(series: Series): Series {
  return series.slice(1).map((figure, index) => Math.max(0, figure - (series[index] ?? 0)));
}

function drawInOneRow(series: readonly NamedSeries[], columns: number, theme: Theme): Row {
  const room = Math.floor(columns / series.length);
  return series.flatMap(({ name, figures }) => drawSeries(name, figures, room - name.length - 3, theme));
}

function drawSeries(name: string, figures: Series, columns: number, theme: Theme): Row {
  return [span(` ${name} `, 'dim'), span(`${drawSparkline(figures, columns, theme)} `, 'accent')];
}

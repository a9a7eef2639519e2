/** The map as a list, for many regions or little space: what is cut first, then every region. */
import { outageOfPair } from './link-pairs.js';
import type { LinkPair } from './link-pairs.js';
import type { LiveState } from './live-state.js';
import { labelFor, toneOf } from './map-label.js';
import type { Size } from '../drawing/panel.js';
import { formatCount, formatShortMoment } from '../words/quantity.js';
import { fitRow, span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** Cut links in at most half of the rows, then regions in columns, then how many were left out. */
export function drawRegionList(
  state: LiveState,
  pairs: readonly LinkPair[],
  size: Size,
  theme: Theme,
): readonly Row[] {
  const cut = pairs.filter(({ state: linkState }) => linkState !== 'up');
  const cutRows = listCuts(state, cut, Math.floor(size.rows / 2));
  const room = size.rows - cutRows.length - 1;
  const summary = [span(` ${countLinks(pairs)}`, 'dim')];
  return [summary, ...cutRows, ...listRegions(state, { ...size, rows: room }, theme)];
}

/** How many rows the list can be scrolled in a space of this size. */
export function countListSteps(state: LiveState, pairs: readonly LinkPair[], size: Size): number {
  const cut = pairs.filter(({ state: linkState }) => linkState !== 'up').length;
  const room = size.rows - 1 - Math.min(cut, Math.floor(size.rows / 2));
  return stepsIn(state.observation.regions.length, { ...size, rows: room });
}

const cellColumns = 24;

function countLinks(pairs: readonly LinkPair[]): string {
  const up = pairs.filter(({ state }) => state === 'up').length;
  const cut = formatCount(pairs.length - up);
  return `${formatCount(pairs.length)} links: ${formatCount(up)} up, ${cut} cut`;
}

function listCuts(state: LiveState, cut: readonly LinkPair[], limit: number): readonly Row[] {
  const shown = cut.length <= limit ? cut : cut.slice(0, Math.max(0, limit - 1));
  const rows = shown.map((pair) => describeCut(state, pair));
  const rest = cut.length - shown.length;
  return rest === 0 ? rows : [...rows, [span(` and ${formatCount(rest)} more cut`, 'bad')]];
}

function describeCut(state: LiveState, pair: LinkPair): Row {
  const [first, second] = pair.ends.map((end) => showText(state.observation.regions[end]?.name ?? ''));
  const outage = outageOfPair(state, pair);
  const since = outage === null ? '' : ` since ${formatShortMoment(outage.sinceUs)}`;
  const way = pair.state === 'one-way' ? ' one way' : '';
  return [span(` X ${first} - ${second}${way}${since}`, 'bad')];
}

function stepsIn(regions: number, size: Size): number {
  const rows = Math.ceil(regions / perRowIn(size));
  return rows <= size.rows ? 0 : rows - Math.max(0, size.rows - 1);
}

function perRowIn({ columns }: Size): number {
  return Math.max(1, Math.floor(columns / cellColumns));
}

function listRegions({ observation, focus }: LiveState, size: Size, theme: Theme): readonly Row[] {
  const { regions } = observation;
  const perRow = perRowIn(size);
  const columns = Math.floor(size.columns / perRow);
  const steps = stepsIn(regions.length, size);
  const first = Math.min(focus.scrolls[1], steps) * perRow;
  const shown = regions.slice(first, first + perRow * (steps === 0 ? size.rows : Math.max(0, size.rows - 1)));
  const rows: Row[] = [];
  for (let index = 0; index < shown.length; index += perRow) {
    rows.push(
      shown
        .slice(index, index + perRow)
        .flatMap((region) =>
          fitRow(
            [span(' o '), span(labelFor(region, columns - 4, theme), toneOf(region))],
            columns,
            theme.ellipsis,
          ),
        ),
    );
  }
  if (steps === 0) return rows;
  return [...rows, [span(` and ${formatCount(regions.length - shown.length)} more`, 'dim')]];
}

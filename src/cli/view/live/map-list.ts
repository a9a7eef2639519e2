/** The map as a list, for many regions or little space: what is cut first, then every region. */
import type { RegionObservation } from '../../../sim/observation.js';
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
  const { regions } = state.observation;
  const cut = pairs.filter(({ state: linkState }) => linkState !== 'up');
  const cutRows = listUpTo(
    cut.map((pair) => describeCut(pair, regions)),
    Math.floor(size.rows / 2),
    'cut',
  );
  const room = size.rows - cutRows.length - 1;
  const summary = [span(` ${countLinks(pairs)}`, 'dim')];
  return [summary, ...cutRows, ...listRegions(regions, { ...size, rows: room }, theme)];
}

const cellColumns = 24;

function countLinks(pairs: readonly LinkPair[]): string {
  const up = pairs.filter(({ state }) => state === 'up').length;
  const cut = formatCount(pairs.length - up);
  return `${formatCount(pairs.length)} links: ${formatCount(up)} up, ${cut} cut`;
}

function describeCut(pair: LinkPair, regions: readonly RegionObservation[]): Row {
  const [first, second] = pair.ends.map((end) => showText(regions[end]?.name ?? ''));
  const since = pair.cutSinceUs === null ? '' : ` since ${formatShortMoment(pair.cutSinceUs)}`;
  const way = pair.state === 'one-way' ? ' one way' : '';
  return [span(` X ${first} - ${second}${way}${since}`, 'bad')];
}

function listUpTo(rows: readonly Row[], limit: number, word: string): readonly Row[] {
  if (rows.length <= limit) return rows;
  const shown = rows.slice(0, Math.max(0, limit - 1));
  return [...shown, [span(` and ${formatCount(rows.length - shown.length)} more ${word}`, 'bad')]];
}

function listRegions(
  regions: readonly RegionObservation[],
  size: Size,
  theme: Theme,
): readonly Row[] {
  const perRow = Math.max(1, Math.floor(size.columns / cellColumns));
  const columns = Math.floor(size.columns / perRow);
  const hasAll = regions.length <= perRow * size.rows;
  const shown = hasAll ? regions : regions.slice(0, perRow * Math.max(0, size.rows - 1));
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
  if (hasAll) return rows;
  return [...rows, [span(` and ${formatCount(regions.length - shown.length)} more`, 'dim')]];
}

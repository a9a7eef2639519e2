/** The table of regions, and what the run has come to so far. */
import type { RegionObservation } from '../../../sim/observation.js';
import type { LiveState } from './live-state.js';
import type { Size } from '../drawing/panel.js';
import {
  formatCount,
  formatShortCount,
  formatShortDuration,
  formatSignedDuration,
} from '../words/quantity.js';
import { span } from '../drawing/row.js';
import type { Row, Span } from '../drawing/row.js';
import { drawSparkline } from '../drawing/sparkline.js';
import type { Series } from '../drawing/sparkline.js';
import { cutMiddle, fitLeft, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** The panel's content in a space of this size. */
export function drawRegions(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  const { regions } = state.observation;
  const room = planRoom(regions.length, size);
  const first = Math.min(state.focus.scroll, regions.length - room.regions);
  const shown = regions.slice(first, first + room.regions);
  const columns = columnsFor(size);
  const rows: Row[] = [drawHeader(columns)];
  shown.forEach((region, index) => {
    rows.push(drawRegion(region, state.history.queues[first + index] ?? [], columns, theme));
  });
  if (room.hasMore) rows.push(drawRest(regions, shown));
  if (room.hasGap) rows.push([]);
  rows.push(...(room.isCompact ? drawCompactTotals(state) : drawTotals(state, columns, theme)));
  return rows;
}

/** How far the table can be scrolled in a space of this size. */
export function countScrollSteps(regions: number, size: Size): number {
  return regions - planRoom(regions, size).regions;
}

interface Room {
  /** How many regions are seen at once. */
  readonly regions: number;
  readonly hasMore: boolean;
  readonly hasGap: boolean;
  readonly isCompact: boolean;
}

interface Columns {
  readonly name: number;
  readonly spark: number;
}

const totalsRows = 5;
const compactRows = 3;
/** Queue, lag and skew with a space before each. */
const figureColumns = 6 + 6 + 7;
/** Before the name of a single leader. */
const leaderMark = '*';
const worryingLagUs = 1_000_000;

function planRoom(regions: number, size: Size): Room {
  const room = size.rows - 1;
  if (regions + totalsRows <= room) {
    const hasGap = regions + totalsRows < room;
    return { regions, hasMore: false, hasGap, isCompact: false };
  }
  if (regions + compactRows <= room) {
    return { regions, hasMore: false, hasGap: false, isCompact: true };
  }
  const seen = Math.max(1, room - compactRows - 1);
  return { regions: Math.min(regions, seen), hasMore: true, hasGap: false, isCompact: true };
}

function columnsFor(size: Size): Columns {
  const isNarrow = size.columns < 32;
  const spark = isNarrow ? 0 : Math.max(4, Math.min(16, Math.floor(size.columns / 4) - 4));
  return { name: size.columns - 1 - figureColumns - 1 - spark, spark };
}

function drawHeader(columns: Columns): Row {
  const titles = ['queue'.padStart(6), ' '.repeat(columns.spark + 1), 'lag'.padStart(6)].join('');
  return [span(` ${' '.repeat(columns.name)}${titles}${'skew'.padStart(7)}`, 'dim')];
}

function drawRegion(
  region: RegionObservation,
  queue: Series,
  columns: Columns,
  theme: Theme,
): Row {
  const tone = region.state === 'up' ? 'strong' : 'bad';
  const name = cutMiddle(showText(region.name), columns.name, theme.ellipsis);
  return [
    span(`${region.leads === true ? leaderMark : ' '}${fitLeft(name, columns.name, '')}`, tone),
    span(formatShortCount(region.backlogWrites).padStart(6)),
    ...drawCourse(region, queue, columns, theme),
    span(formatSignedDuration(region.skewUs).padStart(7)),
  ];
}

/** Sparkline and lag; a region that is not up has a word in the place of one of them. */
function drawCourse(
  region: RegionObservation,
  queue: Series,
  columns: Columns,
  theme: Theme,
): readonly Span[] {
  const lag = span(
    formatShortDuration(region.lagUs).padStart(6),
    region.lagUs >= worryingLagUs ? 'warn' : 'plain',
  );
  const bars = span(` ${drawSparkline(queue, columns.spark, theme)}`, 'accent');
  if (region.state === 'up') return [bars, lag];
  const word = region.state.toUpperCase();
  if (columns.spark < word.length) return [bars, span(word.padStart(6), 'bad')];
  return [span(` ${word.padEnd(columns.spark)}`, 'bad'), lag];
}

function drawRest(regions: readonly RegionObservation[], shown: readonly RegionObservation[]): Row {
  const rest = regions.length - shown.length;
  const isDown = (region: RegionObservation) => region.state !== 'up' && !shown.includes(region);
  const down = regions.filter(isDown).length;
  const words = down === 0 ? '' : `, ${formatCount(down)} of them not up`;
  return [span(` and ${formatCount(rest)} more${words}`, down === 0 ? 'dim' : 'bad')];
}

function drawTotals(state: LiveState, columns: Columns, theme: Theme): readonly Row[] {
  const { written, applied } = state.observation;
  const draw = (series: Series) => drawSparkline(series, columns.spark, theme);
  return [
    drawTotal('written', span(formatCount(written)), ''),
    drawTotal('applied', span(formatCount(applied)), ''),
    drawTotal('conflicts', conflictFigure(state), draw(state.history.conflicts)),
    drawTotal(nameOfLosses(state), lossFigure(state), draw(state.history.lost)),
    drawTotal('diverged keys', divergenceFigure(state), ''),
  ];
}

function drawCompactTotals(state: LiveState): readonly Row[] {
  const { written, applied } = state.observation;
  const conflicts = conflictFigure(state);
  const loss = lossFigure(state);
  const divergence = divergenceFigure(state);
  return [
    [span(` written ${formatShortCount(written)}  applied ${formatShortCount(applied)}`)],
    [span(' conflicts '), conflicts, span('  diverged '), divergence],
    [span(` ${nameOfLosses(state)} `, loss.tone), loss],
  ];
}

function conflictFigure({ observation }: LiveState): Span {
  const { conflicts } = observation;
  return span(formatCount(conflicts), conflicts > 0 ? 'warn' : 'plain');
}

function lossFigure({ losses }: LiveState): Span {
  if (losses === null) return span('-');
  return span(formatCount(losses.lost), losses.lost > 0 ? 'bad' : 'plain');
}

/** In capitals as soon as there are any. */
function nameOfLosses({ losses }: LiveState): string {
  return losses !== null && losses.lost > 0 ? 'LOST WRITES' : 'lost writes';
}

function divergenceFigure({ losses }: LiveState): Span {
  if (losses === null) return span('-');
  return span(formatCount(losses.divergentKeys), losses.divergentKeys > 0 ? 'warn' : 'plain');
}

function drawTotal(name: string, figure: Span, bars: string): Row {
  const { text, tone } = figure;
  return [
    span(` ${name.padEnd(13)}`, tone),
    span(text.padStart(11), tone),
    span(`  ${bars}`, 'accent'),
  ];
}

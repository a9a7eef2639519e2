/** The table of regions, what the run has come to so far, and how long writes take. */
import type { RegionObservation } from '../../../sim/observation.js';
import type { LiveState } from './live-state.js';
import { drawLags } from './lag-rows.js';
import type { PanelTitle, Size } from '../drawing/panel.js';
import {
  formatCount,
  formatRate,
  formatShortCount,
  formatShortDuration,
  formatSignedDuration,
} from '../words/quantity.js';
import { span } from '../drawing/row.js';
import type { Row, Span } from '../drawing/row.js';
import { compactSafetyRows, countSafetyRows, drawCompactSafety, drawSafety } from './safety-rows.js';
import { drawSparkline } from '../drawing/sparkline.js';
import type { Series } from '../drawing/sparkline.js';
import { cutMiddle, fitLeft, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** The panel's title. */
export const titleForRegions: PanelTitle = { left: '2 Regions and safety', right: '' };

/** The panel's content in a space of this size. */
export function drawRegions(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  const { regions } = state.observation;
  const room = planRoom(regions.length, size);
  const first = Math.min(state.focus.scrolls[2], regions.length - room.regions);
  const shown = regions.slice(first, first + room.regions);
  const columns = columnsFor(size);
  const rows: Row[] = [drawHeader(columns)];
  const figures = figuresOf(state);
  shown.forEach((region, index) => {
    rows.push(drawRegion(region, figures(first + index), columns, theme));
  });
  if (room.hasMore) rows.push(drawRest(regions, shown));
  if (room.hasGap) rows.push([]);
  rows.push(...(room.isCompact ? drawCompactSafety(state) : drawSafety(state, size.columns, theme)));
  const left = size.rows - rows.length;
  return [...rows, ...drawLags(state, { columns: size.columns, rows: left }, theme)];
}

/** How far the table can be scrolled in a space of this size. */
export function countScrollSteps(regions: number, size: Size): number {
  return regions - countSeenRegions(regions, size);
}

/** How many regions are seen at once in a space of this size. */
export function countSeenRegions(regions: number, size: Size): number {
  return planRoom(regions, size).regions;
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
  readonly hasRate: boolean;
  readonly hasPercentiles: boolean;
}

/** What the history and the lags say of one region. */
interface RegionFigures {
  readonly queue: Series;
  /** Writes a second lately; null where that cannot be told yet. */
  readonly rate: number | null;
  /** The longest of its pairs; null where that was not looked at. */
  readonly percentiles: { readonly p50Us: number; readonly p99Us: number } | null;
}

/** Queue, lag and skew with a space before each. */
const figureColumns = 6 + 6 + 7;
const rateColumns = 8;
const percentileColumns = 14;
/** Before the name of a single leader. */
const leaderMark = '*';
const worryingLagUs = 1_000_000;
const worryingSkewUs = 100_000;
/** A rate is taken over this many samples. */
const samplesForRate = 8;

function planRoom(regions: number, size: Size): Room {
  const room = size.rows - 1;
  const safetyRows = countSafetyRows(size.columns);
  if (regions + safetyRows <= room) {
    const hasGap = regions + safetyRows < room;
    return { regions, hasMore: false, hasGap, isCompact: false };
  }
  // In a high panel most of the regions can wait: what matters to all of them comes first.
  if (room >= 2 * safetyRows + 2) {
    return { regions: room - safetyRows - 2, hasMore: true, hasGap: true, isCompact: false };
  }
  if (regions + compactSafetyRows <= room) {
    return { regions, hasMore: false, hasGap: false, isCompact: true };
  }
  const seen = Math.max(1, room - compactSafetyRows - 1);
  return { regions: Math.min(regions, seen), hasMore: true, hasGap: false, isCompact: true };
}

function columnsFor(size: Size): Columns {
  const hasRate = size.columns >= 48;
  const hasPercentiles = size.columns >= 60;
  const figures = figureColumns + (hasRate ? rateColumns : 0) + (hasPercentiles ? percentileColumns : 0);
  const room = size.columns - 1 - figures - 1;
  const spark = size.columns < 32 ? 0 : Math.max(4, Math.min(24, Math.floor(room * 0.35)));
  return { name: room - spark, spark, hasRate, hasPercentiles };
}

function drawHeader({ name, spark, hasRate, hasPercentiles }: Columns): Row {
  const titles = [
    fitLeft(' region', name + 1, ''),
    ...(hasRate ? ['write/s'.padStart(rateColumns)] : []),
    'queue'.padStart(6),
    ' '.repeat(spark + 1),
    'lag'.padStart(6),
    ...(hasPercentiles ? ['p50 / p99'.padStart(percentileColumns)] : []),
    'skew'.padStart(7),
  ];
  return [span(titles.join(''), 'dim')];
}

function figuresOf({ history, lags, observation }: LiveState): (index: number) => RegionFigures {
  return (index) => ({
    queue: history.queues[index] ?? [],
    rate: rateOf(history.written[index] ?? [], history.atUs),
    percentiles: slowestOf(lags, observation.regions[index]?.name ?? ''),
  });
}

function rateOf(written: Series, atUs: Series): number | null {
  const last = written.length - 1;
  const first = Math.max(0, last - samplesForRate);
  const passedUs = (atUs[last] ?? 0) - (atUs[first] ?? 0);
  if (passedUs <= 0) return null;
  return (((written[last] ?? 0) - (written[first] ?? 0)) * 1_000_000) / passedUs;
}

function slowestOf(lags: LiveState['lags'], name: string): RegionFigures['percentiles'] {
  const own = (lags ?? []).filter(({ from }) => from === name);
  const p50s = own.flatMap(({ p50Us }) => p50Us ?? []);
  const p99s = own.flatMap(({ p99Us }) => p99Us ?? []);
  return p50s.length === 0 ? null : { p50Us: Math.max(...p50s), p99Us: Math.max(...p99s) };
}

function drawRegion(
  region: RegionObservation,
  figures: RegionFigures,
  columns: Columns,
  theme: Theme,
): Row {
  const tone = region.state === 'up' ? 'strong' : 'bad';
  const name = cutMiddle(showText(region.name), columns.name, theme.ellipsis);
  const isSkewed = Math.abs(region.skewUs) >= worryingSkewUs;
  return [
    span(`${region.leads === true ? leaderMark : ' '}${fitLeft(name, columns.name, '')}`, tone),
    ...(columns.hasRate ? [span(formatRate(figures.rate).padStart(rateColumns))] : []),
    span(formatShortCount(region.backlogWrites).padStart(6)),
    ...drawCourse(region, figures.queue, columns, theme),
    ...(columns.hasPercentiles ? [span(formatPercentiles(figures).padStart(percentileColumns))] : []),
    span(formatSignedDuration(region.skewUs).padStart(7), isSkewed ? 'warn' : 'plain'),
  ];
}

function formatPercentiles({ percentiles }: RegionFigures): string {
  if (percentiles === null) return '-';
  return `${formatShortDuration(percentiles.p50Us)} / ${formatShortDuration(percentiles.p99Us)}`;
}

/** Sparkline and lag; a region that is not up has a word in the place of one of them. */
function drawCourse(
  region: RegionObservation,
  queue: Series,
  columns: Columns,
  theme: Theme,
): readonly Span[] {
  const isLate = region.lagUs >= worryingLagUs;
  const lag = span(formatShortDuration(region.lagUs).padStart(6), isLate ? 'warn' : 'plain');
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

/** How long writes take from region to region: a histogram and two figures for every pair. */
import { lagEdgesUs } from '../../../sim/base/lag-edges.js';
import type { LinkObservation, PairLag } from '../../../sim/observation.js';
import type { Size } from '../drawing/panel.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { cutMiddle, fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { formatCount, formatShortCount, formatShortDuration } from '../words/quantity.js';
import type { LiveState } from './live-state.js';

/** As many pairs as fit below a blank row and a title; nothing where fewer than one would. */
export function drawLags({ lags, observation }: LiveState, size: Size, theme: Theme): readonly Row[] {
  if (lags === null || lags.length === 0 || size.rows < 3 || size.columns < leastColumns) return [];
  const room = size.rows - 2;
  const shown = lags.length <= room ? lags : lags.slice(0, room - 1);
  if (shown.length === 0) return [];
  const plan = planColumns(shown, size.columns);
  const links = new Map(observation.links.map((link) => [nameOfPair(link), link]));
  const rows = shown.map((lag) => drawPair(lag, links.get(nameOfPair(lag)), plan, theme));
  const rest = lags.length - shown.length;
  return [
    [],
    [span(fitLeft(' propagation lag so far, 1ms to 2m', plan.name + 2 + plan.bars, theme.ellipsis), 'dim'), span('   p50   p99', 'dim')],
    ...rows,
    ...(rest === 0 ? [] : [[span(` and ${formatCount(rest)} more pairs`, 'dim')]]),
  ];
}

const leastColumns = 40;
/** Two percentiles, and what waits. */
const figureColumns = 6 + 6 + 11;

interface Columns {
  readonly name: number;
  readonly bars: number;
}

function planColumns(lags: readonly PairLag[], columns: number): Columns {
  const widest = Math.max(...lags.map(({ from, to }) => measureWidth(showText(from)) + measureWidth(showText(to)) + 2));
  const room = columns - figureColumns - 2;
  const name = Math.min(widest, Math.max(9, Math.floor(room / 2)));
  return { name, bars: Math.min(lagEdgesUs.length + 1, room - name) };
}

function drawPair(lag: PairLag, link: LinkObservation | undefined, { name, bars }: Columns, theme: Theme): Row {
  const waiting = link === undefined || link.waitingWrites === 0 ? '' : formatShortCount(link.waitingWrites);
  const isCut = link?.state === 'cut';
  const p50 = lag.p50Us === null ? '-' : formatShortDuration(lag.p50Us);
  const p99 = lag.p99Us === null ? '-' : formatShortDuration(lag.p99Us);
  return [
    span(` ${fitLeft(nameFor(lag, name, theme), name, '')} `),
    span(drawShape(lag.shape, bars, theme), 'accent'),
    span(`${p50.padStart(6)}${p99.padStart(6)}`),
    span(isCut ? ` CUT ${waiting}` : waiting === '' ? '' : ` held ${waiting}`, isCut ? 'bad' : 'dim'),
  ];
}

function nameFor({ from, to }: PairLag, columns: number, theme: Theme): string {
  const [first, second] = [showText(from), showText(to)];
  if (measureWidth(first) + measureWidth(second) + 2 <= columns) return `${first}->${second}`;
  const half = Math.floor((columns - 2) / 2);
  return `${cutMiddle(first, half, theme.ellipsis)}->${cutMiddle(second, half, theme.ellipsis)}`;
}

/** One bar for every so many steps, none where nothing was counted; roots, so that a few are seen beside many. */
function drawShape(shape: readonly number[], columns: number, theme: Theme): string {
  const perBar = Math.ceil((lagEdgesUs.length + 1) / columns);
  const bars = Array.from({ length: columns }, (_, bar) => {
    let count = 0;
    for (let step = bar * perBar; step < (bar + 1) * perBar; step += 1) count += shape[step] ?? 0;
    return Math.sqrt(count);
  });
  const largest = Math.max(1, ...bars);
  const top = theme.spark.length - 1;
  return bars.map((bar) => (bar === 0 ? ' ' : (theme.spark[Math.ceil((bar / largest) * top)] ?? ''))).join('');
}

function nameOfPair({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from}\u0000${to}`;
}

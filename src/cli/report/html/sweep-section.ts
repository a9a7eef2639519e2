/** One metric of a sweep: its chart and its table. */
import type { ComparedFigure } from '../../../scenarios/index.js';
import type { SweepAxis } from '../../../scenarios/sweep/axis.js';
import type { Summary, Sweep } from '../../../scenarios/sweep/sweep.js';
import { formatFigure } from '../sweep/shown-sweep.js';
import { formatInterval, intervalCells } from '../sweep/tables.js';
import { figureAxis } from './axis.js';
import type { Axis } from './axis.js';
import { mostTones, renderChart } from './chart.js';
import type { Curve } from './chart.js';
import { markup } from './markup.js';
import type { Content, Markup } from './markup.js';
import { renderTable } from './table.js';
import type { Column } from './table.js';

/** Along one axis a curve, along two a curve for each value of the second where they can be told apart. */
export function renderSweptMetric(sweep: Sweep, metric: number): Content {
  const [axis, second] = sweep.axes;
  if (axis === undefined) return tableOfOne(sweep, metric);
  if (second === undefined)
    return [
      chartOf(sweep, metric, axis, [{ name: sweep.metrics[metric].label, offset: 0 }], 1),
      tableOfOne(sweep, metric),
    ];
  const width = second.values.length;
  const rows = second.values.map(({ text }, offset) => ({ name: `${second.path} = ${text}`, offset }));
  return [width > mostTones ? null : chartOf(sweep, metric, axis, rows, width), tableOfTwo(sweep, metric)];
}

/** The points of a curve: every so many from an offset on. */
interface Row {
  readonly name: string;
  readonly offset: number;
}

interface ChartPoint {
  readonly x: number;
  readonly summary: Summary;
}

function chartOf(
  sweep: Sweep,
  metric: number,
  axis: SweepAxis,
  rows: readonly Row[],
  stride: number,
): Markup | null {
  const figure = sweep.metrics[metric];
  const series = rows.map(({ name, offset }) => ({
    name,
    points: axis.values
      .map(({ position }, at): ChartPoint => ({
        x: position,
        summary: sweep.points[at * stride + offset].summaries[metric],
      }))
      .sort((one, other) => one.x - other.x),
  }));
  const known = series.flatMap(({ points }) => points.flatMap(({ summary: { mean, interval } }) => {
    return mean === null ? [] : [interval?.low ?? mean, interval?.high ?? mean];
  }));
  if (known.length === 0) return null;
  const curves = series.map(({ name, points }, tone) =>
    curveOf({
      name,
      points,
      figure,
      isApart: axis.unit === 'name',
      shift: axis.unit === 'name' ? (tone - (rows.length - 1) / 2) * 0.07 : 0,
    }),
  );
  const range = rangeOf(known);
  const said = curves.map(({ name, note }) => `${name}: ${note}`);
  return renderChart({
    id: `chart-${metric}`,
    title: `Mean of ${figure.label}${range.from === 0 ? '' : ', on an axis that does not begin at zero'}`,
    description: `${said.join('; ')}. The table that follows has every figure.`,
    x: positionAxis(axis),
    y: figureAxis(figure.label, range, (value) => formatFigure(figure, value)),
    curves,
    spans: [],
  });
}

interface SweptCurve {
  readonly name: string;
  readonly points: readonly ChartPoint[];
  readonly figure: ComparedFigure;
  readonly isApart: boolean;
  /** So that bars at one name do not cover each other. */
  readonly shift: number;
}

function curveOf({ name, points, figure, isApart, shift }: SweptCurve): Curve {
  const known = points.flatMap(({ x, summary: { mean, interval } }) =>
    mean === null ? [] : [{ x: x + shift, y: mean, interval }],
  );
  const band = known.flatMap(({ x, interval }) => (interval === null ? [] : [{ x, ...interval }]));
  const [first, last] = [known[0], known[known.length - 1]];
  const note = first === undefined || last === undefined
    ? 'unknown'
    : `${formatFigure(figure, first.y)} to ${formatFigure(figure, last.y)}`;
  return {
    name,
    note,
    points: known.map(({ x, y }) => ({ x, y })),
    ...(band.length === 0 ? {} : { band }),
    isMarked: true,
    ...(isApart ? { isApart } : {}),
  };
}

/** From zero, unless that would press all that is to be seen into a corner. */
function rangeOf(known: readonly number[]): { readonly from: number; readonly to: number } {
  const least = known.reduce((low, one) => Math.min(low, one), Infinity);
  const most = known.reduce((high, one) => Math.max(high, one), -Infinity);
  if (least >= 0 && least < most * 0.6) return { from: 0, to: most };
  const room = (most - least) * 0.08;
  return { from: least - room, to: most + room };
}

/** Marked where the values lie, as far as there is room. */
function positionAxis({ path, values, unit }: SweepAxis): Axis {
  const ordered = [...values].sort((one, other) => one.position - other.position);
  const [least, most] = [ordered[0]?.position ?? 0, ordered[ordered.length - 1]?.position ?? 1];
  const margin = unit === 'name' || least === most ? 0.5 : 0;
  const [from, to] = [least - margin, most + margin];
  let free = from;
  const marks = ordered.flatMap(({ position, text }) => {
    const half = ((Math.min(text.length, mostLetters) * 7.5 + 14) / 852) * (to - from) / 2;
    if (position - half < free && position !== least) return [];
    free = position + half;
    const words = text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text;
    return [{ at: position, words }];
  });
  return { label: path, from, to, marks };
}

const mostLetters = 24;

const summaryColumns = ['Mean', '95 % interval', 'Least', 'Most', 'Runs'] as const;

function tableOfOne({ axes: [axis], metrics, points }: Sweep, metric: number): Markup {
  const hasUnknown = points.some(({ summaries }) => summaries[metric].unknown > 0);
  const titles = [...summaryColumns, ...(hasUnknown ? ['Unknown'] : [])];
  return renderTable({
    caption: `${metrics[metric].label}: every point`,
    columns: [
      { title: axis?.path ?? 'Figure' },
      ...titles.map((title): Column => ({ title, isFigure: true })),
    ],
    rows: points.map(({ values: [value], summaries }) => {
      const summary = summaries[metric];
      return [
        value ?? metrics[metric].label,
        ...intervalCells(metrics[metric], summary),
        summary.count,
        ...(hasUnknown ? [summary.unknown] : []),
      ];
    }),
  });
}

/** Rows are values of the first axis, columns of the second; the larger a mean, the stronger its ground. */
function tableOfTwo({ axes: [down, across], metrics, points }: Sweep, metric: number): Markup {
  const figure = metrics[metric];
  const width = across.values.length;
  const means = points.flatMap(({ summaries }) => summaries[metric].mean ?? []);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const rows = down.values.map(({ text }, y): readonly Content[] => [
    text,
    ...across.values.map((_, x) => {
      const { mean, interval } = points[y * width + x].summaries[metric];
      if (mean === null) return '-';
      const heat = most === least ? 0 : Math.round(((mean - least) / (most - least)) * 3);
      const between =
        interval === null
          ? null
          : markup`<span class="note">${formatInterval(figure, interval.low, interval.high)}</span>`;
      return markup`<div class="heat heat-${heat}"><b>${formatFigure(figure, mean)}</b>${between}</div>`;
    }),
  ]);
  return renderTable({
    caption: `${figure.label}: mean and 95 % interval; rows: ${down.path}, columns: ${across.path}`,
    columns: [{ title: down.path }, ...across.values.map(({ text }) => ({ title: text }))],
    rows,
  });
}

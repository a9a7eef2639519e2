/** A sweep for a terminal of 80 columns: curves and tables, or heat tables where there are two axes. */
import type { ComparedFigure } from '../../../scenarios/index.js';
import { countSweptRuns } from '../../../scenarios/sweep/sweep.js';
import type { Summary, Sweep } from '../../../scenarios/sweep/sweep.js';
import { printable } from '../../printable.js';
import { sweepCommand } from '../../sweep/sweep-command.js';
import { cutMiddle } from '../../view/drawing/text-width.js';
import { countOf } from '../format.js';
import { textColumns, wrap } from '../layout.js';
import type { TextStyle } from '../text.js';
import { curveSection } from './curve-section.js';
import { heatSection } from './heat-section.js';
import { describeStop, formatFigure, runCommand } from './shown-sweep.js';
import type { ShownSweep } from './shown-sweep.js';
import { barSection, formatInterval, intervalCells, tableLines } from './tables.js';

/** Title, a section for each metric that is not the same everywhere, and the commands that run it again. */
export function renderSweepText(shown: ShownSweep, { paint, ascii }: TextStyle): string {
  const { sweep, words } = shown;
  const telling = sweep.metrics.flatMap((metric, i) => (describeConstant(sweep, i) === null ? [{ metric, i }] : []));
  const constant = sweep.metrics.flatMap((_, i) => describeConstant(sweep, i) ?? []);
  const sections = [
    [
      ...wrap(printable(sweep.title), textColumns).map((line) => paint.bold(line)),
      ...wrap(describeSize(sweep), textColumns),
      ...wrap(describeStop(shown) ?? '', textColumns),
    ],
    ...(sweep.axes.length === 0 ? [singleTable(sweep, telling)] : telling.map(({ metric, i }) => {
      const lines = sectionOf(sweep, i, ascii);
      return [paint.bold(headingOf(sweep, metric)), ...lines];
    })),
    constant,
    extremeRun(shown, telling.at(0)?.i ?? null),
    ['The whole sweep again:', `  ${sweepCommand(words)}`],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${ascii ? text.replace(/[^\x00-\x7f]/gu, '?') : text}\n`;
}

function sectionOf(sweep: Sweep, metric: number, ascii: boolean): readonly string[] {
  const [axis, second] = sweep.axes;
  if (second !== undefined) return heatSection(sweep, metric, ascii);
  if (axis.unit === 'name' || axis.values.length < 3) return barSection(sweep, metric, ascii);
  return curveSection(sweep, metric, ascii);
}

function headingOf({ axes }: Sweep, { label }: ComparedFigure): string {
  const paths = axes.map(({ path }) => cutMiddle(printable(path), 60, '~')).join(' and ');
  return `${label} against ${paths}`;
}

function describeSize({ scenario, axes, seeds, points }: Sweep): string {
  const each = `${countOf(seeds.length, 'seed')} from ${printable(seeds[0])}`;
  const runs = countOf(countSweptRuns(points), 'run');
  const sized = axes.length === 0 ? each : `${countOf(points.length, 'point')} under ${each}: ${runs}`;
  return `${scenario} | ${sized}${seeds.length > 1 ? ' | 95 % intervals' : ' | one seed: no intervals'}`;
}

/** A metric that is the same in every run, or known in none; null where it is neither. */
export function describeConstant({ metrics, points: every }: Pick<Sweep, 'metrics' | 'points'>, metric: number): string | null {
  const points = every.filter(({ runs }) => runs.length > 0);
  const all = points.map(({ summaries }) => summaries[metric]);
  const { label, unit } = metrics[metric];
  const runs = countSweptRuns(points);
  const where = runs === 1 ? 'in the only run' : `in all ${countOf(runs, 'run')}`;
  if (all.every(({ count }) => count === 0)) return `${label}: unknown ${where}`;
  const [{ min }] = all;
  if (!all.every((one) => one.unknown === 0 && one.min === min && one.max === min)) {
    return isUnmoved({ points }, metric) ? `${label}: ${unmoved(metrics[metric], all[0])}` : null;
  }
  const value = unit === 'truth' ? (min === 1 ? 'yes' : 'NO') : formatFigure(metrics[metric], min);
  return `${label}: ${value} ${where}`;
}

/** Whether what is varied has nothing to do with a metric: under each seed it is the same at every point. */
function isUnmoved({ points: [first, ...others] }: Pick<Sweep, 'points'>, metric: number): boolean {
  return others.length > 0 && first.runs.every(({ values }, i) => others.every(({ runs }) => runs[i].values[metric] === values[metric]));
}

function unmoved(metric: ComparedFigure, { mean, interval }: Summary): string {
  const between = interval === null ? '' : ` (${formatInterval(metric, interval.low, interval.high)})`;
  return `the same at every point under each seed, mean ${formatFigure(metric, mean)}${between}`;
}

/** One point: a row a metric. */
function singleTable({ points: [{ summaries }] }: Sweep, telling: readonly { metric: ComparedFigure; i: number }[]): readonly string[] {
  if (telling.length === 0) return [];
  const rows = telling.map(({ metric, i }) => [metric.label, ...intervalCells(metric, summaries[i])]);
  return tableLines('', rows, telling.map(({ i }) => summaries[i]));
}

/** The one run that stands out by a metric, to be looked at alone: what it is, and its command. */
export function extremeRun(shown: ShownSweep, metric: number | null): readonly string[] {
  const { points, metrics } = shown.sweep;
  if (metric === null) return [];
  const figure = metrics[metric];
  const sign = figure.better === 'more' ? -1 : 1;
  const runs = points.flatMap((point) => point.runs.map(({ seed, values }) => ({ point, seed, value: values[metric] })));
  const known = runs.filter(({ value }) => value !== null);
  const first = known.at(0);
  if (first === undefined) return [];
  const extreme = known.reduce((best, run) => (sign * Number(run.value) > sign * Number(best.value) ? run : best), first);
  const { value } = extreme;
  const shownValue = typeof value === 'boolean' ? (value ? 'yes' : 'NO') : formatFigure(figure, value);
  const which = sign === 1 ? 'largest' : 'smallest';
  const heading = typeof value === 'boolean' ? `A run that is ${figure.label}: ${shownValue}` : `The ${which} value of ${figure.label} (${shownValue}) comes from this run`;
  return [`${heading}:`, `  ${runCommand(shown, extreme.point, extreme.seed)}`];
}

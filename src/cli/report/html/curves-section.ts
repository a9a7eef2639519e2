/** Curves over the time of a run: lag and backlog by link, writes and conflicts. */
import type { Observation } from '../../../sim/observation.js';
import { countOf, formatBytes, formatCount, formatMs } from '../format.js';
import { countAxis, durationAxis } from './axis.js';
import { mostTones, renderChart } from './chart.js';
import type { Curve, Span } from './chart.js';
import { faultSpans, renderFaults } from './fault-spans.js';
import { markup } from './markup.js';
import type { Markup } from './markup.js';
import type { ShownRun } from './shown-run.js';
import { section } from './table.js';

/** All curves, and what went wrong meanwhile. */
export function renderCurves(shown: ShownRun): Markup {
  const { samples } = shown.recorded;
  return section('over-time', 'Over time', [
    markup`<p>${countOf(samples.length, 'look')} at the run in even steps, to the moment of rest after
${formatMs(shown.result.report.simulatedMs)}.
Clients are active for the first ${formatMs(shown.recorded.scenario.durationUs / 1000)}.</p>`,
    renderFaults(shown),
    lagChart(shown),
    backlogChart(shown),
    writesChart(shown),
    conflictChart(shown),
  ]);
}

/** One curve of some figure for each link, or for each region where there are no links to look at. */
interface Series {
  readonly name: string;
  readonly isOfLink: boolean;
  readonly values: readonly number[];
  readonly peak: number;
}

type Measure = 'lagUs' | 'backlogWrites';

function seriesOf(samples: readonly Observation[], measure: Measure): readonly Series[] {
  const byName = new Map<string, number[]>();
  samples.forEach(({ links, regions }, at) => {
    const ofLinks = links.map((link) => ({ name: `${link.from} to ${link.to}`, value: link[measure] }));
    const ofRegions = regions.map((region) => ({ name: region.name, value: region[measure] }));
    for (const { name, value } of [...ofLinks, ...ofRegions]) {
      const values = byName.get(name) ?? samples.map(() => 0);
      byName.set(name, values);
      values[at] = value;
    }
  });
  const links = new Set(samples.flatMap((sample) => sample.links.map(({ from, to }) => `${from} to ${to}`)));
  const all = [...byName].map(([name, values]): Series => {
    return { name, isOfLink: links.has(name), values, peak: Math.max(...values) };
  });
  const moving = all.filter(({ peak }) => peak > 0).sort((one, other) => other.peak - one.peak);
  const linked = moving.filter(({ isOfLink }) => isOfLink);
  return linked.length > 0 ? linked : moving;
}

function curvesOf(
  series: readonly Series[],
  samples: readonly Observation[],
  words: (value: number) => string,
): readonly Curve[] {
  return series.slice(0, mostTones).map(({ name, values, peak }) => ({
    name,
    note: `at most ${words(peak)}`,
    points: values.map((y, at) => ({ x: samples[at]?.nowUs ?? 0, y })),
  }));
}

/**
 * What the curves wait for: of links a word from the far end, of regions that others have what was
 * written there.
 */
function goalOf(series: readonly Series[]): string {
  return series.some(({ isOfLink }) => isOfLink)
    ? 'the far end has not acknowledged'
    : 'a region took and others have not applied';
}

function hiddenWords(series: readonly Series[], words: (value: number) => string): Markup | null {
  const next = series[mostTones];
  if (next === undefined) return null;
  const count = series.length - mostTones;
  return markup`<p class="note">The ${mostTones} highest are drawn; ${formatCount(count)} more stayed at
${words(next.peak)} or below.</p>`;
}

function lagChart(shown: ShownRun): Markup {
  const { samples } = shown.recorded;
  const series = seriesOf(samples, 'lagUs');
  const words = (us: number): string => formatMs(us / 1000);
  const { lag } = shown.result.report;
  if (series.length === 0)
    return nothingToDraw('Replication lag', 'In no look was a write on its way between leaders.');
  return markup`${renderChart({
    id: 'chart-lag',
    title: `Replication lag: the age of the oldest write that ${goalOf(series)}`,
    description: describeSeries(series, words),
    x: timeAxis(samples),
    y: durationAxis('lag', Math.max(...series.map(({ peak }) => peak)), 5),
    curves: curvesOf(series, samples, words),
    spans: spansOf(shown),
  })}${hiddenWords(series, words)}<p class="note">From its acceptance until another replica has it${
    series.some(({ isOfLink }) => isOfLink) ? ', without the way back that the curves count' : ''
  }, a write takes: p50 ${formatMs(lag.p50Ms)}, p95 ${formatMs(lag.p95Ms)},
p99 ${formatMs(lag.p99Ms)}, max
${formatMs(lag.maxMs)}${lag.open === 0 ? '' : `; ${formatCount(lag.open)} never arrived`}.</p>`;
}

function backlogChart(shown: ShownRun): Markup {
  const { samples } = shown.recorded;
  const series = seriesOf(samples, 'backlogWrites');
  const words = (count: number): string => countOf(count, 'write');
  const { backlog } = shown.result.report;
  if (series.length === 0) return nothingToDraw('Backlog', 'In no look was a write waiting between leaders.');
  const drained = backlog.drainMs === null ? '' : `, drained ${formatMs(backlog.drainMs)} after a heal`;
  // Figures of outboxes, which links alone have.
  const isOfLinks = series.some(({ isOfLink }) => isOfLink);
  return markup`${renderChart({
    id: 'chart-backlog',
    title: isOfLinks
      ? 'Backlog: writes that are due to the far end and not acknowledged by it'
      : `Backlog: writes that ${goalOf(series)}`,
    description: describeSeries(series, words),
    x: timeAxis(samples),
    y: countAxis('writes', Math.max(...series.map(({ peak }) => peak)), 5),
    curves: curvesOf(series, samples, words),
    spans: spansOf(shown),
  })}${hiddenWords(series, words)}${
    isOfLinks
      ? markup`<p class="note">At most, between two looks, too: ${words(backlog.peakWrites)},
${formatBytes(backlog.peakBytes)}${drained}.</p>`
      : null
  }`;
}

function writesChart(shown: ShownRun): Markup {
  const { samples } = shown.recorded;
  const { regions } = samples[samples.length - 1] ?? { regions: [] };
  const ofRegions = regions.slice(0, mostTones - 1).map(({ name, written }) => ({
    name: `accepted at ${name}`,
    note: formatCount(written),
    points: samples.map((sample) => ({
      x: sample.nowUs,
      y: sample.regions.find((one) => one.name === name)?.written ?? 0,
    })),
  }));
  const each = ofRegions.map(({ name, note }) => `${note} ${name}`);
  const total = samples[samples.length - 1]?.written ?? 0;
  const all = {
    name: 'accepted in all',
    note: formatCount(total),
    points: samples.map(({ nowUs, written }) => ({ x: nowUs, y: written })),
  };
  if (total === 0) return nothingToDraw('Writes', 'No write was accepted.');
  return renderChart({
    id: 'chart-writes',
    title: 'Writes: accepted from clients since the beginning',
    description: `In the end ${countOf(total, 'write')}: ${each.join(', ')}.`,
    x: timeAxis(samples),
    y: countAxis('writes', total, 5),
    curves: [all, ...ofRegions],
    spans: spansOf(shown),
  });
}

function conflictChart(shown: ShownRun): Markup {
  const { samples } = shown.recorded;
  const most = Math.max(...samples.map(({ conflicts }) => conflicts));
  if (most === 0) return nothingToDraw('Conflicts', 'No two concurrent writes of one key met.');
  const first = samples.find(({ conflicts }) => conflicts > 0)?.nowUs ?? 0;
  return renderChart({
    id: 'chart-conflicts',
    title: 'Conflicts: pairs of concurrent writes that have met',
    description: `None before ${formatMs(first / 1000)}; in the end ${formatCount(most)}.`,
    x: timeAxis(samples),
    y: countAxis('conflicts', most, 5),
    curves: [
      {
        name: 'conflicts',
        note: formatCount(most),
        points: samples.map(({ nowUs, conflicts }) => ({ x: nowUs, y: conflicts })),
      },
    ],
    spans: spansOf(shown),
  });
}

function timeAxis(samples: readonly Observation[]) {
  return durationAxis('time', samples[samples.length - 1]?.nowUs ?? 1, 10);
}

function spansOf(shown: ShownRun): readonly Span[] {
  return faultSpans(shown);
}

function describeSeries(series: readonly Series[], words: (value: number) => string): string {
  const said = series.slice(0, mostTones).map(({ name, peak }) => `${name} at most ${words(peak)}`);
  return `${said.join('; ')}.`;
}

function nothingToDraw(title: string, words: string): Markup {
  return markup`<p class="note"><b>${title}:</b> ${words}</p>`;
}

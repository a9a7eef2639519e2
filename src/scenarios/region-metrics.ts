/** Figures of one region's clients: `availability.<region>`, `write-latency.<region>.p99` … */
import type { Percentiles, Report } from '../sim/report.js';
import type { Metric } from './metrics.js';

/** What such a name says. */
export interface RegionMetricName {
  readonly region: string;
  readonly figure: keyof Percentiles | 'meanMs' | 'availability';
}

/** How the names are written, for messages and editors; a region's name replaces `<region>`. */
export const regionMetricForms = [
  'availability.<region>',
  ...['mean', 'p50', 'p95', 'p99', 'max'].map((figure) => `write-latency.<region>.${figure}`),
];

/** The figure of a name; null when it is no such name. Whether the region exists is not asked. */
export function findRegionMetric(name: string): Metric | null {
  const parsed = parseRegionMetric(name);
  if (parsed === null) return null;
  const { region, figure } = parsed;
  const read = (report: Report): number | null =>
    report.clients.byRegion.find((one) => one.region === region)?.write[figure] ?? null;
  if (figure === 'availability') {
    const meaning = `Share of the writes of clients in ${region} that were answered with success.`;
    return { name, unit: 'share', meaning, read };
  }
  return { name, unit: 'duration', meaning: `Client latency of writes in ${region}.`, read };
}

/** Takes such a name apart; null when it is none. */
export function parseRegionMetric(name: string): RegionMetricName | null {
  const available = /^availability\.([^.]+)$/.exec(name)?.[1];
  if (available !== undefined) return { region: available, figure: 'availability' };
  const [, region, figure] = /^write-latency\.([^.]+)\.(mean|p50|p95|p99|max)$/.exec(name) ?? [];
  const known = figures.get(figure ?? '');
  return region === undefined || known === undefined ? null : { region, figure: known };
}

const figures: ReadonlyMap<string, keyof Percentiles | 'meanMs'> = new Map([
  ['mean', 'meanMs'],
  ['p50', 'p50Ms'], ['p95', 'p95Ms'], ['p99', 'p99Ms'], ['max', 'maxMs'],
]);

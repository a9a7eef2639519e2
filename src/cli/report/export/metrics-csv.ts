/**
 * Figures over time as CSV in long form: one figure a line, whatever the scenario's regions and links are called.
 *
 * Columns by region would differ from scenario to scenario, and files of several runs could not be put together; tools
 * that draw and aggregate take the long form as it is, and turn it into the wide one in a line.
 *
 * @see RFC 4180: commas, quotation marks where needed, CR LF at the end of each line
 */
import type { LinkObservation, Observation, RegionObservation } from '../../../sim/observation.js';
import type { Sample } from '../../recording/sampled-simulation.js';
import type { WriteText } from './export.js';

/** Of the whole run (neither replica nor peer), of a replica, or of a link from a replica to a peer. */
const csvColumns = ['time_ms', 'replica', 'peer', 'metric', 'value'] as const;

/** Writes the whole table. */
export function writeMetricsCsv(write: WriteText, samples: readonly Sample[]): void {
  write(csvLine(csvColumns));
  for (const sample of samples) {
    const time = String(sample.atUs / 1000);
    for (const row of rowsOf(sample)) {
      write(csvLine([time, row.replica, row.peer, row.metric, String(row.value)]));
    }
  }
}

interface Row {
  readonly replica: string;
  readonly peer: string;
  readonly metric: string;
  readonly value: number;
}

function rowsOf({ seen }: Sample): readonly Row[] {
  return [
    ...named({ replica: '', peer: '' }, figuresOfRun(seen)),
    ...seen.regions.flatMap((region) => named({ replica: region.name, peer: '' }, figuresOfReplica(region, seen))),
    ...seen.links.flatMap((link) => named({ replica: link.from, peer: link.to }, figuresOfLink(link))),
  ];
}

function figuresOfRun({ written, applied, conflicts, staleReads }: Observation): Readonly<Record<string, number>> {
  return { written, applied, conflicts, ...(staleReads === null ? {} : { stale_reads: staleReads }) };
}

/** Without outboxes nobody owes anybody anything that could be counted: no figure then, rather than 0. */
export function hasQueues({ links, regions }: Observation): boolean {
  return links.length > 0 || regions.some(({ leads }) => leads !== undefined);
}

function figuresOfReplica(region: RegionObservation, seen: Observation): Readonly<Record<string, number>> {
  return {
    up: Number(region.state === 'up'),
    ...(region.leads === undefined ? {} : { leads: Number(region.leads) }),
    written: region.written,
    applied: region.applied,
    skew_ms: milliseconds(region.skewUs),
    ...(hasQueues(seen)
      ? { backlog_writes: region.backlogWrites, lag_ms: milliseconds(region.lagUs) }
      : {}),
  };
}

function figuresOfLink(link: LinkObservation): Readonly<Record<string, number>> {
  return {
    up: Number(link.state === 'up'),
    latency_ms: milliseconds(link.latencyUs),
    in_flight_writes: link.inFlightWrites,
    backlog_writes: link.backlogWrites,
    lag_ms: milliseconds(link.lagUs),
  };
}

function named(place: Pick<Row, 'replica' | 'peer'>, figures: Readonly<Record<string, number>>): readonly Row[] {
  return Object.entries(figures).map(([metric, value]) => ({ ...place, metric, value }));
}

/** To a microsecond; a skew may have more digits than anybody measures. */
function milliseconds(us: number): number {
  return Math.round(us) / 1000;
}

function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

/** A field as it is, or in quotation marks where it would end the field or the line. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

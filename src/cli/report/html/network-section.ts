/** The network between regions: a map, and a table that says the same. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { placeRegions } from '../../view/live/map-places.js';
import { countOf, formatBytes, formatCount, formatMs, trimmed } from '../format.js';
import { hasOutboxes } from '../link-figures.js';
import { markup, place } from './markup.js';
import type { Content, Markup } from './markup.js';
import type { ShownRun } from './shown-run.js';
import { renderTable, scrollable, section } from './table.js';

/** Regions, links, what they carried, and how long they were cut. */
export function renderNetwork(shown: ShownRun): Markup {
  const links = linksOf(shown);
  const { network } = shown.result.report;
  return section('network', 'Network', [
    markup`<p>${countOf(network.messages, 'message')}, ${formatBytes(network.bytes)}.</p>`,
    mapOf(shown, links),
    links.length === 0 ? null : linkTable(links),
    regionTable(shown),
  ]);
}

/** One direction of a link. */
interface ShownLink {
  readonly from: string;
  readonly to: string;
  /** Null where it is known by its traffic alone. */
  readonly latencyUs: number | null;
  readonly messages: number;
  readonly bytes: number;
  readonly peakMbps: number | null;
  readonly peakWrites: number | null;
  readonly dropped: number | null;
  /** Stretches of time; null where nobody knows. */
  readonly cuts: readonly Stretch[] | null;
}

interface Stretch {
  readonly fromUs: number;
  readonly untilUs: number;
}

function linksOf({ recorded, result: { report } }: ShownRun): readonly ShownLink[] {
  const first = recorded.samples[0]?.links ?? [];
  const names = new Map<string, { readonly from: string; readonly to: string }>();
  for (const { from, to } of [...first, ...report.network.byLink])
    names.set(`${from}\u0000${to}`, { from, to });
  const isQueued = hasOutboxes(report);
  const cuts = recorded.trace === null ? null : cutsOf(recorded.trace, report.simulatedMs * 1000);
  return [...names].map(([name, { from, to }]) => {
    const isIt = (one: { readonly from: string; readonly to: string }): boolean =>
      one.from === from && one.to === to;
    const traffic = report.network.byLink.find(isIt);
    const queue = isQueued ? report.backlog.byLink.find(isIt) : undefined;
    return {
      from,
      to,
      latencyUs: first.find(isIt)?.latencyUs ?? null,
      messages: traffic?.messages ?? 0,
      bytes: traffic?.bytes ?? 0,
      peakMbps: traffic?.peakMbps ?? null,
      peakWrites: queue?.peakWrites ?? null,
      dropped: queue?.dropped ?? null,
      cuts: cuts === null ? null : (cuts.get(name) ?? []),
    };
  });
}

function cutsOf(trace: readonly TraceEvent[], endUs: number): ReadonlyMap<string, readonly Stretch[]> {
  const stretches = new Map<string, Stretch[]>();
  const since = new Map<string, number>();
  for (const event of trace) {
    if (event.kind !== 'cut' && event.kind !== 'heal') continue;
    const name = `${event.from}\u0000${event.to}`;
    const fromUs = since.get(name);
    if (event.kind === 'cut') since.set(name, fromUs ?? event.atUs);
    else if (fromUs !== undefined) {
      since.delete(name);
      stretches.set(name, [...(stretches.get(name) ?? []), { fromUs, untilUs: event.atUs }]);
    }
  }
  for (const [name, fromUs] of since)
    stretches.set(name, [...(stretches.get(name) ?? []), { fromUs, untilUs: endUs }]);
  return stretches;
}

function linkTable(links: readonly ShownLink[]): Markup {
  return renderTable({
    caption: 'Links',
    columns: [
      { title: 'Link' },
      { title: 'Latency, p50', isFigure: true },
      { title: 'Messages', isFigure: true },
      { title: 'Bytes', isFigure: true },
      { title: 'Peak', isFigure: true },
      { title: 'Longest queue', isFigure: true },
      { title: 'Dropped', isFigure: true },
      { title: 'Cut' },
    ],
    rows: links.map((link): readonly Content[] => [
      markup`<bdi>${link.from}</bdi> to <bdi>${link.to}</bdi>`,
      link.latencyUs === null ? '-' : formatMs(link.latencyUs / 1000),
      formatCount(link.messages),
      formatBytes(link.bytes),
      link.peakMbps === null ? '-' : `${trimmed(link.peakMbps, 3)} Mbps`,
      link.peakWrites === null ? '-' : countOf(link.peakWrites, 'write'),
      link.dropped === null ? '-' : formatCount(link.dropped),
      cutWords(link.cuts),
    ]),
  });
}

function cutWords(cuts: readonly Stretch[] | null): string {
  if (cuts === null) return 'not recorded';
  if (cuts.length === 0) return 'never';
  const shown = cuts
    .slice(0, 3)
    .map(({ fromUs, untilUs }) => `${formatMs(fromUs / 1000)} to ${formatMs(untilUs / 1000)}`);
  return shown.join(', ') + (cuts.length > 3 ? ` and ${cuts.length - 3} more times` : '');
}

function regionTable({ recorded }: ShownRun): Markup {
  const { samples, scenario } = recorded;
  const last = samples[samples.length - 1];
  return renderTable({
    caption: 'Regions',
    columns: [
      { title: 'Region' },
      { title: 'Followers', isFigure: true },
      { title: 'Writes accepted', isFigure: true },
      { title: 'Writes applied', isFigure: true },
      { title: 'Clock at the start', isFigure: true },
      { title: 'At the end' },
    ],
    rows: scenario.regions.map(({ name, followers, clock }) => {
      const seen = last?.regions.find((one) => one.name === name);
      return [
        name,
        formatCount(followers.count),
        seen === undefined ? '-' : formatCount(seen.written),
        seen === undefined ? '-' : formatCount(seen.applied),
        clock.skewUs === 0
          ? 'exact'
          : `${formatMs(Math.abs(clock.skewUs) / 1000)} ${clock.skewUs > 0 ? 'ahead' : 'behind'}`,
        seen === undefined ? '-' : seen.state,
      ];
    }),
  });
}

const mapColumns = 900;
/** With more lines than this, figures on them would cover each other; the table has them. */
const mostLabelled = 6;

interface Line {
  readonly ends: readonly [number, number];
  readonly links: readonly ShownLink[];
}

function mapOf({ recorded: { scenario } }: ShownRun, links: readonly ShownLink[]): Markup | null {
  const { regions } = scenario;
  const lines = linesOf(regions.map(({ name }) => name), links);
  if (regions.length < 2 || regions.length > 24) return null;
  const hub = regions.findIndex(
    (_, region) =>
      regions.length > 3 &&
      lines.length === regions.length - 1 &&
      lines.every(({ ends }) => ends.includes(region)),
  );
  const longest = Math.max(...regions.map(({ name }) => name.length));
  const mapSize = { columns: mapColumns, rows: regions.length === 2 ? 60 : 300 };
  const places = placeRegions(
    { count: regions.length, hub: hub < 0 ? null : hub },
    mapSize,
    { columns: Math.min(300, longest * 9 + 40), rows: 1 },
  );
  const isLabelled = lines.length <= mostLabelled;
  const words = lines.map(
    (line) => `${line.ends.map((end) => regions[end]?.name ?? '').join(' and ')}: ${lineWords(line)}`,
  );
  const drawing = markup`<svg class="map" viewBox="0 -36 ${mapSize.columns} ${mapSize.rows + 72}"
role="img" aria-labelledby="map-title map-desc">
<title id="map-title">Map of the network</title><desc id="map-desc">${words.join('; ')}</desc>
${lines.map((line) => {
  const [one, other] = line.ends.map((end) => places[end] ?? { x: 0, y: 0 });
  if (one === undefined || other === undefined) return null;
  const wasCut = line.links.some(({ cuts }) => cuts !== null && cuts.length > 0);
  const x = place((one.x + other.x) / 2);
  const y = (one.y + other.y) / 2;
  const label = isLabelled
    ? markup`<text x="${x}" y="${place(y - 4)}" text-anchor="middle">${latencyWords(line)}</text>
<text class="minor" x="${x}" y="${place(y + 14)}" text-anchor="middle">${trafficWords(line)}</text>${
        wasCut
          ? markup`
<text class="cut" x="${x}" y="${place(y + 32)}" text-anchor="middle">cut
${cutWords(line.links.find(({ cuts }) => cuts !== null && cuts.length > 0)?.cuts ?? [])}</text>`
          : null
      }`
    : null;
  return markup`<g class="link${wasCut ? ' was-cut' : ''}"><title>${lineWords(line)}</title><line
x1="${one.x}" y1="${one.y}" x2="${other.x}" y2="${other.y}"/>${label}</g>
`;
})}${regions.map(({ name }, region) => {
    const { x, y } = places[region] ?? { x: 0, y: 0 };
    const below = y < mapSize.rows / 2 ? -18 : 30;
    return markup`<g class="region"><circle cx="${x}" cy="${y}" r="10"/><text x="${x}"
y="${y + (hub === region ? 30 : below)}" text-anchor="middle">${name}</text></g>
`;
  })}</svg>`;
  return markup`<figure><figcaption>Regions and the links between
them${isLabelled ? '' : '; their figures are in the table'}</figcaption>
${scrollable('Map of the network', drawing)}</figure>`;
}

function linesOf(names: readonly string[], links: readonly ShownLink[]): readonly Line[] {
  const lines = new Map<string, { readonly ends: readonly [number, number]; readonly links: ShownLink[] }>();
  for (const link of links) {
    const [from, to] = [names.indexOf(link.from), names.indexOf(link.to)];
    if (from < 0 || to < 0) continue;
    const ends = [Math.min(from, to), Math.max(from, to)] as const;
    const line = lines.get(ends.join()) ?? { ends, links: [] };
    line.links.push(link);
    lines.set(ends.join(), line);
  }
  return [...lines.values()];
}

function lineWords(line: Line): string {
  const cuts = line.links.map(({ from, to, cuts: ofLink }) => {
    return ofLink === null || ofLink.length === 0 ? null : `${from} to ${to} cut ${cutWords(ofLink)}`;
  });
  return [latencyWords(line), trafficWords(line), ...cuts.filter((words) => words !== null)].join(', ');
}

function latencyWords({ links }: Line): string {
  const known = [
    ...new Set(
      links.flatMap(({ latencyUs }) => (latencyUs === null ? [] : [formatMs(roughly(latencyUs / 1000))])),
    ),
  ];
  const oneWay = links.length === 1 ? ', one way' : '';
  return known.length === 0 ? `latency not known${oneWay}` : known.join(' / ') + oneWay;
}

/** Three digits say enough on a map. */
function roughly(ms: number): number {
  return Number(ms.toPrecision(3));
}

function trafficWords({ links }: Line): string {
  return formatBytes(links.reduce((sum, { bytes }) => sum + bytes, 0));
}

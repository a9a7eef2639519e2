/**
 * The space-time diagram: a lane for each replica, time from left to right, messages as lines between
 * lanes.
 *
 * Each event is a group with `id="event-N"`, N its place in the run's trace, and `data-event`, its
 * place in the causal trace; a message has `data-from` and `data-to` in the same places.
 */
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { CausalEvent, CausalTrace } from '../../view/space-time/causal-trace.js';
import { replicaOf } from '../../view/space-time/causal-trace.js';
import { describeEvent, discardedBy } from '../../view/words/event-line.js';
import { formatMs } from '../format.js';
import type { Span } from './chart.js';
import type { DiagramPart } from './diagram-part.js';
import { markOf, shapeOf } from './event-marks.js';
import type { MarkKind } from './event-marks.js';
import { markup, place } from './markup.js';
import type { Content, Markup } from './markup.js';

/** What is drawn. */
export interface SpaceTime {
  readonly causal: CausalTrace;
  readonly part: DiagramPart;
  /** Names of replicas from top to bottom; those without an event in the part get no lane. */
  readonly lanes: readonly string[];
  readonly lost: ReadonlySet<number>;
  readonly spans: readonly Span[];
}

/** A drawn event, where it stands and what it says. */
export interface DrawnEvent {
  /** In the causal trace. */
  readonly at: number;
  readonly event: TraceEvent;
  readonly lane: number;
  readonly mark: MarkKind;
  readonly x: number;
  /** As in `1.200 us-east: write x = B`. */
  readonly words: string;
}

/** The drawing, and its events for whoever cannot see it. */
export interface DrawnSpaceTime {
  readonly drawing: Markup;
  readonly events: readonly DrawnEvent[];
}

/** Places in the run's trace of the events of a causal trace. */
export function tracePlaces(trace: readonly TraceEvent[]): readonly number[] {
  return trace.flatMap((event, at) => (replicaOf(event) === null ? [] : [at]));
}

/** Draws a part of a run. */
export function drawSpaceTime(shown: SpaceTime, places: readonly number[]): DrawnSpaceTime {
  const { causal, part } = shown;
  const present = new Set(part.places.map((at) => causal.replicas[causal.events[at]?.replica ?? -1]));
  const lanes = shown.lanes.filter((name) => present.has(name));
  const columns = spread(causal, part.places);
  const events = part.places.flatMap((at): DrawnEvent[] => {
    const one = causal.events[at];
    if (one === undefined) return [];
    const line = describeEvent(one.event);
    const words = `${line.moment} s ${line.replica}: ${line.words.replace(/ {2,}/g, ' ')}`;
    const lane = lanes.indexOf(causal.replicas[one.replica] ?? '');
    return [
      { at, event: one.event, lane, mark: markOf(one.event, shown.lost), x: columns.xOf.get(at) ?? 0, words },
    ];
  });
  return { drawing: draw({ shown, lanes, columns, events, places }), events };
}

const left = 24;
const pitch = 74;
const spanPitch = 17;
const mostSpanRows = 5;

interface Columns {
  /** By place in the causal trace. */
  readonly xOf: ReadonlyMap<number, number>;
  /** Moments with their places, in order. */
  readonly moments: readonly { readonly atUs: number; readonly x: number }[];
  readonly width: number;
}

/**
 * Puts moments apart by the root of the time between them: what is close stays apart, what is far
 * stays in sight.
 */
function spread({ events, replicas }: CausalTrace, chosen: readonly number[]): Columns {
  const times = chosen.map((at) => events[at]?.event.atUs ?? 0);
  const longest = Math.max(1, ...times.map((time, index) => time - (times[index - 1] ?? time)));
  const distinct = new Set(times).size;
  const widest = Math.max(40, Math.min(120, 9000 / distinct));
  const xOf = new Map<number, number>();
  const moments: { atUs: number; x: number }[] = [];
  let x = left + 14;
  /** How far each lane reaches beyond the moment. */
  let used = replicas.map(() => 0);
  chosen.forEach((at, index) => {
    const time = times[index] ?? 0;
    const before = times[index - 1];
    if (before === undefined || time > before) {
      if (before !== undefined) {
        x += Math.max(11, ...used.map((reach) => reach - 6)) + widest * Math.sqrt((time - before) / longest);
      }
      used = replicas.map(() => 0);
      moments.push({ atUs: time, x });
    }
    const replica = events[at]?.replica ?? 0;
    const reach = used[replica] ?? 0;
    const event = events[at]?.event;
    used[replica] = reach + (event === undefined || labelOf(event) === null ? 17 : 34);
    xOf.set(at, x + reach);
  });
  const end = Math.max(x, ...xOf.values()) + 40;
  return stretched({ xOf, moments, width: end });
}

/** A short story fills the page. */
function stretched(columns: Columns): Columns {
  const factor = Math.max(1, 960 / columns.width);
  const move = (x: number): number => left + (x - left) * factor;
  return {
    xOf: new Map([...columns.xOf].map(([at, x]) => [at, move(x)])),
    moments: columns.moments.map(({ atUs, x }) => ({ atUs, x: move(x) })),
    width: Math.max(960, columns.width),
  };
}

/** The table has all digits. */
function roughly(ms: number): number {
  return Number(ms.toPrecision(5));
}

/** Between two moments in proportion. */
function xAt({ moments, width }: Columns, timeUs: number): number {
  const next = moments.findIndex(({ atUs }) => atUs >= timeUs);
  const [before, after] = [moments[next - 1], moments[next]];
  if (after === undefined) return width - 12;
  if (before === undefined) return timeUs === after.atUs ? after.x : left;
  return before.x + ((timeUs - before.atUs) / (after.atUs - before.atUs)) * (after.x - before.x);
}

interface Drawing {
  readonly shown: SpaceTime;
  readonly lanes: readonly string[];
  readonly columns: Columns;
  readonly events: readonly DrawnEvent[];
  readonly places: readonly number[];
}

function draw(drawing: Drawing): Markup {
  const { shown, lanes, columns, events } = drawing;
  const spans = visibleSpans(drawing);
  const rows = Math.min(mostSpanRows, spans.length);
  const top = 20 + rows * spanPitch + 26;
  const bottom = top + (lanes.length - 1) * pitch + 34;
  const height = bottom + 28;
  const laneY = (lane: number): number => top + lane * pitch;
  return markup`<svg class="space-time" id="space-time-drawing"
viewBox="0 0 ${place(columns.width)} ${height}" width="${place(columns.width)}" height="${height}"
 role="img" aria-labelledby="space-time-drawing-title space-time-drawing-desc">
<title id="space-time-drawing-title">Space-time diagram</title><desc
id="space-time-drawing-desc">${shown.part.words} Time runs from left to right and is not to scale; a table
with the same events follows.</desc>
${spans.map((span, row) => drawSpan(span, { row: Math.min(row, mostSpanRows - 1), columns, bottom }))}
${lanes.map((name, lane) => markup`<g class="lane" data-lane="${name}"><line x1="${left}"
x2="${place(columns.width - 8)}" y1="${laneY(lane)}" y2="${laneY(lane)}"/>
<text x="4" y="${laneY(lane) - 20}">${name}</text></g>
`)}${timeMarks(columns, bottom)}
<g class="messages">${messagesOf(drawing, laneY)}</g>
${events.map((one) => drawEvent(one, drawing, laneY))}</svg>`;
}

function visibleSpans({ shown: { spans }, columns }: Drawing): readonly Span[] {
  const [first, last] = [
    columns.moments[0]?.atUs ?? 0,
    columns.moments[columns.moments.length - 1]?.atUs ?? 0,
  ];
  return spans.filter(({ from, to }) => from <= last && to >= first);
}

function drawSpan(
  span: Span,
  { row, columns, bottom }: { readonly row: number; readonly columns: Columns; readonly bottom: number },
): Markup {
  const start = xAt(columns, span.from);
  const end = Math.max(start + 2, xAt(columns, span.to));
  const y = 6 + row * spanPitch;
  const room = columns.width - start - 8;
  const label = `${span.label} ${span.words}`;
  const text = room > label.length * 6.6 ? label : span.label;
  return markup`<g class="span"><title>${label}</title><rect x="${place(start)}" y="${y}"
width="${place(end - start)}" height="${bottom - y}"/>
<text x="${place(start + 4)}" y="${y + 12}">${text}</text></g>
`;
}

function timeMarks({ moments }: Columns, bottom: number): Content {
  let free = 0;
  return moments.map(({ atUs, x }) => {
    if (x < free) return null;
    free = x + 78;
    return markup`<g class="moment"><line x1="${place(x)}" x2="${place(x)}" y1="${bottom - 12}"
y2="${bottom}"/><text x="${place(x)}" y="${bottom + 16}"
text-anchor="middle">${formatMs(roughly(atUs / 1000))}</text></g>
`;
  });
}

function messagesOf({ shown: { causal }, events }: Drawing, laneY: (lane: number) => number): Content {
  const byPlace = new Map(events.map((one) => [one.at, one]));
  const hasBatches = causal.events.some(({ event }) => event.kind === 'receive');
  return events.map((one) => {
    const source = sourceOf(causal.events[one.at], hasBatches);
    const sender = source === null ? undefined : byPlace.get(source);
    if (sender === undefined || sender.lane === one.lane) return null;
    return markup`<line data-from="${sender.at}" data-to="${one.at}" x1="${place(sender.x)}"
y1="${laneY(sender.lane)}" x2="${place(one.x)}" y2="${laneY(one.lane)}"/>
`;
  });
}

/** Where batches are drawn, a write came with one of them. */
function sourceOf(one: CausalEvent | undefined, hasBatches: boolean): number | null {
  if (one === undefined) return null;
  return hasBatches && one.event.kind === 'apply' ? null : one.source;
}

function drawEvent(one: DrawnEvent, { places, events }: Drawing, laneY: (lane: number) => number): Markup {
  const { at, lane, mark, x, words } = one;
  const label = describeLabel(one, events);
  return markup`<g class="event ${mark}" id="event-${places[at] ?? at}" data-event="${at}"
transform="translate(${place(x)} ${laneY(lane)})"><title>${words}</title>${shapeOf(mark)}${
    label === null ? null : markup`<text y="24" text-anchor="middle">${label}</text>`
  }</g>
`;
}

/** Says what was written, where nothing else stands near. */
function describeLabel({ at, event, lane, x }: DrawnEvent, events: readonly DrawnEvent[]): string | null {
  const label = labelOf(event);
  if (label === null || event.kind !== 'accept') return label;
  const written =
    event.value === null
      ? `delete ${event.key}`
      : event.isChange === true
        ? event.value
        : `${event.key}=${event.value}`;
  const reach = (label.length + written.length) * 3.4 + 24;
  const isAlone = events.every(
    (other) =>
      other.lane !== lane ||
      other.at === at ||
      labelOf(other.event) === null ||
      Math.abs(other.x - x) > reach,
  );
  return isAlone && written.length <= 16 ? `${label} ${written}` : label;
}

/** What happened to which write; the one that is thrown away where one is. */
function labelOf(event: TraceEvent): string | null {
  switch (event.kind) {
    case 'apply': {
      const [gone = event.write, ...more] = discardedBy(event);
      return `w${gone}${more.length === 0 ? '' : ` +${more.length}`}`;
    }
    case 'accept':
    case 'rewind':
    case 'hold-back':
      return `w${event.write}`;
    default:
      return null;
  }
}

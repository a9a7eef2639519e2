/** The screen of the space-time diagram: a state and a size in, rows out. */
import { Canvas } from '../drawing/canvas.js';
import { drawPanel, innerSize } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { span, spreadRow } from '../drawing/row.js';
import type { Row, Tone } from '../drawing/row.js';
import { cutMiddle, fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import type { CausalEvent } from '../space-time/causal-trace.js';
import { describeEvent } from '../words/event-line.js';
import { formatCount, formatCountOf, formatMoment, formatShare, formatShortDuration } from '../words/quantity.js';
import { lanesOf } from './diagram-state.js';
import type { DiagramState, EventWindow, SelectedEvent } from './diagram-state.js';
import { markLegend, markOf } from './event-mark.js';

/** Draws the screen in a space of at least the smallest size, less the row of the help line. */
export function drawDiagram(state: DiagramState, size: Size, theme: Theme): readonly Row[] {
  const { columns, rows } = size;
  const { window } = state;
  const status = drawStatus(state, columns, theme);
  if (window === null || state.selected === null) {
    const words =
      window === null
        ? `Running it up to ${formatMoment(state.shownUs)} s, to see what happens there: ${formatShare(Math.floor(state.share * 100) / 100)} ...`
        : 'Nothing has happened at any replica.';
    return [status, ...drawPanel({ left: 'Space-time diagram', right: '' }, [[span(` ${words}`)]], { columns, rows: rows - 1 }, theme)];
  }
  const below = Math.max(5, Math.min(12, Math.floor(rows * 0.3)));
  const panel = { columns, rows: rows - 2 - below };
  const shown = { state, window, selected: state.selected, theme };
  const column = `${formatShortDuration(state.view.usPerColumn)} a column`;
  return [
    status,
    ...drawPanel({ left: 'Replicas, time to the right', right: column }, drawLanes(shown, innerSize(panel)), panel, theme),
    ...drawPanel(titleOfEvent(shown), drawEvent(shown, below - 2), { columns, rows: below }, theme),
    [span(` ${markLegend}  ~ cut  v here`, 'dim')],
  ];
}

/** Columns of time on a screen of so many. */
export function timeColumns(columns: number): number {
  return columns - 2 - nameColumns(columns) - 2;
}

interface Shown {
  readonly state: DiagramState;
  readonly window: EventWindow;
  readonly selected: SelectedEvent;
  readonly theme: Theme;
}

/** Messages beyond which only those nearest to the selected event are drawn, of those that it has to do with. */
const mostMessages = 12;
const mostCuts = 3;

function nameColumns(columns: number): number {
  return columns < 90 ? 10 : 16;
}

function drawLanes({ state, window, selected, theme }: Shown, { columns, rows }: Size): readonly Row[] {
  const names = nameColumns(columns + 2);
  const width = timeColumns(columns + 2);
  const { centerUs, usPerColumn } = state.view;
  const leftUs = centerUs - Math.floor(width / 2) * usPerColumn;
  const columnOf = (us: number) => Math.floor((us - leftUs) / usPerColumn);
  const { events, replicas } = window.order;
  const cuts = drawCuts(window, columnOf, { width, names, theme });
  const room = rows - 2 - cuts.length;
  const all = lanesOf(state.scenario, window);
  const lanes = lanesInSight(all, events[selected.place].replica, Math.max(1, Math.floor((room + 1) / 2)));
  const gap = lanes.length < 2 ? 0 : Math.max(1, Math.min(6, Math.floor((room - lanes.length) / (lanes.length - 1))));
  const canvas = new Canvas(width, Math.max(1, room));
  const rowOf = (replica: number) => lanes.indexOf(replica) * (gap + 1);
  for (const replica of lanes) canvas.write({ x: 0, y: rowOf(replica) }, theme.box.horizontal.repeat(width), 'dim');
  const inSight = events.flatMap((each, place) => {
    const x = columnOf(each.event.atUs);
    return x >= 0 && x < width && lanes.includes(each.replica) ? [{ each, place, x }] : [];
  });
  const hidden = drawMessages(canvas, { window, selected, lanes, width }, (place) => {
    const { event, replica } = events[place];
    return { x: columnOf(event.atUs), y: rowOf(replica) };
  });
  const ranks = new Map<number, number>();
  for (const { each, place, x } of inSight) {
    const mark = markOf(each.event);
    const y = rowOf(each.replica);
    const cell = y * width + x;
    const rank = place === selected.place ? Infinity : mark.rank;
    if ((ranks.get(cell) ?? -1) > rank) continue;
    ranks.set(cell, rank);
    canvas.write({ x, y }, mark.letter, toneOf(place, selected, mark.tone));
  }
  bracket(canvas, { x: columnOf(events[selected.place].event.atUs), y: rowOf(events[selected.place].replica) });
  const body = canvas.toRows().map((row, y): Row => {
    const lane = lanes.find((replica) => rowOf(replica) === y);
    const name = lane === undefined ? '' : cutMiddle(showText(replicas[lane]), names, theme.ellipsis);
    return [span(` ${fitLeft(name, names, theme.ellipsis)} `), ...row];
  });
  return [drawAxis(state, { names, width, leftUs }), ...cuts, ...body, notesOf({ hidden, lanes: all.length - lanes.length, window })];
}

function toneOf(place: number, { place: chosen, past, future }: SelectedEvent, tone: Tone): Tone {
  if (place === chosen || past.has(place)) return 'strong';
  if (future.has(place)) return 'accent';
  return tone === 'bad' || tone === 'warn' ? tone : 'dim';
}

/** The selected event can be told without colour. */
function bracket(canvas: Canvas, { x, y }: { readonly x: number; readonly y: number }): void {
  canvas.write({ x: x - 1, y }, '[', 'strong');
  canvas.write({ x: x + 1, y }, ']', 'strong');
}

/** Those of so many that are around the one that has to be seen. */
function lanesInSight(all: readonly number[], replica: number, most: number): readonly number[] {
  const at = all.indexOf(replica);
  const top = Math.max(0, Math.min(at - Math.floor(most / 2), all.length - most));
  return all.slice(top, top + most);
}

/** Draws them; returns how many were left out because there are too many. */
function drawMessages(
  canvas: Canvas,
  { window, selected, lanes, width }: { window: EventWindow; selected: SelectedEvent; lanes: readonly number[]; width: number },
  pointOf: (place: number) => { readonly x: number; readonly y: number },
): number {
  const { events } = window.order;
  const hasBatches = events.some(({ event }) => event.kind === 'receive');
  const isMessage = ({ event, source }: CausalEvent) => source !== null && (!hasBatches || event.kind === 'receive');
  const messages = events.flatMap((each, place) => {
    const { source, replica } = each;
    if (source === null || !isMessage(each) || !lanes.includes(replica) || !lanes.includes(events[source].replica)) return [];
    const [from, to] = [pointOf(source), pointOf(place)];
    return to.x < 0 || from.x >= width ? [] : [{ place, source, from, to }];
  });
  const isOfSelected = (place: number) => place === selected.place || selected.past.has(place) || selected.future.has(place);
  const distance = ({ place, source }: { readonly place: number; readonly source: number }) =>
    Math.min(Math.abs(place - selected.place), Math.abs(source - selected.place));
  const own = messages.filter(({ place, source }) => isOfSelected(place) && isOfSelected(source));
  const chosen = messages.length <= mostMessages ? messages : own.sort((a, b) => distance(a) - distance(b)).slice(0, mostMessages);
  for (const { place, source, from, to } of chosen) {
    const tone: Tone = isOfSelected(place) && isOfSelected(source) ? 'strong' : 'dim';
    canvas.drawLine(clip(from, to, width), clip(to, from, width), tone);
  }
  return messages.length - chosen.length;
}

/** The end of a line, or where it leaves the canvas to the left or right. */
function clip(end: { x: number; y: number }, other: { x: number; y: number }, width: number) {
  if (end.x >= -1 && end.x <= width) return end;
  const x = end.x < 0 ? -1 : width;
  return { x, y: Math.round(end.y + ((other.y - end.y) * (x - end.x)) / (other.x - end.x)) };
}

function drawAxis(
  { shownUs, view: { usPerColumn } }: DiagramState,
  { names, width, leftUs }: { readonly names: number; readonly width: number; readonly leftUs: number },
): Row {
  let line = ' '.repeat(names + 2);
  const step = 16;
  for (let column = 0; column + 10 <= width; column += step) {
    const atUs = leftUs + column * usPerColumn;
    const label = atUs < 0 ? '' : `|${formatMoment(atUs)}`;
    line += label.padEnd(step);
  }
  const here = names + 2 + Math.floor((shownUs - leftUs) / usPerColumn);
  const isSeen = here >= names + 2 && here < names + 2 + width;
  const padded = line.padEnd(names + 2 + width).slice(0, names + 2 + width);
  if (!isSeen) return [span(padded, 'dim')];
  return [span(padded.slice(0, here), 'dim'), span('v', 'accent'), span(padded.slice(here + 1), 'dim')];
}

/** A row for each cut that is in sight, those with the same beginning and end together. */
function drawCuts(
  { outages }: EventWindow,
  columnOf: (us: number) => number,
  { width, names, theme }: { readonly width: number; readonly names: number; readonly theme: Theme },
): readonly Row[] {
  const groups = new Map<string, { readonly links: string[]; readonly from: number; readonly to: number }>();
  for (const { to, replica, fromUs, untilUs } of outages) {
    const from = Math.max(0, columnOf(fromUs));
    const end = untilUs === Infinity ? width : Math.min(width, columnOf(untilUs));
    if (end <= from || from >= width) continue;
    const name = `${fromUs} ${untilUs}`;
    const link = to === null ? `${showText(replica)} away` : `${showText(replica)} to ${showText(to)}`;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, { links: [link], from, to: end });
    else known.links.push(link);
  }
  return [...groups.values()].slice(-mostCuts).map(({ links, from, to }): Row => {
    const label = cutMiddle(links.join(', '), Math.max(0, to - from - 2), theme.ellipsis);
    const waves = '~'.repeat(Math.max(0, to - from - measureWidth(label) - 2));
    return [span(` ${fitLeft('cut', names, theme.ellipsis)} ${' '.repeat(from)}`, 'warn'), span(`~${label}~${waves}`, 'warn')];
  });
}

function notesOf({ hidden, lanes, window }: { readonly hidden: number; readonly lanes: number; readonly window: EventWindow }): Row {
  const notes = [
    ...(hidden > 0 ? [`${formatCountOf(hidden, 'message')} not drawn: zoom in with +`] : []),
    ...(lanes > 0 ? [`${formatCountOf(lanes, 'more replica')}: up/down`] : []),
    `${formatCountOf(window.order.events.length, 'event')} at hand${window.hasEarlier || window.hasLater ? ', of more' : ''}`,
  ];
  return [span(` ${notes.join('; ')}`, 'dim')];
}

function titleOfEvent({ selected }: Shown): { readonly left: string; readonly right: string } {
  const past = `${formatCountOf(selected.past.size, 'event')} led to it (bold)`;
  return { left: 'Selected event', right: `${past}, ${formatCount(selected.future.size)} follow` };
}

/** The event in words, and what of other replicas it follows from, the nearest first. */
function drawEvent({ window, selected }: Shown, rows: number): readonly Row[] {
  const { events } = window.order;
  const own = events[selected.place];
  const isTold = (place: number) => events[place].replica !== own.replica && markOf(events[place].event).rank >= 4;
  const causes = [...selected.past].filter(isTold).sort((a, b) => b - a);
  const effects = [...selected.future].filter(isTold).sort((a, b) => a - b);
  const before = Math.max(1, Math.ceil((rows - 1) / 2), rows - 1 - effects.length);
  return [
    lineOf(own, '[ ]', 'strong'),
    ...causes.slice(0, before).map((place) => lineOf(events[place], 'from', 'plain')),
    ...effects.slice(0, Math.max(0, rows - 1 - Math.min(before, causes.length))).map((place) => lineOf(events[place], 'to', 'dim')),
  ];
}

function lineOf({ event }: CausalEvent, head: string, tone: Tone): Row {
  const { moment, replica, words } = describeEvent(event);
  return [span(` ${head.padEnd(4)} ${moment.padStart(8)} ${replica}  `, 'dim'), span(words, tone)];
}

function drawStatus({ scenario, shownUs, window, selected }: DiagramState, columns: number, theme: Theme): Row {
  const name = cutMiddle(showText(scenario.name), Math.floor(columns / 3), theme.ellipsis);
  const atUs = window === null || selected === null ? shownUs : window.order.events[selected.place].event.atUs;
  return spreadRow(
    [span(` ${name}`, 'title'), span(` | seed ${showText(scenario.seed)} | what follows from what`)],
    [span(` event at t=${formatMoment(atUs)}s, live view at ${formatMoment(shownUs)}s `)],
    columns,
    theme.ellipsis,
  );
}

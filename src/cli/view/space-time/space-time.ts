/**
 * A small history as a space-time drawing: one row a replica, time to the right, and a line for each message
 * from the write that sent it to where it was merged.
 */
import { cutText, measureWidth, showText } from '../drawing/text-width.js';

/** What happens at one moment. */
export interface DrawnStep {
  /** Which row it stands in, from 0. */
  readonly lane: number;
  /** A few characters, the last of which stands where messages begin and end. */
  readonly label: string;
  /** The step whose message comes in here, by its place in the list; null where none does. */
  readonly from: number | null;
}

/** All that is drawn. */
export interface SpaceTime {
  readonly lanes: readonly DrawnLane[];
  /** In order of time. */
  readonly steps: readonly DrawnStep[];
  /** One a step, such as its moment, to stand above it where there is room; absent: none. */
  readonly marks?: readonly string[];
  /** Links that are cut for a while; absent: none. */
  readonly cuts?: readonly DrawnCut[];
}

/** A cut, from before one step to before another one, by their places in the list. */
export interface DrawnCut {
  readonly name: string;
  /** The first step that happens during it, or after it. */
  readonly from: number;
  /** The first step after it; as many as there are steps where it does not end. */
  readonly to: number;
}

/** A replica. */
export interface DrawnLane {
  readonly name: string;
  /** What it holds in the end. */
  readonly end: string;
}

/** How it may look. */
export interface SpaceTimeStyle {
  readonly columns: number;
  readonly ascii: boolean;
  /** Most columns from one step to the next; the rest is for what replicas hold in the end. Default: 12. */
  readonly mostPitch?: number;
}

/** The drawing, row by row, no wider than asked for; none where so many steps have no room. */
export function drawSpaceTime(
  { lanes, steps, marks = [], cuts = [] }: SpaceTime,
  style: SpaceTimeStyle,
): readonly string[] {
  const names = lanes.map(({ name }) => cutText(showText(name), mostName, ellipsisOf(style)));
  const left = 2 + Math.max(...names.map(measureWidth), 0);
  const label = Math.max(...steps.map((step) => step.label.length), 1);
  const room = style.columns - left - label - arrow.length - leastEnd;
  const pitch = Math.min(Math.floor(room / Math.max(1, steps.length - 1)), style.mostPitch ?? mostPitch);
  if (steps.length === 0 || room < 0 || (steps.length > 1 && pitch < label + 1)) return [];

  const columns = steps.map((_, index) => left + label + index * pitch);
  const gaps = planGaps({ lanes, steps }, columns);
  const rows = layRows(gaps, lanes.length);
  const lineEnd = columns[columns.length - 1] + 2;
  const grid = new Grid(rows.height, lineEnd + 1);
  lanes.forEach((_, lane) => grid.drawAcross(rows.lanes[lane], left, lineEnd));
  gaps.forEach((nets, gap) => {
    nets.forEach((net) => drawNet(grid, net, rows.gaps[gap] + net.track, rows.lanes));
  });

  const heads = [...layMarks(marks, columns, style), ...layCuts(cuts, columns, { left, ...style })];
  const drawn = Array.from({ length: rows.height }, (_, row) => {
    const lane = rows.lanes.indexOf(row);
    if (lane < 0) return ` ${grid.show(row, 1, style.ascii)}`.trimEnd();
    let line = grid.show(row, left, style.ascii);
    steps.forEach((step, index) => {
      if (step.lane !== lane) return;
      const end = columns[index] - left + 1;
      line = line.slice(0, end - step.label.length) + step.label + line.slice(end);
    });
    const head = ` ${names[lane]}${' '.repeat(left - 1 - measureWidth(names[lane]))}`;
    const start = `${head}${line}${arrow}`;
    const end = cutText(showText(lanes[lane].end), style.columns - measureWidth(start), ellipsisOf(style));
    return `${start}${end}`.trimEnd();
  });
  return [...heads, ...drawn];
}

/** Marks in one row, each ending above its step or, where that has no room, left out. */
function layMarks(
  marks: readonly string[],
  columns: readonly number[],
  style: SpaceTimeStyle,
): readonly string[] {
  if (marks.length === 0) return [];
  let line = '';
  marks.forEach((mark, index) => {
    const start = columns[index] - Math.floor(mark.length / 2);
    const isFree = line === '' || start >= line.length + 2;
    if (isFree && start + mark.length <= style.columns) line = line.padEnd(start) + mark;
  });
  return [line];
}

/** A row for each cut. */
function layCuts(
  cuts: readonly DrawnCut[],
  columns: readonly number[],
  { left, columns: width, ascii }: SpaceTimeStyle & { readonly left: number },
): readonly string[] {
  const last = columns[columns.length - 1];
  const before = (step: number): number => {
    if (step >= columns.length) return last + 2;
    return step === 0 ? left : Math.ceil((columns[step - 1] + columns[step]) / 2);
  };
  return cuts.map(({ name, from, to }) => {
    const start = before(from);
    const label = showText(name);
    const wave = '~'.repeat(Math.max(2, before(to) - start));
    const space = start - 1 - measureWidth(label);
    if (space > 0) return `${' '.repeat(space)}${label} ${wave}`;
    const line = `${''.padEnd(start)}${wave}`;
    const room = width - Math.max(line.length, last + 2) - 2;
    const end = cutText(label, room, ellipsisOf({ columns: width, ascii }));
    return `${line.padEnd(last + 2)}  ${end}`.trimEnd();
  });
}

const arrow = '> ';
/** What a replica holds in the end is worth so many columns at least. */
const leastEnd = 12;
const mostPitch = 12;
const mostName = 12;

/** A write's message on its way into one direction, to all who take it in there. */
interface Net {
  readonly lane: number;
  readonly x: number;
  readonly receivers: readonly { readonly lane: number; readonly x: number }[];
  readonly track: number;
}

/** By gap between two neighbouring rows: its messages, each on a track with nobody else in its way. */
function planGaps({ lanes, steps }: SpaceTime, columns: readonly number[]): readonly (readonly Net[])[] {
  const gaps: Net[][] = lanes.slice(1).map(() => []);
  steps.forEach((sender, index) => {
    const receivers = steps.flatMap(({ from, lane }, at) => (from === index ? [{ lane, x: columns[at] }] : []));
    for (const isDown of [true, false]) {
      const own = receivers.filter(({ lane }) => (isDown ? lane > sender.lane : lane < sender.lane));
      if (own.length === 0) continue;
      const gap = isDown ? sender.lane : sender.lane - 1;
      const net = { lane: sender.lane, x: columns[index], receivers: own };
      gaps[gap].push({ ...net, track: freeTrack(gaps[gap], net) });
    }
  });
  return gaps;
}

function freeTrack(nets: readonly Net[], net: Omit<Net, 'track'>): number {
  for (let track = 0; ; track++) {
    if (!nets.some((other) => other.track === track && overlap(other, net))) return track;
  }
}

function overlap(one: Omit<Net, 'track'>, other: Omit<Net, 'track'>): boolean {
  return one.x <= endOf(other) && other.x <= endOf(one);
}

function endOf({ receivers }: Omit<Net, 'track'>): number {
  return Math.max(...receivers.map(({ x }) => x));
}

function layRows(gaps: readonly (readonly Net[])[], count: number) {
  const lanes: number[] = [];
  const starts: number[] = [];
  let row = 0;
  for (let lane = 0; lane < count; lane++) {
    lanes.push(row);
    row++;
    starts.push(row);
    const tracks = lane < gaps.length ? Math.max(1, ...gaps[lane].map(({ track }) => track + 1)) : 0;
    row += tracks;
  }
  return { lanes, gaps: starts, height: row };
}

/** From the sender's row to the track, along it, and from there to each receiver's row. */
function drawNet(grid: Grid, net: Net, track: number, lanes: readonly number[]): void {
  grid.drawDown(net.x, lanes[net.lane], track);
  grid.drawAcross(track, net.x, endOf(net));
  for (const { lane, x } of net.receivers) grid.drawDown(x, track, lanes[lane]);
}

/** Cells that know in which directions lines leave them. */
class Grid {
  private readonly width: number;
  private readonly cells: Uint8Array;

  constructor(height: number, width: number) {
    this.width = width;
    this.cells = new Uint8Array(height * width);
  }

  drawAcross(row: number, from: number, to: number): void {
    for (let x = from; x < to; x++) {
      this.join(row, x, right);
      this.join(row, x + 1, leftward);
    }
  }

  drawDown(x: number, from: number, to: number): void {
    for (let row = Math.min(from, to); row < Math.max(from, to); row++) {
      this.join(row, x, down);
      this.join(row + 1, x, up);
    }
  }

  show(row: number, from: number, isAscii: boolean): string {
    const lines = isAscii ? asciiLines : unicodeLines;
    const cells = this.cells.subarray(row * this.width + from, (row + 1) * this.width);
    return [...cells].map((cell) => lines[cell]).join('');
  }

  private join(row: number, x: number, direction: number): void {
    this.cells[row * this.width + x] |= direction;
  }
}

const up = 1;
const down = 2;
const leftward = 4;
const right = 8;

/** By the directions in which lines leave. */
const unicodeLines = [...' │││─┘┐┤─└┌├─┴┬┼'];
/** Where two lines cross, the upright one goes on top. */
const asciiLines = [...' |||-\'.+-\'.+-++|'];

function ellipsisOf({ ascii }: SpaceTimeStyle): string {
  return ascii ? '~' : '…';
}

/** The run as a line from left to right, with marks for what happened and what will. */
import type { Fault } from '../../../sim/scenario.js';
import { plannedEndUs } from './live-state.js';
import { plannedMarks } from './marks.js';
import type { MarkKind } from './marks.js';
import type { LiveState } from './live-state.js';
import { formatShortMoment } from '../words/quantity.js';
import { span } from '../drawing/row.js';
import type { Row, Span, Tone } from '../drawing/row.js';

/** The timeline in exactly one row. */
export function drawTimeline(state: LiveState, columns: number): Row {
  const nowUs = state.observation.nowUs;
  const endUs = Math.max(1, plannedEndUs(state.scenario), nowUs);
  const before = `${state.focus.panel === 5 ? '>' : ' '}0s |`;
  const after = `| ${formatShortMoment(endUs)} `;
  const length = columns - before.length - after.length;
  const cells = new Array<MarkName>(length).fill('quiet');
  const place = (atUs: number, mark: MarkName) => {
    const column = Math.min(length - 1, Math.floor((atUs / endUs) * length));
    const there = cells[column];
    if (there !== undefined && marks[mark].rank >= marks[there].rank) cells[column] = mark;
  };
  for (const fault of state.scenario.faults) fillCut({ fault, nowUs, endUs, length }, cells);
  for (const { atUs, kind } of state.marks) place(atUs, kind);
  place(nowUs, 'now');
  const here = cells.indexOf('now');
  return [span(before, 'dim'), ...joinCells(cells, here), span(after, 'dim')];
}

/** What the marks of this scenario mean. */
export function drawLegend(state: LiveState): Row {
  const planned = new Set<MarkName>(plannedMarks(state.scenario).map(({ kind }) => kind));
  if (state.firstSeenUs.divergence !== null) planned.add('divergence');
  const shown = markNames.filter((name) => planned.has(name) || alwaysExplained.has(name));
  const words = shown.map((name) => `${marks[name].glyph} ${marks[name].words}`);
  return [span(` ${words.join('  ')}`, 'dim')];
}

/** One span for cells of one tone beside each other; what is still to come is dim. */
function joinCells(cells: readonly MarkName[], here: number): Row {
  const spans: Span[] = [];
  let text = '';
  let tone: Tone = 'dim';
  cells.forEach((name, column) => {
    const own = column > here ? 'dim' : marks[name].tone;
    if (own !== tone && text !== '') {
      spans.push(span(text, tone));
      text = '';
    }
    tone = own;
    text += marks[name].glyph;
  });
  return [...spans, span(text, tone)];
}

interface DrawnMark {
  readonly glyph: string;
  readonly words: string;
  readonly tone: Tone;
  /** Of two marks in one place the higher is seen. */
  readonly rank: number;
}

/** Every mark of a timeline. */
export const marks = {
  quiet: { glyph: '-', words: 'quiet', tone: 'dim', rank: 0 },
  parted: { glyph: '~', words: 'parted', tone: 'warn', rank: 1 },
  divergence: { glyph: 'd', words: 'diverged', tone: 'warn', rank: 2 },
  conflict: { glyph: 'c', words: 'conflict', tone: 'warn', rank: 2 },
  loss: { glyph: 'X', words: 'lost write', tone: 'bad', rank: 3 },
  relieve: { glyph: 'R', words: 'as before', tone: 'good', rank: 4 },
  impair: { glyph: 'W', words: 'worse', tone: 'warn', rank: 4 },
  step: { glyph: 'S', words: 'clock step', tone: 'warn', rank: 4 },
  deploy: { glyph: 'N', words: 'new rule', tone: 'accent', rank: 4 },
  leave: { glyph: 'L', words: 'leave', tone: 'bad', rank: 5 },
  restart: { glyph: 'U', words: 'up again', tone: 'good', rank: 6 },
  crash: { glyph: 'D', words: 'down', tone: 'bad', rank: 7 },
  heal: { glyph: 'H', words: 'heal', tone: 'good', rank: 8 },
  partition: { glyph: 'P', words: 'partition', tone: 'bad', rank: 9 },
  now: { glyph: 'v', words: 'you are here', tone: 'accent', rank: 10 },
} as const satisfies Readonly<Record<MarkName, DrawnMark>>;

/** One of {@link marks}. */
export type MarkName = MarkKind | 'quiet' | 'parted' | 'now';

/** In the order of the legend. */
const markNames: readonly MarkName[] = [
  'partition',
  'heal',
  'crash',
  'restart',
  'leave',
  'step',
  'deploy',
  'impair',
  'relieve',
  'conflict',
  'loss',
  'divergence',
  'now',
];

const alwaysExplained: ReadonlySet<MarkName> = new Set<MarkName>(['conflict', 'loss', 'now']);

/** The part of a partition that has already passed. */
function fillCut(
  past: {
    readonly fault: Fault;
    readonly nowUs: number;
    readonly endUs: number;
    readonly length: number;
  },
  cells: MarkName[],
): void {
  const { fault, nowUs, endUs, length } = past;
  if (fault.kind !== 'partition' && fault.kind !== 'offline') return;
  const first = Math.floor((fault.atUs / endUs) * length);
  const last = Math.floor((Math.min(nowUs, fault.untilUs ?? nowUs) / endUs) * length);
  for (let column = first; column <= last && column < length; column += 1) cells[column] = 'parted';
}

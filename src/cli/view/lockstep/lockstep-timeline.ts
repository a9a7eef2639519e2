/** The runs as lines from left to right, one under the other, on one scale. */
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { formatShortMoment } from '../words/quantity.js';
import { marks } from '../live/timeline.js';
import type { MarkName } from '../live/timeline.js';
import { letterOf } from './lockstep-state.js';
import type { Lane, LockstepState } from './lockstep-state.js';

/** Where the runs part, on every line. */
const partingGlyph = '!';

/** One row for each run. */
export function drawTimelines(state: LockstepState, columns: number): readonly Row[] {
  return state.lanes.map((lane, index) => drawOne(state, lane, index, columns));
}

/** What the marks on these lines mean. */
export function drawMarkLegend(state: LockstepState): Row {
  const seen = new Set(state.lanes.flatMap((lane) => lane.state.marks.map(({ kind }) => kind)));
  const words = [...seen].map((name) => `${marks[name].glyph} ${marks[name].words}`);
  const parting = state.parting.kind === 'found' ? [`${partingGlyph} they part`] : [];
  return [span(` ${['v you are here', ...parting, ...words].join('  ')}`, 'dim')];
}

function drawOne(state: LockstepState, lane: Lane, index: number, columns: number): Row {
  const { nowUs, parting, chosen } = state;
  const endUs = Math.max(1, state.endUs);
  const before = ` ${letterOf(index)} |`;
  const after = `| ${formatShortMoment(endUs)} `;
  const length = columns - before.length - after.length;
  const cells = new Array<MarkName>(length).fill('quiet');
  const columnOf = (atUs: number) => Math.min(length - 1, Math.floor((atUs / endUs) * length));
  fillCuts(lane, nowUs, columnOf, cells);
  for (const { atUs, kind } of lane.state.marks) {
    const there = cells[columnOf(atUs)];
    if (there !== undefined && marks[kind].rank >= marks[there].rank) cells[columnOf(atUs)] = kind;
  }
  cells[columnOf(nowUs)] = 'now';
  const here = columnOf(nowUs);
  // What is to come is dim.
  const drawn = cells.map((name, column) => span(marks[name].glyph, column > here ? 'dim' : marks[name].tone));
  if (parting.kind === 'found' && columnOf(parting.atUs) !== here) {
    drawn[columnOf(parting.atUs)] = span(partingGlyph, 'accent');
  }
  return [span(before, index === chosen ? 'strong' : 'dim'), ...drawn, span(after, 'dim')];
}

/** The part of each partition that has already passed. */
function fillCuts({ state: { scenario } }: Lane, nowUs: number, columnOf: (atUs: number) => number, cells: MarkName[]): void {
  for (const fault of scenario.faults) {
    if ((fault.kind !== 'partition' && fault.kind !== 'offline') || fault.atUs > nowUs) continue;
    const last = columnOf(Math.min(nowUs, fault.untilUs ?? nowUs));
    for (let column = columnOf(fault.atUs); column <= last; column += 1) cells[column] = 'parted';
  }
}

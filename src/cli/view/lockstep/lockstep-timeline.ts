/** The runs as lines from left to right, one under the other, on one scale. */
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { formatShortMoment } from '../words/quantity.js';
import { marks } from '../live/timeline.js';
import type { MarkName } from '../live/timeline.js';
import { marksOfLane } from './lockstep-marks.js';
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
  const seen = new Set(state.lanes.flatMap((lane) => marksOfLane(lane).map(({ mark }) => mark)));
  const words = [...seen].map((name) => `${marks[name].glyph} ${marks[name].words}`);
  if (state.parting.kind === 'found') words.push(`${partingGlyph} they part`);
  return [span(` ${[...words, 'v you are here'].join('  ')}`, 'dim')];
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
  for (const { atUs, mark } of marksOfLane(lane)) {
    const there = cells[columnOf(atUs)];
    if (there !== undefined && marks[mark].rank >= marks[there].rank) cells[columnOf(atUs)] = mark;
  }
  cells[columnOf(nowUs)] = 'now';
  const drawn = cells.map((name) => span(marks[name].glyph, marks[name].tone));
  if (parting.kind === 'found' && columnOf(parting.atUs) !== columnOf(nowUs)) {
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

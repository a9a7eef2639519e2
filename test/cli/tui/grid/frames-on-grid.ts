/** Whether the frames on a screen are whole: what every screen must keep to, whatever it shows. */
import { asciiTheme, unicodeTheme } from '../../../../src/cli/view/drawing/theme.js';
import type { Box } from '../../../../src/cli/view/drawing/theme.js';

type Cells = readonly (readonly string[])[];

/** What is wrong with the frames, in words; none when there are some and all are whole. */
export function frameFaults(cells: Cells, isAscii: boolean): readonly string[] {
  const { box, focusBox } = isAscii ? asciiTheme : unicodeTheme;
  // In ASCII all corners look the same: what begins a frame has an edge to its right and one below.
  // Else a diagram may draw a corner too, with no title to its right.
  const isStart = isAscii ? hasEdges : hasTitle;
  const faults = [box, focusBox].flatMap((own) => {
    const corners = cells.flatMap((row, top) => row.flatMap((cell, left) => (cell === own.topLeft ? [{ top, left }] : [])));
    return corners.filter((corner) => isStart(cells, corner, own)).map((start) => faultsFrom(cells, start, own));
  });
  return faults.length === 0 ? ['there is no frame'] : faults.flat();
}

interface Corner {
  readonly top: number;
  readonly left: number;
}

function hasEdges(cells: Cells, { top, left }: Corner, { horizontal, vertical }: Box): boolean {
  const isTop = top === 0 || at(cells, top - 1, left) !== vertical;
  return isTop && at(cells, top, left + 1) === horizontal && at(cells, top + 1, left) === vertical;
}

function hasTitle(cells: Cells, { top, left }: Corner, { horizontal }: Box): boolean {
  return at(cells, top, left + 1) === horizontal && at(cells, top, left + 2) === ' ';
}

function faultsFrom(cells: Cells, { top, left }: Corner, box: Box): readonly string[] {
  const below = cells.findIndex(
    (row, index) => index > top && row[left] === box.bottomLeft && row[left + 1] === box.horizontal,
  );
  if (below < 0) return [`the frame at ${top}:${left} has no bottom`];
  const bottom = cells[below] ?? [];
  const right = bottom.indexOf(box.bottomRight, left + 1);
  const faults: string[] = [];
  if (at(cells, top, right) !== box.topRight) faults.push(`the frame at ${top}:${left} has corners at different columns`);
  for (let row = top + 1; row < below; row += 1) {
    if (at(cells, row, left) !== box.vertical) faults.push(`no left edge at ${row}:${left}`);
    if (at(cells, row, right) !== box.vertical) faults.push(`no right edge at ${row}:${right}`);
  }
  return faults;
}

function at(cells: Cells, row: number, column: number): string | undefined {
  return cells[row]?.[column];
}

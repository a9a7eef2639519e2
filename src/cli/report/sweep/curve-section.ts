/** One metric along one axis: its curve with its confidence band, and the figures below. */
import type { Sweep } from '../../../scenarios/sweep/sweep.js';
import { printable } from '../../printable.js';
import { textColumns } from '../layout.js';
import { chooseScale, columnAt, drawCurve } from './chart.js';
import { formatFigure } from './shown-sweep.js';
import { nameOf, placeLabels, valueTable } from './tables.js';

const chartRows = 10;

/** The drawing with its scales, and the table. */
export function curveSection(sweep: Sweep, metric: number, ascii: boolean): readonly string[] {
  const { axes: [axis], metrics, points } = sweep;
  const ordered = points
    .map(({ summaries }, i) => ({ value: axis.values[i], summary: summaries[metric] }))
    .sort((a, b) => a.value.position - b.value.position);
  const curve = ordered.map(({ value: { position }, summary: { mean, interval } }) =>
    mean === null ? null : { position, mean, low: interval?.low ?? mean, high: interval?.high ?? mean },
  );
  const known = curve.flatMap((point) => point ?? []);
  const scale = chooseScale(known.flatMap(({ low, high }) => [low, high]));
  const labels = [scale.top, scale.middle, scale.bottom].map((value) => formatFigure(metrics[metric], value));
  const room = Math.max(...labels.map((label) => label.length));
  const columns = textColumns - room - 4;
  const edge = ascii ? { side: '|', corner: '+', floor: '-' } : { side: '│', corner: '└', floor: '─' };
  const lines = drawCurve(curve, scale, { columns, rows: chartRows, ascii }).map((line, row) => {
    const label = row === 0 ? labels[0] : row === chartRows - 1 ? labels[2] : row === Math.round((chartRows - 1) / 2) ? labels[1] : '';
    return ` ${label.padStart(room)} ${edge.side}${line}`;
  });
  const [first, last] = [known[0].position, known[known.length - 1].position];
  const ticks = ordered
    .filter(({ summary }) => summary.mean !== null)
    .map(({ value: { text, position } }) => ({ text: nameOf(text), column: columnAt(position, first, last, columns) }));
  const indent = ' '.repeat(room + 3);
  const path = printable(axis.path);
  return [
    ...lines,
    ` ${' '.repeat(room)} ${edge.corner}${edge.floor.repeat(columns)}`,
    `${indent}${placeLabels(ticks, columns)}`,
    `${indent}${' '.repeat(Math.max(0, Math.floor((columns - path.length) / 2)))}${path}`,
    '',
    ...valueTable(sweep, metric),
  ];
}

/** The figures of all runs beside each other, and a word where they differ. */
import { fitRow, span } from '../drawing/row.js';
import type { Row, Span, Tone } from '../drawing/row.js';
import { cutMiddle, fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { formatCount, formatShortDuration } from '../words/quantity.js';
import { wordFor } from '../live/status-line.js';
import { haveParted, letterOf } from './lockstep-state.js';
import type { Lane, LockstepState } from './lockstep-state.js';

/** How many rows the figures take, all of them and those that matter most. */
export const figureRows = { all: 10, most: 7 };

/** The figures in this width. */
export function drawFigures(state: LockstepState, columns: number, theme: Theme): readonly Row[] {
  const width = Math.min(26, Math.floor((columns - nameColumns - differColumns) / state.lanes.length));
  const parted = haveParted(state);
  return [
    drawNames(state, width, theme),
    ...figures.map(({ name, textOf, toneOf }) => {
      const texts = state.lanes.map(textOf);
      const differ = parted && texts.some((text) => text !== texts[0]);
      const cells = state.lanes.map((lane, index): Span => {
        return span((texts[index] ?? '').padStart(width), toneOf?.(lane) ?? 'plain');
      });
      const sign = span(differ ? '  * differs' : '', 'accent');
      return fitRow([span(` ${name.padEnd(nameColumns - 1)}`, differ ? 'strong' : 'plain'), ...cells, sign], columns, '');
    }),
  ];
}

interface Figure {
  readonly name: string;
  readonly textOf: (lane: Lane) => string;
  readonly toneOf?: (lane: Lane) => Tone;
}

const nameColumns = 16;
const differColumns = 11;
const worryingLagUs = 1_000_000;

/** Where rows are few, the last ones are not there. */
const figures: readonly Figure[] = [
  {
    name: 'conflicts',
    textOf: ({ state }) => formatCount(state.observation.conflicts),
    toneOf: ({ state }) => (state.observation.conflicts > 0 ? 'warn' : 'plain'),
  },
  {
    name: 'lost writes',
    textOf: ({ state: { losses } }) => (losses === null ? '-' : formatCount(losses.lost)),
    toneOf: ({ state: { losses } }) => (losses !== null && losses.lost > 0 ? 'bad' : 'plain'),
  },
  {
    name: 'diverged keys',
    textOf: ({ state: { losses } }) => (losses === null ? '-' : formatCount(losses.divergentKeys)),
    toneOf: ({ state: { losses } }) => (losses !== null && losses.divergentKeys > 0 ? 'warn' : 'plain'),
  },
  {
    name: 'expectations',
    textOf: ({ state: { judgement } }) => (judgement === null ? '-' : wordFor(judgement.verdict)),
    toneOf: ({ state: { judgement } }) => (judgement?.verdict === 'violated' ? 'bad' : 'plain'),
  },
  { name: 'waiting', textOf: (lane) => formatCount(sum(lane.state.observation.regions.map(({ backlogWrites }) => backlogWrites))) },
  {
    name: 'longest lag',
    textOf: (lane) => formatShortDuration(longestLag(lane)),
    toneOf: (lane) => (longestLag(lane) >= worryingLagUs ? 'warn' : 'plain'),
  },
  { name: 'written', textOf: ({ state }) => formatCount(state.observation.written) },
  { name: 'applied', textOf: ({ state }) => formatCount(state.observation.applied) },
  {
    name: 'clock apart',
    textOf: ({ state: { observation } }) => {
      const skews = observation.regions.map(({ skewUs }) => skewUs);
      return formatShortDuration(Math.round(Math.max(...skews) - Math.min(...skews)));
    },
  },
];

function drawNames({ lanes, chosen }: LockstepState, width: number, theme: Theme): Row {
  const cells = lanes.map(({ name }, index) => {
    const mark = index === chosen ? '>' : ' ';
    const cut = cutMiddle(showText(name), Math.max(1, width - 5), theme.ellipsis);
    const text = `${mark}${letterOf(index)} ${cut}`;
    return span(' '.repeat(Math.max(0, width - measureWidth(text))) + text, index === chosen ? 'title' : 'strong');
  });
  return [span(fitLeft('', nameColumns, '')), ...cells];
}

function longestLag({ state: { observation } }: Lane): number {
  return Math.max(...observation.regions.map(({ lagUs }) => lagUs));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What happened to a key in a run, drawn in space and time. */
import type { Row } from '../drawing/row.js';
import { span } from '../drawing/row.js';
import { breakLines } from '../drawing/paragraph.js';
import { showText } from '../drawing/text-width.js';
import { drawStory } from '../story/draw-story.js';
import { tellKey } from '../story/key-story.js';
import { indexRun } from '../story/run-index.js';
import type { ToldRun } from '../story/run-index.js';
import { tellStory } from '../story/tell-story.js';
import type { StoryStepKind, WriteStory } from '../story/write-story.js';
import { formatCountOf, formatMoment } from '../words/quantity.js';

/** How it may look. */
export interface KeyDrawingStyle {
  readonly columns: number;
  readonly ascii: boolean;
}

/** Draws what became of a key, and tells each step that is drawn; of a key with many writes, what decided it. */
export function drawKey(told: ToldRun, key: string, { columns, ascii }: KeyDrawingStyle): readonly Row[] {
  const story = storyToDraw(told, key);
  if (story === null) return [[span(' Nobody wrote it in this run.', 'dim')]];
  const drawing = drawStory(told, story, { columns: columns - 1, ascii, mostPitch });
  const drawn = (drawing?.rows ?? []).map((row): Row => [span(row)]);
  const legend = drawing === null ? [] : breakLines(drawing.legend, columns - 2).map((line): Row => [span(` ${line}`, 'dim')]);
  const blank: Row = [];
  const numbers = String(story.steps.length).length;
  const steps = story.steps.slice(0, mostTold).flatMap(({ atUs, replica, words }, at): readonly Row[] => {
    const head = ` ${String(at + 1).padStart(numbers)}  `;
    return breakLines(`${formatMoment(atUs)} s ${showText(replica)}: ${words}`, columns - head.length - 1).map((line, index): Row =>
      [span(index === 0 ? head : ' '.repeat(head.length), 'dim'), span(line)]);
  });
  const left = story.steps.length - mostTold;
  return [...drawn, ...legend, blank, ...steps, ...(left > 0 ? [[span(` and ${formatCountOf(left, 'more step')}`, 'dim')]] : [])];
}

/** All its writes as one story; where they are many, that of the first that was lost, or met another. */
function storyToDraw(told: ToldRun, key: string): WriteStory | null {
  const index = indexRun(told);
  const writes = index.writesOf(key);
  const [first] = writes;
  if (first === undefined) return null;
  if (writes.length > mostWrites) {
    const chosen = writes.find((write) => index.lossOf(write) !== null)
      ?? writes.slice(0, mostSearched).find((write) => hasMet(told, write)) ?? first;
    return onlyDrawn(tellStory(told, chosen));
  }
  // Cuts are drawn as far as they concern the write that the story is of.
  const story = tellStory(told, writes.find((write) => index.lossOf(write) !== null) ?? writes.at(-1) ?? first);
  const steps = tellKey(told, key)?.steps ?? [];
  return onlyDrawn(story === null ? null : { ...story, steps });
}

function hasMet(told: ToldRun, write: number): boolean {
  return tellStory(told, write)?.steps.some(({ kind }) => kind === 'conflict') === true;
}

function onlyDrawn(story: WriteStory | null): WriteStory | null {
  if (story === null) return null;
  const drawn = story.steps.filter(({ kind }) => drawnKinds.has(kind));
  // Who read what is worth telling where the drawing has room for it.
  const withReads = story.steps.filter(({ kind }) => kind === 'read' || drawnKinds.has(kind));
  return { ...story, steps: withReads.length <= mostWithReads ? withReads : drawn };
}

const drawnKinds: ReadonlySet<StoryStepKind> = new Set<StoryStepKind>([
  'accept', 'rival', 'apply', 'conflict', 'discard', 'drop', 'hold-back',
]);
const mostPitch = 8;
const mostWrites = 4;
const mostSearched = 100;
const mostWithReads = 8;
const mostTold = 12;

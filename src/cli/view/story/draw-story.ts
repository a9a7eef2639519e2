/** A story as a space-time drawing: the replicas that it concerns, and the steps that decide it. */
import {
  drawSpaceTime,
  type DrawnCut,
  type DrawnStep,
  type SpaceTimeStyle,
} from '../space-time/space-time.js';
import { showText } from '../drawing/text-width.js';
import { outagesOf } from './fault-steps.js';
import { indexRun, type RunIndex, type ToldRun } from './run-index.js';
import { listWords, writeNames } from './story-words.js';
import type { StoryStep, StoryStepKind, WriteStory } from './write-story.js';

/** A drawing and what its letters mean. */
export interface StoryDrawing {
  readonly rows: readonly string[];
  readonly legend: string;
}

/** Draws it; steps are numbered as in the story. Null where there is too little to draw. */
export function drawStory(
  told: ToldRun,
  story: WriteStory,
  style: SpaceTimeStyle,
): StoryDrawing | null {
  const index = indexRun(told);
  for (let most = mostDrawn; most >= 2; most--) {
    const chosen = chooseSteps(index, story, most);
    const rows = draw(index, story, chosen, style);
    if (rows.length > 0) return { rows, legend: legendOf(chosen) };
  }
  return null;
}

interface NumberedStep {
  readonly step: StoryStep;
  /** From 1, as in the story. */
  readonly number: number;
}

const mostDrawn = 10;

/** What is drawn first where not all has room; kinds that are not here are not drawn. */
const weights: Readonly<Partial<Record<StoryStepKind, number>>> = {
  accept: 0,
  discard: 1,
  rival: 1,
  drop: 1,
  apply: 2,
  conflict: 2,
  supersede: 2,
  'hold-back': 3,
  read: 4,
};

function chooseSteps(
  index: RunIndex,
  { key, steps }: WriteStory,
  most: number,
): readonly NumberedStep[] {
  const isDrawn = ({ step }: NumberedStep) =>
    weights[step.kind] !== undefined && index.isTold(step.replica, key);
  const all = steps.map((step, at): NumberedStep => ({ step, number: at + 1 })).filter(isDrawn);
  const weightOf = ({ step }: NumberedStep) => weights[step.kind] ?? 9;
  const best = [...all]
    .sort((a, b) => weightOf(a) - weightOf(b) || a.number - b.number)
    .slice(0, most);
  return best.sort((a, b) => a.number - b.number);
}

function draw(
  index: RunIndex,
  story: WriteStory,
  chosen: readonly NumberedStep[],
  style: SpaceTimeStyle,
): readonly string[] {
  const { trace } = index.told;
  const names = index
    .replicasOf(story.key)
    .filter((name) => chosen.some(({ step }) => step.replica === name));
  const steps = chosen.map(({ step, number }, at): DrawnStep => {
    return {
      lane: names.indexOf(step.replica),
      label: `${number}${letterOf(step)}`,
      from: senderOf(index, chosen, at),
    };
  });
  const lanes = names.map((name) => {
    const held = index.heldAtEnd(name, story.key);
    return { name, end: held.length === 0 ? 'nothing' : writeNames(index, held) };
  });
  const marks = chosen.map(({ step }) => (trace[step.event].atUs / 1_000_000).toFixed(3));
  return drawSpaceTime({ lanes, steps, marks, cuts: cutsOf(index, story, chosen) }, style);
}

/** The step that the message came from, which brought what a step is about; null where none did. */
function senderOf(
  { told: { trace } }: RunIndex,
  chosen: readonly NumberedStep[],
  at: number,
): number | null {
  const { step } = chosen[at];
  const event = trace[step.event];
  if (event.kind !== 'apply' && event.kind !== 'hold-back' && event.kind !== 'apply-error')
    return null;
  const senders = chosen.slice(0, at).map(({ step: earlier }) => {
    const source = trace[earlier.event];
    const brings =
      (source.kind === 'accept' || source.kind === 'apply') && source.write === event.write;
    return brings && earlier.replica !== step.replica ? earlier.replica : null;
  });
  const direct = senders.lastIndexOf(event.from);
  if (direct >= 0) return direct;
  const any = senders.findLastIndex((replica) => replica !== null);
  return any >= 0 ? any : null;
}

function cutsOf(
  index: RunIndex,
  { write }: WriteStory,
  chosen: readonly NumberedStep[],
): readonly DrawnCut[] {
  const groups = new Map<string, { readonly far: string[]; readonly cut: DrawnCut }>();
  for (const { to, replica, fromUs, untilUs } of outagesOf(index, write)) {
    if (to === null) continue;
    const name = `${fromUs} ${untilUs} ${replica}`;
    const known = groups.get(name);
    if (known !== undefined) known.far.push(to);
    else {
      const place = (us: number) => {
        const first = chosen.findIndex(({ step }) => step.atUs >= us);
        return first < 0 ? chosen.length : first;
      };
      groups.set(name, {
        far: [to],
        cut: { name: replica, from: place(fromUs), to: place(untilUs) },
      });
    }
  }
  return [...groups.values()].map(({ far, cut }) => ({
    ...cut,
    name: `cut: ${showText(cut.name)} to ${listWords(far.map(showText))}`,
  }));
}

const letters: Readonly<
  Partial<Record<StoryStepKind, readonly [letter: string, meaning: string]>>
> = {
  accept: ['W', 'written'],
  rival: ['W', 'written'],
  apply: ['T', 'taken in'],
  conflict: ['C', 'meets another'],
  discard: ['X', 'discarded'],
  supersede: ['S', 'superseded'],
  drop: ['D', 'copy dropped'],
  'hold-back': ['H', 'held back'],
  read: ['R', 'read'],
};

function letterOf({ kind }: StoryStep): string {
  return letters[kind]?.[0] ?? '';
}

function legendOf(chosen: readonly NumberedStep[]): string {
  const used = new Map(
    chosen.flatMap(({ step }) => {
      const pair = letters[step.kind];
      return pair === undefined ? [] : [pair];
    }),
  );
  return [...used].map(([letter, meaning]) => `${letter} ${meaning}`).join(', ');
}

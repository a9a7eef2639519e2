/** The moment of a run that a step's question is about, for whoever looks at the run there. */
import { namesIn } from '../../../scenarios/lessons/expression.js';
import type { FinishedRun } from '../../../scenarios/lessons/facts.js';
import type { Step } from '../../../scenarios/lessons/lesson.js';
import { decidingExpressions } from '../../../scenarios/lessons/question.js';
import { findMetric } from '../../../scenarios/metrics.js';
import { findLoss } from '../story/decisive-step.js';
import { tellKey } from '../story/key-story.js';
import { indexRun } from '../story/run-index.js';
import type { ToldRun } from '../story/run-index.js';
import { tellStory } from '../story/tell-story.js';

/** What happens at that moment: what becomes of a key, a loss, a conflict or a fault; at the start nothing yet. */
export type MomentKind = 'key' | 'loss' | 'conflict' | 'fault' | 'start';

/** A run that has ended; `told` is null where its events were not kept. */
export interface SeenRun extends FinishedRun {
  readonly told: ToldRun | null;
}

/** What there is to see of the question in this run. */
export function momentKindOf({ question, show }: Step, { scenario, report }: FinishedRun): MomentKind {
  if (show.key !== null) return 'key';
  const names = decidingExpressions(question).flatMap((expression) => namesIn(expression).map(({ name }) => name));
  const asksFor = (form: RegExp, metric: string) => names.some((name) => form.test(name)) && Number(findMetric(metric)?.read(report)) > 0;
  if (asksFor(/^(?:lost-writes|final|held|amount)\b/, 'lost-writes')) return 'loss';
  if (asksFor(/^(?:conflicts|siblings)\b/, 'conflicts')) return 'conflict';
  return scenario.faults.length > 0 ? 'fault' : 'start';
}

/** Whether only the events of the run tell when it is. */
export function isInEvents(kind: MomentKind): boolean {
  return kind !== 'fault' && kind !== 'start';
}

/** When it is; null at the start, or where it cannot be told. */
export function decisiveMoment(step: Step, run: SeenRun): number | null {
  const kind = momentKindOf(step, run);
  const { told, scenario } = run;
  if (kind === 'fault') return Math.min(...scenario.faults.map(({ atUs }) => atUs));
  if (told === null) return null;
  switch (kind) {
    case 'key':
      return step.show.key === null ? null : momentOfKey(told, step.show.key);
    case 'loss':
      return momentOfLoss(told, told.run.lostWrites.slice(0, mostLosses).map(({ write }) => write)) ?? firstConflict(told);
    case 'conflict':
      return firstConflict(told);
    case 'start':
      return null;
  }
}

/** Lost writes of which nobody did away with the first ones. */
const mostLosses = 20;

/** The loss of one of its writes, else where two of them met, else the last thing that was accepted. */
function momentOfKey(told: ToldRun, key: string): number | null {
  const steps = tellKey(told, key)?.steps ?? [];
  const decided = steps.find(({ kind }) => kind === 'conflict' || kind === 'discard') ?? steps.findLast(({ kind }) => kind === 'accept');
  return momentOfLoss(told, indexRun(told).writesOf(key)) ?? decided?.atUs ?? null;
}

function momentOfLoss(told: ToldRun, writes: readonly number[]): number | null {
  const index = indexRun(told);
  for (const write of writes) {
    const step = findLoss(index, write, tellStory(told, write)?.steps ?? [])?.step ?? null;
    if (step !== null) return step.atUs;
  }
  return null;
}

function firstConflict({ trace }: ToldRun): number | null {
  return trace.find((event) => event.kind === 'apply' && event.conflictsWith.length > 0)?.atUs ?? null;
}
